//! Month by month.

use senim_charts::trend::{Change, Series, Value};
use senim_charts::{Measure, Month, Reading, Trend as Chart};
use senim_measure::{Every, Period, Scope, State};
use senim_texts::figure::{duration, period, short_period, year};
use senim_texts::{Texts, f};

use super::{
    View, calls_and_clock, cells, columns, drawn, full_name, place_name, span, target_label,
};
use crate::asked::borders_of;
use crate::block::{Block, Table};
use crate::figure::{Figure, target_of};
use crate::page::release_day;
use crate::trend::{Trend, TrendPoint, by, mark_revised, trend};

/// The trend of the place, and of the one it is compared with.
pub(crate) fn trend_block(view: &View<'_>) -> Block {
    let texts = view.texts;
    let own = trend(view.data, view.asked, view.asked.scope);
    let mut trends = vec![(view.asked.scope, own)];
    if let Some(with) = view.asked.with {
        let other = trend(view.data, view.asked, with);
        let every = other.every.max(
            trends
                .iter()
                .map(|(_, own)| own.every)
                .max()
                .unwrap_or(Every::Month),
        );
        for (scope, known) in &mut trends {
            if known.every != every {
                *known = by(view.data, view.asked, *scope, every);
            }
        }
        trends.push((with, by(view.data, view.asked, with, every)));
    }
    for (scope, trend) in &mut trends {
        mark_revised(view.data, view.asked, *scope, trend);
    }
    let every = trends.first().map_or(Every::Month, |(_, own)| own.every);
    let title = texts.t(match every {
        Every::Month => f::RESPONSE_TREND_MONTH,
        Every::Quarter => f::RESPONSE_TREND_QUARTER,
        Every::Year => f::RESPONSE_TREND_YEAR,
    });
    let what = match trends.len() {
        1 => f::RESPONSE_TREND_WHAT,
        _ => f::RESPONSE_TREND_LINES,
    };
    let mut note = texts.t(what);
    if every != Every::Month {
        note = format!("{note} {}", texts.t(f::RESPONSE_TREND_WHY));
    }
    let mut points = trends.iter().flat_map(|(_, trend)| &trend.points);
    if points.any(|point| point.is_partial && point.figure.is_some()) {
        note = format!("{note} {}", texts.t(f::RESPONSE_TREND_HOLLOW));
    }
    let revised = revised(view, &trends);
    if !revised.is_empty() {
        note = format!("{note} {revised}");
    }
    let (svg, points) = chart(view, &trends, &title);
    Block {
        id: "trend",
        shown: shown(view, &trends),
        title,
        note,
        svg,
        points,
        table: table(view, &trends),
    }
}

/// Which periods were revised, and since when.
fn revised(view: &View<'_>, trends: &[(Scope, Trend)]) -> String {
    let texts = view.texts;
    let mut periods: Vec<String> = Vec::new();
    for point in trends.iter().flat_map(|(_, trend)| &trend.points) {
        let name = period(texts, point.period);
        if point.is_revised && !periods.contains(&name) {
            periods.push(name);
        }
    }
    let Some(revision) = view.data.revision.as_ref().filter(|_| !periods.is_empty()) else {
        return String::new();
    };
    let values = [
        ("release", &*release_day(texts, &revision.since)),
        ("months", &*periods.join(", ")),
    ];
    texts.with(f::RESPONSE_REVISED_MONTHS, &values)
}

/// The places, and all the months that the trend goes over.
fn shown(view: &View<'_>, trends: &[(Scope, Trend)]) -> String {
    let names = trends.iter().map(|(scope, _)| full_name(view, *scope));
    let places: Vec<String> = names.collect();
    let months = view.data.months.iter().map(|month| month.month);
    let all = match (months.clone().min(), months.max()) {
        (Some(first), Some(last)) => span(view.texts, first, last),
        _ => String::new(),
    };
    format!("{} · {all} · {}", places.join(" / "), calls_and_clock(view))
}

fn chart(
    view: &View<'_>,
    trends: &[(Scope, Trend)],
    title: &str,
) -> (String, Vec<senim_charts::Point>) {
    let texts = view.texts;
    let periods: Vec<Period> = trends
        .first()
        .map(|(_, own)| own.points.iter().map(|point| point.period).collect())
        .unwrap_or_default();
    let one = trends.len() == 1;
    let series = trends.iter().map(|(scope, trend)| Series {
        name: if one {
            texts.t(f::RESPONSE_MEDIAN)
        } else {
            place_name(texts, view.data, *scope)
        },
        values: trend
            .points
            .iter()
            .map(|point| value(view, *scope, point, one))
            .collect(),
    });
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let chart = Chart {
        months: periods.iter().map(|period| month(texts, *period)).collect(),
        series: series.collect(),
        band: texts.t(f::RESPONSE_BAND),
        target: target.map(|target| target_label(texts, target)),
        changes: changes(view, trends, &periods),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
    };
    drawn(&chart, "trend", title, view.width)
}

