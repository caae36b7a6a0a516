//! The table of addresses as people type them, over the sample. A row is found when its street is
//! among the first three, with the areas that its houses say.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::panic,
    reason = "a helper of tests fails loudly"
)]

mod sample;

use std::collections::BTreeMap;

use senim_lookup::{Answer, Finder};
use senim_model::directory::RegionPack;

struct Row {
    query: String,
    kind: String,
    style: String,
    locality: String,
    street: String,
    areas: Vec<String>,
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/queries.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let cell = |at: usize| record[at].to_owned();
            let mut areas: Vec<String> = cell(6).split('|').map(str::to_owned).collect();
            areas.sort();
            Row {
                query: cell(0),
                kind: cell(1),
                style: cell(2),
                locality: cell(3),
                street: cell(4),
                areas,
            }
        })
        .collect()
}

/// The first three matches over all regions: locality, street, areas.
fn found(regions: &[(RegionPack, Finder)], query: &str) -> Vec<(String, String, Vec<String>)> {
    let mut all = Vec::new();
    for (pack, finder) in regions {
        for found in finder.search(pack, query, &[], 3).matches {
            let street = &pack.streets[found.street as usize];
            let name = if street.name.ru.is_empty() {
                &street.name.kk
            } else {
                &street.name.ru
            };
            let ixs = match found.answer {
                Answer::Area(area) => vec![area],
                Answer::Choose(areas) => areas,
                Answer::Localities(streets) => panic!("{query}: {streets:?}"),
            };
            let mut areas: Vec<String> = ixs
                .iter()
                .map(|ix| pack.areas[usize::from(*ix)].id.to_string())
                .collect();
            areas.sort();
            let locality = pack.localities[usize::from(street.locality)].id.to_string();
            all.push((found.score, (locality, name.clone(), areas)));
        }
    }
    all.sort_by_key(|(score, _)| *score);
    all.into_iter().take(3).map(|(_, found)| found).collect()
}

#[test]
fn every_way_of_writing_an_address_finds_it() {
    let regions = sample::regions();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for row in rows() {
        let found = found(&regions, &row.query);
        let wanted = (row.locality.clone(), row.street.clone(), row.areas.clone());
        let entry = kinds.entry(row.kind.clone()).or_default();
        entry.1 += 1;
        if found.contains(&wanted) {
            entry.0 += 1;
        } else {
            missed.push(format!(
                "{} ({}): wanted {wanted:?}, found {found:?}",
                row.query, row.kind
            ));
        }
    }
    for (kind, (hits, all)) in &kinds {
        println!("{kind:<20} {hits:>3} of {all:>3}");
    }
    assert!(
        missed.is_empty(),
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn the_table_is_as_large_and_as_varied_as_it_says() {
    let rows = rows();
    assert!(rows.len() >= 300);
    let chat = rows.iter().filter(|row| row.style == "chat").count();
    assert!(chat * 2 >= rows.len());
    let mut streets: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in &rows {
        *streets.entry((&row.locality, &row.street)).or_default() += 1;
    }
    assert!(streets.values().all(|rows| *rows <= 3));
}
