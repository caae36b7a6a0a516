//! The properties of a GeoJSON file as a table: one row for each feature, numbered from 1.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::grid::Grid;
use crate::problem::{Place, Problems};

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Option<Map<String, Value>>,
}

/// The rows of a GeoJSON; `None` where they are beyond reading, which is then a problem.
pub(crate) fn read(bytes: &[u8], file: &str, problems: &Problems) -> Option<Grid> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Geometry is skipped, not kept: it is most of such a file.
    let collection: Collection = serde_json::from_slice(bytes)
        .map_err(|error| {
            let place = Place::row(file, error.line());
            problems.error(place, format!("is no GeoJSON with features: {error}"));
        })
        .ok()?;
    let properties = || collection.features.iter().map(|of| of.properties.as_ref());
    let mut columns: Vec<&String> = Vec::new();
    for key in properties().flatten().flat_map(|of| of.keys()) {
        if !columns.contains(&key) {
            columns.push(key);
        }
        if columns.len() > super::grid::MOST_COLUMNS {
            problems.error(Place::file(file), "has too many different properties");
            return None;
        }
    }
    let mut grid = Grid::default();
    let header = columns.iter().map(|key| (*key).clone()).collect();
    let mut added = grid.push(0, header);
    for (at, properties) in properties().enumerate() {
        let cell = |key: &&String| {
            let value = properties.and_then(|of| of.get(key.as_str()));
            value.map(text).unwrap_or_default()
        };
        added = added.and_then(|()| grid.push(at + 1, columns.iter().map(cell).collect()));
    }
    added
        .map_err(|message| problems.error(Place::file(file), message))
        .ok()?;
    Some(grid)
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
