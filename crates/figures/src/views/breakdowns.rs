//! By category, by channel, by hour of the week.

use senim_charts::bars::BarRow;
use senim_charts::heat::Cell;
use senim_charts::{Bars, Heat, Reading};
use senim_measure::Period;
use senim_model::response::{Breakdown, Trait, definition_in};
use senim_texts::figure::{clock, percent, period, weekday};
use senim_texts::{Message, f, number};

use super::{View, drawn};
use crate::block::{Block, Table};
use crate::figure::Figure;

/// Which kind of trait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Category,
    Channel,
    Hour,
}

fn kind(has: Trait) -> Kind {
    match has {
        Trait::Category(_) => Kind::Category,
        Trait::Channel(_) => Kind::Channel,
        Trait::Hour(..) => Kind::Hour,
    }
}

/// The rows of the last quarter within the time that was asked for that has them.
fn rows<'a>(view: &View<'a>, of: Kind) -> Option<(Period, Vec<&'a Breakdown>)> {
    let all = view
        .data
        .breakdowns
        .iter()
        .filter(|row| kind(row.has) == of);
    let asked = view.asked;
    let before = all.clone().filter(|row| {
        let mut months = row.quarter.months();
        months.all(|month| asked.from <= month && month <= asked.to)
    });
    let quarter = before.map(|row| row.quarter).max()?;
    Some((quarter, all.filter(|row| row.quarter == quarter).collect()))
}

/// Calls by category, or by channel.
pub(crate) fn breakdown(view: &View<'_>, is_channel: bool) -> Option<Block> {
    let texts = view.texts;
    let (of, id, title): (Kind, &'static str, Message) = match is_channel {
        true => (Kind::Channel, "channel", f::RESPONSE_CHANNEL),
        false => (Kind::Category, "category", f::RESPONSE_CATEGORY),
    };
    let (quarter, mut found) = rows(view, of)?;
    found.sort_by_key(|row| (row.rest, std::cmp::Reverse(row.calls)));
    let title = texts.t(title);
    let all: u64 = found.iter().map(|row| u64::from(row.calls)).sum();
    let share = |row: &Breakdown| f64::from(row.calls) / all.max(1) as f64;
    let name = |row: &Breakdown| trait_name(view, row);
    let chart = Bars {
        rows: found
            .iter()
            .map(|row| {
                let shown = percent(texts, share(row), false);
                let calls = texts.count(f::RESPONSE_CALLS_N, row.calls.into());
                BarRow {
                    name: name(row),
                    reading: Reading::Known {
                        value: share(row),
                        interval: None,
                    },
                    said: format!("{}: {shown}, {calls}", name(row)),
                    shown,
                }
            })
            .collect(),
    };
    let (svg, points) = drawn(&chart, id, &title, view.width);
    let mut table = Table {
        columns: vec![
            (texts.t(f::RESPONSE_HEAD_WHAT), "trait"),
            (texts.t(f::RESPONSE_CALLS), "calls"),
            (texts.t(f::RESPONSE_HEAD_SHARE), "share"),
            (texts.t(f::RESPONSE_MEDIAN), "median_seconds"),
        ],
        rows: Vec::new(),
    };
    for row in found {
        let figure = Figure::from_histogram(row.histogram.clone(), None, 0);
        let median = super::cells(texts, Some(&figure)).into_iter().next();
        table.push(vec![
            (name(row), name(row)),
            (number(texts, row.calls.into()), row.calls.to_string()),
            (
                percent(texts, share(row), true),
                format!("{:.4}", share(row)),
            ),
            median.unwrap_or_default(),
        ]);
    }
    let quarter = period(texts, quarter);
    Some(Block {
        id,
        shown: in_quarter(view, &quarter),
        title,
        note: texts.with(f::RESPONSE_IN_QUARTER, &[("quarter", &quarter)]),
        svg,
        points,
        table,
    })
}

/// The region, the quarter, all priorities, and by which clock durations are.
fn in_quarter(view: &View<'_>, quarter: &str) -> String {
    let texts = view.texts;
    let region = view.data.name.show(texts.lang);
    let when = texts.with(f::RESPONSE_IN_QUARTER, &[("quarter", quarter)]);
    let definition = definition_in(&view.data.definitions, view.asked.to);
    let timed = definition.and_then(|found| found.clocks.first());
    let timed = timed.map(|found| clock(texts, *found)).unwrap_or_default();
    format!("{region} · {when} · {timed}")
}

