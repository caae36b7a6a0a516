//! Nothing small is published, and nothing small is to be had by subtraction, within a release or
//! between two.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use common::calls::{CLOCK, HEADER, SETTINGS, calls, cells, source, table};
use common::publish_at as publish;
use proptest::prelude::*;
use senim_measure::{Every, Period};

#[test]
fn between_releases_a_cell_changes_by_many_calls_or_not_at_all() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-002", "2026-07", 40);
    let data = tempfile::tempdir().unwrap();
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    let first = cells(data.path(), CLOCK);
    let received = |day: u32| format!("2026-07-{day:02} 23:30:59,,urgent,theft,AST-001\n");
    let mut more = text.clone();
    (1..5).for_each(|day| more.push_str(&received(day)));
    publish(
        source(SETTINGS, &more).path(),
        data.path(),
        "2026-12-11T12:00:00Z",
    );
    assert_eq!(cells(data.path(), CLOCK), first);
    more.push_str(&received(5));
    publish(
        source(SETTINGS, &more).path(),
        data.path(),
        "2026-12-12T12:00:00Z",
    );
    let third = cells(data.path(), CLOCK);
    let changed: Vec<u64> = third
        .iter()
        .filter(|(key, cell)| first[*key] != **cell)
        .map(|(_, cell)| cell.0)
        .collect();
    assert_eq!(changed, [105]);
}

