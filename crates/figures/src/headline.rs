//! The numbers that stand first.

use std::fmt::Write as _;

use senim_measure::{Scope, State};
use senim_model::response::Target;
use senim_texts::figure::{exact_duration, percent, tenth};
use senim_texts::html::text;
use senim_texts::{Texts, f, number};

use crate::figure::{Figure, rate, target_of};
use crate::page::{release_day, which};
use crate::views::{View, escaped_name};

/// The numbers that stand first.
pub(crate) fn headline(view: &View<'_>, scope: Scope, figure: &Result<Figure, u64>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let lead = format!("<p class=\"quiet\">{}</p>", text(&which(view)));
    let heading = format!("<h2>{}</h2>{lead}", escaped_name(texts, data, scope));
    let figure = match figure {
        Ok(figure) => figure,
        Err(cut) => return nothing(view, &heading, *cut),
    };
    let mut notes = Vec::new();
    if let Some((found, people, on)) = (scope == asked.scope)
        .then(|| rate(data, asked, figure))
        .flatten()
    {
        notes.push(texts.with(f::RESPONSE_RATE, &[("rate", &tenth(texts, found.value))]));
        let values = [
            ("people", &*number(texts, people.into())),
            ("date", &release_day(texts, &on)),
        ];
        notes.push(texts.with(f::RESPONSE_RATE_OF, &values));
    }
    let target = target_of(&data.targets, asked.priority, asked.clock);
    let is_whole = figure.cut == 0 && asked.open.is_none();
    let items = items(texts, figure, target, (is_whole, notes));
    format!("<section class=\"headline\">{heading}{items}</section>")
}

/// The numbers of a figure, each with how sure it is. Whether they are of all calls, and what is known
/// of these besides, are given.
pub(crate) fn items(
    texts: &Texts,
    figure: &Figure,
    target: Option<Target>,
    (is_whole, more): (bool, Vec<String>),
) -> String {
    let mut items = String::new();
    let mut item = |name: String, value: String, notes: &[String]| {
        let notes: String = notes
            .iter()
            .map(|note| format!("<dd class=\"quiet small\">{}</dd>", text(note)))
            .collect();
        let _ = write!(
            items,
            "<div><dt>{}</dt><dd class=\"big\">{}</dd>{notes}</div>",
            text(&name),
            text(&value)
        );
    };
    let time = |value: f64| figure.time(texts, value);
    for (found, name, what) in [
        (figure.median, f::RESPONSE_MEDIAN, f::RESPONSE_MEDIAN_WHAT),
        (figure.p90, f::RESPONSE_P90, f::RESPONSE_P90_WHAT),
    ] {
        if let Some(found) = found {
            let notes = [texts.t(what), interval(texts, found.low, found.high, &time)];
            item(texts.t(name), time(found.value), &notes);
        }
    }
    if let (Some(found), Some(target)) = (figure.within, target) {
        let whole = |value: f64| percent(texts, value, figure.calls() >= 1_000);
        let target = exact_duration(texts, target.seconds);
        let notes = [
            texts.with(f::RESPONSE_WITHIN_WHAT, &[("target", &target)]),
            interval(texts, found.low, found.high, &whole),
        ];
        item(texts.t(f::RESPONSE_WITHIN), whole(found.value), &notes);
    }
    let mut notes = Vec::new();
    if let Some(found) = figure.unknown() {
        notes.push(texts.with(
            f::RESPONSE_UNKNOWN,
            &[("share", &percent(texts, found.value, true))],
        ));
    }
    notes.extend(more);
    let calls = match is_whole {
        true => f::RESPONSE_CALLS,
        false => f::RESPONSE_CALLS_PARTIAL,
    };
    item(texts.t(calls), number(texts, figure.calls()), &notes);
    format!("<dl>{items}</dl>")
}

/// That there is no figure; and why, where no notice says so already.
fn nothing(view: &View<'_>, heading: &str, cut: u64) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut months = asked.months(data);
    let all_came = months.all(|month| month.state == State::Reported);
    let few = texts.with(f::RESPONSE_NONE_FEW, &[("min", &data.min_cell.to_string())]);
    let few = if all_came && cut == 0 {
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
