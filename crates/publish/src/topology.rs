//! From polygons to arcs that neighbours share: Mike Bostock, "How To Infer Topology" (2013).
//!
//! A *junction* is a point where rings that share it part ways. Rings are cut at junctions; equal
//! pieces, whichever way they run, are stored once.

use std::collections::{BTreeMap, HashMap, HashSet};

use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::shapes::{ArcRef, Shapes};

use crate::source::geometry::Outline;

/// Builds shapes of outlines. Rings that vanish when quantised are left out.
pub(crate) fn shapes<'a>(outlines: impl Iterator<Item = (&'a Id, &'a Outline)>) -> Shapes {
    let areas: Vec<(Id, Vec<Vec<Vec<Point>>>)> = outlines
        .map(|(id, outline)| (id.clone(), quantise(outline)))
        .collect();
    let rings = || {
        areas
            .iter()
            .flat_map(|(_, polygons)| polygons.iter().flatten())
    };
    let junctions = junctions(rings());
    let mut store = Store::default();
    let mut shapes = Shapes::default();
    for (id, polygons) in &areas {
        shapes.ids.push(id.clone());
        let cut = |ring: &Vec<Point>, store: &mut Store| -> Vec<ArcRef> {
            pieces(ring, &junctions)
                .into_iter()
                .map(|piece| store.arc(piece))
                .collect()
        };
        let polygons = polygons
            .iter()
            .map(|polygon| polygon.iter().map(|ring| cut(ring, &mut store)).collect())
            .collect();
        shapes.polygons.push(polygons);
    }
    shapes.arcs = store.arcs;
    shapes
}

/// Points to five decimals, neighbours that became equal merged, rings open, outer rings
/// counterclockwise and holes clockwise (RFC 7946).
fn quantise(outline: &Outline) -> Vec<Vec<Vec<Point>>> {
    outline
        .iter()
        .filter_map(|polygon| {
            let mut rings = polygon.iter().enumerate().filter_map(|(at, ring)| {
                let mut points: Vec<Point> = ring
                    .iter()
                    .map(|(lon, lat)| Point::from_degrees(*lon, *lat))
                    .collect();
                points.dedup();
                if points.len() > 1 && points.first() == points.last() {
                    points.pop();
                }
                if points.len() < 3 {
                    return (at == 0).then(Vec::new);
                }
                if (twice_area(&points) > 0) != (at == 0) {
                    points.reverse();
                }
                Some(points)
            });
            let outer = rings.next().filter(|ring| !ring.is_empty())?;
            Some(std::iter::once(outer).chain(rings).collect())
        })
        .collect()
}

/// Twice the signed area by the shoelace formula; positive where the ring runs counterclockwise.
pub(crate) fn twice_area(ring: &[Point]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(one, two)| {
            i128::from(one.lon) * i128::from(two.lat) - i128::from(two.lon) * i128::from(one.lat)
        })
        .sum()
}

fn junctions<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> HashSet<Point> {
    let mut neighbours: HashMap<Point, (Point, Point)> = HashMap::new();
    let mut junctions = HashSet::new();
    for ring in rings {
        let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
        let after = ring.iter().cycle().skip(1);
        for ((point, before), after) in ring.iter().zip(before).zip(after) {
            let pair = if order(before) <= order(after) {
                (*before, *after)
            } else {
                (*after, *before)
            };
            match neighbours.get(point) {
                Some(known) if *known != pair => {
                    junctions.insert(*point);
                }
                Some(_) => {}
                None => {
                    neighbours.insert(*point, pair);
                }
            }
        }
    }
    junctions
}

fn order(point: &Point) -> (i32, i32) {
    (point.lon, point.lat)
}

