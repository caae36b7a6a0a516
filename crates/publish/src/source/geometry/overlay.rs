//! Unions, intersections and differences of polygons on the grid. The work is done by the crate
//! `i_overlay`, whose coordinates are whole numbers as ours are, so that nothing is rounded twice.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use senim_model::directory::Point;

use super::grid::{GridPolygon, GridRing, twice_area};

/// Which rings of one side count as filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// What a ray leaves an odd number of times, as the portal draws and looks up.
    EvenOdd,
    /// What is wound around at all; rings have their direction.
    NonZero,
}

/// The union of rings.
pub(crate) fn union<'a>(rings: impl Iterator<Item = &'a GridRing>, fill: Fill) -> Vec<GridPolygon> {
    run(rings, std::iter::empty(), OverlayRule::Subject, fill)
}

/// What both have in common. Rings have their direction.
pub(crate) fn intersection(one: &[GridPolygon], two: &[GridPolygon]) -> Vec<GridPolygon> {
    let (one, two) = (one.iter().flatten(), two.iter().flatten());
    run(one, two, OverlayRule::Intersect, Fill::NonZero)
}

/// What only the first one has. Rings have their direction.
pub(crate) fn difference(one: &[GridPolygon], two: &[GridPolygon]) -> Vec<GridPolygon> {
    let (one, two) = (one.iter().flatten(), two.iter().flatten());
    run(one, two, OverlayRule::Difference, Fill::NonZero)
}

fn run<'a, 'b>(
    subject: impl Iterator<Item = &'a GridRing>,
    clip: impl Iterator<Item = &'b GridRing>,
    rule: OverlayRule,
    fill: Fill,
) -> Vec<GridPolygon> {
    // A point in the middle of a straight stretch may be a corner of the neighbour's.
    let options = IntOverlayOptions {
        ogc: true,
        ..IntOverlayOptions::keep_all_points()
    };
    let mut overlay = Overlay::new_custom(0, options, Default::default());
    let path = |ring: &GridRing| -> Vec<IntPoint> {
        ring.iter()
            .map(|point| IntPoint::new(point.lon, point.lat))
            .collect()
    };
    for ring in subject {
        overlay.add_contour(&path(ring), ShapeType::Subject);
    }
    for ring in clip {
        overlay.add_contour(&path(ring), ShapeType::Clip);
    }
    let fill = match fill {
        Fill::EvenOdd => FillRule::EvenOdd,
        Fill::NonZero => FillRule::NonZero,
    };
    let shapes = overlay.overlay(rule, fill).into_iter();
    shapes.map(|shape| directed(shape.into_iter())).collect()
}

/// A polygon whose outer ring runs counterclockwise and whose holes run clockwise. Holes that touch
/// another ring come out of `i_overlay` in either direction.
fn directed(rings: impl Iterator<Item = Vec<IntPoint>>) -> GridPolygon {
    let point = |IntPoint { x, y }| Point { lon: x, lat: y };
    let ring = |(at, ring): (usize, Vec<IntPoint>)| -> GridRing {
        let mut ring: GridRing = ring.into_iter().map(point).collect();
        if (twice_area(&ring) > 0) != (at == 0) {
            ring.reverse();
        }
        ring
    };
    rings.enumerate().map(ring).collect()
}

/// The part of polygons, whichever way their rings run, inside a ring that runs counterclockwise.
pub(crate) fn clip(polygons: &[GridPolygon], window: &GridRing) -> Vec<GridPolygon> {
    let rings = polygons.iter().flatten();
    run(
        rings,
        std::iter::once(window),
        OverlayRule::Intersect,
        Fill::EvenOdd,
    )
}
