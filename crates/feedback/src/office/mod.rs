//! What officers do with messages: a spreadsheet that they fill in, and what of it is counted.

mod aggregate;
mod columns;
mod export;
mod import;
mod themes;
mod words;

use std::collections::BTreeMap;

use senim_model::text::Text;

pub use aggregate::{Counted, Known, aggregate};
pub use export::workbook;
pub use import::{Imported, Problem, import};

/// The publisher's list of themes, by their identifiers.
pub type Themes = BTreeMap<String, Text>;

/// What officers call what a message names by an identifier.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Regions, districts and places of help, by their identifiers.
    pub named: BTreeMap<String, Text>,
    /// Numbers of service areas, by their identifiers.
    pub areas: BTreeMap<String, String>,
}

/// The characters that an answer may have, and a summary.
pub const LONGEST: usize = 4_000;

/// What is wrong with a text that is shown to everybody and published in tables.
pub fn unfit(text: &str) -> Option<&'static str> {
    let strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if text.trim().is_empty() {
        Some("is empty")
    } else if text.chars().count() > LONGEST {
        Some("has more than 4,000 characters")
    } else if text.contains(strange) {
        Some("has control characters")
    } else if text.trim_start().starts_with(['=', '+', '-', '@']) {
        Some("begins like a formula; begin with a word")
    } else {
        None
    }
}
