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

use chrono::NaiveDate;
use senim_publish::check;
use senim_publish::problem::{Problems, Report};
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
    let Some(folder) = shared("edge/geojson") else {
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

/// A source folder with nothing but a map file and areas of one region that have its identifiers.
fn folder(map: &Path, outlines: &str, ids: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "senim.toml",
        &format!(
            "format = 1\nlanguages = [\"en\"]\nlicence = \"CC0-1.0\"\ntitle = {{ en = \"t\" }}\n\
             publisher = {{ en = \"t\" }}\n[outlines]\n{outlines}\n\
             [[emergency]]\nnumber = \"102\"\nname = {{ en = \"t\" }}\n"
        ),
    );
    write("regions.csv", "id,time_zone,name_en\nr,Asia/Almaty,r\n");
    write("localities.csv", "id,region,kind,name_en\nl,r,city,l\n");
    let rows = ids.iter().map(|id| format!("{id},r,l,yes\n"));
    let areas: String = rows.collect();
    write(
        "areas.csv",
        &format!("id,region,localities,vacant\n{areas}"),
    );
    let name = map.file_name().unwrap();
    fs::copy(map, folder.path().join(name)).unwrap();
    folder
}

/// What `senim check` finds.
fn check(folder: &Path, repair: bool, pictures: Option<&Path>) -> Report {
    let problems = Problems::default();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut request = check::Request::new(folder, today);
    request.repair = repair;
    request.pictures = pictures;
    let _ = check::directory(&request, &problems);
    problems.into_report()
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

/// A map file of ../shared/data whose areas are known by a property.
fn check_map(path: &str, property: &str, repair: bool) -> Option<(Report, usize)> {
    let map = shared(path)?;
    let name = map.file_name()?.to_str()?;
    let ids = values(&map, property);
    let folder = folder(
        &map,
        &format!("file = \"{name}\"\nid = \"{property}\""),
        &ids,
    );
    let pictures = tempfile::tempdir().unwrap().keep();
    let start = std::time::Instant::now();
    let report = check(folder.path(), repair, Some(&pictures));
    let drawn = fs::read_dir(&pictures).unwrap().count();
    println!("{path}: {:?}, {drawn} pictures\n{report}", start.elapsed());
    Some((report, drawn))
}

#[test]
fn the_beats_of_seattle_and_the_regions_of_kazakhstan_are_read() {
    for (map, property) in [
        ("police/spd-beats.geojson", "name"),
        ("police/spd-precincts.geojson", "name"),
        ("kz/kaz_adm1_2024.geojson", "KATO"),
    ] {
        check_map(map, property, false);
    }
}

#[test]
fn a_district_that_crosses_itself_is_found_and_mended() {
    check_map("kz/kaz_adm2_2024.geojson", "KATO", false);
    check_map("kz/kaz_adm2_2024.geojson", "KATO", true);
}

#[test]
fn a_code_that_stands_twice_is_named_with_both_features() {
    check_map("kz/astana_districts.geojson", "kato", false);
}
