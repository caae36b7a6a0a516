//! Outlines as others write them: every file of the real data that is there, and small ones of
//! our own with a fault of every kind. `cargo xtask bless` renews the reports.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly and shows what it found"
)]

mod borders;
#[path = "../common/data.rs"]
mod data;
mod faults;
mod folder;
mod shapefiles;

use std::fs;
use std::path::{Path, PathBuf};

use senim_publish::problem::Report;
use senim_publish::source::geometry::{Outline, from_geojson};

use self::data::data;
use self::folder::{check, folder};

fn read(bytes: &[u8], repair: bool) -> (Vec<(String, Outline)>, Report) {
    let (areas, problems) = from_geojson(bytes, repair);
    let areas = areas
        .into_iter()
        .map(|(id, outline)| (id.to_string(), outline));
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
    let Some(folder) = data("edge/geojson") else {
        return;
    };
    let files = files(&folder);
    assert!(files.len() > 70);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let (areas, report) = read(&bytes, false);
        println!("{}: {} areas\n{report}", file.display(), areas.len());
        // None of them has identifiers of areas throughout, so each has something to be said.
        assert!(
            report.errors() > 0 || !areas.is_empty(),
            "{}",
            file.display()
        );
        let (_, repaired) = read(&bytes, true);
        assert!(repaired.errors() <= report.errors());
    }
}

/// The same files, where each feature is given an identifier: what is left is what is wrong with
/// the geometry itself.
#[test]
fn geometries_of_every_quality_are_read_or_explained() {
    let Some(folder) = data("edge/geojson") else {
        return;
    };
    for file in files(&folder) {
        let Some(bytes) = with_ids(&fs::read(&file).unwrap()) else {
            continue;
        };
        let name = file.file_name().unwrap().to_string_lossy();
        let (areas, report) = read(&bytes, false);
        println!("{name}: {} areas\n{report}\n", areas.len());
        let (mended, after) = read(&bytes, true);
        assert!(
            mended.len() >= areas.len() && after.errors() <= report.errors(),
            "{name}"
        );
        let crossing = name.contains("self_intersection_large") || name.contains("ring_intersect");
        if crossing || name.contains("unclosed") {
            assert_eq!(
                (areas.len(), mended.len(), after.errors()),
                (0, 1, 0),
                "{name}"
            );
        }
        let fine = [
            "3d_coord",
            "4d_coord",
            "not_ccw",
            "not_cw",
            "duplicate",
            "holes",
            "excessive",
        ];
        if fine.iter().any(|fine| name.contains(fine)) && !name.starts_with("valid_") {
            assert_eq!((areas.len(), report.problems.len()), (1, 0), "{name}");
        }
    }
}

/// A GeoJSON text whose features have identifiers.
fn with_ids(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    if value.get("coordinates").is_some() {
        value = serde_json::json!({"type": "Feature", "properties": {}, "geometry": value});
    }
    if value.get("features").is_none() {
        value = serde_json::json!({"type": "FeatureCollection", "features": [value]});
    }
    for (at, feature) in value["features"].as_array_mut()?.iter_mut().enumerate() {
        if feature.is_object() {
            feature["properties"] = serde_json::json!({"id": format!("A-{at}")});
        }
    }
    serde_json::to_vec(&value).ok()
}

/// The values of a property of a file's features.
fn values(map: &Path, property: &str) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(&fs::read(map).unwrap()).unwrap();
    let features = value["features"].as_array().unwrap().iter();
    let mut values: Vec<String> = features
        .map(|feature| feature["properties"][property].as_str().unwrap().to_owned())
        .collect();
    values.sort();
    values.dedup();
    values
}

/// A map file of the real data whose areas are known by a property.
fn check_map(path: &str, property: &str, repair: bool) -> Option<(Report, usize)> {
    let map = data(path)?;
    let name = map.file_name()?.to_str()?;
    let ids = values(&map, property);
    let folder = folder(&format!("file = \"{name}\"\nid = \"{property}\""), &ids);
    fs::copy(&map, folder.path().join(name)).unwrap();
    let pictures = tempfile::tempdir().unwrap();
    let start = std::time::Instant::now();
    let report = check(folder.path(), repair, Some(pictures.path()));
    let drawn = fs::read_dir(pictures.path()).unwrap().count();
    println!("{path}: {:?}, {drawn} pictures\n{report}", start.elapsed());
    Some((report, drawn))
}

fn messages(report: &Report) -> Vec<&str> {
    report
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

#[test]
fn the_beats_of_seattle_and_the_regions_of_kazakhstan_are_read() {
    for (map, property) in [
        ("police/spd-beats.geojson", "name"),
        ("police/spd-precincts.geojson", "name"),
        ("kz/kaz_adm1_2024.geojson", "KATO"),
    ] {
        if let Some((report, drawn)) = check_map(map, property, false) {
            assert_eq!((report.problems.len(), drawn), (0, 0), "{map}");
        }
    }
}

/// What Shapely 2.2 (GEOS) finds in the same file: one crossing, overlaps of 384 and 73,315 m²,
/// and holes of 5,571 and 63,743 m²; its other holes are narrower than two metres.
#[test]
fn a_district_that_crosses_itself_is_found_and_mended() {
    let Some((report, drawn)) = check_map("kz/kaz_adm2_2024.geojson", "KATO", false) else {
        return;
    };
    assert_eq!((report.errors(), report.warnings(), drawn), (3, 2, 5));
    for expected in [
        "194000000 and 194400000 overlap: 384 m², up to 10 m wide at 78.06268, 43.19753",
        "614000000 and 614600000 overlap: 73306 m²",
        "feature 195: 623800000: a ring crosses itself at 68.73579, 48.67448",
        "a gap between 475000000 and 474200000: 5571 m²",
        "a gap between 614000000, 791910000 and 1 more: 63758 m²",
    ] {
        let found = messages(&report);
        assert!(
            found.iter().any(|found| found.starts_with(expected)),
            "{expected}"
        );
    }
    let (report, _) = check_map("kz/kaz_adm2_2024.geojson", "KATO", true).unwrap();
    assert_eq!((report.errors(), report.warnings()), (2, 3));
    let mended = "repaired: feature 195: 623800000: a ring crosses itself at 68.73579, 48.67448";
    assert!(
        messages(&report)
            .iter()
            .any(|found| found.starts_with(mended))
    );
}

#[test]
fn a_code_that_stands_twice_is_named_with_both_features() {
    let Some((report, _)) = check_map("kz/astana_districts.geojson", "kato", false) else {
        return;
    };
    let twice = "features 3 and 6 are both 711210000, expected one each";
    assert!(messages(&report).contains(&twice), "{report}");
}
