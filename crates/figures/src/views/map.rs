//! Places where they lie, by their medians.

use senim_charts::Map;
use senim_charts::map::{Fill, Part};
use senim_measure::selection::Selection;
use senim_measure::{Estimate, Scope, State};
use senim_model::shapes::Ring;
use senim_texts::figure::{exact_duration, period};
use senim_texts::{Message, f};

use super::row::Row;
use super::{View, drawn, short_name, shown};
use crate::asked::borders_of;
use crate::block::{Block, Table};
use crate::figure::Figure;

/// How far classes are apart, in seconds: the last that is at most five sixteenths of the
/// region's median.
const STEPS: [u32; 13] = [
    5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200,
];

/// The places of [`places`](super::places) on a map, with their table; none where fewer than two of
/// them have geometry, or there is no room for charts.
pub(super) fn map(view: &View<'_>, rows: &[Row], table: &Table) -> Option<Block> {
    view.width?;
    let texts = view.texts;
    let bounds = bounds(view)?;
    let parts: Vec<Part> = rows
        .iter()
        .filter_map(|row| part(view, row, bounds))
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let chart = Map {
        parts,
        classes: classes(view, bounds),
        unsure: texts.t(f::RESPONSE_MAP_UNSURE),
    };
    let title = texts.t(f::RESPONSE_MAP);
    let (svg, points) = drawn(&chart, "map", &title, view.width);
    Some(Block {
        id: "map",
        shown: shown(view),
        title,
        note: note(view, rows),
        svg,
        points,
        table: table.clone(),
    })
}

/// From how many seconds on each class but the first begins. They hang on what is timed and on the
/// priority alone, not on the months that are asked for: so maps of two years can be compared.
fn bounds(view: &View<'_>) -> Option<[u32; 4]> {
    let View { data, asked, .. } = view;
    let months = data.months.iter().map(|month| month.month);
    let changes = data.definitions.iter().filter_map(|found| found.since);
    let next = changes.filter(|since| *since > asked.to).min();
    let all = Selection {
        scope: Scope::REGION,
        from: months.clone().min()?,
        to: next.map(|since| since.previous()).or(months.max())?,
        priority: asked.priority,
    };
    let median = Figure::of(data, all, asked.clock).ok()?.median?.value;
    let fits = |step: &&u32| f64::from(**step) * 16.0 <= median * 5.0;
    let step = *STEPS.iter().rev().find(fits).or(STEPS.first())?;
    // The region's own median is in the middle class.
    let middle = ((median / f64::from(step)) as u32).max(2);
    Some([0, 1, 2, 3].map(|at| (middle - 1 + at) * step))
}

/// What the classes mean.
fn classes(view: &View<'_>, bounds: [u32; 4]) -> Vec<String> {
    let texts = view.texts;
    let seconds = |at: usize| {
        let bound = bounds.get(at).copied();
        bound
            .map(|bound| exact_duration(texts, bound))
            .unwrap_or_default()
    };
    let class = |message: Message, from: usize, to: usize| {
        texts.with(message, &[("from", &seconds(from)), ("to", &seconds(to))])
    };
    vec![
        class(f::RESPONSE_MAP_SHORTER, 0, 0),
        class(f::RESPONSE_SPAN, 0, 1),
        class(f::RESPONSE_SPAN, 1, 2),
        class(f::RESPONSE_SPAN, 2, 3),
        class(f::RESPONSE_MAP_LONGER, 3, 3),
    ]
}

fn part(view: &View<'_>, row: &Row, bounds: [u32; 4]) -> Option<Part> {
    let (scope, figure) = (row.scope, row.figure.as_ref());
    let rings = rings(view, scope).filter(|rings| !rings.is_empty())?;
    let outline = &view.data.outline;
    let fill = match figure.and_then(Figure::drawn_median) {
        Some(median) => filled(median, bounds),
        None if row.state.1 == "not_comparable" => Fill::Nothing(row.state.0.clone()),
        None => absent(view),
    };
    let name = short_name(view.texts, view.data, scope);
    let why = match &fill {
        Fill::Class(..) => row.words(view),
        Fill::NotPublished(why) | Fill::Missing(why) | Fill::Late(why) | Fill::Nothing(why) => {
            why.clone()
        }
    };
    Some(Part {
        said: format!("{name}: {why}"),
        name: match scope
            .area
            .and_then(|at| view.data.areas.get(usize::from(at)))
        {
            Some(area) => area.number.clone(),
            None => name,
        },
        fill,
        rings: rings.iter().map(|ring| outline.ring(ring)).collect(),
    })
}

fn rings<'a>(view: &View<'a>, scope: Scope) -> Option<&'a Vec<Ring>> {
    let outline = &view.data.outline;
    match (scope.area, scope.district) {
        (Some(at), _) => outline.areas.get(usize::from(at)),
        (None, Some(at)) => outline.districts.get(usize::from(at)),
        (None, None) => None,
    }
}

/// The class of a median; striped where its interval reaches over three classes or more.
fn filled(median: Estimate, bounds: [u32; 4]) -> Fill {
    let class = |value: f64| {
        let passed = bounds.iter().filter(|bound| value >= f64::from(**bound));
        passed.count()
    };
    let (low, high) = (class(median.low), class(median.high));
    Fill::Class(class(median.value), high >= low + 2)
}

/// Why a place has no figure: as with its region, where nothing came.
fn absent(view: &View<'_>) -> Fill {
    let texts = view.texts;
    let states: Vec<State> = view
        .asked
        .months(view.data)
        .map(|month| month.state)
        .collect();
    let state = match states.first() {
        Some(first) if !states.contains(&State::Reported) => *first,
        _ => State::Suppressed,
    };
    match state {
        State::Reported | State::Suppressed => {
            Fill::NotPublished(texts.t(f::RESPONSE_NOT_PUBLISHED_WHY))
        }
        State::Missing => Fill::Missing(texts.t(f::RESPONSE_MISSING)),
        State::Late => Fill::Late(texts.t(f::RESPONSE_LATE)),
        State::Zero => Fill::Nothing(texts.t(f::RESPONSE_ZERO)),
        State::NotApplicable => Fill::Nothing(texts.t(f::RESPONSE_NOT_APPLICABLE)),
    }
}

/// What the colour is, and whose borders changed meanwhile.
fn note(view: &View<'_>, rows: &[Row]) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let what = texts.t(f::RESPONSE_MAP_WHAT);
    let moved = rows.iter().filter_map(|row| {
        let mut borders = borders_of(data, row.scope).iter().rev();
        let since = borders.find(|since| asked.from < **since && **since <= asked.to)?;
        let name = short_name(texts, data, row.scope);
        Some(format!("{name} ({})", period(texts, *since)))
    });
    let moved: Vec<String> = moved.collect();
    if moved.is_empty() {
        return what;
    }
    let moved = texts.with(f::RESPONSE_MAP_MOVED, &[("places", &moved.join(", "))]);
    format!("{what} {moved}")
}
