//! The globe: metres between places, and from a place to an edge that is straight in longitude and
//! latitude.

/// Mean radius of the Earth in metres (IUGG).
pub(crate) const EARTH: f64 = 6_371_008.8;

/// Edges are measured in pieces of at most so many degrees: within one, a flat map is good enough
/// to find the nearest point, whose distance is then measured on the globe.
const PIECE: f64 = 0.25;

/// Metres between two places in degrees on a sphere (haversine formula; Sinnott 1984).
pub fn metres_between(one: (f64, f64), two: (f64, f64)) -> f64 {
    let (lat1, lat2) = (one.1.to_radians(), two.1.to_radians());
    let half = |angle: f64| {
        let half = sine(angle / 2.0);
        half * half
    };
    let turn = wrapped(two.0 - one.0).to_radians();
    let h = half(lat2 - lat1) + cosine(lat1) * cosine(lat2) * half(turn);
    2.0 * EARTH * h.clamp(0.0, 1.0).sqrt().asin()
}

/// How much shorter a degree of longitude is at a latitude, in degrees, than one of latitude.
pub fn narrowing(latitude: f64) -> f64 {
    cosine(latitude.to_radians())
}

/// The cosine of a latitude in radians.
fn cosine(latitude: f64) -> f64 {
    sine(std::f64::consts::FRAC_PI_2 - latitude.abs())
}

/// The sine of an angle of at most a quarter turn either way, by its Taylor series up to the 19th
/// power: within 1e-14. What the standard library has is made for all angles, and a visitor would
/// download 4 KB of it.
pub fn sine(angle: f64) -> f64 {
    let square = angle * angle;
    let mut sum = 0.0;
    // From the small terms to the large ones: the odd powers 19, 17, … 3, each over its factorial.
    for power in [18.0, 16.0, 14.0, 12.0, 10.0, 8.0, 6.0, 4.0, 2.0] {
        sum = (1.0 + sum) * -square / (power * (power + 1.0));
    }
    angle * (1.0 + sum)
}

/// A difference of longitudes, from -180 up to but not including 180.
pub(crate) fn wrapped(difference: f64) -> f64 {
    if difference >= 180.0 {
        difference - 360.0
    } else if difference < -180.0 {
        difference + 360.0
    } else {
        difference
    }
}

/// Metres to an edge that is straight in longitude and latitude.
pub(crate) fn metres_to_edge(place: (f64, f64), one: (f64, f64), two: (f64, f64)) -> f64 {
    let span = (two.0 - one.0).abs().max((two.1 - one.1).abs());
    let pieces = (span / PIECE).ceil().clamp(1.0, 2_000.0);
    let at = |share: f64| {
        (
            one.0 + (two.0 - one.0) * share,
            one.1 + (two.1 - one.1) * share,
        )
    };
    let mut best = f64::INFINITY;
    let mut piece = 0.0;
    while piece < pieces {
        best = best.min(metres_to_piece(
            place,
            at(piece / pieces),
            at((piece + 1.0) / pieces),
        ));
        piece += 1.0;
    }
    best
}

/// Metres to a short piece of an edge: the nearest point on a flat map whose scale is that of the
/// piece's middle, measured on the globe. Its ends are measured too, as the map is the worse the
/// farther away the place is.
fn metres_to_piece(place: (f64, f64), one: (f64, f64), two: (f64, f64)) -> f64 {
    let narrow = narrowing((one.1 + two.1) / 2.0);
    let x = wrapped(one.0 - place.0) * narrow;
    let y = one.1 - place.1;
    let (dx, dy) = ((two.0 - one.0) * narrow, two.1 - one.1);
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 {
        0.0
    } else {
        (-(x * dx + y * dy) / length).clamp(0.0, 1.0)
    };
    let near = (one.0 + (two.0 - one.0) * share, one.1 + dy * share);
    metres_between(place, near)
        .min(metres_between(place, one))
        .min(metres_between(place, two))
}

#[cfg(test)]
mod tests {
    use std::f64::consts::FRAC_PI_2;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_edge_is_straight_on_the_map_not_on_the_globe() {
        // The parallel of 60 degrees, 40 degrees long: a great circle would pass 90 km north of its middle.
        let metres = metres_to_edge((20.0, 60.01), (0.0, 60.0), (40.0, 60.0));
        assert!((metres - 1112.0).abs() < 2.0, "{metres}");
    }

    proptest! {
        #[test]
        fn sines_are_those_of_the_standard_library(angle in -FRAC_PI_2..=FRAC_PI_2) {
            prop_assert!((sine(angle) - angle.sin()).abs() < 1e-14);
            prop_assert!((cosine(angle) - angle.cos()).abs() < 1e-14);
        }
    }
}
