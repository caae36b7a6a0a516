//! Month by month.

use senim_charts::trend::Change;
use senim_measure::{Every, Period, Scope};
use senim_model::response::Clock;
use senim_texts::f;
use senim_texts::figure::{clock as clock_words, period};

use super::lines::{self, Drawing, Line};
use super::{View, calls, calls_and_clock, full_names, place_name, span, step_words, target_label};
use crate::asked::borders_of;
use crate::block::Block;
use crate::figure::target_of;
use crate::page::release_day;
use crate::trend::{Trend, by, mark_revised, trend};

/// The trend of the place, and of the one it is compared with.
pub(crate) fn trend_block(view: &View<'_>) -> Block {
    let texts = view.texts;
    let mut trends = trends(view);
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
    note += &lines::hollow(texts, trends.iter().map(|(_, trend)| trend));
    let revised = revised(view, &trends);
    if !revised.is_empty() {
        note = format!("{note} {revised}");
    }
    let lines: Vec<Line> = trends
        .iter()
        .map(|(scope, trend)| Line {
            name: place_name(texts, view.data, *scope),
            trend,
        })
        .collect();
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let drawing = Drawing {
        id: "trend",
        title: &title,
        target: target.map(|target| target_label(texts, target)),
        changes: changes(view, &trends),
        width: view.width,
    };
    let (svg, points) = lines::drawn(texts, &lines, drawing);
    Block {
        id: "trend",
        shown: shown(view),
        title,
        note,
        svg,
        points,
        table: lines::table(texts, &lines),
    }
}

/// The trend of each place, all by periods of the same length: the shortest that does for all.
fn trends(view: &View<'_>) -> Vec<(Scope, Trend)> {
    let (data, asked) = (view.data, view.asked);
    let own = asked
        .places()
        .map(|scope| (scope, trend(data, asked, scope)));
    let own: Vec<(Scope, Trend)> = own.collect();
    let every = own.iter().map(|(_, trend)| trend.every).max();
    let alike = own.into_iter().map(|(scope, trend)| match every {
        Some(every) if every != trend.every => (scope, by(data, asked, scope, every)),
        _ => (scope, trend),
    });
    alike.collect()
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

/// The places, all the months that the trend goes over, which calls, and each clock of these months.
fn shown(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let months = data.months.iter().map(|month| month.month);
    let all = match (months.clone().min(), months.max()) {
        (Some(first), Some(last)) => span(texts, first, last),
        _ => String::new(),
    };
    let clocks = clocks(view);
    let which = match clocks.as_slice() {
        [] | [_] => calls_and_clock(view),
        [(_, _, first), ..] => {
            let steps = clocks.iter().map(|(from, to, clock)| {
                let step = step_words(texts, clock.resolution_seconds);
                format!("{} ({step})", span(texts, *from, *to))
            });
            let steps: Vec<String> = steps.collect();
            let timed = clock_words(
                texts,
                Clock {
                    resolution_seconds: 1,
                    ..*first
                },
            );
            format!(
                "{} · {timed}: {}",
                calls(texts, &data.priorities, asked.priority),
                steps.join(", ")
            )
        }
    };
    format!("{} · {all} · {which}", full_names(view))
}

/// From which month to which the clock is read in which step.
fn clocks(view: &View<'_>) -> Vec<(Period, Period, Clock)> {
    let mut found: Vec<(Period, Period, Clock)> = Vec::new();
    for month in view.data.months.iter().map(|month| month.month) {
        let Some(clock) = view.asked.clock_in(view.data, month) else {
            continue;
        };
        match found.last_mut() {
            Some((_, to, last)) if *last == clock => *to = month,
            _ => found.push((month, month, clock)),
        }
    }
    found
}

/// Where calls began to be recorded otherwise, or a border changed.
fn changes(view: &View<'_>, trends: &[(Scope, Trend)]) -> Vec<Change> {
    let texts = view.texts;
    let periods = trends.first().map(|(_, own)| own.points.as_slice());
    let periods = periods.unwrap_or_default().iter();
    let definitions = view.data.definitions.iter().filter_map(|definition| {
        let note = definition.note.show(texts.lang).to_owned();
        Some((definition.since?, texts.t(f::RESPONSE_CHANGE), note))
    });
    let one = trends.len() == 1;
    let borders = trends.iter().flat_map(|(scope, _)| {
        let whose = match one {
            true => String::new(),
            false => place_name(texts, view.data, *scope),
        };
        let borders = borders_of(view.data, *scope).iter();
        borders.map(move |since| (*since, texts.t(f::RESPONSE_CHANGE_BORDER), whose.clone()))
    });
    let mut found: Vec<(Change, String)> = Vec::new();
    for (since, label, note) in definitions.chain(borders) {
        let mut months = periods.clone().map(|point| point.period.months());
        let Some(month) = months.position(|mut of| of.any(|month| month == since)) else {
            continue;
        };
        let same =
            |(change, _): &&mut (Change, String)| (change.month, &change.label) == (month, &label);
        match found.iter_mut().find(same) {
            // An area that went from one district to another changed both.
            Some((_, notes)) => *notes = format!("{notes}, {note}"),
            None => {
                let said = format!("{}: {label}. ", period(texts, since));
                found.push((Change { month, label, said }, note));
            }
        }
    }
    let whole = |(change, note): (Change, String)| Change {
        said: change.said + note.trim_matches([',', ' ']),
        ..change
    };
    found.into_iter().map(whole).collect()
}
