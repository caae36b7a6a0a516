//! Names, spans, and the cells that all tables share.

use senim_charts::{Reading, Target as Line};
use senim_measure::{Estimate, Period, Scope};
use senim_model::index::Term;
use senim_model::response::{Response, Target};
use senim_texts::figure::{clock, exact_duration, percent, period};
use senim_texts::{Texts, f, number};

use super::View;
use crate::figure::Figure;

/// What a place is called: an area with its district, as those of different towns have the same
/// numbers.
pub(crate) fn place_name(texts: &Texts, data: &Response, scope: Scope) -> String {
    let name = short_name(texts, data, scope);
    let area = scope.area.and_then(|at| data.areas.get(usize::from(at)));
    let district = area.and_then(|area| area.district);
    match district.filter(|_| data.districts.len() > 1) {
        Some(at) => format!("{name}, {}", short_name(texts, data, Scope::district(at))),
        None => name,
    }
}

/// What a place is called among others of the same district.
pub(crate) fn short_name(texts: &Texts, data: &Response, scope: Scope) -> String {
    let area = scope.area.and_then(|at| data.areas.get(usize::from(at)));
    let district = scope
        .district
        .and_then(|at| data.districts.get(usize::from(at)));
    match (area, district) {
        (Some(area), _) => texts.with(f::RESPONSE_AREA, &[("number", &area.number)]),
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
    let mut names: Vec<String> = names.map(|part| short_name(texts, data, part)).collect();
    names.dedup();
    names.join(", ")
}

/// Which calls: those of a priority, or of all.
pub(crate) fn calls(texts: &Texts, priorities: &[Term], priority: Option<u8>) -> String {
    match priority.and_then(|at| priorities.get(usize::from(at))) {
        Some(term) => term.name.show(texts.lang).to_owned(),
        None => texts.t(f::RESPONSE_PRIORITY_ALL),
    }
}

/// How finely a clock is read.
pub(crate) fn step_words(texts: &Texts, seconds: u32) -> String {
    let step = exact_duration(texts, seconds);
    texts.with(f::CLOCK_STEP, &[("step", &step)])
}

/// Which calls, and by which clock.
pub(crate) fn calls_and_clock(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let priority = calls(texts, &data.priorities, asked.priority);
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
/// for one of them is not there. Of the clock, a file says where it starts and stops, and its step.
pub(crate) fn columns(texts: &Texts) -> Vec<(String, &'static str)> {
    vec![
        (texts.t(f::RESPONSE_MEDIAN), "median_seconds"),
        (texts.t(f::RESPONSE_HEAD_INTERVAL), ""),
        (String::new(), "median_low_seconds"),
        (String::new(), "median_high_seconds"),
        (texts.t(f::RESPONSE_P90), "p90_seconds"),
        (String::new(), "p90_low_seconds"),
        (String::new(), "p90_high_seconds"),
        (texts.t(f::RESPONSE_WITHIN), "within_target"),
        (String::new(), "within_target_low"),
        (String::new(), "within_target_high"),
        (texts.t(f::RESPONSE_CALLS), "calls"),
        (String::new(), "calls_without_time"),
        (String::new(), "clock"),
    ]
}

/// The cells of a figure, in the order of [`columns`].
pub(crate) fn cells(texts: &Texts, figure: Option<&Figure>) -> Vec<(String, String)> {
    let Some(figure) = figure else {
        return vec![Default::default(); 13];
    };
    let seconds = |value: f64| match value.is_finite() {
        true => format!("{value:.0}"),
        false => "more".into(),
    };
    let share = |value: f64| format!("{value:.4}");
    let time = |estimate: Option<Estimate>| match estimate {
        Some(found) => (figure.time(texts, found.value), seconds(found.value)),
        None => Default::default(),
    };
    let hidden = |raw: Option<String>| (String::new(), raw.unwrap_or_default());
    let low = |of: Option<Estimate>, write: fn(f64) -> String| hidden(of.map(|of| write(of.low)));
    let high = |of: Option<Estimate>, write: fn(f64) -> String| hidden(of.map(|of| write(of.high)));
    let interval = figure.median.map(|found| interval(texts, figure, found));
    let within = match figure.within {
        Some(found) => (percent(texts, found.value, false), share(found.value)),
        None => Default::default(),
    };
    vec![
        time(figure.median),
        (interval.unwrap_or_default(), String::new()),
        low(figure.median, seconds),
        high(figure.median, seconds),
        time(figure.p90),
        low(figure.p90, seconds),
        high(figure.p90, seconds),
        within,
        low(figure.within, share),
        high(figure.within, share),
        (number(texts, figure.calls()), figure.calls().to_string()),
        hidden(Some(figure.histogram.unknown().to_string())),
        hidden(figure.clock.map(|clock| clock.to_string())),
    ]
}

/// The columns of the time that figures are of, for files.
pub(crate) fn span_columns() -> [(String, &'static str); 2] {
    ["from", "to"].map(|name| (String::new(), name))
}

/// The cells of [`span_columns`]: the first month and the last.
pub(crate) fn span_cells(from: Period, to: Period) -> [(String, String); 2] {
    [from, to].map(|month| (String::new(), month.to_string()))
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
    match figure.and_then(Figure::drawn_median) {
        Some(found) => Reading::Known {
            value: found.value,
            interval: Some((found.low, found.high)),
        },
        None => Reading::NotPublished(texts.t(f::RESPONSE_NOT_PUBLISHED)),
    }
}
