//! The spreadsheet that officers fill in: what is done, and what is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

#[path = "common/office.rs"]
mod common;

use common::Office;
use rust_xlsxwriter::{Formula, Workbook};
use senim_feedback::store::Store as _;
use senim_model::text::Lang;

#[test]
fn a_file_that_is_filled_in_comes_back_and_what_is_not_stays() {
    let mut office = Office::of(&["Темно", "Яма", "Шум"]);
    let done = office
        .import(&[
            // Columns moved, with headings of two languages.
            &[
                "Жауап",
                "revision",
                "Регион",
                "Сообщение №",
                "Итог",
                "theme",
                "Для всех: кратко",
            ],
            &[
                "Лампа\nзаменена",
                "0",
                "Астана",
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
    let mut office = Office::of(&["a", "b", "c", "d", "e", "f"]);
    let long = "x".repeat(4_001);
    let told = office
        .import(&[
            &["number", "Версия", "Тема", "Итог", "Ответ"],
            &["1", "0", "lighting", "done", "good"],
            &["2", "0", "weather", "finished", "=1+1"],
            &["77", "0", "mud", "", "x"],
            &["1", "0", "", "", "twice"],
            &["x", "0", "", "gone", "x"],
            &["3", "0", "", "", &long],
            &["", "", "", "", ""],
            &["4", "", "", "", "no revision"],
            // Each of these was told alone, and hidden by the faults of other rows.
            &["5", "0", "", "done", ""],
            &["6", "7", "snow", "", "somebody answered meanwhile"],
        ])
        .unwrap_err();
    let outcomes = "сделано, сделано частично, не к нам, невозможно";
    let themes = "Освещение, roads";
    let expected = format!(
        "\
row 3, column “Итог”: “finished” does not exist; outcomes are {outcomes}
row 3, column “Ответ”: begins like a formula; begin with a word
row 3, column “Тема”: “weather” does not exist; themes are {themes}
row 4, column “number”: there is no message 77
row 4, column “Тема”: “mud” does not exist; themes are {themes}
row 5, column “number”: message 1 stands in another row too
row 6, column “number”: “x” is no number
row 6, column “Итог”: “gone” does not exist; outcomes are {outcomes}
row 7, column “Ответ”: has more than 4,000 characters
row 9, column “Версия”: “” is no number
row 10, column “Ответ”: it is closed without an answer; write one
row 11, column “Версия”: it was changed since the file was written; export again and look at it
row 11, column “Тема”: “snow” does not exist; themes are {themes}"
    );
    assert_eq!(told, expected);
    // An answer with a fault is no missing answer, and an outcome with a fault closes all the same.
    let told = office
        .import(&[
            &["number", "revision", "outcome", "answer"],
            &["1", "0", "done", "=1"],
            &["2", "3", "finished", ""],
        ])
        .unwrap_err();
    let expected = "\
row 2, column “answer”: begins like a formula; begin with a word
row 3, column “answer”: it is closed without an answer; write one
row 3, column “outcome”: “finished” does not exist; outcomes are done, partly done, not ours, not possible
row 3, column “revision”: it was changed since the file was written; export again and look at it";
    assert_eq!(told, expected);
    assert!(office.store.log(None).unwrap().is_empty());
    assert!((1..=6).all(|number| office.entry(number).stage == "received"));
}

#[test]
fn nothing_that_is_filled_in_is_lost_without_a_word() {
    let mut office = Office::of(&["a", "b", "c"]);
    let told = office
        .import(&[
            &["Сообщение №", "Версия", "Тема", "Ответт", "", "Мои заметки"],
            &["1", "0", "", "Лампа заменена", "", ""],
            &["2", "0", "снег", "Яма засыпана", "x", ""],
            &["3", "0", "", "", "", ""],
        ])
        .unwrap_err();
    let lost = |filled: u8| {
        format!(
            "is no column that is read, and so many cells below it are filled: {filled}. Columns to \
             fill in are Тема, Итог, Ответ, Для всех: кратко: correct the heading, or take the \
             column out"
        )
    };
    let expected = format!(
        "\
row 1, column “E”: {}
row 1, column “Ответт”: {}
row 3, column “Тема”: “снег” does not exist; themes are Освещение, roads",
        lost(1),
        lost(2)
    );
    assert_eq!(told, expected);
    assert!(office.store.log(None).unwrap().is_empty());
    // A column without a word in it takes nothing away; it is named all the same.
    let done = office
        .import(&[
            &["Сообщение №", "Версия", "Ответ", "Мои заметки"],
            &["1", "0", "Лампа заменена", ""],
        ])
        .unwrap();
    assert_eq!(done.changed, [(2, 1)]);
    assert_eq!(done.unread, ["Мои заметки"]);
}

#[test]
fn files_that_are_another_kind_are_told() {
    let mut office = Office::of(&["a"]);
    for (rows, expected) in [
        (&[&["number", "answer"][..]][..], "has no column “Revision”"),
        (&[&["revision", "answer"]], "has no column “Message no.”"),
        (&[&["Хабарлама №", "Жауап"]], "has no column “Нұсқа”"),
        (&[&["Сообщение №", "Ответ"]], "has no column “Версия”"),
        (
            &[&["number", "revision"]],
            "has none of the columns Theme, Outcome, Answer, For everybody: in short",
        ),
        (
            &[&["number", "revision", "answer", "Ответ"]],
            "stands there twice, also as “answer”",
        ),
        (&[], "has no column “Message no.”"),
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
