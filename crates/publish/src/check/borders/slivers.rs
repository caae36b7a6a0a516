//! Narrow gaps between two areas that are open at an end, and so no holes: two borders that run
//! beside each other, each the other way, with nothing in between.

use std::collections::HashMap;

use senim_lookup::globe::{metres_between, narrowing};
use senim_model::directory::Point;

use super::Cell;
use crate::source::geometry::grid::{GridPolygon, GridRing, edges, twice_area};
use crate::source::geometry::overlay::{Fill, difference, union};
use crate::source::geometry::{Box2, Boxes};

/// The widest that such a gap can be, in metres: wider ones are streets, rivers and open country.
const REACH: f64 = 20.0;

/// How nearly opposite two borders run: the cosine of 30 degrees.
const OPPOSITE: f64 = 0.866;

/// A border that no other area shares.
#[derive(Clone, Copy)]
struct Side {
    cell: usize,
    ends: (Point, Point),
}

/// The gaps, outside of what is filled.
pub(super) fn between(cells: &[Cell<'_>], filled: &[GridPolygon]) -> Vec<GridPolygon> {
    let sides = sides(cells);
    let around = |side: &Side| Box2::around([side.ends.0, side.ends.1].iter());
    let boxes = Boxes::new(sides.iter().map(around));
    let mut strips: Vec<GridRing> = Vec::new();
    for (at, one) in sides.iter().enumerate() {
        let plane = Plane::at(one.ends.0);
        let (east, north) = (REACH / plane.unit.0, REACH / plane.unit.1);
        for other in boxes.meeting(around(one).grown(east, north)) {
            let two = sides
                .get(other)
                .filter(|two| other > at && two.cell != one.cell);
            strips.extend(two.and_then(|two| plane.strip(one.ends, two.ends)));
        }
    }
    if strips.is_empty() {
        return Vec::new();
    }
    difference(&union(strips.iter(), Fill::NonZero), filled)
}

fn sides(cells: &[Cell<'_>]) -> Vec<Side> {
    let key = |(a, b): (Point, Point)| {
        let (a, b) = ((a.lon, a.lat), (b.lon, b.lat));
        if a <= b { (a, b) } else { (b, a) }
    };
    let all = || {
        let of = |(cell, found): (usize, &'_ Cell<'_>)| {
            let rings = found.polygons.iter().flatten();
            let sides = rings
                .flat_map(|ring| edges(ring))
                .map(move |ends| Side { cell, ends });
            sides.collect::<Vec<_>>()
        };
        cells.iter().enumerate().flat_map(of)
    };
    let mut uses: HashMap<_, u32> = HashMap::new();
    for side in all() {
        *uses.entry(key(side.ends)).or_default() += 1;
    }
    all()
        .filter(|side| uses.get(&key(side.ends)) == Some(&1))
        .collect()
}

/// A flat map in metres around a point.
struct Plane {
    origin: Point,
    unit: (f64, f64),
}

impl Plane {
    fn at(origin: Point) -> Plane {
        let up = metres_between((0.0, 0.0), (0.0, 1.0)) / Point::PER_DEGREE;
        let narrow = narrowing(f64::from(origin.lat) / Point::PER_DEGREE).max(0.01);
        Plane {
            origin,
            unit: (up * narrow, up),
        }
    }

    fn metres(&self, point: Point) -> (f64, f64) {
        let way = |from: i32, to: i32| f64::from(to) - f64::from(from);
        (
            way(self.origin.lon, point.lon) * self.unit.0,
            way(self.origin.lat, point.lat) * self.unit.1,
        )
    }

    fn point(&self, (x, y): (f64, f64)) -> Point {
        Point {
            lon: (f64::from(self.origin.lon) + x / self.unit.0).round() as i32,
            lat: (f64::from(self.origin.lat) + y / self.unit.1).round() as i32,
        }
    }

    /// The ground between two borders where they face each other within reach. Areas lie to the
    /// left of their borders, so what faces lies to the right.
    fn strip(&self, one: (Point, Point), two: (Point, Point)) -> Option<GridRing> {
        let (a, b) = (self.metres(one.0), self.metres(one.1));
        let (c, d) = (self.metres(two.0), self.metres(two.1));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx.hypot(dy);
        let opposite = dx * (d.0 - c.0) + dy * (d.1 - c.1);
        if opposite >= -OPPOSITE * length * (d.0 - c.0).hypot(d.1 - c.1) {
            return None;
        }
        // How far along the first border a place lies, and how far to its right.
        let seen = |(x, y): (f64, f64)| {
            let (x, y) = (x - a.0, y - a.1);
            ((x * dx + y * dy) / length, (x * -dy + y * dx) / -length)
        };
        let ((along_c, right_c), (along_d, right_d)) = (seen(c), seen(d));
        let right = |along: f64| {
            let share = (along - along_c) / (along_d - along_c);
            right_c + (right_d - right_c) * share
        };
        let (mut from, mut to) = (along_d.max(0.0), along_c.min(length));
        // The distance changes evenly, so that it is within reach from one place to another.
        let slope = (right_d - right_c) / (along_d - along_c);
        if slope.abs() > 1e-9 {
            let at = |wanted: f64| along_c + (wanted - right_c) / slope;
            let (near, far) = (at(0.0), at(REACH));
            from = from.max(near.min(far));
            to = to.min(near.max(far));
        } else if !(0.0..=REACH).contains(&right_c) {
            return None;
        }
        if from >= to {
            return None;
        }
        let place = |along: f64, right: f64| {
            let (x, y) = (dx / length, dy / length);
            self.point((a.0 + x * along + y * right, a.1 + y * along - x * right))
        };
        let mut ring = vec![
            place(from, 0.0),
            place(from, right(from)),
            place(to, right(to)),
            place(to, 0.0),
        ];
        ring.dedup();
        if twice_area(&ring) < 0 {
            ring.reverse();
        }
        (twice_area(&ring) > 0).then_some(ring)
    }
}
