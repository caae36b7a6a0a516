//! Which boxes overlap, by an R-tree, so that only neighbours are compared.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use senim_model::directory::Point;

use super::grid::{GridPolygon, edges};

/// The most pairs of edges of two areas that may be near each other.
const MOST_CROSSINGS: usize = 2_000_000;

/// A box in units of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Box2 {
    /// The corner in the south-west.
    pub(crate) low: [f64; 2],
    /// The corner in the north-east.
    pub(crate) high: [f64; 2],
}

impl Box2 {
    /// The box around points; an empty one for none.
    pub(crate) fn around<'a>(points: impl Iterator<Item = &'a Point>) -> Box2 {
        let empty = Box2 {
            low: [f64::INFINITY; 2],
            high: [f64::NEG_INFINITY; 2],
        };
        points.fold(empty, |found, point| {
            let [lon, lat] = [f64::from(point.lon), f64::from(point.lat)];
            let ([west, south], [east, north]) = (found.low, found.high);
            Box2 {
                low: [west.min(lon), south.min(lat)],
                high: [east.max(lon), north.max(lat)],
            }
        })
    }

    /// The box, larger on all sides.
    pub(crate) fn grown(self, east: f64, north: f64) -> Box2 {
        let ([west, south], [far_east, far_north]) = (self.low, self.high);
        Box2 {
            low: [west - east, south - north],
            high: [far_east + east, far_north + north],
        }
    }

    /// Whether two boxes have a point in common.
    pub(crate) fn meets(&self, other: &Box2) -> bool {
        let reach = |low: &[f64; 2], high: &[f64; 2]| low.iter().zip(high).all(|(l, h)| l <= h);
        reach(&self.low, &other.high) && reach(&other.low, &self.high)
    }
}

/// Numbered boxes that can be asked which of them overlap another one.
pub(crate) struct Boxes {
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
}

impl Boxes {
    /// Numbers boxes in their order. Empty ones overlap nothing.
    pub(crate) fn new(boxes: impl Iterator<Item = Box2>) -> Boxes {
        let boxes = boxes
            .enumerate()
            .filter(|(_, found)| {
                found
                    .low
                    .iter()
                    .zip(&found.high)
                    .all(|(low, high)| low <= high)
            })
            .map(|(at, found)| {
                GeomWithData::new(Rectangle::from_corners(found.low, found.high), at)
            })
            .collect();
        Boxes {
            tree: RTree::bulk_load(boxes),
        }
    }

    /// The numbers of the boxes that overlap or touch one, in no order.
    pub(crate) fn meeting(&self, found: Box2) -> impl Iterator<Item = usize> + '_ {
        let around = AABB::from_corners(found.low, found.high);
        self.tree
            .locate_in_envelope_intersecting(&around)
            .map(|found| found.data)
    }
}

/// Whether two sets of rings have so many edges near each other that comparing them could take all
/// memory there is: each crossing is kept.
pub(crate) fn tangled(one: &[GridPolygon], two: &[GridPolygon]) -> bool {
    let count = |polygons: &[GridPolygon]| polygons.iter().flatten().map(Vec::len).sum::<usize>();
    // What is smaller cannot have too many crossings.
    if count(one).saturating_mul(count(two)) < MOST_CROSSINGS {
        return false;
    }
    let edges = |polygons: &[GridPolygon]| -> Vec<Box2> {
        let rings = polygons.iter().flatten();
        let all = rings.flat_map(|ring| edges(ring));
        all.map(|(a, b)| Box2::around([a, b].iter())).collect()
    };
    let boxes = Boxes::new(edges(one).into_iter());
    let mut near = 0;
    edges(two).into_iter().any(|edge| {
        near += boxes.meeting(edge).take(MOST_CROSSINGS).count();
        near >= MOST_CROSSINGS
    })
}
