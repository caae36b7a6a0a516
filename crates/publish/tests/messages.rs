//! What became of everybody's messages: what is wrong with the tables is told with its place, what is
//! published holds nothing small, and the pages say it without a script.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{Source, check_at, publish_at, rows};

const HEADER: &str = "region,district,quarter,theme,received,answered,days,closed_done,\
    closed_partly,closed_elsewhere,closed_impossible,confirmed_solved,confirmed_partly,confirmed_not,reopened";
const ANSWERS: &str = "region,district,quarter,theme,summary,answer,outcome,confirmed";

fn source(rows: &[&str], answers: &[&str]) -> Source {
    let source = Source::sample();
    source.put("feedback.csv", format!("{HEADER}\n{}\n", rows.join("\n")));
    let answers = format!("{ANSWERS}\n{}\n", answers.join("\n"));
    source.put("feedback_answers.csv", answers);
    source
}

fn table(record: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&fs::read(record.join(name)).unwrap())
}

/// Columns of the rows of a table.
fn shown(record: &Path, name: &str, columns: &[&str]) -> Vec<String> {
    let row = |row: BTreeMap<String, String>| {
        let cells: Vec<&str> = columns.iter().map(|column| row[*column].as_str()).collect();
        cells.join(" ")
    };
    table(record, name).into_iter().map(row).collect()
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let source = source(
        &[
            "astana,esil,2026-Q3,lighting,3,5,1:5,0,0,0,0,0,0,0,0",
            "astana,esil,2026-Q3,noise,9,5,1:4,0,0,0,0,0,0,0,0",
            "astana,esil,2026-Q3,dogs,9,5,1:5,4,1,1,0,0,0,0,0",
            "astana,esil,2026-Q3,traffic,9,5,1:5,2,0,0,0,2,1,0,0",
            "astana,temirtau,2026-Q3,lihgting,9,x,3,0,0,0,0,0,0,0,0",
            "astnaa,,2026-3,,9,0,,0,0,0,0,0,0,0,0",
            "astana,esil,2027-Q1,,9,0,,0,0,0,0,0,0,0,0",
            "astana,,2026-Q2,,9,0,,0,0,0,0,0,0,0,0",
            "astana,,2026-Q2,,9,0,,0,0,0,0,0,0,0,0",
        ],
        &[
            "astana,esil,2026-Q3,lighting,Темно,\"Позвоните инспектору Ахметову, +7 701 123 45 67\",done,solved",
            "astana,esil,2026-Q3,lighting,,=1+1,maybe,solved",
        ],
    );
    let (_, report) = check_at(source.path(), "2026-11-26T10:00:00Z");
    let said = report.to_string();
    for expected in [
        "feedback.csv, row 2, column answered: 5 are answered, and 3 were received",
        "feedback.csv, row 3, column days: tells of 4 answers, and 5 messages are answered",
        "feedback.csv, row 4, column closed_done: 6 are closed or open again, and 5 are answered",
        "feedback.csv, row 5, column confirmed_solved: of 3 messages senders say how they ended, and 2 are closed",
        "feedback.csv, row 6, column district: temirtau lies in the region karaganda",
        "feedback.csv, row 6, column theme: lihgting is not among the terms of senim.toml. Did you mean lighting?",
        "feedback.csv, row 6, column answered: “x” is no number of messages",
        "feedback.csv, row 6, column days: “3” is not days and answers, expected like 3:12|5:1",
        "feedback.csv, row 7, column region: astnaa does not exist.",
        "feedback.csv, row 7, column quarter: “2026-3” is no quarter, expected one like 2026-Q4",
        "feedback.csv, row 8, column quarter: 2027-Q1 is in the future",
        "feedback.csv, row 10: tells of the same region, district, quarter and theme as a row before",
        "warning: feedback_answers.csv, row 2, column answer: seems to hold a name and a telephone number",
        "feedback_answers.csv, row 3, column summary: is empty",
        "feedback_answers.csv, row 3, column answer: “=1+1” begins like a formula",
        "feedback_answers.csv, row 3, column outcome: “maybe” is unknown, expected done, partly, elsewhere, impossible or nothing",
    ] {
        assert!(said.contains(expected), "{expected} is not in:\n{said}");
    }
}

