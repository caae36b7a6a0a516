//! What the parts of a region look like from afar: for a map of a few hundred pixels.

use serde::{Deserialize, Serialize};

use crate::directory::Point;
use crate::shapes::{ArcRef, Ring, arc_at, points_of};

/// The borders of a region's parts, simplified: neighbours share their arcs, so no gap opens between
/// them. An area or a district without geometry has no rings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// How much shorter a degree of longitude is here than one of latitude, in thousandths.
    pub narrow: u16,
    /// The rings of each area, holes among them, which run the other way.
    pub areas: Vec<Vec<Ring>>,
    /// The rings of each district: the borders that it shares with no area of its own.
    pub districts: Vec<Vec<Ring>>,
    /// Arcs of two or more points.
    #[serde(with = "crate::pack::deltas")]
    pub arcs: Vec<Vec<Point>>,
}

impl Outline {
    /// The points of a ring on a plane, its first point not repeated: x to the right, y down, in
    /// units of 0.00001 degrees of latitude.
    pub fn ring(&self, ring: &[ArcRef]) -> Vec<(f64, f64)> {
        let narrow = f64::from(self.narrow) / 1000.0;
        let flat = |point: Point| (f64::from(point.lon) * narrow, -f64::from(point.lat));
        let points = points_of(&self.arcs, ring);
        points.into_iter().map(flat).collect()
    }

    /// Whether there are at most so many areas and districts, and every arc that a ring names is
    /// there.
    pub fn check(&self, areas: usize, districts: usize) -> bool {
        let mut rings = self.areas.iter().chain(&self.districts).flatten();
        self.areas.len() <= areas
            && self.districts.len() <= districts
            && self.arcs.iter().all(|arc| arc.len() >= 2)
            && rings.all(|ring| ring.iter().all(|arc| arc_at(*arc) < self.arcs.len()))
    }
}
