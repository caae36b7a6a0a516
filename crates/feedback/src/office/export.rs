//! The spreadsheet that officers fill in. Every cell is text: whatever a sender wrote is never a
//! formula, a number or a link.

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use senim_message::Outcome;
use senim_model::text::Lang;

use super::Themes;
use super::columns::{COLUMNS, Column, cell};
use super::words::Words;
use crate::store::Entry;

/// What officers fill in is a little darker than nothing.
const FILLED_IN: Color = Color::RGB(0x00E8_F3F5);

/// Excel takes no longer list of choices.
const LONGEST_LIST: usize = 255;

/// A workbook of messages, with headings in a language, and the themes on a sheet of their own.
///
/// # Errors
/// There are more messages than a sheet has rows.
pub fn workbook(entries: &[Entry], themes: &Themes, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new();
    let mut book = Workbook::new();
    messages(book.add_worksheet(), entries, themes, &words, lang)?;
    list_of_themes(book.add_worksheet(), themes, &words, lang)?;
    book.save_to_buffer()
}

fn messages(
    sheet: &mut Worksheet,
    entries: &[Entry],
    themes: &Themes,
    words: &Words,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name("messages")?;
    let bold = Format::new().set_bold().set_text_wrap();
    for (at, column) in (0u16..).zip(&COLUMNS) {
        let heading = words.word(column.key, lang);
        sheet.write_string_with_format(0, at, heading, &bold)?;
        sheet.set_column_width(at, column.width)?;
    }
    let formats = [false, true].map(format);
    for (row, entry) in (1u32..).zip(entries) {
        for (at, Column { key, filled_in, .. }) in (0u16..).zip(&COLUMNS) {
            let text = fit(&cell(entry, key, words, lang));
            let [shown, filled] = &formats;
            let format = if *filled_in { filled } else { shown };
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
    let outcomes =
        Outcome::ALL.map(|outcome| words.word(&format!("outcome:{}", outcome.code()), lang));
    choices(
        sheet,
        "outcome",
        last,
        &outcomes.each_ref().map(String::as_str),
    )?;
    let themes: Vec<&str> = themes.keys().map(String::as_str).collect();
    choices(sheet, "theme", last, &themes)
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

/// Offers these in a column.
fn choices(sheet: &mut Worksheet, key: &str, last: u32, words: &[&str]) -> Result<(), XlsxError> {
    let length: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    let column = COLUMNS.iter().position(|column| column.key == key);
    let (Some(column), 1.., ..=LONGEST_LIST) = (column, last, length) else {
        return Ok(());
    };
    if words.is_empty() {
        return Ok(());
    }
    let offered = DataValidation::new().allow_list_strings(words)?;
    let column = column as u16;
    sheet.add_data_validation(1, column, last, column, &offered)?;
    Ok(())
}

fn list_of_themes(
    sheet: &mut Worksheet,
    themes: &Themes,
    words: &Words,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name("themes")?;
    let (bold, plain) = (Format::new().set_bold(), format(false));
    for (at, key) in (0u16..).zip(["theme", "name"]) {
        sheet.write_string_with_format(0, at, words.word(key, lang), &bold)?;
        sheet.set_column_width(at, 30)?;
    }
    for (row, (id, name)) in (1u32..).zip(themes) {
        sheet.write_string_with_format(row, 0, fit(id), &plain)?;
        sheet.write_string_with_format(row, 1, fit(name.show(lang)), &plain)?;
    }
    Ok(())
}

/// Without the two characters that XML has no way to say.
fn fit(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