#[test]
fn themes_have_to_be_named_in_the_settings() {
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        let kept = text
            .split("\n\n")
            .filter(|part| !part.contains("[feedback") && !part.contains("[[feedback"));
        kept.collect::<Vec<_>>().join("\n\n")
    });
    // It leads to pages about messages.
    source.remove("problem_evidence.csv");
    let (_, report) = check_at(source.path(), "2026-11-26T10:00:00Z");
    let said = report.to_string();
    assert!(
        said.contains("feedback.csv: is there, and senim.toml has no [feedback]"),
        "{said}"
    );
    assert_eq!(report.errors(), 1, "{said}");
}

#[test]
fn a_quarter_is_published_once_it_is_over_and_changes_by_many_or_not_at_all() {
    let esil = "astana,esil,2026-Q3,lighting,50,40,1:10|3:30,30,0,0,0,0,0,0,0";
    let nura = "astana,nura,2026-Q3,noise,36,20,4:20,20,0,0,0,0,0,0,0";
    let open = "astana,esil,2026-Q4,lighting,99,0,,0,0,0,0,0,0,0,0";
    let answer = "astana,nura,2026-Q3,noise,Шумно,Стало тише,done,solved";
    let later = "astana,esil,2026-Q4,lighting,Темно,Починили,done,";
    let data = tempfile::tempdir().unwrap();
    let columns = [
        "region", "district", "period", "received", "answered", "days",
    ];
    let first = source(&[esil, nura, open], &[answer, later]);
    let record = publish_at(first.path(), data.path(), "2026-11-26T10:00:00Z");
    let before = shown(&record, "feedback.csv", &columns);
    assert_eq!(
        before,
        [
            "astana esil 2026-Q3 50 40 1:10 3:30",
            "astana nura 2026-Q3 36 20 4:20"
        ]
    );
    let themes = shown(
        &record,
        "feedback_themes.csv",
        &["quarter", "theme", "rest", "received"],
    );
    assert_eq!(themes, ["2026-Q3 lighting  50", "2026-Q3 noise  36"]);
    let answers = shown(
        &record,
        "feedback_answers.csv",
        &["district", "period", "summary", "confirmed"],
    );
    assert_eq!(answers, ["nura 2026-Q3 Шумно solved"]);
    let coverage = shown(
        &record,
        "coverage.csv",
        &["dataset", "supplier", "period", "state"],
    );
    for expected in [
        "feedback astana 2026-Q3 reported",
        "feedback astana 2025-Q4 missing",
    ] {
        assert!(
            coverage.iter().any(|row| row == expected),
            "{expected}: {coverage:?}"
        );
    }

    // Two more answers in Esil are not told, eight more in Nura are.
    let esil = "astana,esil,2026-Q3,lighting,50,42,1:10|3:32,30,0,0,0,0,0,0,0";
    let nura = "astana,nura,2026-Q3,noise,36,28,4:28,28,0,0,0,12,12,4,0";
    let second = source(&[esil, nura, open], &[answer]);
    let record = publish_at(second.path(), data.path(), "2026-12-01T10:00:00Z");
    let after = shown(&record, "feedback.csv", &columns);
    assert_eq!(
        after,
        [before[0].as_str(), "astana nura 2026-Q3 36 28 4:28"]
    );
    // Twenty-eight senders are too few to be told of.
    assert!(table(&record, "feedback_confirmed.csv").is_empty());
    // By theme, both would have to tell of the same; so that table waits.
    let waits = shown(&record, "feedback_themes.csv", &["theme", "answered"]);
    assert_eq!(waits, ["lighting 40", "noise 20"]);
}

#[test]
fn the_sample_holds_nothing_small_and_no_word_of_a_sender() {
    let data = tempfile::tempdir().unwrap();
    let record = publish_at(Source::sample().path(), data.path(), "2026-11-26T10:00:00Z");
    let mut rows = 0;
    for (name, column) in [
        ("feedback.csv", "received"),
        ("feedback_themes.csv", "received"),
        ("feedback_confirmed.csv", "said"),
        ("feedback_confirmed_themes.csv", "said"),
    ] {
        for row in table(&record, name) {
            assert!(row[column].parse::<u64>().unwrap() >= 30, "{name}: {row:?}");
            assert_eq!(row["sample"], "yes");
            rows += 1;
        }
    }
    assert!(rows > 60, "{rows}");
    let cells = shown(&record, "feedback.csv", &["region", "period"]);
    for absent in ["astana 2025-Q4", "karaganda 2026-Q1", "karaganda 2026-Q3"] {
        assert!(!cells.iter().any(|cell| cell == absent), "{absent}");
    }
}
