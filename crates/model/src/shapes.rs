//! The outlines of areas, as arcs that neighbours share, so that two areas cannot disagree on
//! their border.

use serde::{Deserialize, Serialize};

use crate::directory::Point;
use crate::id::Id;

/// A reference to an arc: its position, or the bitwise complement of it where the arc runs backwards.
pub type ArcRef = i32;

/// The position of an arc, whichever way it runs.
pub fn arc_at(arc: ArcRef) -> usize {
    // Neither is negative: the complement of a negative number is not.
    let at = if arc < 0 { !arc } else { arc };
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The points of arcs that follow each other as a ring, its first point not repeated at the end.
/// Arcs that do not exist are passed over.
pub fn points_of(arcs: &[Vec<Point>], ring: &[ArcRef]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for &at in ring {
        let Some(arc) = arcs.get(arc_at(at)) else {
            continue;
        };
        points.pop();
        if at < 0 {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc.iter());
        }
    }
    points.pop();
    points
}

/// A closed ring: arcs that follow each other, the first point of the next being the last of the one before.
pub type Ring = Vec<ArcRef>;

/// A polygon: its outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// The areas of one region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shapes {
    /// Area identifiers, in the order of `polygons`. Packs of different releases may meet on one
    /// device, so positions alone would not do.
    pub ids: Vec<Id>,
    /// For each area its polygons.
    pub polygons: Vec<Vec<Polygon>>,
    /// Arcs of two or more points.
    #[serde(with = "crate::pack::deltas")]
    pub arcs: Vec<Vec<Point>>,
}

impl Shapes {
    /// The points of a ring, its first point not repeated at the end.
    pub fn ring(&self, ring: &[ArcRef]) -> Vec<Point> {
        points_of(&self.arcs, ring)
    }

    /// The position of an area.
    pub fn area_at(&self, id: &Id) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }

    /// Whether there are as many shapes as identifiers, and every arc that a ring names is there.
    pub fn check(&self) -> bool {
        let exists = |arc: &ArcRef| arc_at(*arc) < self.arcs.len();
        self.ids.len() == self.polygons.len()
            && self.arcs.iter().all(|arc| arc.len() >= 2)
            && self
                .polygons
                .iter()
                .flatten()
                .flatten()
                .all(|ring| !ring.is_empty() && ring.iter().all(exists))
    }
}