fn month(texts: &Texts, period: Period) -> Month {
    Month {
        number: (period.month0() + 1) as u8,
        name: short_period(texts, period),
        year: year(period),
    }
}

fn value(view: &View<'_>, scope: Scope, point: &TrendPoint, with_band: bool) -> Value {
    let texts = view.texts;
    let words = state(texts, point);
    let reading = match point
        .figure
        .as_ref()
        .and_then(|figure| Some((figure.median?, figure.p90)))
    {
        Some((median, p90)) => Reading::Known {
            value: median.value,
            interval: p90
                .filter(|_| with_band)
                .map(|p90| (median.value, p90.value)),
        },
        None if point.state == State::Reported => Reading::NotPublished(words.clone()),
        None => Reading::Missing(words.clone()),
    };
    let when = period(texts, point.period);
    let place = place_name(texts, view.data, scope);
    let said = match &point.figure {
        Some(figure) if point.is_partial || point.is_revised => {
            format!("{place}, {when}: {}, {words}", said(texts, figure))
        }
        Some(figure) => format!("{place}, {when}: {}", said(texts, figure)),
        None => format!("{place}, {when}: {words}"),
    };
    Value {
        reading,
        segment: point.segment.unwrap_or_default() as u32,
        partial: point.is_partial,
        said,
    }
}

/// A figure as it is read out.
pub(super) fn said(texts: &Texts, figure: &Figure) -> String {
    let named = |message, estimate: Option<senim_measure::Estimate>| {
        let found = estimate?;
        Some(format!(
            "{} {}",
            texts.t(message),
            duration(texts, found.value)
        ))
    };
    let parts = [
        named(f::RESPONSE_MEDIAN, figure.median),
        named(f::RESPONSE_P90, figure.p90),
        Some(texts.count(f::RESPONSE_CALLS_N, figure.calls())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn state(texts: &Texts, point: &TrendPoint) -> String {
    texts.t(match (point.state, &point.figure) {
        (State::Reported, Some(_)) if point.is_partial && point.is_revised => {
            f::RESPONSE_INCOMPLETE_REVISED
        }
        (State::Reported, Some(_)) if point.is_partial => f::RESPONSE_INCOMPLETE,
        (State::Reported, Some(_)) if point.is_revised => f::RESPONSE_REVISED,
        (State::Reported, Some(_)) => f::RESPONSE_REPORTED,
        (State::Reported, None) => f::RESPONSE_NOT_PUBLISHED,
        (State::Late, _) => f::RESPONSE_LATE,
        _ => f::RESPONSE_MISSING,
    })
}

/// Where calls began to be recorded otherwise, or a border changed.
fn changes(view: &View<'_>, trends: &[(Scope, Trend)], periods: &[Period]) -> Vec<Change> {
    let texts = view.texts;
    let definitions = view.data.definitions.iter().filter_map(|definition| {
        let note = definition.note.show(texts.lang).to_owned();
        Some((definition.since?, texts.t(f::RESPONSE_CHANGE), note))
    });
    let borders = trends
        .iter()
        .flat_map(|(scope, _)| borders_of(view.data, *scope));
    let borders = borders.map(|since| (*since, texts.t(f::RESPONSE_CHANGE_BORDER), String::new()));
    let mut found: Vec<Change> = Vec::new();
    for (since, label, note) in definitions.chain(borders) {
        let at = periods
            .iter()
            .position(|period| period.months().any(|month| month == since));
        let Some(month) = at.filter(|at| {
            !found
                .iter()
                .any(|known| known.month == *at && known.label == label)
        }) else {
            continue;
        };
        let said = format!("{}: {label}. {note}", period(texts, since));
        found.push(Change { month, label, said });
    }
    found
}

fn table(view: &View<'_>, trends: &[(Scope, Trend)]) -> Table {
    let texts = view.texts;
    let mut names = vec![
        (texts.t(f::RESPONSE_HEAD_PERIOD), "period"),
        (texts.t(f::RESPONSE_HEAD_PLACE), "place"),
        (texts.t(f::RESPONSE_HEAD_STATE), "state"),
    ];
    names.extend(columns(texts));
    let mut table = Table {
        columns: names,
        rows: Vec::new(),
    };
    for (scope, trend) in trends {
        let place = place_name(texts, view.data, *scope);
        for point in &trend.points {
            let code = match (&point.figure, point.is_partial) {
                (Some(_), true) => "incomplete",
                (Some(_), false) if point.is_revised => "revised",
                (None, _) if point.state == State::Reported => "suppressed",
                _ => point.state.code(),
            };
            let mut row = vec![
                (period(texts, point.period), point.period.to_string()),
                (place.clone(), place.clone()),
                (state(texts, point), code.to_owned()),
            ];
            row.extend(cells(texts, point.figure.as_ref()));
            table.push(row);
        }
    }
    table
}
