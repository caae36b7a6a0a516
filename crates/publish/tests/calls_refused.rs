//! Files of calls that are not what was meant: most of their rows make no sense, moments cannot be
//! read, cells are in other columns, or bytes are no text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fmt::Write as _;

use common::calls::{HEADER, SETTINGS, calls, source};
use common::check_at as check;

/// What is said of files of calls of these bytes.
fn said(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let source = source(SETTINGS, "");
    source.put("calls.csv", bytes);
    let (_, report) = check(source.path(), "2026-12-10T12:00:00Z");
    let problems = report.problems.iter();
    problems
        .filter(|problem| problem.file.starts_with("calls"))
        .map(ToString::to_string)
        .collect()
}

/// Calls that are as they should be.
fn sound(count: usize) -> String {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-06", count);
    text
}

#[test]
fn sound_calls_are_counted_without_a_word() {
    assert_eq!(said(sound(100)), [""; 0]);
}

#[test]
fn a_file_of_which_most_is_left_out_is_an_error_that_names_what_fails_first() {
    // Received and area have changed places.
    let mut moved = "area,arrived,priority,category,received\n".to_owned();
    calls(&mut moved, "AST-001", "2026-06", 100);
    let moved = said(moved);
    assert_eq!(
        moved,
        [
            "error: calls.csv: 100 of 100 rows are in no figure, which is more than half; are columns in \
             other places than their names, or dates in another order?",
            "warning: calls.csv, row 2, column received: “AST-001” cannot be read as the time of \
             receipt, expected one like 2026-11-22 13:05:09; calls like this, which are in no figure: \
             100."
        ]
    );
    let mut half = sound(10);
    (0..10).for_each(|_| half.push_str("2026-06-01 10:00,,urgent,,AST-999\n"));
    assert!(said(&half).iter().all(|said| said.starts_with("warning")));
    half.push_str("2026-06-01 10:01,,urgent,,AST-999\n");
    assert!(said(&half)[0].starts_with("error: calls.csv: 11 of 21 rows"));
    // What came before may well come again.
    let twice = format!("{}{}", sound(20), sound(20).split_once('\n').unwrap().1);
    assert!(said(twice).iter().all(|said| said.starts_with("warning")));
}

#[test]
fn a_call_that_is_left_out_is_told_with_its_column_and_what_stands_there() {
    for (header, row, expected) in [
        (
            "",
            "2026-07-01 10:00:01,,urgent,,AST-O01",
            "area: “AST-O01” leads to no area that its region had then; calls like this, which are in no figure: 1. Did you mean AST-001?",
        ),
        (
            "",
            "2026-07-01 10:00:01,,urgent,,",
            "area: is empty, and no coordinate leads to an area;",
        ),
        (
            ",lat,lon",
            "2026-07-01 10:00:01,,urgent,,,10.5,20.5",
            "lat: “10.5, 20.5” leads to no area that its region had then",
        ),
        (
            "",
            "2026-07-01 10:00:01,2026-07-01 09:00:00,urgent,,AST-001",
            "arrived: “2026-07-01 09:00:00” is before the call was received;",
        ),
        (
            "",
            "2036-07-01 10:00:01,,urgent,,AST-001",
            "received: “2036-07-01 10:00:01” is after the day of publication;",
        ),
        (
            "",
            ",,urgent,,AST-001",
            "received: is empty; a call has a time of receipt;",
        ),
        (
            "",
            "2026-07-01 10:00:01,,,,AST-001",
            "priority: is empty, and [response] has several priorities;",
        ),
    ] {
        let text = sound(40).replacen("area\n", &format!("area{header}\n"), 1);
        let said = said(format!("{text}{row}\n"));
        let of_row = format!("warning: calls.csv, row 42, column {expected}");
        assert!(
            said.iter().any(|line| line.starts_with(&of_row)),
            "{of_row}\n{said:#?}"
        );
    }
}

#[test]
fn moments_that_cannot_be_read_and_moments_to_come_are_told() {
    let mut text = sound(100);
    text.push_str("2026-07-01 10:00:01,10:09,urgent,,AST-001\n");
    text.push_str("2026-07-01 10:00:02,2036-07-01 10:09,urgent,,AST-001\n");
    assert_eq!(
        said(&text),
        [
            "warning: calls.csv, row 102, column arrived: “10:09” is no moment like 2026-11-22 13:05:09; \
             calls with such a one, which count without it: 1",
            "warning: calls.csv, row 103, column arrived: “2036-07-01 10:09” is after the day of \
             publication; calls like this, which are in no figure: 1.",
        ]
    );
    let mut none = HEADER.to_owned();
    for day in 1..29 {
        writeln!(none, "2026-06-{day:02} 10:00:01,10:09,urgent,theft,AST-001").unwrap();
    }
    let none = said(none);
    assert!(
        none[0].starts_with("error: calls.csv, row 2, column arrived: “10:09” is no moment"),
        "{none:?}"
    );
}

#[test]
fn whole_minutes_that_are_declared_as_seconds_are_told() {
    let mut text = HEADER.to_owned();
    for day in 1..29 {
        for hour in 10..12 {
            let received = format!("2026-06-{day:02} {hour}:00");
            writeln!(
                text,
                "{received},2026-06-{day:02} {hour}:09,urgent,theft,AST-001"
            )
            .unwrap();
        }
    }
    let whole = said(&text);
    assert!(
        whole[0].starts_with("warning: calls.csv: has whole minutes only"),
        "{whole:?}"
    );
    text.push_str("2026-06-01 10:00:01,,urgent,theft,AST-001\n");
    assert_eq!(said(&text), [""; 0]);
}

#[test]
fn rows_that_are_wider_than_the_header_are_an_error() {
    let text = sound(3) + "2026-07-01 10:00:01,,urgent,theft,AST-001,and more\n,,,,,,\n";
    let said = said(text);
    assert!(
        said[0].starts_with(
            "error: calls.csv, row 5: has more cells than the header; rows like this: 1."
        ),
        "{said:?}"
    );
    assert_eq!(said.len(), 1);
}

#[test]
fn what_has_to_be_unpacked_first_is_told() {
    let source = source(SETTINGS, HEADER);
    source.put("calls.csv.gz", [0x1f, 0x8b]);
    let (_, report) = check(source.path(), "2026-12-10T12:00:00Z");
    let report = report.to_string();
    assert!(
        report.contains("warning: calls.csv.gz: is left out: a table is .csv"),
        "{report}"
    );
}

#[test]
fn bytes_that_are_no_text_are_told_at_their_row() {
    let nul = said(sound(3) + "2026-07-01 10:00:01,,ur\0gent,theft,AST-001\n");
    assert_eq!(
        nul,
        ["error: calls.csv, row 5: holds a NUL, which no text has"]
    );
    let escape = said(sound(3) + "2026-07-01 10:00:01,,\x1b[31m,theft,AST-001\n");
    assert_eq!(
        escape,
        ["error: calls.csv, row 5: holds the control character U+001B"]
    );
    let text = sound(3);
    let utf_16 = text.encode_utf16().flat_map(u16::to_le_bytes);
    let utf_16 = said(utf_16.collect::<Vec<u8>>());
    assert_eq!(
        utf_16,
        ["error: calls.csv, row 1: holds a NUL, which no text has"]
    );
}
