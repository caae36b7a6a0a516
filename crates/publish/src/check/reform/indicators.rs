//! Promises: what is counted, how much was promised, until when, by whom.

use senim_reform::{Better, Indicator, Promise, Target, Unit};

use super::{MOST_TEXT, Reader, Regions, amount, source};
use crate::source::table::{Row, Table, shorten};

/// Indicators, in the order of their rows.
pub(super) fn indicators(
    reader: &Reader<'_>,
    table: &Table<'_>,
    regions: Regions<'_>,
) -> Vec<Indicator> {
    let mut indicators: Vec<Indicator> = Vec::new();
    for row in table.rows() {
        let Some(indicator) = indicator(reader, row, regions) else {
            continue;
        };
        match indicators.iter().any(|other| other.id == indicator.id) {
            true => reader.problems.error(
                row.place().column("id"),
                format!("{} stands twice", indicator.id),
            ),
            false => indicators.push(indicator),
        }
    }
    indicators
}

fn indicator(reader: &Reader<'_>, row: Row<'_>, regions: Regions<'_>) -> Option<Indicator> {
    let id = reader.id(row);
    let region = reader.may_refer(row, "region", regions);
    let unit = code(reader, row, "unit", &Unit::ALL, Unit::code);
    let better = code(reader, row, "good_direction", &Better::ALL, Better::code);
    let quoted = reader.yes(row, "quoted");
    let promise = promise(reader, row, (unit, better), quoted);
    let definition = reader.long_text(row, "definition", MOST_TEXT);
    if definition.is_empty() {
        let place = row.place().column("definition_kk");
        let message = "is empty in every language: what exactly is counted";
        reader.problems.warning(place, message);
    }
    let name = reader.name(row);
    // Nothing is published of a row with a fault, but a value of it is no fault too: minutes can be any.
    Some(Indicator {
        id: id?,
        region,
        name,
        unit: unit.unwrap_or(Unit::Minutes),
        better: better.unwrap_or(Better::Neither),
        definition,
        promise,
        quoted,
        values: Vec::new(),
    })
}

/// One of the words that a column may have.
fn code<T: Copy>(
    reader: &Reader<'_>,
    row: Row<'_>,
    column: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
) -> Option<T> {
    let text = row.get(column);
    let found = all.iter().find(|one| code(**one) == text).copied();
    if found.is_none() {
        let known: Vec<&str> = all.iter().map(|one| code(*one)).collect();
        let message = format!("“{}” is none of {}", shorten(text), known.join(", "));
        reader.problems.error(row.place().column(column), message);
    }
    found
}

fn promise(
    reader: &Reader<'_>,
    row: Row<'_>,
    (unit, better): (Option<Unit>, Option<Better>),
    quoted: bool,
) -> Promise {
    let error = |column: &str, message: String| {
        reader.problems.error(row.place().column(column), message);
    };
    let has_target = !row.get("target").is_empty();
    let amount = amount(reader, row, "target", unit);
    let bound = better.map(Better::bound);
    if has_target && bound == Some(None) {
        let message = "is none, though there is a target: is it reached from below (up) or from above (down)?";
        error("good_direction", message.into());
    }
    let text = reader.long_text(row, "promise", MOST_TEXT);
    let is_promised = has_target || !text.is_empty() || !row.get("target_date").is_empty();
    let why = is_promised.then_some("where the promise was made");
    let promise = Promise {
        target: amount
            .zip(bound.flatten())
            .map(|(amount, bound)| Target { amount, bound }),
        due: reader.date(row, "target_date"),
        said: reader.past(row, "promised_on"),
        source: source(reader, row, quoted, why),
        text,
    };
    if is_promised && promise.text.is_empty() {
        let message = "is empty in every language: what was promised, in words";
        error("promise_kk", message.into());
    }
    if is_promised && row.get("promised_on").is_empty() {
        error("promised_on", "is empty: when it was promised".into());
    }
    if let (Some(said), Some(due)) = (promise.said, promise.due)
        && due < said
    {
        error(
            "target_date",
            format!("{due} is before the promise, {said}"),
        );
    }
    promise
}
