//! What people and their programs do to a spreadsheet between the export and the import.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

#[path = "common/office.rs"]
mod common;

use common::{Office, now, themes};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use senim_feedback::store::{Change, Store as _};
use senim_model::text::Lang;

/// A workbook of these rows, and what is put into its sheet besides.
fn book(rows: &[&[&str]], besides: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    besides(sheet);
    book.save_to_buffer().unwrap()
}

/// Sorting one column sends each answer to somebody else.
#[test]
fn an_answer_is_taken_only_for_the_message_that_its_row_shows() {
    let mut office = Office::of(&["Во дворе темно", "На дороге яма"]);
    let heading: &[&str] = &[
        "Сообщение №",
        "Получено",
        "Регион",
        "Текст",
        "Ответ",
        "Версия",
    ];
    let told = office
        .import(&[
            heading,
            &[
                "2",
                "2026-11-26",
                "Астана",
                "Во дворе темно",
                "Лампа заменена",
                "0",
            ],
            &["1", "2026-11-26", "Астана", "На дороге яма", "", "0"],
        ])
        .unwrap_err();
    let expected = "\
row 2, column “Текст”: this row is not message 2, which has “На дороге яма” here; numbers and messages were moved apart: export again, and fill in that file
row 3, column “Текст”: this row is not message 1, which has “Во дворе темно” here; numbers and messages were moved apart: export again, and fill in that file";
    assert_eq!(told, expected);
    // Two messages with the same words are told by their regions and days.
    let told = office
        .import(&[
            heading,
            &["1", "2026-11-25", "", "Во дворе темно", "x", "0"],
            &["2", "2026-11-26", "Караганда", "На дороге яма", "x", "0"],
        ])
        .unwrap_err();
    for expected in [
        "row 2, column “Получено”: this row is not message 1, which has “2026-11-26” here",
        "row 3, column “Регион”: this row is not message 2, which has “Астана” here",
    ] {
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
    assert!(office.store.log(None).unwrap().is_empty());
    // Spaces, and names in another language or none, make no other message of it.
    let done = office
        .import(&[
            heading,
            &[
                "1",
                "2026-11-26",
                "astana",
                " Во дворе\nтемно ",
                "Лампа заменена",
                "0",
            ],
        ])
        .unwrap();
    assert_eq!(done.changed, [(2, 1)]);
}

/// Or one sender could keep officers from answering everybody.
#[test]
fn a_text_that_a_spreadsheet_spells_otherwise_is_recognised() {
    let mut office = Office::of(&["_x000D_ x", "“Қош”\u{1f600}\u{200b} келдіңіз"]);
    let done = office
        .import(&[
            &["number", "revision", "text", "answer"],
            &["1", "0", "x", "done"],
            &["2", "0", "\"Қош\" келдіңіз", "done"],
        ])
        .unwrap();
    assert_eq!(done.changed.len(), 2);
}

/// A dense table up to the last cell of a sheet has 17 billion cells.
#[test]
fn a_stray_cell_far_away_costs_nothing() {
    let mut office = Office::of(&["a"]);
    let rows: &[&[&str]] = &[&["number", "revision", "answer"], &["1", "0", "done"]];
    let bytes = book(rows, |sheet| {
        sheet.write_string(1_048_575, 16_383, " ").unwrap();
    });
    assert_eq!(office.import_bytes(bytes).unwrap().changed, [(2, 1)]);
    let bytes = book(&[&["number", "revision", "answer"]], |sheet| {
        sheet.write_string(1_048_575, 2, "x").unwrap();
        sheet.write_string(200_000, 16_383, "x").unwrap();
    });
    let told = office.import_bytes(bytes).unwrap_err();
    assert!(
        told.contains("row 1, column “XFD”: is no column that is read"),
        "{told}"
    );
    assert!(
        told.contains("row 1048576, column “number”: “” is no number"),
        "{told}"
    );
}

#[test]
fn a_column_filled_to_its_end_is_told_and_not_read() {
    let mut office = Office::of(&["a"]);
    let bytes = book(
        &[&["number", "revision", "answer"], &["1", "0", "x"]],
        |sheet| {
            for row in 2..20_000 {
                sheet.write_string(row, 2, "x").unwrap();
            }
        },
    );
    let told = office.import_bytes(bytes).unwrap_err();
    assert_eq!(
        told,
        "has more than 10080 filled cells, up to row 10077, and there are 1 messages; take out \
         what is about none of them"
    );
}

/// A spreadsheet makes numbers of dates, and shows them otherwise than they are stored.
#[test]
fn only_text_is_an_answer() {
    let mut office = Office::of(&["a", "b", "c"]);
    let rows: &[&[&str]] = &[
        &["number", "revision", "answer"],
        &["1", "0"],
        &["2", "0"],
        &["3", "0"],
    ];
    let bytes = book(rows, |sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let day = ExcelDateTime::from_ymd(2026, 1, 2).unwrap();
        sheet.write_datetime_with_format(1, 2, &day, &date).unwrap();
        sheet.write_boolean(2, 2, true).unwrap();
        sheet.write_number(3, 2, 102).unwrap();
    });
    let told = office.import_bytes(bytes).unwrap_err();
    let expected = "\
row 2, column “answer”: is a date; write text
row 3, column “answer”: is true or false; write text";
    assert_eq!(told, expected);
    assert!(office.store.log(None).unwrap().is_empty());
}

/// The publisher may take a theme off the list; messages keep it.
#[test]
fn a_theme_that_is_not_on_the_list_any_more_stays_where_it_is() {
    let mut office = Office::of(&["a", "b"]);
    let change = |number| Change {
        number,
        theme: Some("noise".into()),
        ..Change::default()
    };
    let decided = office.store.decide("A", &[change(1)], now()).unwrap();
    assert_eq!(decided, Ok(()));
    let exported = office.export(Lang::Ru);
    assert_eq!(office.import_with(exported, &themes()).unwrap().same, 2);
    let told = office
        .import(&[
            &["number", "revision", "theme", "answer"],
            &["1", "1", "noise", "done"],
            &["2", "0", "noise", "done"],
        ])
        .unwrap_err();
    assert_eq!(
        told,
        "row 3, column “theme”: “noise” does not exist; themes are Lighting, roads"
    );
}
