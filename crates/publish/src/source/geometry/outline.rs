//! From a feature to an outline: what is wrong with it is said, and mended where that is asked for.

use senim_model::directory::Point;
use senim_model::id::Id;

use super::faults::{Fault, Mending, faults};
use super::feature::{Feature, Shape};
use super::grid::{self, GridPolygon, GridRing, twice_area};
use super::repair::mend;
use super::rings::Reading;
use super::{Outline, Request, Ring};
use crate::picture::Marked;
use crate::problem::Place;

/// How much finer the grid is on which a fault has to show to be one of the file and not of the
/// rounding.
const FINER: f64 = 10.0;

/// The outline of a feature; where it has a fault that stays, the ground that it covers
/// nevertheless, or nothing.
pub(super) fn outline(
    feature: Feature,
    file: &str,
    request: &Request<'_>,
) -> Result<Outline, Outline> {
    let Feature { number, id, shape } = feature;
    let teller = Teller {
        number,
        id: &id,
        place: Place::file(file),
        request,
    };
    let shape = shape.map_err(|message| teller.nothing(&message))?;
    let reading =
        Reading::of(&shape, Point::PER_DEGREE).map_err(|message| teller.nothing(&message))?;
    if let Some(at) = reading.null_island {
        let at = grid::point(at);
        teller.warning(&format!(
            "has a position at {at}, which often stands for an unknown one"
        ));
    }
    let found = faults(&reading.polygons);
    let sound = found.is_empty() && reading.mendable.is_empty();
    let hopeless = found.iter().any(|fault| fault.mending == Mending::Hopeless);
    let rounded = !sound && !hopeless && is_sound(&shape);
    let mending =
        rounded || request.repair && found.iter().all(|fault| fault.mending == Mending::Plain);
    if !rounded {
        teller.tell(&reading, &found, mending);
    }
    let (polygons, left) = if found.is_empty() {
        (reading.polygons, found)
    } else if hopeless {
        return Err(Outline::new());
    } else {
        let mended = mend(&reading.polygons);
        let left = faults(&mended);
        (mended, left)
    };
    for fault in left.iter().filter(|_| mending) {
        teller.error(&format!("cannot be repaired: {}", fault.message));
    }
    if polygons.is_empty() {
        return Err(teller.nothing("has no polygon that encloses anything"));
    }
    let outline = polygons.into_iter().map(closed).collect();
    if left.is_empty() && (mending || sound) {
        Ok(outline)
    } else {
        Err(outline)
    }
}

/// Whether a shape is without a fault before it is rounded to the published grid.
fn is_sound(shape: &Shape) -> bool {
    Reading::of(shape, Point::PER_DEGREE * FINER)
        .is_ok_and(|fine| fine.mendable.is_empty() && faults(&fine.polygons).is_empty())
}

/// Says what is wrong with one feature.
struct Teller<'a> {
    number: usize,
    id: &'a Id,
    place: Place<'a>,
    request: &'a Request<'a>,
}

impl Teller<'_> {
    fn error(&self, message: &str) {
        let Teller { number, id, .. } = self;
        let message = format!("feature {number}: {id}: {message}");
        self.request.problems.error(self.place, message);
    }

    fn warning(&self, message: &str) {
        let Teller { number, id, .. } = self;
        let message = format!("feature {number}: {id}: {message}");
        self.request.problems.warning(self.place, message);
    }

    /// An error after which there is no outline.
    fn nothing(&self, message: &str) -> Outline {
        self.error(message);
        Outline::new()
    }

    /// Everything that was found: errors, or what is being mended.
    fn tell(&self, reading: &Reading, found: &[Fault], mending: bool) {
        let tell = |message: &str| {
            if mending {
                let Teller { number, id, .. } = self;
                let message = format!("repaired: feature {number}: {id}: {message}");
                self.request.problems.warning(self.place, message);
            } else {
                self.error(message);
            }
        };
        for message in &reading.mendable {
            tell(message);
        }
        for fault in found {
            let picture = self.picture(&reading.polygons, fault);
            tell(&format!("{}{picture}", fault.message));
        }
    }

    fn picture(&self, polygons: &[GridPolygon], fault: &Fault) -> String {
        let marked = Marked {
            kind: "crossing",
            areas: &[(self.id.as_str(), polygons)],
            piece: &[],
            at: fault.at,
            width: 0.0,
            text: &fault.message,
        };
        self.request.pictures.draw(&marked, self.request.problems)
    }
}

/// A polygon with closed rings in degrees: the outer one counterclockwise, holes clockwise, as
/// RFC 7946 wants them. Shapefiles have them the other way round, so no direction is a fault.
fn closed(polygon: GridPolygon) -> Vec<Ring> {
    let close = |(at, mut ring): (usize, GridRing)| {
        if (twice_area(&ring) > 0) != (at == 0) {
            ring.reverse();
        }
        let first = ring.first().copied();
        ring.extend(first);
        ring.into_iter().map(Point::degrees).collect()
    };
    polygon.into_iter().enumerate().map(close).collect()
}
