//! `areas.geojson`: outlines in WGS 84 degrees.

use std::collections::BTreeMap;
use std::path::Path;

use senim_model::directory::Point;
use senim_model::id::Id;
use serde_json::Value;

use super::read_file;
use super::table::shorten;
use crate::problem::{Place, Problems};

/// The name of the file.
pub const FILE: &str = "areas.geojson";

/// A closed ring, its first position repeated at the end: longitude, latitude.
pub type Ring = Vec<(f64, f64)>;

/// Polygons, each an outer ring and its holes.
pub type Outline = Vec<Vec<Ring>>;

/// Reads the outlines by area. `None` where the file does not exist or is beyond reading.
pub(crate) fn read(folder: &Path, problems: &Problems) -> Option<BTreeMap<Id, Outline>> {
    let bytes = read_file(folder, FILE, problems)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    // serde_json refuses what is nested deeper than 128 levels, so no file can exhaust the stack.
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| {
            let place = Place {
                row: Some(error.line()),
                ..Place::file(FILE)
            };
            problems.error(place, format!("is no JSON: {error}"));
        })
        .ok()?;
    let is_collection = value.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    let features = value
        .get("features")
        .and_then(Value::as_array)
        .filter(|_| is_collection);
    let Some(features) = features else {
        problems.error(
            Place::file(FILE),
            "is no GeoJSON FeatureCollection with features",
        );
        return None;
    };
    if value.get("crs").is_some() {
        problems.warning(
            Place::file(FILE),
            "names a coordinate system; it is read as WGS 84, as RFC 7946 says",
        );
    }
    let mut outlines = BTreeMap::new();
    for (at, feature) in features.iter().enumerate() {
        if let Some((id, outline)) = read_feature(at + 1, feature, problems)
            && outlines.insert(id.clone(), outline).is_some()
        {
            problems.error(
                Place::file(FILE),
                format!("feature {}: {id} stands twice", at + 1),
            );
        }
    }
    Some(outlines)
}

fn read_feature(number: usize, feature: &Value, problems: &Problems) -> Option<(Id, Outline)> {
    let wrong =
        |message: String| problems.error(Place::file(FILE), format!("feature {number}: {message}"));
    let id = feature
        .get("properties")
        .and_then(|properties| properties.get("id"));
    let Some(id) = id.and_then(Value::as_str) else {
        wrong("has no text “id” among its properties".into());
        return None;
    };
    let Ok(id) = Id::parse(id) else {
        wrong(format!("“{}” is no identifier", shorten(id)));
        return None;
    };
    let geometry = feature
        .get("geometry")
        .filter(|geometry| geometry.is_object());
    let Some(geometry) = geometry else {
        wrong(format!("{id} has no geometry"));
        return None;
    };
    let kind = geometry
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let outline = match (kind, coordinates) {
        ("Polygon", Some(rings)) => read_polygon(rings).map(|polygon| vec![polygon]),
        ("MultiPolygon", Some(polygons)) => polygons
            .iter()
            .map(|polygon| read_polygon(polygon.as_array().ok_or("a polygon is no list of rings")?))
            .collect(),
        (_, None) => Err("its geometry has no coordinates".to_owned()),
        (kind, _) => Err(format!(
            "its geometry is a “{}”, expected Polygon or MultiPolygon",
            shorten(kind)
        )),
    };
    match outline {
        Ok(outline) if !outline.is_empty() => Some((id, outline)),
        Ok(_) => {
            wrong(format!("{id} has no polygon"));
            None
        }
        Err(message) => {
            wrong(format!("{id}: {message}"));
            None
        }
    }
}

fn read_polygon(rings: &[Value]) -> Result<Vec<Ring>, String> {
    if rings.is_empty() {
        return Err("a polygon has no ring".into());
    }
    rings
        .iter()
        .map(|ring| read_ring(ring.as_array().ok_or("a ring is no list of positions")?))
        .collect()
}

fn read_ring(positions: &[Value]) -> Result<Ring, String> {
    let mut ring = positions
        .iter()
        .map(read_position)
        .collect::<Result<Ring, String>>()?;
    ring.dedup();
    let show = |(lon, lat): &(f64, f64)| format!("{lon}, {lat}");
    match (ring.first(), ring.last()) {
        (Some(first), Some(last)) if first != last => {
            return Err(format!(
                "a ring begins at {} and ends at {}; it has to close",
                show(first),
                show(last)
            ));
        }
        _ => {}
    }
    let mut distinct: Vec<String> = ring.iter().map(show).collect();
    distinct.sort();
    distinct.dedup();
    if distinct.len() < 3 {
        return Err(format!(
            "a ring has {} different positions of five decimals, expected at least 3",
            distinct.len()
        ));
    }
    Ok(ring)
}

/// A position on the grid that is published; a height and what else may follow is left out.
fn read_position(position: &Value) -> Result<(f64, f64), String> {
    let number = |at: usize| position.get(at).and_then(Value::as_f64);
    match (number(0), number(1)) {
        (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
            Ok(Point::from_degrees(lon, lat).degrees())
        }
        (Some(lon), Some(lat)) => Err(format!(
            "{lon}, {lat} lies outside of the globe; are the degrees of another system?"
        )),
        _ => Err(format!(
            "“{}” is no position",
            shorten(&position.to_string())
        )),
    }
}
