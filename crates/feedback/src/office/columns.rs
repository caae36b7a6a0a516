//! The columns of the spreadsheet.

use senim_model::text::Lang;

use super::themes::called;
use super::words::Words;
use super::{Names, Themes};
use crate::store::Entry;

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

/// What is needed to put a message into words.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) words: &'a Words,
    pub(super) themes: &'a Themes,
    pub(super) names: &'a Names,
    pub(super) lang: Lang,
}

impl Shown<'_> {
    /// What stands in a column of a message.
    pub(super) fn cell(&self, entry: &Entry, key: &str) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let word = |value: &str| self.words.word(&format!("{key}:{value}"), self.lang);
        let named = |id: &str| self.named(id);
        let of = |id: &Option<String>, name: &dyn Fn(&str) -> String| {
            id.as_deref().map_or(String::new(), name)
        };
        match key {
            "number" => entry.number.to_string(),
            "received" => entry.received.clone(),
            "stage" => word(&entry.stage),
            "region" => named(&entry.region),
            "district" => of(&entry.district, &named),
            "area" => of(&entry.area, &|id| self.area(id)),
            "kind" => word(&entry.kind),
            "subject" => of(&entry.subject, &|id| match entry.kind.as_str() {
                "inspector" => self.area(id),
                "place" => self.named(id),
                _ => id.to_owned(),
            }),
            "address" => text(&entry.address),
            "point" => entry
                .point
                .map_or(String::new(), |[lon, lat]| format!("{lat}, {lon}")),
            "lang" => entry.lang.clone(),
            "text" => text(&entry.text),
            "answer_by" => word(&entry.answer_by),
            "contact" => text(&entry.contact),
            "theme" => of(&entry.theme, &|id| called(self.themes, id, self.lang)),
            // What was opened again is to be closed anew.
            "outcome" if entry.stage == "reopened" => String::new(),
            "outcome" => of(&entry.outcome, &word),
            "answer" => text(&entry.answer),
            "summary" => text(&entry.summary),
            "confirmed" => of(&entry.confirmed, &word),
            "revision" => entry.revision.to_string(),
            _ => String::new(),
        }
    }

    /// The name of what has one; its identifier, where it is not known.
    fn named(&self, id: &str) -> String {
        let name = self.names.named.get(id).map(|name| name.show(self.lang));
        name.unwrap_or(id).to_owned()
    }

    /// An area by its number, which another town may have too, and its identifier.
    fn area(&self, id: &str) -> String {
        match self.names.areas.get(id) {
            Some(number) => {
                let area = self.words.word("area:number", self.lang);
                format!("{} ({id})", area.replace("{number}", number))
            }
            None => id.to_owned(),
        }
    }
}
