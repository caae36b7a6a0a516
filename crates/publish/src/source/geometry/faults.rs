//! What the rings of one area must not do: cross, run along each other, touch themselves, or lie
//! where no ring of their kind belongs (OGC Simple Features 06-103r4, 6.1.11).

use std::collections::{BTreeMap, BTreeSet};

use senim_model::directory::Point;

use super::grid::{self, GridPolygon, Meeting, cross_at, edges, inside, meet, turns_back};
use super::nearby::{Box2, Boxes};

/// The most rings of one area.
pub(super) const MOST_RINGS: usize = 10_000;

/// The most pairs of neighbouring edges that are compared within one area. A real one has a few
/// for each of its edges.
pub(super) const MOST_PAIRS: usize = 20_000_000;

/// What is said beyond that.
pub(super) const TANGLED: &str = "is too tangled to be checked";

/// The most faults of one area that are looked for.
const MOST_FOUND: usize = 2_000;

/// The most faults of one area that are named.
pub(super) const MOST_FAULTS: usize = 20;

/// Something that rings must not do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// What, with its place in words.
    pub(super) message: String,
    /// Where, in units of the grid.
    pub(super) at: (f64, f64),
    /// What mending it takes.
    pub(super) mending: Mending,
}

/// What mending a fault takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mending {
    /// No guess.
    Plain,
    /// A guess at what was meant.
    Guess,
    /// More time and memory than there is.
    Hopeless,
}

pub(super) fn too_many_rings(count: usize) -> String {
    format!("has {count} rings, more than {MOST_RINGS}")
}

/// An edge and where it belongs.
#[derive(Clone, Copy)]
struct Edge {
    ends: (Point, Point),
    ring: usize,
    /// Its number in the ring, and how many the ring has.
    at: usize,
    of: usize,
}

impl Edge {
    fn follows(&self, other: &Edge) -> bool {
        self.ring == other.ring && (other.at + 1) % other.of == self.at
    }
}

/// Everything that is wrong with polygons, in the order of its place.
pub(super) fn faults(polygons: &[GridPolygon]) -> Vec<Fault> {
    let mut found = Search::new(polygons).run();
    if found.is_empty() {
        found = misplaced(polygons);
    }
    found.truncate(MOST_FAULTS);
    found
}

struct Search {
    edges: Vec<Edge>,
    /// Edges that touch in a point, by their numbers.
    touching: BTreeMap<(i32, i32), BTreeSet<usize>>,
    /// Faults by their place, so that one is named once.
    found: BTreeMap<(i64, i64), Fault>,
}

