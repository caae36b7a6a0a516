//! Lines of points as differences: neighbours are near, and postcard writes small numbers short.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::directory::Point;

/// Writes lines: each point as its distance from the one before, across lines too.
pub fn serialize<S: Serializer>(lines: &[Vec<Point>], serializer: S) -> Result<S::Ok, S::Error> {
    let lengths: Vec<u32> = lines
        .iter()
        .map(|line| u32::try_from(line.len()).unwrap_or(u32::MAX))
        .collect();
    let mut before = Point::default();
    let (mut lons, mut lats) = (Vec::new(), Vec::new());
    for point in lines.iter().flatten() {
        lons.push(point.lon.wrapping_sub(before.lon));
        lats.push(point.lat.wrapping_sub(before.lat));
        before = *point;
    }
    (lengths, lons, lats).serialize(serializer)
}

/// Reads what [`serialize`] wrote.
pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Vec<Point>>, D::Error> {
    let (lengths, lons, lats): (Vec<u32>, Vec<i32>, Vec<i32>) =
        Deserialize::deserialize(deserializer)?;
    let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
    if lons.len() != lats.len() || total != lons.len() as u64 {
        return Err(serde::de::Error::custom("lines and points disagree"));
    }
    let mut before = Point::default();
    let mut points = lons.into_iter().zip(lats).map(|(lon, lat)| {
        before = Point {
            lon: before.lon.wrapping_add(lon),
            lat: before.lat.wrapping_add(lat),
        };
        before
    });
    Ok(lengths
        .into_iter()
        .map(|length| points.by_ref().take(length as usize).collect())
        .collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Lines(#[serde(with = "super")] Vec<Vec<Point>>);

    proptest! {
        #[test]
        fn lines_come_back(raw in prop::collection::vec(prop::collection::vec(any::<(i32, i32)>(), 0..9), 0..9)) {
            let lines = Lines(raw.into_iter().map(|line| line.into_iter().map(|(lon, lat)| Point { lon, lat }).collect()).collect());
            let bytes = postcard::to_allocvec(&lines).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Lines>(&bytes).unwrap(), lines);
        }
    }
}
