//! What the parts of a region look like on a map of a few hundred pixels.

use std::collections::BTreeMap;

use senim_model::directory::Point;
use senim_model::outline::Outline;
use senim_model::shapes::{ArcRef, Ring, Shapes, arc_at, points_of};

use super::territory::Territory;
use crate::topology::{simplify_line, twice_area};

/// A map of a district is drawn some five hundred pixels large: what stands out by less than a
/// pixel is left out.
const STEPS: f64 = 500.0;

/// An area has at least so many steps of its own, however large its district.
const OWN_STEPS: f64 = 12.0;

/// The outline of the areas that have geometry, and of their districts.
pub(super) fn outline(shapes: &Shapes, territory: &Territory) -> Outline {
    let areas: Vec<Vec<Ring>> = territory
        .areas
        .iter()
        .map(|area| {
            let polygons = shapes
                .area_at(&area.id)
                .and_then(|at| shapes.polygons.get(at));
            polygons.into_iter().flatten().flatten().cloned().collect()
        })
        .collect();
    if areas.iter().all(Vec::is_empty) {
        return Outline::default();
    }
    let of = |district: Option<u16>| {
        let areas = areas.iter().zip(&territory.areas);
        areas.filter_map(move |(rings, area)| (area.district == district).then_some(rings))
    };
    let districts = (0..territory.districts.len() as u16).map(Some);
    let extents: BTreeMap<Option<u16>, f64> = std::iter::once(None)
        .chain(districts)
        .map(|district| (district, extent(&shapes.arcs, of(district).flatten())))
        .collect();
    let tolerances = tolerances(shapes, &areas, |at| {
        let district = territory.areas.get(at).and_then(|area| area.district);
        extents.get(&district).copied().unwrap_or_default()
    });
    let mut arcs: Vec<Vec<Point>> = shapes.arcs.clone();
    for (at, tolerance) in &tolerances {
        if let Some(arc) = arcs.get_mut(*at) {
            *arc = simplify_line(arc, *tolerance);
        }
    }
    whole_again(shapes, &areas, &mut arcs);
    let districts = (0..territory.districts.len() as u16)
        .map(|at| border(&arcs, of(Some(at)).flatten()))
        .collect();
    Outline {
        narrow: narrow(&arcs),
        areas,
        districts,
        arcs,
    }
}

/// How far points of each arc may be off: as little as the smallest part beside it asks for.
fn tolerances(
    shapes: &Shapes,
    areas: &[Vec<Ring>],
    district: impl Fn(usize) -> f64,
) -> BTreeMap<usize, f64> {
    let mut tolerances: BTreeMap<usize, f64> = BTreeMap::new();
    for (at, rings) in areas.iter().enumerate() {
        let own = extent(&shapes.arcs, rings.iter()) / OWN_STEPS;
        let tolerance = own.min(district(at) / STEPS);
        for arc in rings.iter().flatten() {
            let known = tolerances.entry(arc_at(*arc)).or_insert(tolerance);
            *known = known.min(tolerance);
        }
    }
    tolerances
}

/// The longer side of the box around rings, in units of [`Point`].
fn extent<'a>(arcs: &[Vec<Point>], rings: impl Iterator<Item = &'a Ring>) -> f64 {
    let points = rings.flat_map(|ring| points_of(arcs, ring));
    let all = points.fold(None, |all: Option<[i32; 4]>, Point { lon, lat }| {
        let [west, south, east, north] = all.unwrap_or([lon, lat, lon, lat]);
        Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)])
    });
    all.map_or(0.0, |[west, south, east, north]| {
        f64::from((east - west).max(north - south))
    })
}

/// An area that lost half of itself, or its rings, is drawn as it is.
fn whole_again(shapes: &Shapes, areas: &[Vec<Ring>], arcs: &mut [Vec<Point>]) {
    for ring in areas.iter().flatten() {
        let before = twice_area(&points_of(&shapes.arcs, ring));
        if (twice_area(&points_of(arcs, ring)) * 2).abs() > before.abs() {
            continue;
        }
        for at in ring.iter().map(|arc| arc_at(*arc)) {
            if let (Some(arc), Some(whole)) = (arcs.get_mut(at), shapes.arcs.get(at)) {
                arc.clone_from(whole);
            }
        }
    }
}

/// The rings around areas together: their arcs that none of them shares with another, joined.
fn border<'a>(arcs: &[Vec<Point>], rings: impl Iterator<Item = &'a Ring> + Clone) -> Vec<Ring> {
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for arc in rings.clone().flatten() {
        *uses.entry(arc_at(*arc)).or_default() += 1;
    }
    let is_outer = |arc: &&ArcRef| uses.get(&arc_at(**arc)) == Some(&1);
    let mut open: Vec<ArcRef> = rings.flatten().filter(is_outer).copied().collect();
    let mut found = Vec::new();
    while let Some(first) = open.pop() {
        let mut ring = vec![first];
        let start = ends(arcs, first).0;
        let mut end = ends(arcs, first).1;
        while end != start {
            let Some(next) = open.iter().position(|arc| ends(arcs, *arc).0 == end) else {
                break;
            };
            let arc = open.swap_remove(next);
            end = ends(arcs, arc).1;
            ring.push(arc);
        }
        found.push(ring);
    }
    found
}

/// Where an arc begins and ends, the way it runs.
fn ends(arcs: &[Vec<Point>], arc: ArcRef) -> (Option<Point>, Option<Point>) {
    let points = arcs.get(arc_at(arc));
    let ends = points.map(|points| (points.first().copied(), points.last().copied()));
    let (first, last) = ends.unwrap_or_default();
    match arc < 0 {
        true => (last, first),
        false => (first, last),
    }
}

/// How much shorter a degree of longitude is at the middle latitude, in thousandths.
fn narrow(arcs: &[Vec<Point>]) -> u16 {
    let lats = || arcs.iter().flatten().map(|point| point.lat);
    let (Some(south), Some(north)) = (lats().min(), lats().max()) else {
        return 0;
    };
    let middle = Point {
        lon: 0,
        lat: south + (north - south) / 2,
    };
    (middle.degrees().1.to_radians().cos() * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(raw: &[(i32, i32)]) -> Vec<Point> {
        raw.iter()
            .map(|(lon, lat)| Point {
                lon: *lon,
                lat: *lat,
            })
            .collect()
    }

    #[test]
    fn a_border_leaves_out_what_areas_share_and_closes() {
        // Two squares side by side, with a common side that runs up in the first and down in the second.
        let arcs = vec![
            points(&[(10, 0), (10, 10)]),
            points(&[(10, 10), (0, 10), (0, 0), (10, 0)]),
            points(&[(10, 0), (20, 0), (20, 10), (10, 10)]),
        ];
        let rings = [vec![0, 1], vec![2, !0]];
        let found = border(&arcs, rings.iter());
        assert_eq!(found.len(), 1);
        let ring = points_of(&arcs, &found[0]);
        assert_eq!(ring.len(), 6);
        assert_eq!(twice_area(&ring), 400);
        assert_eq!(extent(&arcs, rings.iter()), 20.0);
    }

    #[test]
    fn an_area_that_would_vanish_stays_as_it_is() {
        let square = points(&[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]);
        let shapes = Shapes {
            arcs: vec![square.clone()],
            ..Shapes::default()
        };
        let mut arcs = vec![simplify_line(&square, 100.0)];
        assert_eq!(points_of(&arcs, &[0]).len(), 1);
        whole_again(&shapes, &[vec![vec![0]]], &mut arcs);
        assert_eq!(arcs, [square]);
    }
}
