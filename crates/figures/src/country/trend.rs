//! Regions over time, quarter by quarter. Those that are read by different clocks are drawn apart.

use senim_measure::comparable::{Kind, segments};
use senim_measure::{Every, Histogram, Period, State};
use senim_model::response::{Clock, Country, RegionSums, Sum};
use senim_texts::figure::clock as clock_words;
use senim_texts::{Texts, f};

use super::picked::Picked;
use crate::block::Block;
use crate::figure::{Figure, target_of};
use crate::page::Context;
use crate::trend::{Trend, TrendPoint};
use crate::views::lines::{self, Drawing, Line};
use crate::views::{calls, span, step_words, target_label};

/// What charts are called, one for each clock.
const IDS: [&str; 5] = ["trend", "trend-2", "trend-3", "trend-4", "trend-5"];

/// A chart for each clock by which the regions are read.
pub(super) fn trends(
    texts: &Texts,
    data: &Country,
    picked: &Picked<'_>,
    context: &Context<'_>,
) -> Vec<Block> {
    let clocks = clocks(picked);
    let alone = clocks.len() == 1;
    let blocks = IDS.into_iter().zip(clocks);
    blocks
        .map(|(id, clock)| block(texts, data, picked, context, (id, clock, alone)))
        .collect()
}

/// The clocks of the picked regions, with their steps: the one by which the first region is read now
/// comes first.
fn clocks(picked: &Picked<'_>) -> Vec<Clock> {
    let mut found = Vec::new();
    for region in &picked.regions {
        let newest = region.sums.iter().map(|sum| sum.since).max();
        let now = region.sums.iter().filter(|sum| Some(sum.since) == newest);
        for clock in now.chain(&region.sums).flat_map(|sum| &sum.clocks) {
            if (clock.from, clock.to) == picked.clock && !found.contains(clock) {
                found.push(*clock);
            }
        }
    }
    found
}

fn block(
    texts: &Texts,
    data: &Country,
    picked: &Picked<'_>,
    context: &Context<'_>,
    (id, clock, alone): (&'static str, Clock, bool),
) -> Block {
    let quarters = quarters(data);
    let trends: Vec<(String, Trend)> = picked
        .regions
        .iter()
        .map(|region| {
            let name = region.name.show(texts.lang).to_owned();
            (name, trend(region, picked.priority, clock, &quarters))
        })
        .filter(|(_, trend)| trend.points.iter().any(|point| point.figure.is_some()))
        .collect();
    let lines: Vec<Line> = trends
        .iter()
        .map(|(name, trend)| Line {
            name: name.clone(),
            trend,
        })
        .collect();
    let title = match alone {
        true => texts.t(f::RESPONSE_TREND_REGIONS),
        false => format!(
            "{}: {}",
            texts.t(f::RESPONSE_TREND_REGIONS),
            step_words(texts, clock.resolution_seconds)
        ),
    };
    let clock = clock_words(texts, clock);
    let target = target_of(&data.targets, picked.priority, picked.clock);
    let drawing = Drawing {
        id,
        title: &title,
        target: target.map(|target| target_label(texts, target)),
        changes: Vec::new(),
        width: context.width,
    };
    let (svg, points) = lines::drawn(texts, &lines, drawing);
    let names: Vec<&str> = trends.iter().map(|(name, _)| name.as_str()).collect();
    let all = match (quarters.first(), quarters.last()) {
        (Some(first), Some(last)) => span(texts, *first, *last),
        _ => String::new(),
    };
    let mut note = texts.t(f::RESPONSE_TREND_REGIONS_WHAT);
    note += &lines::hollow(texts, trends.iter().map(|(_, trend)| trend));
    if !alone {
        let apart = texts.with(f::RESPONSE_TREND_CLOCK, &[("clock", &clock)]);
        note = format!("{note} {apart}");
    }
    // A line that stands alone is called by what it is, not by where.
    if let [name] = names.as_slice() {
        note = format!("{name}. {note}");
    }
    Block {
        id,
        shown: format!(
            "{} · {all} · {} · {clock}",
            names.join(" / "),
            calls(texts, &data.priorities, picked.priority)
        ),
        table: lines::table(texts, &lines),
        title,
        note,
        svg,
        points,
    }
}

/// All quarters of which something is known, the one that is not over included.
fn quarters(data: &Country) -> Vec<Period> {
    let months = data.regions.iter().flat_map(|region| &region.months);
    let months = months.map(|month| month.month.within(Every::Quarter));
    let Some(last) = months.clone().max() else {
        return Vec::new();
    };
    let all = std::iter::successors(months.min(), |quarter| Some(quarter.next()));
    all.take_while(|quarter| *quarter <= last).collect()
}

/// The quarters of a region by one clock.
fn trend(region: &RegionSums, priority: Option<u8>, clock: Clock, quarters: &[Period]) -> Trend {
    let found: Vec<(TrendPoint, Option<Option<Period>>)> = quarters
        .iter()
        .map(|quarter| point(region, priority, clock, *quarter))
        .collect();
    let kinds: Vec<(Period, Option<Kind<'_>>)> = (1_usize..)
        .zip(&found)
        .map(|(at, (point, since))| {
            let kind = since.map(|since| Kind {
                clock: "",
                since,
                // One that is partial is like no other.
                border: if point.is_partial { at } else { 0 },
            });
            (point.period, kind)
        })
        .collect();
    let segments = segments(&kinds);
    let points = found.into_iter().zip(segments);
    Trend {
        every: Every::Quarter,
        points: points
            .map(|((point, _), segment)| TrendPoint { segment, ..point })
            .collect(),
    }
}

/// A quarter of a region by a clock, and since when its calls are recorded as they are.
fn point(
    region: &RegionSums,
    priority: Option<u8>,
    clock: Clock,
    quarter: Period,
) -> (TrendPoint, Option<Option<Period>>) {
    let counts = |sum: &&Sum| {
        let wanted = priority.is_none_or(|priority| sum.priority == priority);
        sum.period == quarter && wanted
    };
    let sums: Vec<&Sum> = region.sums.iter().filter(counts).collect();
    let by_clock = |sum: &&Sum| sum.clocks.contains(&clock);
    let since = sums
        .iter()
        .copied()
        .filter(by_clock)
        .map(|sum| sum.since)
        .max();
    let histograms = sums
        .iter()
        .filter(|sum| Some(sum.since) == since)
        .filter_map(|sum| {
            let at = sum.clocks.iter().position(|of| *of == clock)?;
            sum.histograms.get(at)
        });
    let histogram = Histogram::sum(histograms);
    let states: Vec<State> = quarter
        .months()
        .filter_map(|month| region.months.iter().find(|known| known.month == month))
        .map(|month| month.state)
        .collect();
    let came = states.iter().filter(|state| **state == State::Reported);
    let came = came.count();
    let state = match came {
        0 => states.first().copied().unwrap_or(State::NotApplicable),
        _ => State::Reported,
    };
    let mixed = sums.iter().any(|sum| Some(sum.since) != since);
    let figure = (histogram.calls() > 0)
        .then(|| Figure::from_histogram(histogram, None, 0).read_by(Some(clock)));
    let point = TrendPoint {
        period: quarter,
        state,
        is_partial: came < quarter.months().count() || mixed,
        is_revised: false,
        is_otherwise: figure.is_none() && !sums.is_empty() && since.is_none(),
        figure,
        segment: None,
    };
    let since = since.filter(|_| point.figure.is_some());
    (point, since)
}
