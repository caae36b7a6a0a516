//! Exact plane geometry on the published grid of 0.00001 degrees: all products fit into 64 bits,
//! so no answer is a matter of rounding.

use std::cmp::Ordering;

use senim_model::directory::Point;

/// A ring on the grid, not closed: its last position is joined to its first.
pub(crate) type GridRing = Vec<Point>;

/// An outer ring and its holes.
pub(crate) type GridPolygon = Vec<GridRing>;

/// From one point to another.
fn delta(from: Point, to: Point) -> (i64, i64) {
    (
        i64::from(to.lon) - i64::from(from.lon),
        i64::from(to.lat) - i64::from(from.lat),
    )
}

fn cross((x1, y1): (i64, i64), (x2, y2): (i64, i64)) -> i64 {
    x1 * y2 - y1 * x2
}

fn dot((x1, y1): (i64, i64), (x2, y2): (i64, i64)) -> i64 {
    x1 * x2 + y1 * y2
}

/// On which side of the line from `a` to `b` a point lies: positive to the left.
pub(crate) fn side(a: Point, b: Point, point: Point) -> i64 {
    cross(delta(a, b), delta(a, point)).signum()
}

/// Whether a point lies on an edge, its ends included.
pub(crate) fn on_edge((a, b): (Point, Point), point: Point) -> bool {
    side(a, b, point) == 0 && dot(delta(point, a), delta(point, b)) <= 0
}

/// Whether the way from `a` over `b` to `c` turns straight back.
pub(crate) fn turns_back(a: Point, b: Point, c: Point) -> bool {
    side(a, b, c) == 0 && dot(delta(a, b), delta(b, c)) < 0
}

/// How two edges meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meeting {
    /// Not at all.
    Apart,
    /// Inside both, at longitude and latitude in units of the grid.
    Cross(f64, f64),
    /// In one point that is an end of at least one of them.
    Touch(Point),
    /// Along a stretch between two points.
    Along(Point, Point),
}

/// How two edges meet.
pub(crate) fn meet(one: (Point, Point), two: (Point, Point)) -> Meeting {
    let ((a, b), (c, d)) = (one, two);
    let (c_side, d_side) = (side(a, b, c), side(a, b, d));
    let (a_side, b_side) = (side(c, d, a), side(c, d, b));
    if c_side * d_side < 0 && a_side * b_side < 0 {
        let ((x1, y1), (x2, y2)) = (delta(a, b), delta(c, d));
        let (x0, y0) = delta(a, c);
        let share = cross((x0, y0), (x2, y2)) as f64 / cross((x1, y1), (x2, y2)) as f64;
        let at = |from: i32, way: i64| f64::from(from) + way as f64 * share;
        return Meeting::Cross(at(a.lon, x1), at(a.lat, y1));
    }
    let mut shared: Vec<Point> = Vec::new();
    for (point, edge) in [(a, two), (b, two), (c, one), (d, one)] {
        if on_edge(edge, point) && !shared.contains(&point) {
            shared.push(point);
        }
    }
    match shared.as_slice() {
        [] => Meeting::Apart,
        [point] => Meeting::Touch(*point),
        [first, second, ..] => Meeting::Along(*first, *second),
    }
}

/// Whether the way from `a` over `at` to `b` and the one from `c` over `at` to `d` cross there:
/// `c` and `d` lie on different sides of the first one.
pub(crate) fn cross_at(at: Point, (a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let way = |to: Point| delta(at, to);
    let (from, to) = (way(b), way(a));
    let along = |point: Point| {
        [from, to]
            .into_iter()
            .any(|arm| cross(arm, way(point)) == 0 && dot(arm, way(point)) > 0)
    };
    !along(c) && !along(d) && between(from, to, way(c)) != between(from, to, way(d))
}

/// Whether a direction lies strictly between two others, counterclockwise from the first.
fn between(from: (i64, i64), to: (i64, i64), way: (i64, i64)) -> bool {
    match cross(from, to).cmp(&0) {
        Ordering::Greater => cross(from, way) > 0 && cross(way, to) > 0,
        Ordering::Less => !(cross(to, way) >= 0 && cross(way, from) >= 0),
        Ordering::Equal => dot(from, to) < 0 && cross(from, way) > 0,
    }
}

/// The edges of a ring.
pub(crate) fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| (*a, *b))
}

