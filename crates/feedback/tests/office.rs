//! The spreadsheet that officers fill in, and what of it is counted.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use senim_feedback::Sqlite;
use senim_feedback::office::{Imported, Known, Themes, aggregate, import, workbook};
use senim_feedback::store::{Change, Entry, Request, Sent, Store};
use senim_message::{Message, Outcome};
use senim_model::text::{Lang, Text};

fn now() -> DateTime<Utc> {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

fn themes() -> Themes {
    let name = Text {
        kk: "Жарық".into(),
        ru: "Освещение".into(),
        en: "Lighting".into(),
    };
    BTreeMap::from([("lighting".into(), name), ("roads".into(), Text::default())])
}

struct Office {
    _folder: tempfile::TempDir,
    store: Sqlite,
}

impl Office {
    /// With one message for each text.
    fn of(texts: &[&str]) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("x.db")).unwrap();
        for (number, text) in (1u8..).zip(texts) {
            let body = serde_json::json!({
                "lang": "ru", "text": text, "answer": "contact", "contact": text,
                "subject": { "kind": "place", "region": "astana", "district": "almaty-d", "id": text },
                "place": { "address": text },
            });
            let message: Message = serde_json::from_value(body).unwrap();
            let sent = Sent {
                key: [number; 32],
                code: [number; 32],
                body: [number; 32],
                message,
            };
            store
                .batch(&[Request::Send(Box::new(sent))], now())
                .unwrap();
        }
        Office {
            _folder: folder,
            store,
        }
    }

    fn export(&mut self, lang: Lang) -> Vec<u8> {
        workbook(&self.store.entries().unwrap(), &themes(), lang).unwrap()
    }

    /// Fills a workbook in anew: a heading row, and rows of cells, as they stand.
    fn import(&mut self, rows: &[&[&str]]) -> Result<Imported, String> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
        self.import_bytes(book.save_to_buffer().unwrap())
    }

    fn import_bytes(&mut self, bytes: Vec<u8>) -> Result<Imported, String> {
        let done = import(bytes, &mut self.store, &themes(), "Officer A", now()).unwrap();
        done.map_err(|problems| {
            let lines = problems.iter().map(ToString::to_string);
            lines.collect::<Vec<_>>().join("\n")
        })
    }

    fn entry(&mut self, number: usize) -> Entry {
        self.store.entries().unwrap()[number - 1].clone()
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range("messages").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_file_that_is_filled_in_comes_back_and_what_is_not_stays() {
    let mut office = Office::of(&["Темно", "Яма", "Шум"]);
    let done = office
        .import(&[
            // Columns moved, with headings of two languages, and one of the officer's own.
            &[
                "Жауап",
                "revision",
                "Исполнитель",
                "Сообщение №",
                "Итог",
                "theme",
                "Для всех: кратко",
            ],
            &[
                "Лампа\nзаменена",
                "0",
                "Иванов",
                "1",
                "Сделано",
                "освещение",
                "Заменена лампа",
            ],
            &["Передано акимату", "0", "", "2", "НЕ к нам", "roads", ""],
            &["", "0", "", "3", "", "", ""],
        ])
        .unwrap();
    assert_eq!(done.changed, [(2, 1), (3, 2)]);
    assert_eq!(done.same, 1);
    let first = office.entry(1);
    assert_eq!(first.theme.as_deref(), Some("lighting"));
    assert_eq!(first.answer.as_deref(), Some("Лампа\nзаменена"));
    assert_eq!(first.summary.as_deref(), Some("Заменена лампа"));
    assert_eq!(
        (first.stage.as_str(), first.outcome.as_deref()),
        ("closed", Some("done"))
    );
    assert_eq!(office.entry(2).outcome.as_deref(), Some("elsewhere"));
    assert_eq!(office.entry(3).stage, "received");
    // What was exported and not touched changes nothing, in any language.
    for lang in Lang::ALL {
        let bytes = office.export(lang);
        let done = office.import_bytes(bytes).unwrap();
        assert_eq!((done.changed.len(), done.same), (0, 3));
    }
    assert_eq!(office.store.log(None).unwrap().len(), 7);
}

#[test]
fn every_fault_is_told_with_its_row_and_column_and_nothing_is_done() {
    let mut office = Office::of(&["a", "b", "c", "d", "e"]);
    let long = "x".repeat(4_001);
    let told = office
        .import(&[
            &["number", "Версия", "Тема", "Итог", "Ответ"],
            &["1", "0", "lighting", "done", "good"],
            &["2", "0", "weather", "finished", "=1+1"],
            &["77", "0", "", "", "x"],
            &["1", "0", "", "", "twice"],
            &["x", "0", "", "", "x"],
            &["3", "0", "", "", &long],
            &["", "", "", "", ""],
            &["4", "", "", "", "no revision"],
        ])
        .unwrap_err();
    let expected = "\
row 3, column “Итог”: “finished” does not exist; outcomes are done, partly, elsewhere, impossible
row 3, column “Ответ”: begins like a formula; begin with a word
row 3, column “Тема”: “weather” does not exist; themes are lighting, roads
row 4, column “number”: there is no message 77
row 5, column “number”: message 1 stands in another row too
row 6, column “number”: “x” is no number
row 7, column “Ответ”: has more than 4,000 characters
row 9, column “Версия”: “” is no number";
    assert_eq!(told, expected);
    let stale = office
        .import(&[
            &["number", "revision", "outcome", "answer"],
            &["1", "5", "", "somebody answered meanwhile"],
            &["2", "0", "done", ""],
            &["3", "0", "done", "fine"],
        ])
        .unwrap_err();
    let expected = "\
row 2: it was changed since the file was written; export again and look at it
row 3: it is closed without an answer; write one";
    assert_eq!(stale, expected);
    assert!(office.store.log(None).unwrap().is_empty());
    assert!((1..=5).all(|number| office.entry(number).stage == "received"));
}

#[test]
fn files_that_are_another_kind_are_told() {
    let mut office = Office::of(&["a"]);
    for (rows, expected) in [
        (&[&["number", "answer"][..]][..], "has no column “revision”"),
        (&[&["revision", "answer"]], "has no column “number”"),
        (
            &[&["number", "revision"]],
            "has none of the columns theme, outcome, answer, summary",
        ),
        (
            &[&["number", "revision", "answer", "Ответ"]],
            "stands there twice, also as “answer”",
        ),
        (&[], "has no column “number”"),
    ] {
        let told = office.import(rows).unwrap_err();
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
    for bytes in [&b""[..], b"number,revision,answer", b"PK\x03\x04 broken"] {
        let told = office.import_bytes(bytes.to_vec()).unwrap_err();
        assert!(told.contains("no workbook"), "{told}");
    }
}

#[test]
fn a_formula_is_no_answer() {
    let mut office = Office::of(&["a"]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0u16..).zip(["number", "revision", "answer"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_number(1, 0, 1).unwrap();
    sheet.write_number(1, 1, 0).unwrap();
    let formula = Formula::new("=CONCAT(\"a\",\"b\")").set_result("ab");
    sheet.write_formula(1, 2, formula).unwrap();
    let told = office
        .import_bytes(book.save_to_buffer().unwrap())
        .unwrap_err();
    assert_eq!(told, "row 2, column “answer”: is a formula; write text");
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
        "00123",
        "1e5",
        "\u{ffff}\u{fffe}",
    ];
    let mut office = Office::of(&texts);
    let bytes = office.export(Lang::Ru);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(
        book.worksheet_formula("messages")
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
    fn any_bytes_are_taken_or_told(bytes: Vec<u8>) {
        prop_assert!(Office::of(&["a"]).import_bytes(bytes).is_err());
    }
}
