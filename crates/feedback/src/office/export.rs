//! The spreadsheet that officers fill in. Every cell is text: whatever a sender wrote is never a
//! formula, a number or a link.

use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use senim_message::Outcome;
use senim_model::text::Lang;

use super::columns::{COLUMNS, Column, Shown};
use super::themes::called;
use super::words::Words;
use super::{Names, Themes};
use crate::store::Entry;

/// What officers fill in is a little darker than nothing.
const FILLED_IN: Color = Color::RGB(0x00E8_F3F5);

/// A workbook of messages, with headings in a language, and the themes on a sheet of their own.
///
/// # Errors
/// There are more messages than a sheet has rows.
pub fn workbook(
    entries: &[Entry],
    themes: &Themes,
    names: &Names,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let shown = Shown {
        words: &Words::new(),
        themes,
        names,
        lang,
    };
    let mut book = Workbook::new();
    messages(book.add_worksheet(), entries, &shown)?;
    list_of_themes(book.add_worksheet(), &shown)?;
    book.save_to_buffer()
}

fn messages(sheet: &mut Worksheet, entries: &[Entry], shown: &Shown<'_>) -> Result<(), XlsxError> {
    let word = |key: &str| shown.words.word(key, shown.lang);
    sheet.set_name(word("sheet:messages"))?;
    let bold = Format::new().set_bold().set_text_wrap();
    for (at, column) in (0u16..).zip(&COLUMNS) {
        sheet.write_string_with_format(0, at, word(column.key), &bold)?;
        sheet.set_column_width(at, column.width)?;
    }
    let formats = [false, true].map(format);
    for (row, entry) in (1u32..).zip(entries) {
        for (at, Column { key, filled_in, .. }) in (0u16..).zip(&COLUMNS) {
            let text = fit(&shown.cell(entry, key));
            let [plain, filled] = &formats;
            let format = if *filled_in { filled } else { plain };
            match text.as_str() {
                "" => sheet.write_blank(row, at, format)?,
                text => sheet.write_string_with_format(row, at, text, format)?,
            };
        }
    }
    let last = entries.len() as u32;
    let right = COLUMNS.len() as u16 - 1;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last, right)?;
    let outcomes = Outcome::ALL.map(|outcome| word(&format!("outcome:{}", outcome.code())));
    let outcomes = DataValidation::new().allow_list_strings(&outcomes)?;
    offer(sheet, "outcome", last, &outcomes)?;
    if shown.themes.is_empty() {
        return Ok(());
    }
    // Names may hold commas, and be more than a list has room for.
    let (list, end) = (word("sheet:themes"), shown.themes.len() + 1);
    let themes = Formula::new(format!("='{list}'!$A$2:$A${end}"));
    offer(
        sheet,
        "theme",
        last,
        &DataValidation::new().allow_list_formula(themes),
    )
}

/// Text that stays text, also when somebody edits the cell.
fn format(filled_in: bool) -> Format {
    let format = Format::new()
        .set_num_format("@")
        .set_quote_prefix()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    match filled_in {
        true => format.set_background_color(FILLED_IN),
        false => format,
    }
}

/// Offers a list in a column.
fn offer(
    sheet: &mut Worksheet,
    key: &str,
    last: u32,
    list: &DataValidation,
) -> Result<(), XlsxError> {
    let column = COLUMNS.iter().position(|column| column.key == key);
    let (Some(column), 1..) = (column, last) else {
        return Ok(());
    };
    let column = column as u16;
    sheet.add_data_validation(1, column, last, column, list)?;
    Ok(())
}

/// What is offered, and beside it the identifier of each.
fn list_of_themes(sheet: &mut Worksheet, shown: &Shown<'_>) -> Result<(), XlsxError> {
    let word = |key: &str| shown.words.word(key, shown.lang);
    sheet.set_name(word("sheet:themes"))?;
    let (bold, plain) = (Format::new().set_bold(), format(false));
    for (at, key) in (0u16..).zip(["name", "id"]) {
        sheet.write_string_with_format(0, at, word(key), &bold)?;
        sheet.set_column_width(at, 30)?;
    }
    for (row, id) in (1u32..).zip(shown.themes.keys()) {
        let name = called(shown.themes, id, shown.lang);
        sheet.write_string_with_format(row, 0, fit(&name), &plain)?;
        sheet.write_string_with_format(row, 1, fit(id), &plain)?;
    }
    Ok(())
}

/// Without the two characters that XML has no way to say.
fn fit(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