#[test]
fn calls_in_no_figure_are_told_of_where_they_are_many_and_change_by_many() {
    let data = tempfile::tempdir().unwrap();
    let told = |reversed: usize, stray: usize, time: &str| {
        let mut text = HEADER.to_owned();
        calls(&mut text, "AST-001", "2026-07", 100);
        calls(&mut text, "AST-002", "2026-06", stray);
        for minute in 0..reversed {
            let received = format!("2026-07-02 12:{minute:02}:01");
            writeln!(text, "{received},2026-07-02 11:00:00,urgent,theft,AST-001").unwrap();
        }
        publish(source(SETTINGS, &text).path(), data.path(), time);
        let rows = table(data.path(), "response_excluded.csv").into_iter();
        rows.map(|row| format!("{}{} {}", row["region"], row["reason"], row["calls"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(40, 4, "2026-12-10T12:00:00Z"), ["astanareversed 40"]);
    assert_eq!(told(41, 5, "2026-12-11T12:00:00Z"), ["astanareversed 40"]);
    assert_eq!(told(45, 29, "2026-12-12T12:00:00Z"), ["astanareversed 45"]);
}

/// Few calls of a quarter stand in a cell of their area and year. All calls of that quarter by category,
/// less its cells, would say how many.
#[test]
fn calls_by_category_tell_of_few_neither_in_a_quarter_nor_in_those_that_have_none() {
    let by_category = |parts: &[(&str, usize)]| {
        let mut text = HEADER.to_owned();
        for (month, count) in parts {
            calls(&mut text, "AST-001", month, *count);
            calls(&mut text, "AST-002", month, 60);
        }
        let data = tempfile::tempdir().unwrap();
        publish(
            source(SETTINGS, &text).path(),
            data.path(),
            "2026-12-10T12:00:00Z",
        );
        let rows = table(data.path(), "response_breakdowns.csv").into_iter();
        let categories = rows.filter(|row| row["trait"] == "category");
        categories
            .map(|row| format!("{} {}", row["quarter"], row["calls"]))
            .collect::<Vec<_>>()
    };
    // Each is large by itself.
    let whole = by_category(&[("2025-02", 30), ("2025-05", 30)]);
    assert_eq!(whole, ["2025-Q1 90", "2025-Q2 90"]);
    // Three and twenty-eight are in one cell of the year.
    assert!(by_category(&[("2025-02", 3), ("2025-05", 28)]).is_empty());
}

/// Of each quarter, and of the quarters of a year without a table, calls that are in no cell of theirs
/// are many or none. `groups`: calls by area and month.
fn tells_of_few(data: &Path, groups: &BTreeMap<(String, Period), u64>) -> Option<String> {
    let cells = cells(data, CLOCK);
    let within = |month: &Period, every| month.within(every).to_string();
    let mut apart: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for ((area, month), calls) in groups {
        let has = |period: String| {
            let key = |key: &&[String; 6]| key[2] == *area && key[3] == period;
            cells.keys().any(|other| key(&other))
        };
        let quarter = within(month, Every::Quarter);
        let whole_area = has(month.to_string()) || has(quarter.clone());
        let wide = cells
            .keys()
            .any(|key| key[2].is_empty() && key[3] == quarter);
        let (in_year, left_out) = apart.entry(quarter).or_default();
        match (whole_area, has(within(month, Every::Year))) {
            (true, _) => {}
            (false, true) => *in_year += calls,
            (false, false) if wide => {}
            (false, false) => *left_out += calls,
        }
    }
    let rows = table(data, "response_breakdowns.csv");
    let shown: BTreeSet<&String> = rows.iter().map(|row| &row["quarter"]).collect();
    let few = |calls: u64| calls > 0 && calls < 30;
    let mut hidden: BTreeMap<&str, u64> = BTreeMap::new();
    for (quarter, (in_year, left_out)) in &apart {
        if !shown.contains(quarter) {
            *hidden.entry(&quarter[..4]).or_default() += in_year;
        } else if few(in_year + left_out) || few(*left_out) {
            return Some(format!(
                "{quarter}: {in_year} in the year, {left_out} left out"
            ));
        }
    }
    let year = hidden.iter().find(|(_, calls)| few(**calls))?;
    Some(format!(
        "{}: {} in quarters without a table",
        year.0, year.1
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Whatever calls of two years there are: tables by category and hour tell of few beside no cell.
    #[test]
    fn no_table_tells_of_few(numbers in prop::collection::vec((1u32..9, 0u32..24, 1usize..40), 1..60)) {
        let mut groups: BTreeMap<(String, Period), u64> = BTreeMap::new();
        let mut text = HEADER.to_owned();
        for (area, month, count) in numbers {
            let month = format!("{}-{:02}", 2024 + month / 12, month % 12 + 1);
            let area = format!("AST-{area:03}");
            let key = (area.clone(), Period::parse(&month).unwrap());
            if let Entry::Vacant(group) = groups.entry(key) {
                group.insert(count as u64);
                calls(&mut text, &area, &month, count);
            }
        }
        let data = tempfile::tempdir().unwrap();
        publish(source(SETTINGS, &text).path(), data.path(), "2026-12-10T12:00:00Z");
        prop_assert_eq!(tells_of_few(data.path(), &groups), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Whatever calls there are: no cell is small, and all are in one cell or left out.
    #[test]
    fn no_release_tells_of_few(numbers in prop::collection::vec((1u32..27, 1u32..7, 1usize..60), 1..25)) {
        let mut groups: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (area, month, count) in numbers {
            groups.insert((area, month), count);
        }
        let mut text = HEADER.to_owned();
        for ((area, month), count) in &groups {
            calls(&mut text, &format!("AST-{area:03}"), &format!("2026-{month:02}"), *count);
        }
        let data = tempfile::tempdir().unwrap();
        publish(source(SETTINGS, &text).path(), data.path(), "2026-12-10T12:00:00Z");
        let cells = cells(data.path(), CLOCK);
        prop_assert!(cells.values().all(|(calls, _)| *calls >= 30));
        let excluded = table(data.path(), "response_excluded.csv");
        prop_assert!(excluded.iter().all(|row| row["calls"].parse::<u64>().unwrap() >= 30));
        let published: u64 = cells.values().map(|(calls, _)| calls).sum();
        let all: usize = groups.values().sum();
        prop_assert!(published <= all as u64);
        for ((area, month), count) in groups {
            let is_alone = cells.keys().any(|key| key[2] == format!("AST-{area:03}") && key[3] == format!("2026-{month:02}"));
            prop_assert_eq!(is_alone, count >= 30);
        }
    }
}
