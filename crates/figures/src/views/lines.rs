//! Lines over time: drawn, and as a table.

use senim_charts::trend::{Change, Series, Value};
use senim_charts::{Measure, Month, Point, Reading, Target, Trend as Chart};
use senim_measure::{Period, State};
use senim_texts::figure::{duration, period, short_period, year};
use senim_texts::{Texts, f};

use super::{cells, columns};
use crate::block::Table;
use crate::figure::Figure;
use crate::trend::{Trend, TrendPoint};

/// The trend of a place.
pub(crate) struct Line<'a> {
    pub(crate) name: String,
    pub(crate) trend: &'a Trend,
}

/// What a chart of lines has beside them.
pub(crate) struct Drawing<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) target: Option<Target>,
    pub(crate) changes: Vec<Change>,
    /// In pixels; nothing is drawn where it is none.
    pub(crate) width: Option<f64>,
}

/// Lines of the same periods. One alone has a band up to the 90th percentile.
pub(crate) fn drawn(
    texts: &Texts,
    lines: &[Line<'_>],
    drawing: Drawing<'_>,
) -> (String, Vec<Point>) {
    let one = lines.len() == 1;
    let points = lines.first().map(|line| line.trend.points.as_slice());
    let points = points.unwrap_or_default().iter();
    let series = lines.iter().map(|line| Series {
        name: match one {
            true => texts.t(f::RESPONSE_MEDIAN),
            false => line.name.clone(),
        },
        values: line
            .trend
            .points
            .iter()
            .map(|point| value(texts, &line.name, point, one))
            .collect(),
    });
    let chart = Chart {
        months: points.map(|point| month(texts, point.period)).collect(),
        series: series.collect(),
        band: texts.t(f::RESPONSE_BAND),
        target: drawing.target,
        changes: drawing.changes,
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
    };
    super::drawn(&chart, drawing.id, drawing.title, drawing.width)
}

fn month(texts: &Texts, period: Period) -> Month {
    Month {
        number: (period.month0() + 1) as u8,
        name: short_period(texts, period),
        year: year(period),
    }
}

fn value(texts: &Texts, place: &str, point: &TrendPoint, with_band: bool) -> Value {
    let words = state(texts, point);
    let drawn = |figure: &Figure| {
        let p90 = figure.p90.map(|p90| figure.drawn(p90));
        Some((figure.drawn_median()?, p90))
    };
    let reading = match point.figure.as_ref().and_then(drawn) {
        Some((median, p90)) => Reading::Known {
            value: median.value,
            interval: p90
                .filter(|_| with_band)
                .map(|p90| (median.value, p90.value)),
        },
        None if point.state == State::Reported && !point.is_otherwise => {
            Reading::NotPublished(words.clone())
        }
        None => Reading::Missing(words.clone()),
    };
    let when = period(texts, point.period);
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
pub(crate) fn said(texts: &Texts, figure: &Figure) -> String {
    let named = |message, estimate: Option<senim_measure::Estimate>| {
        let found = estimate?;
        Some(format!(
            "{} {}",
            texts.t(message),
            figure.time(texts, found.value)
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
        _ if point.is_otherwise => f::RESPONSE_CHANGE,
        (State::Reported, Some(_)) if point.is_partial && point.is_revised => {
            f::RESPONSE_INCOMPLETE_REVISED
        }
        (State::Reported, Some(_)) if point.is_partial => f::RESPONSE_INCOMPLETE,
        (State::Reported, Some(_)) if point.is_revised => f::RESPONSE_REVISED,
        (State::Reported, Some(_)) => f::RESPONSE_REPORTED,
        (State::Reported, None) => f::RESPONSE_NOT_PUBLISHED,
        (State::Late, _) => f::RESPONSE_LATE,
        (State::NotApplicable, _) => f::RESPONSE_NOT_APPLICABLE,
        _ => f::RESPONSE_MISSING,
    })
}

/// What a hollow point is, where there is one.
pub(crate) fn hollow<'a>(texts: &Texts, trends: impl Iterator<Item = &'a Trend>) -> String {
    let mut points = trends.flat_map(|trend| &trend.points);
    match points.any(|point| point.is_partial && point.figure.is_some()) {
        true => format!(" {}", texts.t(f::RESPONSE_TREND_HOLLOW)),
        false => String::new(),
    }
}

/// The same as a table: a row for each period of each line.
pub(crate) fn table(texts: &Texts, lines: &[Line<'_>]) -> Table {
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
    for line in lines {
        for point in &line.trend.points {
            let mut row = vec![
                (period(texts, point.period), point.period.to_string()),
                (line.name.clone(), line.name.clone()),
                (state(texts, point), code(point).to_owned()),
            ];
            row.extend(cells(texts, point.figure.as_ref()));
            table.push(row);
        }
    }
    table
}

/// The state of a point as it stands in files.
fn code(point: &TrendPoint) -> &'static str {
    match (&point.figure, point.is_partial) {
        _ if point.is_otherwise => "not_comparable",
        (Some(_), true) => "incomplete",
        (Some(_), false) if point.is_revised => "revised",
        (None, _) if point.state == State::Reported => "suppressed",
        _ => point.state.code(),
    }
}
