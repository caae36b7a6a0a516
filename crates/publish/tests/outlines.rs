//! Outlines as others write them: every file of ../shared/data that is there, and small ones of
//! our own with a fault of every kind. `cargo xtask bless` renews the reports.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly and says what it skips"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use senim_publish::problem::Report;
use senim_publish::source::geometry::{Outline, from_geojson};

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    println!("SKIPPED: {} is not there", path.display());
    None
}

fn read(bytes: &[u8], repair: bool) -> (Vec<(String, Outline)>, Report) {
    let (areas, problems) = from_geojson(bytes, repair);
    let areas = areas.into_iter().map(|(id, outline)| (id.to_string(), outline));
    (areas.collect(), problems.into_report())
}

/// All files of a folder, deeply, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn files_of_every_quality_are_read_or_explained() {
    let Some(folder) = shared("edge/geojson") else {
        return;
    };
    let files = files(&folder);
    assert_eq!(files.len(), 75);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let (areas, report) = read(&bytes, false);
        println!("{}: {} areas\n{report}", file.display(), areas.len());
        // None of them has identifiers of areas throughout, so each has something to be said.
        assert!(report.errors() > 0 || !areas.is_empty(), "{}", file.display());
        let (_, repaired) = read(&bytes, true);
        assert!(repaired.errors() <= report.errors());
    }
}

/// The same files, where each feature is given an identifier: what is left is what is wrong with
/// the geometry itself.
#[test]
fn geometries_of_every_quality_are_read_or_explained() {
    let Some(folder) = shared("edge/geojson") else {
        return;
    };
    let mut told = String::new();
    for file in files(&folder) {
        let bytes = fs::read(&file).unwrap();
        let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(&bytes) else {
            continue;
        };
        let geometry = |value: &serde_json::Value| value.get("coordinates").is_some();
        if geometry(&value) {
            value = serde_json::json!({"type": "Feature", "properties": {}, "geometry": value});
        }
        if value.get("features").is_none() {
            value = serde_json::json!({"type": "FeatureCollection", "features": [value]});
        }
        let features = value["features"].as_array_mut().into_iter().flatten();
        for (at, feature) in features.enumerate() {
            if feature.is_object() {
                feature["properties"] = serde_json::json!({"id": format!("A-{at}")});
            }
        }
        let bytes = serde_json::to_vec(&value).unwrap();
        for repair in [false, true] {
            let (areas, report) = read(&bytes, repair);
            let name = file.file_name().unwrap().to_string_lossy();
            writeln!(told, "{name}: {} areas\n{report}\n", areas.len()).unwrap();
        }
    }
    println!("{told}");
}
