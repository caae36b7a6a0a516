//! How the figures come about.

use senim_texts::figure::{clock, period};
use senim_texts::html::text;
use senim_texts::{Texts, f, number};

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
    let excluded: u64 = data.excluded.iter().map(|row| row.calls).sum();
    if excluded > 0 {
        let rows: Vec<String> = data
            .excluded
            .iter()
            .map(|row| excluded_row(texts, row))
            .collect();
        let head = texts.count(f::RESPONSE_METHOD_EXCLUDED, excluded);
        said.push(format!("{head} {}.", rows.join("; ")));
    }
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

fn excluded_row(texts: &Texts, row: &senim_model::response::Excluded) -> String {
    let reason = match row.reason.as_str() {
        "no_time" => f::EXCLUDED_NO_TIME,
        "future" => f::EXCLUDED_FUTURE,
        "reversed" => f::EXCLUDED_REVERSED,
        "no_area" => f::EXCLUDED_NO_AREA,
        "no_priority" => f::EXCLUDED_NO_PRIORITY,
        _ => f::EXCLUDED_TWICE,
    };
    let what = format!("{}, {}", texts.t(reason), number(texts, row.calls));
    match row.year {
        Some(year) => format!("{}: {what}", period(texts, year)),
        None => what,
    }
}
