//! What became of figures between two releases: revised, carried on, or as they were.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::calls::{CLOCK, HEADER, SETTINGS, calls, cells, packed, source};
use common::{check_at as check, publish_at as publish};
use senim_model::text::{Lang, Text};
use senim_publish::release;

#[test]
fn a_pack_says_what_was_revised_and_goes_on_saying_so_until_figures_change() {
    let data = tempfile::tempdir().unwrap();
    let publish = |text: &str, time: &str, reason: &str| {
        let source = source(SETTINGS, text);
        let (directory, report) = check(source.path(), time);
        assert_eq!(report.errors(), 0, "{report}");
        let said = Text {
            kk: format!("{reason} (kk)"),
            ru: format!("{reason} (ru)"),
            en: reason.into(),
        };
        let request = release::Request {
            reason: &said,
            ..release::Request::new(source.path(), data.path(), time.parse().unwrap())
        };
        let made = release::publish(&directory.unwrap(), &request).unwrap();
        (made.record.is_some(), packed(data.path()).revision)
    };
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-002", "2026-07", 40);
    calls(&mut text, "AST-002", "2026-10", 40);
    calls(&mut text, "AST-003", "2026-10", 35);
    calls(&mut text, "AST-004", "2026-10", 25);
    assert_eq!(publish(&text, "2026-12-10T12:00:00Z", "").1, None);
    // Late rows: of a cell, and so many that there is one more.
    for day in 1..6 {
        text.push_str(&format!(
            "2026-07-{day:02} 23:30:59,,urgent,theft,AST-001\n"
        ));
    }
    calls(&mut text, "AST-003", "2026-07", 30);
    let (_, found) = publish(&text, "2026-12-11T12:00:00Z", "Late rows");
    let revision = found.clone().unwrap();
    assert_eq!(revision.since, "2026-12-10T12:00:00Z");
    assert_eq!(revision.reason.show(Lang::Kk), "Late rows (kk)");
    assert_eq!(revision.reason.show(Lang::En), "Late rows");
    assert_eq!(revision.open.to_string(), "2026-12");
    assert_eq!(revision.came, []);
    let old: Vec<u64> = revision
        .before
        .iter()
        .map(senim_measure::Cell::calls)
        .collect();
    assert_eq!(old, [100]);
    let new = |revision: &senim_model::revision::Revision| -> Vec<String> {
        let cells = packed(data.path()).cells;
        let added = revision.added.iter().map(|at| &cells[*at as usize]);
        added
            .map(|cell| format!("{} {}", cell.key.period, cell.calls()))
            .collect()
    };
    assert_eq!(new(&revision), ["2026-07 30"]);
    // The same again, later and for another reason: no release, and the same is said.
    assert_eq!(
        publish(&text, "2026-12-12T12:00:00Z", "Again"),
        (false, found)
    );
    // A month comes, and the quarter is over: nothing that was said before is another now.
    calls(&mut text, "AST-005", "2026-10", 10);
    calls(&mut text, "AST-001", "2026-12", 50);
    let (is_new, found) = publish(&text, "2027-01-10T12:00:00Z", "");
    let revision = found.unwrap();
    assert!(is_new && revision.before.is_empty());
    assert_eq!(revision.since, "2026-12-11T12:00:00Z");
    let came: Vec<String> = revision.came.iter().map(ToString::to_string).collect();
    assert_eq!(came, ["2026-12"]);
    assert_eq!(new(&revision), ["2026-Q4 35"]);
}

#[test]
fn where_many_cells_changed_their_old_numbers_are_left_out() {
    let data = tempfile::tempdir().unwrap();
    let text = |count: usize| {
        let mut text = HEADER.to_owned();
        for area in 1..=26 {
            for month in ["2026-07", "2026-08"] {
                calls(&mut text, &format!("AST-{area:03}"), month, count);
            }
        }
        text
    };
    publish(
        source(SETTINGS, &text(40)).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    publish(
        source(SETTINGS, &text(60)).path(),
        data.path(),
        "2026-12-11T12:00:00Z",
    );
    let revision = packed(data.path()).revision.unwrap();
    assert_eq!(revision.before.len(), 52);
    assert!(
        revision
            .before
            .iter()
            .all(|cell| cell.histograms.is_empty())
    );
}

#[test]
fn a_year_of_which_months_do_not_come_again_stays_as_it_was() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-001", "2026-08", 20);
    calls(&mut text, "AST-001", "2026-09", 20);
    let data = tempfile::tempdir().unwrap();
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2027-01-10T12:00:00Z",
    );
    let mut next = HEADER.to_owned();
    calls(&mut next, "AST-001", "2026-09", 200);
    calls(&mut next, "AST-001", "2027-01", 50);
    publish(
        source(SETTINGS, &next).path(),
        data.path(),
        "2027-02-10T12:00:00Z",
    );
    let found: Vec<String> = (cells(data.path(), CLOCK).into_iter())
        .map(|(key, (calls, _))| format!("{} {calls}", key[3]))
        .collect();
    assert_eq!(found, ["2026-07 100", "2026-Q3 40", "2027-01 50"]);
}
