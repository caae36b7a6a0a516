//! The large invented region: always the same, without a fault, and searched as surely as the
//! small sample, however many similar streets stand in it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use senim_lookup::{Answer, Finder};
use senim_model::directory::RegionPack;
use senim_model::index::Index;
use senim_publish::problem::Problems;
use senim_publish::{check, release, scale};

/// Rows of the table of addresses that may be missed.
const MISSED: f64 = 0.01;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn region() -> RegionPack {
    let folder = tempfile::tempdir().unwrap();
    let (source, data) = (folder.path().join("source"), folder.path().join("data"));
    scale::region(&project("sample"), &source).unwrap();
    let time: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
    let problems = Problems::default();
    let directory = check::directory(&check::Request::new(&source, time.date_naive()), &problems);
    let report = problems.into_report();
    assert_eq!(report.errors(), 0, "{report}");
    release::publish(
        &directory.unwrap(),
        &release::Request::new(&source, &data, time),
    )
    .unwrap();
    let index: Index = serde_json::from_slice(&fs::read(data.join("index.json")).unwrap()).unwrap();
    let release = data.join(&index.directory.path);
    let path = release.join(&index.directory.regions[0].directory.path);
    release::open(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn an_address_is_found_among_six_thousand_streets() {
    let pack = region();
    assert_eq!(
        (pack.localities.len(), pack.areas.len(), pack.streets.len()),
        (25, 325, 6_000)
    );
    let finder = Finder::new(&pack);
    let found = |query: &str, locality: &str, street: &str| {
        let found = finder.search(&pack, query, &[], 3);
        let offered = found
            .matches
            .into_iter()
            .flat_map(|found| match found.answer {
                Answer::Localities(streets) => streets,
                _ => vec![found.street],
            });
        offered.into_iter().any(|found| {
            let found = &pack.streets[found as usize];
            let name = match found.name.ru.as_str() {
                "" => &found.name.kk,
                name => name,
            };
            let known = &pack.localities[usize::from(found.locality)];
            known.id.as_str() == locality && name == street
        })
    };
    let table = project("crates/lookup/tests/queries.csv");
    let mut rows = 0;
    let mut missed = Vec::new();
    for record in csv::Reader::from_path(table).unwrap().records() {
        let record = record.unwrap();
        rows += 1;
        if !found(&record[0], &record[3], &record[4]) {
            missed.push(format!("{} ({}): {}", &record[0], &record[1], &record[4]));
        }
    }
    assert!(
        (missed.len() as f64) < f64::from(rows) * MISSED,
        "{} of {rows} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
