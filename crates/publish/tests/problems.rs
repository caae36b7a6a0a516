//! A source folder with a fault of every kind: all of them stand in one report, each with file,
//! row, column, what was found and what was expected. `cargo xtask bless` renews the report.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::path::Path;

use chrono::NaiveDate;
use senim_publish::check;
use senim_publish::problem::{Problems, Report};

fn report(folder: &Path) -> Report {
    let problems = Problems::default();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let directory = check::directory(&check::Request::new(folder, today), &problems);
    let report = problems.into_report();
    assert!(directory.is_some() || report.errors() > 0);
    report
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_fault_is_in_one_report() {
    insta::assert_snapshot!(report(&folder("tests/broken")));
}

#[test]
fn the_sample_has_no_fault() {
    let report = report(&folder("../../sample"));
    assert_eq!(report.errors(), 0, "{report}");
    // Four inspectors have no English name, so that one can see another language stand in.
    // And of its calls some are impossible, as everywhere.
    let columns: Vec<_> = report
        .problems
        .iter()
        .filter(|problem| !problem.file.starts_with("calls-"))
        .map(|problem| problem.column.as_deref())
        .collect();
    assert_eq!(columns, [Some("name_en"); 4]);
}

#[test]
fn a_folder_of_nothing_says_what_belongs_there() {
    let empty = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(report(empty.path()));
}
