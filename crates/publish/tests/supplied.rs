//! Releases of several suppliers: rows say whose they are, what a faulty supplier published last
//! stays published, and borders are compared across their map files.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use common::{Source, shown};
use senim_publish::archive::{self, Repack};
use senim_publish::check::{self, Request, State, current_facts};
use senim_publish::problem::{Problems, Report, Severity};
use senim_publish::release;

/// Checks against what is published, and publishes.
fn publish(source: &Source, to: &Path, time: &str) -> (State, Report) {
    let published = current_facts(to);
    let (directory, report) = source.check_since(published.as_deref());
    assert_eq!(report.errors(), 0, "{report}");
    let directory = directory.unwrap();
    let time: DateTime<Utc> = time.parse().unwrap();
    release::publish(&directory, &release::Request::new(source.path(), to, time)).unwrap();
    (directory.suppliers[0].state, report)
}

fn coverage(data: &Path) -> String {
    let index = fs::read(data.join("index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_slice(&index).unwrap();
    let path: PathBuf = index["record"]["path"].as_str().unwrap().into();
    fs::read_to_string(data.join(path).join("coverage.csv")).unwrap()
}

#[test]
fn what_a_faulty_supplier_published_last_stays_published() {
    let source = Source::split();
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let (state, _) = publish(&source, data, "2026-11-24T12:00:00Z");
    assert_eq!(state, State::Fresh);
    let facts = |name: &str| fs::read_to_string(current_facts(data).unwrap().join(name)).unwrap();
    let areas = facts("areas.csv");
    let mut lines = areas.lines();
    assert!(lines.next().unwrap().ends_with(",vacant,supplier,sample"));
    for line in lines {
        let theirs = line.starts_with("KRG");
        assert_eq!(line.ends_with(",karaganda,yes"), theirs, "{line}");
    }
    let package: serde_json::Value = serde_json::from_str(&facts("datapackage.json")).unwrap();
    let described = package["resources"].as_array().unwrap().iter().all(|of| {
        let fields = of["schema"]["fields"].as_array();
        fields.is_none_or(|all| all.iter().all(|field| field["title_kk"].is_string()))
    });
    assert!(described);
    assert!(coverage(data).contains("directory,karaganda,2026-11,reported,"));
    let names = [
        "areas.csv",
        "inspectors.csv",
        "addresses.csv",
        "areas.geojson",
    ];
    let before = names.map(facts);

    // A month later the supplier sends a map that cannot be read, and a rank that does not exist.
    source.put("suppliers/karaganda/areas.geojson", "{");
    source.edit("suppliers/karaganda/inspectors.csv", |text| {
        text.replacen("captain", "captian", 1)
    });
    let (state, report) = publish(&source, data, "2026-12-24T12:00:00Z");
    assert_eq!(state, State::Late);
    assert_eq!(report.held(), 2, "{report}");
    assert_eq!(names.map(facts), before);
    let coverage = coverage(data);
    for expected in [
        "karaganda,2026-11,reported",
        "karaganda,2026-12,late",
        "all,2026-12,reported",
    ] {
        assert!(
            coverage.contains(expected),
            "{expected} is not in\n{coverage}"
        );
    }
    // And once more: what stood in is found again.
    let (state, _) = publish(&source, data, "2026-12-25T12:00:00Z");
    assert_eq!(state, State::Late);
    assert_eq!(names.map(facts), before);
    // Packs come from the facts as well as from the source.
    let repacked = archive::repack(&Repack {
        data,
        time: "2026-12-26T12:00:00Z".parse().unwrap(),
        key: None,
        progress: &|_| {},
    });
    assert!(repacked.unwrap().is_none());
}

#[test]
fn facts_are_packed_whatever_the_settings_allowed() {
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        text + "\n[check]\nemail_domains = [\"police.example\"]\nregion_tolerance_metres = 900000\n"
    });
    source.edit("places.csv", |text| {
        text.replacen(
            "40 Jenis Avenue",
            "40 Jenis Avenue (help@police.example)",
            1,
        )
        .replacen("51.18335", "50.0", 1)
    });
    let data = tempfile::tempdir().unwrap();
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    let time = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = release::Request::new(source.path(), data.path(), time);
    release::publish(&directory.unwrap(), &request).unwrap();
    let repacked = archive::repack(&Repack {
        data: data.path(),
        time: "2026-11-26T12:00:00Z".parse().unwrap(),
        key: None,
        progress: &|_| {},
    });
    assert!(repacked.unwrap().is_none());
}

