//! How large a piece of ground is, and how wide where it is widest.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use senim_lookup::globe::{metres_between, narrowing};
use senim_model::directory::Point;

use crate::source::geometry::grid::GridPolygon;
use crate::source::geometry::{Box2, OutlineSettings};

/// The most edges that are measured in search of the widest place.
const MOST_STEPS: usize = 20_000_000;

/// What is too small to be reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Least {
    /// In metres.
    width: f64,
    /// In square metres.
    square: f64,
}

/// The size of a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// In square metres.
    pub(super) square: f64,
    /// The diameter of the largest circle that fits in, in metres.
    pub(super) width: f64,
    /// The middle of that circle, in units of the grid.
    pub(super) at: (f64, f64),
}

impl Size {
    /// The size in words.
    pub(super) fn words(&self) -> String {
        let Size { square, width, .. } = self;
        if *square < 1e6 {
            format!("{square:.0} m², up to {width:.0} m wide")
        } else {
            format!("{:.1} km², up to {width:.0} m wide", square / 1e6)
        }
    }
}

impl Least {
    pub(super) fn new(settings: &OutlineSettings) -> Least {
        Least {
            width: settings.tolerance_metres,
            square: settings.least_square_metres,
        }
    }

    /// The size of a piece that is large and wide enough.
    pub(super) fn size(&self, piece: &GridPolygon) -> Option<Size> {
        let plane = Plane::of(piece);
        let square = plane.square();
        if square <= 0.0 || square < self.square {
            return None;
        }
        let (at, radius) = plane.widest(self.width / 2.0)?;
        Some(Size {
            square,
            width: radius * 2.0,
            at: plane.grid(at),
        })
    }
}

/// A flat map of a piece in metres.
struct Plane {
    rings: Vec<Vec<(f64, f64)>>,
    corner: (f64, f64),
    size: (f64, f64),
    /// Metres of a unit of the grid to the east and to the north.
    unit: (f64, f64),
}

/// A square that may hold the widest place.
struct Square {
    at: (f64, f64),
    half: f64,
    /// Metres from its middle to the border, negative outside.
    inside: f64,
    /// The most that any place in it can have.
    most: f64,
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Square {}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most.total_cmp(&other.most)
    }
}

impl Plane {
    fn of(piece: &GridPolygon) -> Plane {
        let around = Box2::around(piece.iter().flatten());
        let ([west, south], [east, north]) = (around.low, around.high);
        let up = metres_between((0.0, 0.0), (0.0, 1.0)) / Point::PER_DEGREE;
        let unit = (
            up * narrowing((south + north) / 2.0 / Point::PER_DEGREE),
            up,
        );
        let place = |point: &Point| {
            (
                (f64::from(point.lon) - west) * unit.0,
                (f64::from(point.lat) - south) * unit.1,
            )
        };
        Plane {
            rings: piece
                .iter()
                .map(|ring| ring.iter().map(place).collect())
                .collect(),
            corner: (west, south),
            size: ((east - west) * unit.0, (north - south) * unit.1),
            unit,
        }
    }

    fn grid(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            self.corner.0 + x / self.unit.0.max(1e-9),
            self.corner.1 + y / self.unit.1,
        )
    }

    fn edges(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + '_ {
        self.rings.iter().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(a, b)| (*a, *b))
        })
    }

    /// The shoelace formula; holes run the other way round and so are taken off.
    fn square(&self) -> f64 {
        let twice: f64 = self.edges().map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        twice.abs() / 2.0
    }

    /// The middle and the radius of the largest circle that fits in, if it is larger than `least`
    /// (Agafonkin, "A new algorithm for finding a visual center of a polygon", 2016).
    fn widest(&self, least: f64) -> Option<((f64, f64), f64)> {
        let count = self.edges().count().max(1);
        let side = self
            .size
            .0
            .min(self.size.1)
            .max(self.size.0.max(self.size.1) / 200.0);
        if side <= 0.0 {
            return None;
        }
        let mut steps = 0;
        let mut queue = BinaryHeap::new();
        let half = side / 2.0;
        let mut x = half;
        while x < self.size.0 + half {
            let mut y = half;
            while y < self.size.1 + half {
                queue.push(self.candidate((x, y), half));
                steps += count;
                y += side;
            }
            x += side;
        }
        let mut best: Option<((f64, f64), f64)> = None;
        while let Some(found) = queue.pop() {
            let radius = best.map_or(least, |(_, radius)| radius);
            if found.inside > radius {
                best = Some((found.at, found.inside));
            }
            let radius = best.map_or(least, |(_, radius)| radius);
            if found.most <= radius + best.map_or(0.0, |_| (radius * 0.05).max(0.1)) {
                break;
            }
            if steps > MOST_STEPS {
                return best.or_else(|| self.on_average(least));
            }
            let half = found.half / 2.0;
            for (east, north) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
                queue.push(self.candidate((found.at.0 + east, found.at.1 + north), half));
                steps += count;
            }
        }
        best
    }

    fn candidate(&self, at: (f64, f64), half: f64) -> Square {
        let inside = self.inside(at);
        Square {
            at,
            half,
            inside,
            most: inside + half * std::f64::consts::SQRT_2,
        }
    }

    /// Metres to the border, negative outside.
    fn inside(&self, (x, y): (f64, f64)) -> f64 {
        let mut nearest = f64::INFINITY;
        let mut inside = false;
        for (a, b) in self.edges() {
            if (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let length = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
            let share = (((x - a.0) * dx + (y - a.1) * dy) / length).clamp(0.0, 1.0);
            let (px, py) = (a.0 + dx * share - x, a.1 + dy * share - y);
            nearest = nearest.min(px * px + py * py);
        }
        let metres = nearest.sqrt();
        if inside { metres } else { -metres }
    }

    /// What stands in where the widest place takes too long to find: a corner, and the width of a
    /// strip of the same area and border.
    fn on_average(&self, least: f64) -> Option<((f64, f64), f64)> {
        let border: f64 = self
            .edges()
            .map(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1))
            .sum();
        let radius = self.square() / border;
        let corner = self.rings.first()?.first()?;
        (radius > least).then_some((*corner, radius))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(size: i32) -> GridPolygon {
        let at = |lon, lat| Point { lon, lat };
        vec![vec![at(0, 0), at(size, 0), at(size, size), at(0, size)]]
    }

    const ALL: Least = Least {
        width: 0.0,
        square: 0.0,
    };

    #[test]
    fn a_square_is_as_wide_as_its_side() {
        let size = ALL.size(&square(100)).unwrap();
        // A unit is 1.112 m at the equator.
        assert!((size.square - 12_364.0).abs() < 10.0, "{size:?}");
        assert!((size.width - 111.2).abs() < 6.0, "{size:?}");
    }

    #[test]
    fn a_bump_on_a_sliver_is_found() {
        let at = |lon, lat| Point { lon, lat };
        let sliver = vec![vec![at(0, 0), at(2000, 0), at(2000, 1), at(0, 1)]];
        let least = Least {
            width: 2.0,
            square: 50.0,
        };
        assert!(least.size(&sliver).is_none());
        let bump = vec![vec![
            at(0, 0),
            at(2000, 0),
            at(2000, 1),
            at(1020, 1),
            at(1020, 20),
            at(1000, 20),
            at(1000, 1),
            at(0, 1),
        ]];
        let size = least.size(&bump).unwrap();
        assert!((size.width - 22.0).abs() < 2.0, "{size:?}");
        assert!((1000.0..1020.0).contains(&size.at.0), "{size:?}");
    }
}
