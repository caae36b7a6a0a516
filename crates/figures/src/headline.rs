//! The numbers that stand first.

use senim_measure::State;
use senim_model::response::Target;
use senim_texts::figure::{exact_duration, percent, tenth};
use senim_texts::html::text;
use senim_texts::{Texts, f, number};

use crate::figure::{Figure, rate, target_of};
use crate::notices::fuller;
use crate::page::{Context, release_day, which};
use crate::views::{View, escaped_name};

/// The numbers that stand first. Where more calls may belong there than are in them, how many these are
/// and the nearest choice that holds more come before all else.
pub(crate) fn headline(
    view: &View<'_>,
    context: &Context<'_>,
    found: &Result<Figure, u64>,
) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let lead = format!("<p class=\"quiet\">{}</p>", text(&which(view)));
    let name = escaped_name(texts, data, asked.scope);
    let heading = format!("<h2>{name}</h2>{lead}");
    let figure = match found {
        Ok(figure) => figure,
        Err(cut) => return nothing(view, &heading, *cut),
    };
    let target = target_of(&data.targets, asked.priority, asked.clock);
    let is_whole = figure.cut == 0 && asked.open.is_none();
    let times = times(texts, figure, target);
    let rate = match figure.is_few() {
        false => rate_notes(view, figure),
        true => Vec::new(),
    };
    let calls = calls(texts, figure, (is_whole, rate));
    let items = match figure.is_few() {
        false => format!("<dl>{times}{calls}</dl>"),
        true => format!(
            "<dl>{calls}</dl><p class=\"notice\">{}</p>\
             <details><summary>{}</summary><dl>{times}</dl></details>",
            fuller(view, context, found),
            text(&texts.t(f::RESPONSE_FEW_OF)),
        ),
    };
    format!("<section class=\"headline\">{heading}{items}</section>")
}

/// Calls per resident, with how sure that is and of how many residents, or why that is not told;
/// nothing where nobody knows how many they are.
fn rate_notes(view: &View<'_>, figure: &Figure) -> Vec<String> {
    let View {
        texts, data, asked, ..
    } = view;
    let mut people = data.people.iter();
    let Some(row) = people.find(|row| row.scope == asked.scope) else {
        return Vec::new();
    };
    let Some(found) = rate(data, asked, figure, row.people) else {
        return vec![texts.t(f::RESPONSE_RATE_NOT)];
    };
    let shown = |value: f64| tenth(texts, value);
    let values = [
        ("people", &*number(texts, row.people.into())),
        ("date", &release_day(texts, &row.on)),
    ];
    vec![
        texts.with(f::RESPONSE_RATE, &[("rate", &shown(found.value))]),
        interval(texts, found.low, found.high, &shown),
        texts.with(f::RESPONSE_RATE_OF, &values),
    ]
}

/// A number that stands first, with what it is called and what is known of it.
fn item(name: &str, value: &str, notes: &[String]) -> String {
    let notes: String = notes
        .iter()
        .map(|note| format!("<dd class=\"quiet small\">{}</dd>", text(note)))
        .collect();
    format!(
        "<div><dt>{}</dt><dd class=\"big\">{}</dd>{notes}</div>",
        text(name),
        text(value)
    )
}

/// The numbers of a figure, each with how sure it is. Whether they are of all calls, and what is known
/// of these besides, are given.
pub(crate) fn items(
    texts: &Texts,
    figure: &Figure,
    target: Option<Target>,
    calls: (bool, Vec<String>),
) -> String {
    let times = times(texts, figure, target);
    format!("<dl>{times}{}</dl>", self::calls(texts, figure, calls))
}

/// How long calls took, and how many kept the target.
fn times(texts: &Texts, figure: &Figure, target: Option<Target>) -> String {
    let mut items = String::new();
    let time = |value: f64| figure.time(texts, value);
    for (found, name, what) in [
        (figure.median, f::RESPONSE_MEDIAN, f::RESPONSE_MEDIAN_WHAT),
        (figure.p90, f::RESPONSE_P90, f::RESPONSE_P90_WHAT),
    ] {
        if let Some(found) = found {
            let notes = [texts.t(what), interval(texts, found.low, found.high, &time)];
            items += &item(&texts.t(name), &time(found.value), &notes);
        }
    }
    if let (Some(found), Some(target)) = (figure.within, target) {
        let whole = |value: f64| percent(texts, value, figure.calls() >= 1_000);
        let target = exact_duration(texts, target.seconds);
        let notes = [
            texts.with(f::RESPONSE_WITHIN_WHAT, &[("target", &target)]),
            interval(texts, found.low, found.high, &whole),
        ];
        items += &item(&texts.t(f::RESPONSE_WITHIN), &whole(found.value), &notes);
    }
    items
}

/// How many calls they are.
fn calls(texts: &Texts, figure: &Figure, (is_whole, more): (bool, Vec<String>)) -> String {
    let mut notes = Vec::new();
    if let Some(found) = figure.unknown() {
        notes.push(texts.with(
            f::RESPONSE_UNKNOWN,
            &[("share", &percent(texts, found.value, true))],
        ));
    }
    notes.extend(more);
    let name = texts.t(match is_whole {
        true => f::RESPONSE_CALLS,
        false => f::RESPONSE_CALLS_PARTIAL,
    });
    item(&name, &number(texts, figure.calls()), &notes)
}

/// That there is no figure; and why, where no notice says so already.
fn nothing(view: &View<'_>, heading: &str, cut: u64) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut months = asked.months(data);
    let is_there = months.any(|month| month.state == State::Reported);
    let few = texts.with(f::RESPONSE_NONE_FEW, &[("min", &data.min_cell.to_string())]);
    let few = if is_there && cut == 0 {
        few
    } else {
        String::new()
    };
    format!(
        "<section class=\"headline\">{heading}<p>{} {}</p></section>",
        text(&texts.t(f::RESPONSE_NONE)),
        text(&few)
    )
}

fn interval(texts: &Texts, low: f64, high: f64, shown: &impl Fn(f64) -> String) -> String {
    match high.is_finite() {
        true => texts.with(
            f::RESPONSE_INTERVAL,
            &[("low", &shown(low)), ("high", &shown(high))],
        ),
        false => texts.with(f::RESPONSE_INTERVAL_OPEN, &[("low", &shown(low))]),
    }
}
