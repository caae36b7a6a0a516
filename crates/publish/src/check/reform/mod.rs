//! The indicators of the reform: promises, and their values.

mod indicators;
mod values;

use std::collections::BTreeMap;

use senim_model::id::Id;
use senim_reform::{Amount, Reform, Source, Unit};

use super::SourceRegion;
use super::cells::Reader;
use crate::source::shape::{INDICATOR_VALUES, INDICATORS};
use crate::source::table::{Row, shorten};

/// The longest promise, definition or note, in letters.
const MOST_TEXT: usize = 1_000;

/// What regions there are.
type Regions<'a> = Option<&'a BTreeMap<Id, SourceRegion>>;

/// What the tables say; `None` where there is neither.
pub(super) fn reform(reader: &Reader<'_>, regions: Regions<'_>) -> Option<Reform> {
    let found = [INDICATORS, INDICATOR_VALUES].map(|shape| reader.optional(shape));
    if found.iter().all(Option::is_none) {
        return None;
    }
    let [indicators, values] = found;
    let mut reform = Reform::default();
    if let Some(table) = indicators {
        reform.indicators = indicators::indicators(reader, &table, regions);
    }
    if let Some(table) = values {
        values::values(reader, &table, regions, &mut reform);
    }
    Some(reform)
}

/// How much a cell says, in a unit where that is known; `None` where it is empty too.
fn amount(reader: &Reader<'_>, row: Row<'_>, column: &str, unit: Option<Unit>) -> Option<Amount> {
    let text = row.get(column);
    if text.is_empty() {
        return None;
    }
    let error = |message: String| reader.problems.error(row.place().column(column), message);
    let Some(amount) = Amount::parse(text) else {
        let text = shorten(text);
        let message = format!(
            "“{text}” is no number, expected one like 61 or 8.5, not below zero, with at most two decimals"
        );
        error(message);
        return None;
    };
    match unit {
        Some(unit) if !unit.holds(amount) => {
            let expected = match unit {
                Unit::Percent => "0 to 100, as the unit is percent",
                _ => "a whole number",
            };
            error(format!("is {amount}, expected {expected}"));
            None
        }
        _ => Some(amount),
    }
}

/// Where something was published; `why` it has to be said, if it has.
fn source(reader: &Reader<'_>, row: Row<'_>, quoted: bool, why: Option<&str>) -> Source {
    let source = Source {
        name: reader.long_text(row, "source", MOST_TEXT),
        url: reader.web_address(row, "url"),
    };
    let error = |column, message: String| {
        reader.problems.error(row.place().column(column), message);
    };
    if let Some(why) = why.filter(|_| source.name.is_empty()) {
        error("source_kk", format!("is empty in every language; {why}"));
    }
    if quoted && source.url.is_empty() {
        let message = "is empty; what is quoted has the address where it was published";
        error("url", message.into());
    }
    source
}
