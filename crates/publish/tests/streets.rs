//! Streets with positions: named on the map where they have some, and as before where they have none.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fs;
use std::path::Path;

use common::Source;
use senim_model::index::Index;
use senim_model::street_labels::StreetLabels;
use senim_model::text::Lang;
use senim_publish::{archive, release};

const TIME: &str = "2026-11-24T12:00:00Z";

fn publish(source: &Source, to: &Path, time: &str) -> Index {
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    let request = release::Request::new(source.path(), to, time.parse().unwrap());
    release::publish(&directory.unwrap(), &request).unwrap();
    serde_json::from_slice(&fs::read(to.join("index.json")).unwrap()).unwrap()
}

/// The addresses without their last two columns.
fn without_positions(text: &str) -> String {
    let line = |line: &str| -> String {
        let mut cells = line.rsplitn(3, ',');
        let (_, _, rest) = (cells.next(), cells.next(), cells.next());
        format!("{}\n", rest.unwrap())
    };
    text.lines().map(line).collect()
}

#[test]
fn streets_are_named_where_the_source_says() {
    let data = tempfile::tempdir().unwrap();
    let source = Source::sample();
    let index = publish(&source, data.path(), TIME);
    let region = &index.directory.regions[0];
    let pack = region.streets.as_ref().unwrap();
    let path = data.path().join(&index.directory.path).join(&pack.path);
    let labels: StreetLabels = release::open(&fs::read(path).unwrap()).unwrap();
    let of_abai = labels
        .shown(Lang::Kk)
        .filter(|(name, _)| *name == "Абай даңғылы");
    let of_abai: Vec<(f64, f64)> = of_abai.map(|(_, at)| at.degrees()).collect();
    let rows = source.text("addresses.csv");
    let rows = rows
        .lines()
        .filter(|row| row.starts_with("710000000,Абай даңғылы,"));
    let mut expected: Vec<(f64, f64)> = rows
        .map(|row| {
            let mut cells = row.rsplit(',').map(|cell| cell.parse().unwrap());
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    expected.sort_by(|one, two| one.partial_cmp(two).unwrap());
    assert!(expected.len() > 1);
    assert_eq!(of_abai, expected);
}

#[test]
fn without_positions_nothing_is_packed_and_old_facts_are_packed_anew() {
    let data = tempfile::tempdir().unwrap();
    let source = Source::sample();
    source.edit("addresses.csv", |text| without_positions(&text));
    let index = publish(&source, data.path(), TIME);
    assert!(
        index
            .directory
            .regions
            .iter()
            .all(|region| region.streets.is_none())
    );
    let text = fs::read_to_string(data.path().join("index.json")).unwrap();
    assert!(!text.contains("streets"));
    // As an earlier version wrote it: no such columns at all.
    let release = data.path().join(&index.directory.path);
    let facts = release.join("addresses.csv");
    let old = fs::read_to_string(&facts).unwrap();
    let old = old
        .replace(",area,lat,lon", ",area")
        .replace(",,,yes\r\n", ",yes\r\n");
    fs::write(&facts, &old).unwrap();
    let request = archive::Repack {
        data: data.path(),
        time: "2026-12-01T12:00:00Z".parse().unwrap(),
        key: None,
        progress: &senim_publish::progress::quiet,
    };
    let made = archive::repack(&request).unwrap();
    assert_eq!(made.map(|index| index.sequence), None);
}

#[test]
fn a_street_that_gets_a_position_is_told_as_a_change() {
    let data = tempfile::tempdir().unwrap();
    let source = Source::sample();
    let text = source.text("addresses.csv");
    source.edit("addresses.csv", |text| without_positions(&text));
    publish(&source, data.path(), TIME);
    source.put("addresses.csv", text);
    let index = publish(&source, data.path(), "2026-11-25T12:00:00Z");
    let changes = data.path().join(&index.directory.path).join("changes.csv");
    let changes = fs::read_to_string(changes).unwrap();
    let first = changes.lines().find(|line| line.contains("Мектеп тұйығы"));
    let first = first.unwrap_or_default();
    assert!(first.contains(",lat,,49."), "{first}");
    assert!(first.contains(",changed,"), "{first}");
}

#[test]
fn a_street_elsewhere_is_an_error_with_what_was_meant() {
    let source = Source::sample();
    source.edit("addresses.csv", |text| {
        let row = text.lines().nth(1).unwrap();
        let mut cells: Vec<&str> = row.split(',').collect();
        cells.swap(6, 7);
        text.replace(row, &cells.join(","))
    });
    let said = source.problems();
    assert!(
        said[0].starts_with("error: addresses.csv, row 2, column lat: 71.")
            && said[0].contains("lies more than 5000 m outside of the areas of the region astana")
            && said[0].contains("Did you mean lat 51."),
        "{said:?}"
    );
}
