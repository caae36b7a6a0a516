//! What no cell may hold, whatever its table; and what is mended in passing.

use super::table::shorten;
use crate::problem::{Place, Problems};

/// The longest cell that is believed, in bytes.
const MOST_CELL: usize = 20_000;

/// A cell as it is used: trimmed, on one line. What it may not hold is a problem.
pub(crate) fn cell(cell: &str, place: Place<'_>, problems: &Problems) -> String {
    let cell = cell.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let mut text = cell.to_owned();
    if cell.contains(['\n', '\r', '\t']) {
        let words: Vec<&str> = cell.split_whitespace().collect();
        text = words.join(" ");
        problems.warning(place, "holds a line break or a tab; it is read as a space");
    }
    // Copied telephone numbers and names often have them; what stands beside would be turned, too.
    if let Some(message) = turned(&text) {
        text.retain(|char| !turns(char));
        problems.warning(place, format!("{message}; it is left out"));
    }
    if let Some(message) = control(&text) {
        problems.error(place, message);
    }
    if text.contains('\u{fffd}') {
        problems.error(
            place,
            format!(
                "“{}” holds �: a letter was lost when the file was saved in another encoding",
                shorten(&text)
            ),
        );
    }
    if text.len() > MOST_CELL {
        let message = format!("has {} bytes, more than {MOST_CELL}", text.len());
        problems.error(place, message);
    }
    if let Some(message) = formula(&text) {
        problems.error(place, message);
    }
    text
}

/// What a name of the settings may not hold.
pub(crate) fn fault(name: &str) -> Option<String> {
    let line = name.replace('\n', " ");
    control(&line)
        .or_else(|| turned(name))
        .or_else(|| formula(name))
}

fn control(text: &str) -> Option<String> {
    text.chars().find(|char| char.is_control()).map(held)
}

/// What is said of a control character.
pub(crate) fn held(control: char) -> String {
    match control {
        '\0' => "holds a NUL, which no text has".to_owned(),
        char => format!("holds the control character U+{:04X}", u32::from(char)),
    }
}

fn turned(text: &str) -> Option<String> {
    let mark = u32::from(text.chars().find(|char| turns(*char))?);
    Some(format!(
        "holds U+{mark:04X}, which turns letters round and cannot be seen"
    ))
}

/// A list is published in another order, so each of its entries counts.
fn formula(text: &str) -> Option<String> {
    let begins = text.split('|').any(|entry| is_formula(entry.trim()));
    begins.then(|| {
        let text = shorten(text);
        format!("“{text}” begins like a formula; spreadsheets would run it")
    })
}

/// Whether a character overrides the direction of those that follow. Kazakh in Arabic letters, too,
/// is written without.
fn turns(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a spreadsheet would take a text for a formula. A number with its sign is none.
fn is_formula(text: &str) -> bool {
    let number = |char: char| " 0123456789().,-\u{a0}".contains(char);
    match text.strip_prefix(['=', '+', '-', '@']) {
        None | Some("") => false,
        Some(rest) => text.starts_with(['=', '@']) || !rest.chars().all(number),
    }
}