impl Search {
    fn new(polygons: &[GridPolygon]) -> Search {
        let rings = polygons.iter().flatten().enumerate();
        let edges = rings
            .flat_map(|(ring, points)| {
                let of = points.len();
                let edge = move |(at, ends)| Edge { ends, ring, at, of };
                edges(points).enumerate().map(edge)
            })
            .collect();
        Search {
            edges,
            touching: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    fn run(mut self) -> Vec<Fault> {
        let around = |edge: &Edge| Box2::around([edge.ends.0, edge.ends.1].iter());
        let boxes = Boxes::new(self.edges.iter().map(around));
        let mut pairs = 0;
        for at in 0..self.edges.len() {
            let Some(one) = self.edges.get(at).copied() else {
                continue;
            };
            for other in boxes.meeting(around(&one)) {
                pairs += 1;
                if pairs > MOST_PAIRS || self.found.len() > MOST_FOUND {
                    let lonlat = (f64::from(one.ends.0.lon), f64::from(one.ends.0.lat));
                    return vec![fault(lonlat, TANGLED, Mending::Hopeless)];
                }
                if let Some(two) = self.edges.get(other).copied().filter(|_| other > at) {
                    self.compare((at, one), (other, two));
                }
            }
        }
        self.judge_touches();
        self.found.into_values().collect()
    }

    fn compare(&mut self, (at, one): (usize, Edge), (other, two): (usize, Edge)) {
        let neighbours = [(one, two), (two, one)];
        let mut follows = false;
        for (first, second) in neighbours {
            if second.follows(&first) {
                follows = true;
                if turns_back(first.ends.0, first.ends.1, second.ends.1) {
                    self.add(first.ends.1, "a ring turns straight back", Mending::Plain);
                }
            }
        }
        if follows {
            return;
        }
        match meet(one.ends, two.ends) {
            Meeting::Apart => {}
            Meeting::Cross(lon, lat) => {
                let what = if one.ring == two.ring {
                    "a ring crosses itself"
                } else {
                    "two rings cross"
                };
                self.add_at((lon, lat), what, Mending::Plain);
            }
            Meeting::Along(from, _) => self.add(from, "rings run along each other", Mending::Plain),
            Meeting::Touch(point) => {
                let touching = self.touching.entry((point.lon, point.lat)).or_default();
                touching.extend([at, other]);
            }
        }
    }

    /// Rings may touch each other in a point; they must not cross there, nor touch themselves.
    fn judge_touches(&mut self) {
        for ((lon, lat), edges) in std::mem::take(&mut self.touching) {
            let at = Point { lon, lat };
            let passes = self.passes(at, &edges);
            for (number, (ring, one)) in passes.iter().enumerate() {
                for (other, two) in passes.iter().take(number) {
                    match (ring == other, cross_at(at, *one, *two)) {
                        (true, true) => self.add(at, "a ring crosses itself", Mending::Plain),
                        (true, false) => self.add(at, "a ring touches itself", Mending::Plain),
                        (false, true) => self.add(at, "two rings cross", Mending::Plain),
                        (false, false) => {}
                    }
                }
            }
        }
    }

    /// The ways that rings take through a point: from which point to which.
    fn passes(&self, at: Point, edges: &BTreeSet<usize>) -> Vec<(usize, (Point, Point))> {
        let mut passes = Vec::new();
        for number in edges {
            let Some(edge) = self.edges.get(*number) else {
                continue;
            };
            if edge.ends.1 == at {
                // The next edge of the ring goes on from here.
                let next = if edge.at + 1 == edge.of {
                    (number + 1).checked_sub(edge.of)
                } else {
                    Some(number + 1)
                };
                let next = next.and_then(|next| self.edges.get(next));
                passes.extend(next.map(|next| (edge.ring, (edge.ends.0, next.ends.1))));
            } else if edge.ends.0 != at {
                passes.push((edge.ring, edge.ends));
            }
        }
        passes
    }

    fn add(&mut self, at: Point, what: &str, mending: Mending) {
        self.add_at((f64::from(at.lon), f64::from(at.lat)), what, mending);
    }

    fn add_at(&mut self, (lon, lat): (f64, f64), what: &str, mending: Mending) {
        let key = (lon.round() as i64, lat.round() as i64);
        let fault = fault((lon, lat), what, mending);
        self.found.entry(key).or_insert(fault);
    }
}

fn fault((lon, lat): (f64, f64), what: &str, mending: Mending) -> Fault {
    Fault {
        message: format!("{what} at {}", grid::place(lon, lat)),
        at: (lon, lat),
        mending,
    }
}

/// Holes outside of their outer ring, holes within holes, and polygons within polygons. Rings do
/// not cross, that has been found before.
fn misplaced(polygons: &[GridPolygon]) -> Vec<Fault> {
    let mut found = Vec::new();
    let start = |ring: &[Point]| {
        let first = ring.first().copied().unwrap_or_default();
        (f64::from(first.lon), f64::from(first.lat))
    };
    let rings: Vec<(usize, usize, &[Point])> = polygons
        .iter()
        .enumerate()
        .flat_map(|(number, polygon)| {
            polygon
                .iter()
                .enumerate()
                .map(move |(at, ring)| (number, at, ring.as_slice()))
        })
        .collect();
    let around: Vec<Box2> = rings
        .iter()
        .map(|(_, _, ring)| Box2::around(ring.iter()))
        .collect();
    let boxes = Boxes::new(around.iter().copied());
    let mut steps = 0;
    for ((number, at, ring), near) in rings.iter().zip(&around) {
        let mut outside = *at > 0;
        for other in boxes.meeting(*near) {
            let Some((other_number, other_at, other)) = rings.get(other) else {
                continue;
            };
            steps += other.len();
            if steps > MOST_PAIRS {
                found.push(fault(start(ring), TANGLED, Mending::Hopeless));
                return found;
            }
            if (number, at) == (other_number, other_at) || !inside(other, ring) {
                continue;
            }
            match (number == other_number, *at, *other_at) {
                (true, _, 0) => outside = false,
                (true, 1.., _) => found.push(fault(
                    start(ring),
                    "a hole lies inside of another hole",
                    Mending::Guess,
                )),
                (false, 0, 0) if !in_hole(polygons.get(*other_number), ring) => {
                    found.push(fault(
                        start(ring),
                        "a polygon lies inside of another one",
                        Mending::Guess,
                    ));
                }
                _ => {}
            }
        }
        if outside {
            found.push(fault(
                start(ring),
                "a hole lies outside of its outer ring",
                Mending::Guess,
            ));
        }
    }
    found
}

/// Whether a ring lies in a hole of a polygon, or fills one.
fn in_hole(polygon: Option<&GridPolygon>, ring: &[Point]) -> bool {
    let holes = polygon
        .into_iter()
        .flat_map(|polygon| polygon.iter().skip(1));
    holes.into_iter().any(|hole| inside(hole, ring))
}