/// The first ring of a map.
fn ring(map: &serde_json::Value) -> serde_json::Value {
    map["features"][0]["geometry"].clone()
}

#[test]
fn borders_are_compared_across_map_files() {
    let source = Source::split();
    let name = "suppliers/karaganda/areas.geojson";
    let theirs: serde_json::Value = serde_json::from_str(&source.text(name)).unwrap();
    let id = theirs["features"][0]["properties"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    // The same area in two map files.
    source.edit("areas.geojson", |text| {
        let mut ours: serde_json::Value = serde_json::from_str(&text).unwrap();
        let features = ours["features"].as_array_mut().unwrap();
        features.push(theirs["features"][0].clone());
        ours.to_string()
    });
    let (directory, report) = source.check();
    let said = shown(&report);
    let expected = format!("held: {name}: {id} has an outline in areas.geojson and in {name}");
    assert!(said.contains(&expected), "{said:#?}");
    // Once it is held back, the outline in the folder itself belongs to nobody, and nobody waits.
    assert_eq!(report.errors(), 0, "{said:#?}");
    let directory = directory.unwrap();
    assert!(!directory.outlines.keys().any(|of| of.as_str() == id));

    // Two suppliers of one region whose areas overlap: one of them is held back.
    let source = Source::split();
    let areas = source.text("suppliers/karaganda/areas.csv");
    let (header, rest) = areas.split_once('\n').unwrap();
    let row = rest.lines().find(|row| row.starts_with(&id)).unwrap();
    source.put(
        "suppliers/temirtau/areas.csv",
        format!("{header}\n{}\n", row.replacen(&id, "KRG-900", 1)),
    );
    let mut map = theirs.clone();
    let mut feature = theirs["features"][0].clone();
    feature["properties"]["id"] = "KRG-900".into();
    map["features"] = vec![feature].into();
    assert_eq!(ring(&map), ring(&theirs));
    source.put("suppliers/temirtau/areas.geojson", map.to_string());
    let inspectors = source.text("suppliers/karaganda/inspectors.csv");
    let (header, rest) = inspectors.split_once('\n').unwrap();
    let row = rest.lines().find(|row| row.contains(&id)).unwrap();
    let person = row.split(',').next().unwrap();
    source.put(
        "suppliers/temirtau/inspectors.csv",
        format!(
            "{header}\n{}\n",
            row.replacen(person, "KRG-I900", 1)
                .replacen(&id, "KRG-900", 1)
        ),
    );
    let (found, report) = source.check();
    let held: Vec<String> = report
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Held)
        .map(ToString::to_string)
        .collect();
    assert_eq!(report.errors(), 0, "{report}");
    assert!(
        held[0].contains(&format!("{id} and KRG-900 overlap")),
        "{held:#?}"
    );
    let states: Vec<State> = found.unwrap().suppliers.iter().map(|of| of.state).collect();
    assert_eq!(states, [State::Fresh, State::Missing]);
    // However often the folder is looked through to find whose fault it is, each is drawn once.
    let pictures = tempfile::tempdir().unwrap();
    let problems = Problems::default();
    let request = Request {
        pictures: Some(pictures.path()),
        ..Request::new(source.path(), common::today())
    };
    assert!(check::directory(&request, &problems).is_some());
    let drawn: BTreeSet<String> = fs::read_dir(pictures.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let report = problems.into_report().to_string();
    let named = |name: &String| report.contains(&format!("(picture: {name})"));
    assert!(
        !drawn.is_empty() && drawn.iter().all(named),
        "{drawn:?}\n{report}"
    );
}
