//! The places of help nearest to an area: what its card names.

use geo::{InteriorPoint as _, LineString, MultiPolygon, Polygon};
use senim_lookup::nearest;
use senim_model::directory::{PlaceIx, Point, RegionPack};

use crate::source::geometry::Outline;

/// Those nearest to the midst of an outline, with metres in a straight line.
pub(super) fn to(outline: &Outline, pack: &RegionPack) -> Vec<(PlaceIx, u32)> {
    let middle = middle(outline);
    middle.map_or_else(Vec::new, |middle| nearest(pack, middle))
}

/// A point in the midst of an outline, never outside of it.
fn middle(outline: &Outline) -> Option<Point> {
    let ring = |ring: &Vec<(f64, f64)>| LineString::from(ring.clone());
    let polygons = outline.iter().filter_map(|polygon| {
        let (outer, holes) = polygon.split_first()?;
        Some(Polygon::new(ring(outer), holes.iter().map(ring).collect()))
    });
    let point = MultiPolygon::new(polygons.collect()).interior_point()?;
    Some(Point::from_degrees(point.x(), point.y()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_midst_of_a_bow_lies_in_it() {
        let bow = [
            (0.0, 0.0),
            (3.0, 0.0),
            (3.0, 3.0),
            (2.0, 3.0),
            (2.0, 1.0),
            (0.0, 1.0),
            (0.0, 0.0),
        ];
        let (lon, lat) = middle(&vec![vec![bow.to_vec()]]).unwrap().degrees();
        assert!((0.0..3.0).contains(&lon) && (0.0..3.0).contains(&lat));
        assert!(lat < 1.0 || lon > 2.0);
        assert_eq!(middle(&Vec::new()), None);
    }
}