/// Where a point lies in relation to a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// Inside, by the even-odd rule.
    Inside,
    /// On the ring itself.
    On,
    /// Outside.
    Outside,
}

/// Where a point lies in relation to a ring.
pub(crate) fn locate(ring: &[Point], point: Point) -> Where {
    let mut inside = false;
    for (a, b) in edges(ring) {
        if on_edge((a, b), point) {
            return Where::On;
        }
        let (low, high) = if a.lat < b.lat { (a, b) } else { (b, a) };
        // An edge counts with its lower end and without its upper one.
        let passes = low.lat <= point.lat && point.lat < high.lat;
        if passes && side(low, high, point) > 0 {
            inside = !inside;
        }
    }
    if inside {
        Where::Inside
    } else {
        Where::Outside
    }
}

/// Whether a ring lies inside another one, which it does not cross. Rings whose points all lie on
/// the other one are judged by the middle of an edge that does not; equal rings are not inside.
pub(crate) fn inside(outer: &[Point], ring: &[Point]) -> bool {
    ring.iter()
        .map(|point| locate(outer, *point))
        .find(|found| *found != Where::On)
        .map_or_else(
            || doubled_middle_inside(outer, ring),
            |found| found == Where::Inside,
        )
}

/// The middle of an edge need not lie on the grid, but does on one that is twice as fine.
fn doubled_middle_inside(outer: &[Point], ring: &[Point]) -> bool {
    let double = |point: &Point| Point {
        lon: point.lon * 2,
        lat: point.lat * 2,
    };
    let fine: Vec<Point> = outer.iter().map(double).collect();
    edges(ring)
        .map(|(a, b)| Point {
            lon: a.lon + b.lon,
            lat: a.lat + b.lat,
        })
        .map(|middle| locate(&fine, middle))
        .find(|found| *found != Where::On)
        == Some(Where::Inside)
}

/// Twice the signed area in square units of the grid by the shoelace formula; positive where the
/// ring runs counterclockwise.
pub(crate) fn twice_area(ring: &[Point]) -> i128 {
    let term = |(a, b): (Point, Point)| {
        i128::from(a.lon) * i128::from(b.lat) - i128::from(b.lon) * i128::from(a.lat)
    };
    edges(ring).map(term).sum()
}

/// A place in units of the grid, in words: longitude and latitude in degrees.
pub(crate) fn place(lon: f64, lat: f64) -> String {
    let degrees = |units: f64| {
        let text = format!("{:.5}", units / Point::PER_DEGREE);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        text.to_owned()
    };
    format!("{}, {}", degrees(lon), degrees(lat))
}

/// A point in words.
pub(crate) fn point(point: Point) -> String {
    place(f64::from(point.lon), f64::from(point.lat))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: i32, lat: i32) -> Point {
        Point { lon, lat }
    }

    #[test]
    fn edges_meet_in_four_ways() {
        let one = (at(0, 0), at(10, 10));
        assert_eq!(meet(one, (at(0, 10), at(10, 0))), Meeting::Cross(5.0, 5.0));
        assert_eq!(meet(one, (at(5, 5), at(9, 0))), Meeting::Touch(at(5, 5)));
        assert_eq!(meet(one, (at(11, 11), at(12, 12))), Meeting::Apart);
        assert_eq!(
            meet(one, (at(5, 5), at(15, 15))),
            Meeting::Along(at(10, 10), at(5, 5))
        );
    }

    #[test]
    fn ways_cross_or_touch_in_a_point() {
        let (west, east, north, south) = (at(-1, 0), at(1, 0), at(0, 1), at(0, -1));
        let middle = at(0, 0);
        assert!(cross_at(middle, (west, east), (south, north)));
        assert!(!cross_at(middle, (west, south), (north, east)));
        assert!(cross_at(middle, (at(-1, 1), at(1, 1)), (north, south)));
        assert!(!cross_at(middle, (at(-1, 1), at(1, 1)), (west, south)));
    }

    #[test]
    fn a_ring_that_only_touches_another_is_inside_or_outside() {
        let square = [at(0, 0), at(10, 0), at(10, 10), at(0, 10)];
        assert!(inside(&square, &[at(0, 0), at(10, 0), at(10, 10)]));
        assert!(inside(&square, &[at(0, 0), at(5, 1), at(1, 5)]));
        assert!(!inside(&square, &[at(10, 0), at(20, 0), at(10, 10)]));
        assert!(!inside(&square, &square));
    }
}
