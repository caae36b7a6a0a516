//! Names, spans, and the cells that all tables share.

use senim_charts::{Reading, Target as Line};
use senim_measure::{Estimate, Period, Scope};
use senim_model::response::{Response, Target};
use senim_texts::figure::{clock, exact_duration, percent, period};
use senim_texts::{Texts, f, m, number};

use super::View;
use crate::figure::Figure;

/// What a place is called.
pub(crate) fn place_name(texts: &Texts, data: &Response, scope: Scope) -> String {
    let area = scope.area.and_then(|at| data.areas.get(usize::from(at)));
    let district = scope
        .district
        .and_then(|at| data.districts.get(usize::from(at)));
    match (area, district) {
        (Some(area), _) => texts.with(m::CARD_AREA, &[("number", &area.number)]),
        (None, Some(district)) => district.name.show(texts.lang).to_owned(),
        (None, None) => data.name.show(texts.lang).to_owned(),
    }
}

/// The places of a choice, the region named once: for who does not see the page.
pub(crate) fn full_names(view: &View<'_>) -> String {
    let names = view.asked.places().map(|scope| full_name(view, scope));
    let names: Vec<String> = names.collect();
    let region = format!("{}, ", place_name(view.texts, view.data, Scope::REGION));
    let (first, others) = names
        .split_first()
        .map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
    let others = others
        .iter()
        .map(|name| name.strip_prefix(&region).unwrap_or(name));
    let all: Vec<&str> = std::iter::once(first).chain(others).collect();
    all.join(" / ")
}

/// The place with its region, and an area with its district too: for who does not see the page.
fn full_name(view: &View<'_>, scope: Scope) -> String {
    let View { texts, data, .. } = view;
    let area = scope.area.and_then(|at| data.areas.get(usize::from(at)));
    let district = area.and_then(|area| area.district).map(Scope::district);
    let parts = [Some(Scope::REGION), district, Some(scope)];
    let names = parts.into_iter().flatten();
    let mut names: Vec<String> = names.map(|part| place_name(texts, data, part)).collect();
    names.dedup();
    names.join(", ")
}

/// Which calls, and by which clock.
pub(crate) fn calls_and_clock(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let priority = asked
        .priority
        .and_then(|at| data.priorities.get(usize::from(at)));
    let priority = match priority {
        Some(term) => term.name.show(texts.lang).to_owned(),
        None => texts.t(f::RESPONSE_PRIORITY_ALL),
    };
    let timed = asked
        .clock_in(data, asked.to)
        .map(|found| clock(texts, found));
    format!("{priority} · {}", timed.unwrap_or_default())
}

/// Where, when, which calls, by which clock.
pub(crate) fn shown(view: &View<'_>) -> String {
    let asked = view.asked;
    let when = span(view.texts, asked.from, asked.to);
    format!("{} · {when} · {}", full_names(view), calls_and_clock(view))
}

/// What a place is called, as HTML.
pub(crate) fn escaped_name(texts: &Texts, data: &Response, scope: Scope) -> String {
    senim_texts::html::text(&place_name(texts, data, scope))
}

/// From a month to a month.
pub(crate) fn span(texts: &Texts, from: Period, to: Period) -> String {
    if from == to {
        return period(texts, from);
    }
    let (from, to) = (period(texts, from), period(texts, to));
    texts.with(f::RESPONSE_SPAN, &[("from", &from), ("to", &to)])
}

/// A target as a line of a chart.
pub(crate) fn target_label(texts: &Texts, target: Target) -> Line {
    let shown = exact_duration(texts, target.seconds);
    Line {
        value: f64::from(target.seconds),
        label: texts.with(f::RESPONSE_TARGET, &[("target", &shown)]),
    }
}

/// The columns of figures: what a reader sees and what stands in a file. A column without a word
/// for one of them is not there.
pub(crate) fn columns(texts: &Texts) -> Vec<(String, &'static str)> {
    vec![
        (texts.t(f::RESPONSE_MEDIAN), "median_seconds"),
        (texts.t(f::RESPONSE_HEAD_INTERVAL), ""),
        (String::new(), "median_low_seconds"),
        (String::new(), "median_high_seconds"),
        (texts.t(f::RESPONSE_P90), "p90_seconds"),
        (texts.t(f::RESPONSE_WITHIN), "within_target"),
        (texts.t(f::RESPONSE_CALLS), "calls"),
        (String::new(), "calls_without_time"),
    ]
}

/// The cells of a figure, in the order of [`columns`].
pub(crate) fn cells(texts: &Texts, figure: Option<&Figure>) -> Vec<(String, String)> {
    let Some(figure) = figure else {
        return vec![Default::default(); 8];
    };
    let seconds = |value: f64| match value.is_finite() {
        true => format!("{value:.0}"),
        false => "more".into(),
    };
    let time = |estimate: Option<Estimate>| match estimate {
        Some(found) => (figure.time(texts, found.value), seconds(found.value)),
        None => Default::default(),
    };
    let hidden = |raw: Option<f64>| (String::new(), raw.map(seconds).unwrap_or_default());
    let interval = figure.median.map(|found| interval(texts, figure, found));
    let within = match figure.within {
        Some(found) => (
            percent(texts, found.value, false),
            format!("{:.4}", found.value),
        ),
        None => Default::default(),
    };
    vec![
        time(figure.median),
        (interval.unwrap_or_default(), String::new()),
        hidden(figure.median.map(|found| found.low)),
        hidden(figure.median.map(|found| found.high)),
        time(figure.p90),
        within,
        (number(texts, figure.calls()), figure.calls().to_string()),
        hidden(Some(figure.histogram.unknown() as f64)),
    ]
}

/// From where to where an estimate lies.
fn interval(texts: &Texts, figure: &Figure, found: Estimate) -> String {
    let (low, high) = (
        figure.time(texts, found.low),
        figure.time(texts, found.high),
    );
    texts.with(f::RESPONSE_SPAN, &[("from", &low), ("to", &high)])
}

/// A figure's median with its interval, or that it is not published.
pub(crate) fn reading(texts: &Texts, figure: Option<&Figure>) -> Reading {
    match figure.and_then(|figure| figure.median) {
        Some(found) => Reading::Known {
            value: found.value,
            interval: Some((found.low, found.high)),
        },
        None => Reading::NotPublished(texts.t(f::RESPONSE_NOT_PUBLISHED)),
    }
}
