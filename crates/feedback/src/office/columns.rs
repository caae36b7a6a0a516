//! The columns of the spreadsheet.

use super::words::Words;
use crate::store::Entry;
use senim_model::text::Lang;

/// A column.
pub(super) struct Column {
    /// Its key among the words; the import knows it by this and by its heading.
    pub(super) key: &'static str,
    /// Its width, characters.
    pub(super) width: u8,
    /// Officers fill it in.
    pub(super) filled_in: bool,
}

/// In their order. What officers fill in stands beside the text, and a code stands nowhere.
pub(super) const COLUMNS: [Column; 20] = [
    shown("number", 8),
    shown("received", 12),
    shown("stage", 14),
    shown("region", 14),
    shown("district", 16),
    shown("area", 12),
    shown("kind", 16),
    shown("subject", 16),
    shown("address", 24),
    shown("point", 20),
    shown("lang", 8),
    shown("text", 60),
    shown("answer_by", 18),
    shown("contact", 22),
    filled_in("theme", 18),
    filled_in("outcome", 20),
    filled_in("answer", 60),
    filled_in("summary", 50),
    shown("confirmed", 18),
    shown("revision", 10),
];

const fn shown(key: &'static str, width: u8) -> Column {
    Column {
        key,
        width,
        filled_in: false,
    }
}

const fn filled_in(key: &'static str, width: u8) -> Column {
    Column {
        key,
        width,
        filled_in: true,
    }
}

/// What stands in a column of a message.
pub(super) fn cell(entry: &Entry, key: &str, words: &Words, lang: Lang) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let word = |value: &str| words.word(&format!("{key}:{value}"), lang);
    match key {
        "number" => entry.number.to_string(),
        "received" => entry.received.clone(),
        "stage" => word(&entry.stage),
        "region" => entry.region.clone(),
        "district" => text(&entry.district),
        "area" => text(&entry.area),
        "kind" => word(&entry.kind),
        "subject" => text(&entry.subject),
        "address" => text(&entry.address),
        "point" => entry
            .point
            .map_or(String::new(), |[lon, lat]| format!("{lat}, {lon}")),
        "lang" => entry.lang.clone(),
        "text" => text(&entry.text),
        "answer_by" => word(&entry.answer_by),
        "contact" => text(&entry.contact),
        "theme" => text(&entry.theme),
        // What was opened again is to be closed anew.
        "outcome" if entry.stage == "reopened" => String::new(),
        "outcome" => entry.outcome.as_deref().map_or(String::new(), word),
        "answer" => text(&entry.answer),
        "summary" => text(&entry.summary),
        "confirmed" => entry.confirmed.as_deref().map_or(String::new(), word),
        "revision" => entry.revision.to_string(),
        _ => String::new(),
    }
}
