//! A source folder with a fault of every kind: all of them stand in one report, each with file,
//! row, column, what was found and what was expected. `cargo xtask bless` renews the report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::path::Path;

use chrono::NaiveDate;
use common::Source;
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

/// The errors that are told of the sample with another text for its settings.
fn errors(source: &Source) -> Vec<String> {
    let said = source.problems().into_iter();
    said.filter(|line| line.starts_with("error")).collect()
}

#[test]
fn a_fault_in_the_settings_is_told_first_and_nothing_that_follows_from_it() {
    for (right, wrong, expected) in [
        ("format = 1", "format = ", "senim.toml, row 4"),
        ("sample = true", "sampel = true", "sampel"),
        ("[[rank]]", "[[rnak]]", "rnak"),
        ("grace_days = 10", "grace_days = \"ten\"", "\"ten\""),
    ] {
        let source = Source::sample();
        let text = source.text("senim.toml");
        assert!(text.contains(right), "{right}");
        source.put("senim.toml", text.replacen(right, wrong, 1));
        // What has nothing to do with it is told at once.
        source.edit("holidays.csv", |text| text.replacen("2026-", "2026-13-", 1));
        let said = errors(&source);
        assert!(said[0].contains(expected), "{wrong}: {said:#?}");
        assert_eq!(said.len(), 2, "{wrong}: {said:#?}");
        assert!(said[1].contains("is no date"), "{said:#?}");
    }
}

/// How files are read is told in the settings too: a fault elsewhere in them hides no table.
#[test]
fn a_fault_in_the_settings_hides_no_file_that_they_name() {
    let source = Source::sample();
    source.put("oblasts.csv", source.text("regions.csv"));
    source.remove("regions.csv");
    let text = source.text("senim.toml");
    let table = "[tables.regions]\nfile = \"oblasts.csv\"\n";
    source.put("senim.toml", format!("{text}\n{table}"));
    assert_eq!(errors(&source), [""; 0]);
    let wrong = text.replace("sample = true", "sampel = true");
    source.put("senim.toml", format!("{wrong}\n{table}"));
    assert_eq!(errors(&source).len(), 1);
    // Where just this has the fault, the tables wait for it.
    let table = table.replace("file", "flie");
    source.put("senim.toml", format!("{text}\n{table}"));
    assert_eq!(errors(&source).len(), 1);
}
