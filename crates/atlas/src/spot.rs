//! The flat square that web maps are drawn on.

use senim_lookup::globe::sine;
use senim_model::directory::Point;

/// Beyond this latitude, north and south, the square has no room: 85.0511°, so that it is one.
const MOST_LATITUDE: f64 = 85.051_128_779_806_59;

/// A position on the square of Web Mercator (EPSG:3857): (0, 0) is its north-west corner, (1, 1)
/// its south-east one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// Eastward.
    pub x: f64,
    /// Southward.
    pub y: f64,
}

/// Pixels of a side of the square at a zoom, as all web maps have it: 256 at zoom 0, then doubling.
pub fn pixels(zoom: f64) -> f64 {
    256.0 * zoom.exp2()
}

impl Spot {
    /// Where a position lies. Latitudes that the square has no room for are cut.
    pub fn of(point: Point) -> Spot {
        let (lon, lat) = point.degrees();
        let sine = sine(lat.clamp(-MOST_LATITUDE, MOST_LATITUDE).to_radians());
        Spot {
            x: lon / 360.0 + 0.5,
            y: 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI),
        }
    }

    /// Which position lies here.
    pub fn point(self) -> Point {
        let lon = (self.x - 0.5) * 360.0;
        let turn = std::f64::consts::PI * (1.0 - 2.0 * self.y);
        Point::from_degrees(lon, turn.sinh().atan().to_degrees())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_places_lie_where_web_maps_draw_them() {
        // Baiterek in Astana, by the other usual formula: (1 - asinh(tan(lat)) / π) / 2.
        let spot = Spot::of(Point::from_degrees(71.430_5, 51.128_3));
        let tile = |value: f64| (value * 2048.0).floor();
        assert_eq!((tile(spot.x), tile(spot.y)), (1430.0, 684.0));
        assert_eq!(Spot::of(Point::default()), Spot { x: 0.5, y: 0.5 });
        assert_eq!(pixels(0.0), 256.0);
        assert_eq!(pixels(3.5), 256.0 * 8.0 * 2.0_f64.sqrt());
    }

    proptest! {
        #[test]
        fn there_and_back(lon in -180.0..180.0_f64, lat in -85.0..85.0_f64) {
            let point = Point::from_degrees(lon, lat);
            let back = Spot::of(point).point();
            prop_assert!((back.lon - point.lon).abs() <= 1, "{point:?} {back:?}");
            prop_assert!((back.lat - point.lat).abs() <= 1, "{point:?} {back:?}");
        }

        #[test]
        fn every_position_has_a_spot_in_the_square(lon in any::<i32>(), lat in any::<i32>()) {
            let spot = Spot::of(Point { lon, lat });
            prop_assert!(spot.x.is_finite() && (-1e-9..=1.0 + 1e-9).contains(&spot.y));
        }
    }
}
