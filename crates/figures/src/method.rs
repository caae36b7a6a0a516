//! How the figures come about.

use senim_model::response::Excluded;
use senim_texts::figure::{clock, period};
use senim_texts::html::text;
use senim_texts::{Counted, Texts, f, number};

use crate::page::{Context, release_day};
use crate::revised::not_revised;
use crate::views::View;

/// How the figures come about.
pub(crate) fn method(view: &View<'_>, context: &Context<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut said = Vec::new();
    if let Some(found) = asked.clock_in(data, asked.to) {
        said.push(texts.with(f::RESPONSE_METHOD_CLOCK, &[("clock", &clock(texts, found))]));
    }
    said.extend(common(texts, data.min_cell));
    said.extend(excluded(texts, f::RESPONSE_METHOD_EXCLUDED, &data.excluded));
    said.extend(not_revised(view));
    section(texts, said, context)
}

/// What holds of all figures: how far they may be off, which calls they are of, how few are too few.
pub(crate) fn common(texts: &Texts, min_cell: u32) -> [String; 4] {
    [
        texts.t(f::RESPONSE_METHOD_ERROR),
        texts.t(f::RESPONSE_METHOD_INTERVAL),
        texts.t(f::RESPONSE_METHOD_UNKNOWN),
        texts.with(f::RESPONSE_METHOD_MIN, &[("min", &min_cell.to_string())]),
    ]
}

/// Paragraphs under their heading, and at their end the source.
pub(crate) fn section(texts: &Texts, mut said: Vec<String>, context: &Context<'_>) -> String {
    let release = release_day(texts, context.released);
    let values = [("publisher", context.publisher), ("release", &release)];
    said.push(texts.with(f::RESPONSE_METHOD_SOURCE, &values));
    let paragraphs: String = said
        .iter()
        .map(|said| format!("<p>{}</p>", text(said)))
        .collect();
    format!(
        "<section class=\"method\"><h2>{}</h2>{paragraphs}</section>",
        text(&texts.t(f::RESPONSE_METHOD))
    )
}

/// Calls that are in no figure, and why; nothing where there are none.
pub(crate) fn excluded(texts: &Texts, head: Counted, rows: &[Excluded]) -> Option<String> {
    let calls = rows.iter().map(|row| row.calls).sum();
    let reasons: Vec<String> = rows.iter().map(|row| excluded_row(texts, row)).collect();
    (calls > 0).then(|| format!("{} {}.", texts.count(head, calls), reasons.join("; ")))
}

fn excluded_row(texts: &Texts, row: &Excluded) -> String {
    let reason = match row.reason.as_str() {
        "no_time" => f::EXCLUDED_NO_TIME,
        "future" => f::EXCLUDED_FUTURE,
        "reversed" => f::EXCLUDED_REVERSED,
        "no_area" => f::EXCLUDED_NO_AREA,
        "no_priority" => f::EXCLUDED_NO_PRIORITY,
        "few" => f::EXCLUDED_FEW,
        _ => f::EXCLUDED_TWICE,
    };
    let what = format!("{}, {}", texts.t(reason), number(texts, row.calls));
    match row.year {
        Some(year) => format!("{}: {what}", period(texts, year)),
        None => what,
    }
}