/// A ring cut at its junctions; a ring without any is one closed piece that begins at its least
/// point, so that two equal rings are cut alike.
fn pieces(ring: &[Point], junctions: &HashSet<Point>) -> Vec<Vec<Point>> {
    let start = ring
        .iter()
        .position(|point| junctions.contains(point))
        .or_else(|| (0..ring.len()).min_by_key(|at| ring.get(*at).map(order)))
        .unwrap_or(0);
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = Vec::new();
    for point in ring.iter().cycle().skip(start).take(ring.len() + 1) {
        piece.push(*point);
        if junctions.contains(point) && piece.len() > 1 {
            pieces.push(std::mem::replace(&mut piece, vec![*point]));
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// Arcs, each stored once.
#[derive(Default)]
struct Store {
    arcs: Vec<Vec<Point>>,
    known: HashMap<Vec<Point>, ArcRef>,
}

impl Store {
    fn arc(&mut self, piece: Vec<Point>) -> ArcRef {
        if let Some(at) = self.known.get(&piece) {
            return *at;
        }
        let reversed: Vec<Point> = piece.iter().rev().copied().collect();
        if let Some(at) = self.known.get(&reversed) {
            return !*at;
        }
        let at = ArcRef::try_from(self.arcs.len()).unwrap_or(ArcRef::MAX);
        self.arcs.push(piece.clone());
        self.known.insert(piece, at);
        at
    }
}

/// The outer border of all areas together: the arcs that only one ring uses, joined to rings.
/// Rings are not closed.
pub(crate) fn border(shapes: &Shapes) -> Vec<Vec<Point>> {
    let mut uses: BTreeMap<ArcRef, usize> = BTreeMap::new();
    let refs = || shapes.polygons.iter().flatten().flatten().flatten();
    for arc in refs() {
        *uses.entry((*arc).max(!*arc)).or_default() += 1;
    }
    let mut open: Vec<Vec<Point>> = Vec::new();
    let mut closed = Vec::new();
    for arc in refs().filter(|arc| uses.get(&(**arc).max(!**arc)) == Some(&1)) {
        let at = usize::try_from((*arc).max(!*arc)).unwrap_or(usize::MAX);
        let mut line = shapes.arcs.get(at).cloned().unwrap_or_default();
        if *arc < 0 {
            line.reverse();
        }
        join(line, &mut open, &mut closed);
    }
    closed
}

/// Joins a line to the open lines it continues or precedes; a line that meets itself is closed.
fn join(mut line: Vec<Point>, open: &mut Vec<Vec<Point>>, closed: &mut Vec<Vec<Point>>) {
    loop {
        if line.len() > 2 && line.first() == line.last() {
            line.pop();
            closed.push(line);
            return;
        }
        let meets = open
            .iter()
            .position(|other| other.last() == line.first() || other.first() == line.last());
        let Some(at) = meets else {
            open.push(line);
            return;
        };
        let other = open.swap_remove(at);
        let (mut first, second) = if other.last() == line.first() {
            (other, line)
        } else {
            (line, other)
        };
        first.extend(second.into_iter().skip(1));
        line = first;
    }
}

/// Simplifies a ring (Ramer 1972, Douglas and Peucker 1973) to a tolerance in units of
/// [`Point`]; `None` where less than a triangle is left.
pub(crate) fn simplify(ring: &[Point], tolerance: f64) -> Option<Vec<Point>> {
    let first = *ring.first()?;
    let far = |point: &Point| {
        let (x, y) = (
            f64::from(point.lon - first.lon),
            f64::from(point.lat - first.lat),
        );
        x * x + y * y
    };
    let middle = (0..ring.len()).max_by(|one, two| {
        let at = |at: &usize| ring.get(*at).map_or(0.0, far);
        at(one).total_cmp(&at(two))
    })?;
    let mut kept = Vec::new();
    let (front, back) = ring.split_at_checked(middle + 1)?;
    thin(front, tolerance, &mut kept);
    let back: Vec<Point> = ring
        .get(middle)
        .into_iter()
        .chain(back)
        .copied()
        .chain([first])
        .collect();
    thin(&back, tolerance, &mut kept);
    (kept.len() >= 3).then_some(kept)
}

/// Simplifies a line of two points or more in the same way; its ends stay.
pub(crate) fn simplify_line(line: &[Point], tolerance: f64) -> Vec<Point> {
    let mut kept = Vec::new();
    thin(line, tolerance, &mut kept);
    kept.extend(line.last());
    kept
}

/// Keeps the first point of a line and whatever stands out, the last one left to the next line.
fn thin(line: &[Point], tolerance: f64, kept: &mut Vec<Point>) {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return;
    };
    let farthest = line
        .iter()
        .enumerate()
        .skip(1)
        .take(line.len().saturating_sub(2))
        .map(|(at, point)| (at, off(*first, *last, *point)))
        .max_by(|one, two| one.1.total_cmp(&two.1));
    match farthest {
        Some((at, distance)) if distance > tolerance => {
            if let Some((front, back)) = line.split_at_checked(at) {
                let front: Vec<Point> = front.iter().chain(back.first()).copied().collect();
                thin(&front, tolerance, kept);
                thin(back, tolerance, kept);
            }
        }
        _ => kept.push(*first),
    }
}

/// How far a point lies off the line between two others.
fn off(one: Point, two: Point, point: Point) -> f64 {
    let at = |point: Point| {
        (
            f64::from(point.lon - one.lon),
            f64::from(point.lat - one.lat),
        )
    };
    let ((x2, y2), (x, y)) = (at(two), at(point));
    let length = x2.hypot(y2);
    if length == 0.0 {
        x.hypot(y)
    } else {
        (x2 * y - y2 * x).abs() / length
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn square(west: f64, south: f64, side: f64) -> Vec<(f64, f64)> {
        let (east, north) = (west + side, south + side);
        vec![
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ]
    }

    #[test]
    fn neighbours_share_their_border() {
        let (one, two) = (id("a"), id("b"));
        let outlines = [
            vec![vec![square(0.0, 0.0, 1.0)]],
            vec![vec![square(1.0, 0.0, 1.0)]],
        ];
        let shapes = shapes([(&one, &outlines[0]), (&two, &outlines[1])].into_iter());
        assert_eq!(shapes.arcs.len(), 3);
        assert!(shapes.check());
        let border = border(&shapes);
        assert_eq!(border.len(), 1);
        assert_eq!(border[0].len(), 6);
    }

    #[test]
    fn an_enclave_fills_its_hole() {
        let (outer, inner) = (id("a"), id("b"));
        let mut hole = square(1.0, 1.0, 1.0);
        hole.reverse();
        let outlines = [
            vec![vec![square(0.0, 0.0, 3.0), hole]],
            vec![vec![square(1.0, 1.0, 1.0)]],
        ];
        let shapes = shapes([(&outer, &outlines[0]), (&inner, &outlines[1])].into_iter());
        assert_eq!(shapes.arcs.len(), 2);
        assert_eq!(border(&shapes).len(), 1);
    }

    #[test]
    fn a_ring_is_thinned_to_its_corners() {
        let mut ring: Vec<Point> = (0..100)
            .map(|x| Point {
                lon: x * 10,
                lat: x % 2,
            })
            .collect();
        ring.push(Point { lon: 500, lat: 900 });
        let thin = simplify(&ring, 3.0).unwrap();
        assert!(thin.len() <= 4, "{thin:?}");
    }

    proptest! {
        #[test]
        fn rings_come_back_exactly(cells in prop::collection::btree_set((0..6i32, 0..6i32), 1..20)) {
            let areas: Vec<(Id, Outline)> = cells
                .iter()
                .map(|(x, y)| (id(&format!("a{x}-{y}")), vec![vec![square(f64::from(*x), f64::from(*y), 1.0)]]))
                .collect();
            let shapes = shapes(areas.iter().map(|(id, outline)| (id, outline)));
            for ((_, outline), polygons) in areas.iter().zip(&shapes.polygons) {
                let mut expected = quantise(outline)[0][0].clone();
                let mut found = shapes.ring(&polygons[0][0]);
                expected.sort_by_key(order);
                found.sort_by_key(order);
                prop_assert_eq!(found, expected);
            }
            let distinct: std::collections::HashSet<_> = shapes.arcs.iter().map(|arc| {
                let reversed: Vec<_> = arc.iter().rev().copied().collect();
                if arc.iter().map(order).lt(reversed.iter().map(order)) { arc.clone() } else { reversed }
            }).collect();
            prop_assert_eq!(distinct.len(), shapes.arcs.len());
        }
    }
}
