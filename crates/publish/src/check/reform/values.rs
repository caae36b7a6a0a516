//! Values: how much there was, when, and who says so.

use senim_measure::Period;
use senim_model::id::Id;
use senim_reform::{Indicator, Reform, Value, When};

use super::{MOST_TEXT, Reader, Regions, amount, source};
use crate::source::table::{Row, RowOrigin, Table, shorten};
use crate::source::values;

/// Puts the values to their indicators: those of the whole first, then region by region, the oldest
/// first.
pub(super) fn values(
    reader: &Reader<'_>,
    table: &Table<'_>,
    regions: Regions<'_>,
    reform: &mut Reform,
) {
    let mut seen: Vec<(Id, Option<Id>, When, RowOrigin)> = Vec::new();
    for row in table.rows() {
        let known: Vec<&Id> = reform.indicators.iter().map(|of| &of.id).collect();
        let id = reader.known(row, "indicator", "indicators", &known);
        let of = id.and_then(|id| reform.indicators.iter_mut().find(|of| of.id == id));
        let value = value(reader, row, regions, of.as_deref());
        let (Some(of), Some(value)) = (of, value) else {
            continue;
        };
        let twin = seen.iter().find(|(id, region, when, _)| {
            (id, region, when) == (&of.id, &value.region, &value.when)
        });
        if let Some((.., other)) = twin {
            let message = format!(
                "{} has two values of {}, the other in {}",
                of.id,
                value.when,
                other.beside(&row.origin())
            );
            reader.problems.error(row.place().column("date"), message);
            continue;
        }
        seen.push((
            of.id.clone(),
            value.region.clone(),
            value.when,
            row.origin(),
        ));
        of.values.push(value);
    }
    for of in &mut reform.indicators {
        let order = |value: &Value| (value.when.last_day(), value.when.first_day());
        of.values
            .sort_by(|one, two| (&one.region, order(one)).cmp(&(&two.region, order(two))));
    }
}

fn value(
    reader: &Reader<'_>,
    row: Row<'_>,
    regions: Regions<'_>,
    of: Option<&Indicator>,
) -> Option<Value> {
    let error = |column: &str, message: String| {
        reader.problems.error(row.place().column(column), message);
    };
    let region = reader.may_refer(row, "region", regions);
    let own = of.and_then(|of| of.region.as_ref());
    let is_elsewhere = own.is_some() && region.is_some() && region.as_ref() != own;
    if let (Some(region), Some(own), true) = (&region, own, is_elsewhere) {
        let message = format!("{region} is not the region of the promise, {own}");
        error("region", message);
    }
    let is_known = region.is_some() || row.get("region").is_empty();
    if row.get("value").is_empty() {
        error(
            "value",
            "is empty; leave a row out that has no figure".into(),
        );
    }
    let quoted = reader.yes(row, "quoted");
    let new_definition = reader.yes(row, "new_definition");
    let note = reader.long_text(row, "note", MOST_TEXT);
    if new_definition && note.is_empty() {
        let message = "is empty in every language: what is counted otherwise from here on";
        error("note_kk", message.into());
    }
    let about = reader.yes(row, "about");
    let source = source(reader, row, quoted, Some("where the figure was published"));
    let amount = amount(reader, row, "value", of.map(|of| of.unit));
    let when = when(reader, row);
    if is_elsewhere || !is_known {
        return None;
    }
    Some(Value {
        when: when?,
        amount: amount?,
        // What is of the region of a promise is of all that the promise is about.
        region: region.filter(|_| own.is_none()),
        about,
        new_definition,
        note,
        source,
        quoted,
    })
}

/// A day or a period that is over.
fn when(reader: &Reader<'_>, row: Row<'_>) -> Option<When> {
    let text = row.get("date");
    let error = |message: String| reader.problems.error(row.place().column("date"), message);
    if text.is_empty() {
        error("is empty; a figure without a date is none".into());
        return None;
    }
    let day = || values::date(text, row.patterns("date")).map(When::Day);
    let Some(when) = Period::parse(text).map(When::Period).or_else(day) else {
        let text = shorten(text);
        error(format!(
            "“{text}” is no date, expected a day like 2026-11-22, a month 2026-11, a quarter 2026-Q4 or a year 2026"
        ));
        return None;
    };
    if when.last_day() > reader.sources.today {
        error(match when {
            When::Day(day) => format!("{day} is in the future"),
            When::Period(period) => {
                format!("{period} is not over; give the day up to which it was counted")
            }
        });
        return None;
    }
    Some(when)
}
