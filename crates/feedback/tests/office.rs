//! Hostile texts and files on the officers' side, and what is counted for everybody.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

#[path = "common/office.rs"]
mod common;

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use common::{Office, names, now, themes};
use proptest::prelude::*;
use senim_feedback::office::{Known, Themes, aggregate, workbook};
use senim_feedback::store::{Change, Entry, Store as _};
use senim_message::Outcome;
use senim_model::text::{Lang, Text};

fn cells(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn hostile_texts_are_text_and_no_code_is_in_the_file() {
    let texts = [
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "https://evil.example",
        "_x003D_1+1",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "javascript:alert(1)",
        "</style><!--",
        "\u{202e}x",
        "00123",
        "1e5",
        "\u{ffff}\u{fffe}",
    ];
    let mut office = Office::of(&texts);
    let bytes = office.export(Lang::Ru);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(
        book.worksheet_formula("сообщения")
            .unwrap()
            .used_cells()
            .count(),
        0
    );
    let rows = cells(&bytes);
    let heading = |name: &str| {
        let at = rows[0]
            .iter()
            .position(|cell| cell == &Data::String(name.into()));
        at.unwrap_or_else(|| panic!("{name} is not in {:?}", rows[0]))
    };
    let (number, text, contact) = (heading("Сообщение №"), heading("Текст"), heading("Контакт"));
    assert_eq!(rows.len(), texts.len() + 1);
    for (at, expected) in texts.iter().enumerate() {
        let row = &rows[at + 1];
        assert_eq!(row[number], Data::String((at + 1).to_string()));
        let expected = expected.replace(['\u{ffff}', '\u{fffe}'], "\u{fffd}");
        assert_eq!(row[text], Data::String(expected.clone()));
        assert_eq!(row[contact], Data::String(expected));
    }
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| matches!(cell, Data::String(_) | Data::Empty))
    );
    assert_eq!(office.import_bytes(bytes).unwrap().same, texts.len());
}

#[test]
fn names_of_themes_are_text() {
    let mut office = Office::of(&["x"]);
    let hostile = "=cmd|' /C calc'!A0";
    let name = Text {
        ru: hostile.into(),
        ..Text::default()
    };
    let themes = Themes::from([(hostile.to_owned(), name)]);
    let entries = office.store.entries().unwrap();
    let bytes = workbook(&entries, &themes, &names(), Lang::Ru).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(book.worksheet_formula("темы").unwrap().is_empty());
    let sheet = book.worksheet_range("темы").unwrap();
    let expected = Data::String(hostile.into());
    assert_eq!(sheet.rows().nth(1).unwrap(), [expected.clone(), expected]);
}

/// The words are those that the portal has for the sender.
#[test]
fn a_spreadsheet_speaks_one_language() {
    let mut office = Office::of(&["AST-P01"]);
    let mut entry = office.entry(1);
    entry.theme = Some("lighting".into());
    entry.area = Some("AST-012".into());
    entry.confirmed = Some("partly".into());
    let other = Entry {
        kind: "inspector".into(),
        subject: entry.area.clone(),
        area: Some("AST-099".into()),
        ..entry.clone()
    };
    let bytes = workbook(&[entry, other], &themes(), &names(), Lang::Ru).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["сообщения", "темы"]);
    let offered = book.worksheet_range("темы").unwrap();
    let offered: Vec<String> = offered.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(offered, ["Название", "Освещение", "roads"]);
    let rows = cells(&bytes);
    let shown = |row: usize, heading: &str| {
        let at = rows[0]
            .iter()
            .position(|cell| cell == &Data::String(heading.into()))
            .unwrap_or_else(|| panic!("{heading} is not in {:?}", rows[0]));
        rows[row][at].to_string()
    };
    for (row, heading, expected) in [
        (1, "Регион", "Астана"),
        (1, "Район", "район Алматы"),
        (1, "Участок", "участок № 12 (AST-012)"),
        (1, "Что именно", "Участковый пункт № 1"),
        (1, "Тема", "Освещение"),
        (1, "Оценка отправителя", "решено частично"),
        (2, "Участок", "AST-099"),
        (2, "Что именно", "участок № 12 (AST-012)"),
    ] {
        assert_eq!(shown(row, heading), expected, "{heading}");
    }
}

#[test]
fn what_is_published_has_no_word_of_a_sender() {
    let mut office = Office::of(&["secret words", "more secret words", "secret, too"]);
    let change = |number, summary: Option<&str>| Change {
        number,
        theme: Some("lighting".into()),
        answer: Some("The lamp\nis new".into()),
        summary: summary.map(str::to_owned),
        outcome: Some(Outcome::Done),
        ..Change::default()
    };
    let changes = [change(1, Some("A lamp")), change(2, None)];
    assert_eq!(office.store.decide("A", &changes, now()).unwrap(), Ok(()));
    let mut known = Known::default();
    assert_eq!(aggregate(&mut office.store, &known).unwrap().unknown, 3);
    known.regions.insert("astana".into());
    let counted = aggregate(&mut office.store, &known).unwrap();
    assert_eq!((counted.messages, counted.unknown), (3, 0));
    let counts = String::from_utf8(counted.counts).unwrap();
    let answers = String::from_utf8(counted.answers).unwrap();
    let columns = "region,district,quarter,theme,received,answered,days,closed_done,closed_partly,\
        closed_elsewhere,closed_impossible,confirmed_solved,confirmed_partly,confirmed_not,reopened";
    // The district is not one of the region, so it is none.
    assert_eq!(
        counts,
        format!(
            "{columns}\nastana,,2026-Q4,,1,0,,0,0,0,0,0,0,0,0\nastana,,2026-Q4,lighting,2,2,0:2,2,0,0,0,0,0,0,0\n"
        )
    );
    assert_eq!(
        answers,
        "region,district,quarter,theme,summary,answer,outcome,confirmed\n\
         astana,,2026-Q4,lighting,A lamp,The lamp is new,done,\n"
    );
    known.districts.insert(("almaty-d".into(), "astana".into()));
    let counted = aggregate(&mut office.store, &known).unwrap();
    assert!(
        String::from_utf8(counted.counts)
            .unwrap()
            .contains("astana,almaty-d,2026-Q4")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_workbook_is_taken_or_told(
        headings in proptest::collection::vec(
            prop_oneof!["number", "revision", "theme", "outcome", "answer", "Итог", ".{0,6}"], 0..7),
        rows in proptest::collection::vec(
            proptest::collection::vec(prop_oneof!["[0-3]", "done", "lighting", ".{0,12}"], 0..7), 0..6),
    ) {
        let mut office = Office::of(&["a", "b"]);
        let mut all: Vec<Vec<&str>> = vec![headings.iter().map(String::as_str).collect()];
        all.extend(rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>()));
        let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
        let before = office.store.entries().unwrap();
        match office.import(&all) {
            Ok(done) => {
                let changed = office.store.entries().unwrap();
                let differ = before.iter().zip(&changed).filter(|(one, two)| one != two).count();
                prop_assert_eq!(differ, done.changed.len());
            }
            Err(told) => {
                prop_assert!(!told.is_empty());
                prop_assert_eq!(office.store.entries().unwrap(), before);
            }
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes: Vec<u8>) {
        prop_assert!(Office::of(&["a"]).import_bytes(bytes).is_err());
    }
}