fn trait_name(view: &View<'_>, row: &Breakdown) -> String {
    let term = match row.has {
        _ if row.rest => return view.texts.t(f::RESPONSE_REST),
        Trait::Category(at) => view.data.categories.get(usize::from(at)),
        Trait::Channel(at) => view.data.channels.get(usize::from(at)),
        Trait::Hour(..) => None,
    };
    let name = term.map(|term| term.name.show(view.texts.lang).to_owned());
    name.unwrap_or_default()
}

/// Calls by weekday and hour.
pub(crate) fn hours(view: &View<'_>) -> Option<Block> {
    let texts = view.texts;
    let (quarter, found) = rows(view, Kind::Hour)?;
    let calls = |day: u8, hour: u8| {
        let mut rows = found.iter().filter(|row| !row.rest);
        rows.find(|row| row.has == Trait::Hour(day, hour))
            .map(|row| row.calls)
    };
    let (least, most) = found
        .iter()
        .filter(|row| !row.rest)
        .fold((u32::MAX, 0), |(least, most), row| {
            (least.min(row.calls), most.max(row.calls))
        });
    if most == 0 {
        return None;
    }
    let title = texts.t(f::RESPONSE_HOURS);
    let not_published = texts.t(f::RESPONSE_NOT_PUBLISHED);
    let cell = |day: u8, hour: u8| {
        let when = format!("{}, {hour:02}:00", weekday(texts, day.into()));
        match calls(day, hour) {
            Some(calls) => Cell {
                reading: Reading::Known {
                    value: f64::from(calls),
                    interval: None,
                },
                shown: number(texts, calls.into()),
                said: format!("{when}: {}", texts.count(f::RESPONSE_CALLS_N, calls.into())),
            },
            None => Cell {
                reading: Reading::NotPublished(not_published.clone()),
                shown: String::new(),
                said: format!("{when}: {not_published}"),
            },
        }
    };
    // Five classes of the same width.
    let step = (f64::from(most - least) / 5.0).max(1.0);
    let bounds = [1.0, 2.0, 3.0, 4.0].map(|at| (f64::from(least) + at * step).round());
    let ends = [f64::from(least), bounds[0], bounds[1], bounds[2], bounds[3]];
    let to = [
        bounds[0] - 1.0,
        bounds[1] - 1.0,
        bounds[2] - 1.0,
        bounds[3] - 1.0,
        f64::from(most),
    ];
    let class = |at: usize| {
        let (from, to) = (ends.get(at).copied()?, to.get(at).copied()?);
        Some(format!(
            "{}–{}",
            number(texts, from as u64),
            number(texts, to.max(from) as u64)
        ))
    };
    let chart = Heat {
        rows: (0..7).map(|day| weekday(texts, day)).collect(),
        columns: (0..24).map(|hour| hour.to_string()).collect(),
        cells: (0..7)
            .map(|day| (0..24).map(|hour| cell(day, hour)).collect())
            .collect(),
        bounds,
        classes: [0, 1, 2, 3, 4].map(|at| class(at).unwrap_or_default()),
    };
    let (svg, points) = drawn(&chart, "hours", &title, view.width);
    let quarter = period(texts, quarter);
    Some(Block {
        id: "hours",
        shown: in_quarter(view, &quarter),
        note: texts.with(f::RESPONSE_HOURS_WHAT, &[("quarter", &quarter)]),
        svg,
        points,
        table: hours_table(view, &title, calls),
        title,
    })
}

fn hours_table(view: &View<'_>, title: &str, calls: impl Fn(u8, u8) -> Option<u32>) -> Table {
    const NAMES: [&str; 24] = [
        "h00", "h01", "h02", "h03", "h04", "h05", "h06", "h07", "h08", "h09", "h10", "h11", "h12",
        "h13", "h14", "h15", "h16", "h17", "h18", "h19", "h20", "h21", "h22", "h23",
    ];
    let texts = view.texts;
    let hours = NAMES
        .iter()
        .enumerate()
        .map(|(hour, name)| (hour.to_string(), *name));
    let mut table = Table {
        columns: [(title.to_owned(), "weekday")]
            .into_iter()
            .chain(hours)
            .collect(),
        rows: Vec::new(),
    };
    for day in 0..7_u8 {
        let name = weekday(texts, day.into());
        let mut row = vec![(name, (day + 1).to_string())];
        row.extend((0..24).map(|hour| match calls(day, hour) {
            Some(calls) => (number(texts, calls.into()), calls.to_string()),
            // Not published is no zero: a mark for the eye, nothing in the file.
            None => ("–".into(), String::new()),
        }));
        table.push(row);
    }
    table
}
