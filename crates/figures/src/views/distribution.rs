//! How long calls took.

use senim_charts::Distribution;
use senim_charts::distribution::{Bin, Quantile};
use senim_measure::{Histogram, bins};
use senim_texts::figure::{duration, exact_duration, percent};
use senim_texts::{Texts, f, number};

use super::{View, drawn, place_name, shown, target_label};
use crate::asked::Asked;
use crate::block::{Block, Table};
use crate::figure::{Figure, target_of};

/// Where bars end, in seconds: all of them end bins.
const ENDS: [u32; 27] = [
    10, 20, 30, 40, 60, 90, 120, 180, 240, 300, 360, 420, 480, 540, 600, 720, 900, 1_080, 1_200,
    1_500, 1_800, 2_700, 3_600, 5_400, 7_200, 14_400, 86_400,
];

/// The distribution of the place.
pub(crate) fn distribution(view: &View<'_>, figure: &Figure) -> Block {
    let texts = view.texts;
    let alone = Asked {
        with: Vec::new(),
        ..view.asked.clone()
    };
    let title = texts.t(f::RESPONSE_DISTRIBUTION);
    let bars = bars(&figure.histogram);
    let known = figure.histogram.known();
    let share = |calls: u64| calls as f64 / known.max(1) as f64;
    let said = |from: u32, to: u32, calls: u64| {
        format!(
            "{}: {}, {}",
            between(texts, from, to),
            percent(texts, share(calls), false),
            texts.count(f::RESPONSE_CALLS_N, calls)
        )
    };
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let quantile = |found: Option<senim_measure::Estimate>, message| {
        let found = found?;
        let label = format!("{} {}", texts.t(message), figure.time(texts, found.value));
        Some(Quantile {
            value: figure.drawn(found).value,
            said: label.clone(),
            label,
        })
    };
    let chart = Distribution {
        bins: bars
            .iter()
            .map(|(from, to, calls)| Bin {
                from: f64::from((*from).max(5)),
                to: f64::from(*to),
                share: share(*calls),
                said: said(*from, *to, *calls),
            })
            .collect(),
        target: target.map(|target| target_label(texts, target)),
        quantiles: [
            quantile(figure.median, f::RESPONSE_MEDIAN),
            quantile(figure.p90, f::RESPONSE_P90),
        ]
        .into_iter()
        .flatten()
        .collect(),
        tick: &|seconds| duration(texts, seconds),
    };
    let (svg, points) = drawn(&chart, "distribution", &title, view.width);
    Block {
        id: "distribution",
        shown: shown(&View {
            asked: &alone,
            ..*view
        }),
        note: note(view),
        svg,
        points,
        table: table(view, &figure.histogram, &bars),
        title,
    }
}

/// What bars mean and, where two places are compared, which of them it is.
fn note(view: &View<'_>) -> String {
    let what = view.texts.t(f::RESPONSE_DISTRIBUTION_WHAT);
    if view.asked.with.is_empty() {
        return what;
    }
    let place = place_name(view.texts, view.data, view.asked.scope);
    let first = view
        .texts
        .with(f::RESPONSE_COMPARED_FIRST, &[("place", &place)]);
    format!("{first}. {what}")
}

fn between(texts: &Texts, from: u32, to: u32) -> String {
    let (from, to) = (exact_duration(texts, from), exact_duration(texts, to));
    texts.with(f::RESPONSE_SPAN, &[("from", &from), ("to", &to)])
}

/// Bars from the first to the last that has a call: more than so many seconds, up to so many, and
/// the calls.
fn bars(histogram: &Histogram) -> Vec<(u32, u32, u64)> {
    let starts = [0].into_iter().chain(ENDS);
    let all: Vec<(u32, u32, u64)> = starts
        .zip(ENDS)
        .map(|(from, to)| {
            let calls = histogram.within(to) - if from == 0 { 0 } else { histogram.within(from) };
            (from, to, calls)
        })
        .collect();
    let has = |bar: &(u32, u32, u64)| bar.2 > 0;
    let (first, last) = (all.iter().position(has), all.iter().rposition(has));
    match (first, last) {
        (Some(first), Some(last)) => all.get(first..=last).unwrap_or_default().to_vec(),
        _ => Vec::new(),
    }
}

fn table(view: &View<'_>, histogram: &Histogram, bars: &[(u32, u32, u64)]) -> Table {
    let texts = view.texts;
    let place = place_name(texts, view.data, view.asked.scope);
    let mut table = Table {
        columns: vec![
            (texts.t(f::RESPONSE_HEAD_DURATION), ""),
            (String::new(), "more_than_seconds"),
            (String::new(), "up_to_seconds"),
            (texts.t(f::RESPONSE_CALLS), "calls"),
            (texts.t(f::RESPONSE_HEAD_SHARE), "share"),
            (String::new(), "place"),
        ],
        rows: Vec::new(),
    };
    let known = histogram.known().max(1) as f64;
    let mut push = |words: String, from: u32, to: String, calls: u64| {
        let share = calls as f64 / known;
        table.push(vec![
            (words, String::new()),
            (String::new(), from.to_string()),
            (String::new(), to),
            (number(texts, calls), calls.to_string()),
            (percent(texts, share, true), format!("{share:.4}")),
            (String::new(), place.clone()),
        ]);
    };
    for (from, to, calls) in bars {
        push(between(texts, *from, *to), *from, to.to_string(), *calls);
    }
    let longer = histogram.known() - histogram.within(86_400);
    if longer > 0 {
        let from = bins::lower(bins::of(u32::MAX)) - 1;
        push(texts.t(f::DURATION_DAY), from, String::new(), longer);
    }
    table
}
