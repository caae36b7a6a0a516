//! Mending polygons without guessing: what is filled stays filled, only the rings that say so
//! change.

use super::grid::{GridPolygon, GridRing};
use super::overlay::{Fill, difference, union};

/// Polygons that cover the same ground without crossing, doubling or touching rings: each ring by
/// the even-odd rule, holes taken out of their outer ring, polygons of one area joined.
pub(super) fn mend(polygons: &[GridPolygon]) -> Vec<GridPolygon> {
    let mended: Vec<GridPolygon> = polygons
        .iter()
        .flat_map(|polygon| mend_one(polygon))
        .collect();
    union(mended.iter().flatten(), Fill::NonZero)
}

fn mend_one(polygon: &[GridRing]) -> Vec<GridPolygon> {
    let even_odd = |ring: &GridRing| union(std::iter::once(ring), Fill::EvenOdd);
    let Some((outer, holes)) = polygon.split_first() else {
        return Vec::new();
    };
    let holes: Vec<GridPolygon> = holes.iter().flat_map(even_odd).collect();
    difference(&even_odd(outer), &holes)
}
