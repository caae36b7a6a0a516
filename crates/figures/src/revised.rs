//! What became of a figure since the release before.

use senim_measure::selection::Selection;
use senim_measure::{Cell, Histogram, Key, Scope};
use senim_model::response::{Moment, Response, definition_in};
use senim_model::revision::Revision;
use senim_texts::figure::duration;
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::figure::Figure;
use crate::page::release_day;
use crate::selected::cells_of;
use crate::views::{View, place_name};

/// What a revised figure was in the release before.
pub(crate) enum Was {
    /// Another one.
    Figure(Box<Figure>),
    /// None was published.
    Nothing,
    /// It was of other months too, or is not told.
    Untold,
}

/// What the figure of a selection was, if it was revised since the release before. That months came,
/// or that a quarter is over, is no revision.
pub(crate) fn revised(
    data: &Response,
    selection: Selection,
    clock: (Moment, Moment),
) -> Option<Was> {
    let revision = data.revision.as_ref()?;
    let (cells, at) = cells_of(data, selection.scope, selection.to, clock)?;
    let since = definition_in(&data.definitions, selection.to)?.since;
    let counts = |cell: &Cell| {
        let mut months = cell.months();
        let priority = selection.priority.is_none_or(|of| of == cell.key.priority);
        let inside = months.all(|month| selection.from <= month && month <= selection.to);
        priority && inside && cell.key.since == since && selection.scope.holds(cell.key.scope)
    };
    let mut came = revision.came.iter();
    let mut is_mixed = came.any(|month| selection.from <= *month && *month <= selection.to);
    let (mut is_revised, mut is_told) = (false, true);
    for old in &revision.before {
        let new = current(data, old.key);
        if !counts(old) && !new.is_some_and(counts) {
            continue;
        }
        let grown = new.is_some_and(|new| {
            let mut months = new.months();
            months.any(|month| revision.came.contains(&month))
        });
        is_mixed |= grown;
        is_revised |= !grown;
        is_told &= !old.histograms.is_empty();
    }
    let added = added(data, revision);
    for cell in added.iter().filter(|cell| counts(cell)) {
        let was_over = cell.key.period.last_day() < revision.open.first_day();
        is_revised |= was_over;
        is_mixed |= !was_over;
    }
    if !is_revised {
        return None;
    }
    if is_mixed || !is_told {
        return Some(Was::Untold);
    }
    // Only cells that count are added up: there and now, each by the clock that is asked for.
    let (mut then, mut now): (Vec<&Histogram>, Vec<&Histogram>) = (Vec::new(), Vec::new());
    for cell in cells.filter(|cell| counts(cell)) {
        let is_new = added.iter().any(|new| new.key == cell.key);
        let is_other = revision.before.iter().any(|old| old.key == cell.key);
        let histogram = cell.histograms.get(at);
        now.extend(histogram);
        then.extend(histogram.filter(|_| !is_new && !is_other));
    }
    let old = revision.before.iter().filter(|cell| counts(cell));
    then.extend(old.filter_map(|cell| cell.histograms.get(at)));
    let old = Histogram::sum(then.into_iter());
    // What was revised may have been another clock's alone.
    if old == Histogram::sum(now.into_iter()) {
        return None;
    }
    Some(match old.calls() {
        0 => Was::Nothing,
        _ => Was::Figure(Box::new(Figure::from_histogram(old, None, 0))),
    })
}

fn current(data: &Response, key: Key) -> Option<&Cell> {
    let at = data
        .cells
        .binary_search_by_key(&key, |cell| cell.key)
        .ok()?;
    data.cells.get(at)
}

/// Cells that are new though their months were known.
fn added<'a>(data: &'a Response, revision: &Revision) -> Vec<&'a Cell> {
    let cells = revision.added.iter();
    cells
        .filter_map(|at| data.cells.get(*at as usize))
        .collect()
}

/// That figures of the page were revised, what they were, and why: of the place, and of those that it
/// is compared with, which are named.
pub(crate) fn notice(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let Some(revision) = &data.revision else {
        return String::new();
    };
    let own = said(view, revision, asked.scope);
    let others = asked.with.iter().filter_map(|scope| {
        let said = said(view, revision, *scope)?;
        Some(format!("{}: {said}", place_name(texts, data, *scope)))
    });
    let mut said: Vec<String> = own.into_iter().chain(others).collect();
    if said.is_empty() {
        return String::new();
    }
    if !revision.reason.is_empty() {
        said.push(texts.with(
            f::RESPONSE_REVISED_WHY,
            &[("reason", revision.reason.show(texts.lang))],
        ));
    }
    format!("<p class=\"notice revised\">{}</p>", text(&said.join(" ")))
}

/// What became of the figure of a place, if it was revised.
fn said(view: &View<'_>, revision: &Revision, scope: Scope) -> Option<String> {
    let View {
        texts, data, asked, ..
    } = view;
    let was = revised(data, asked.selection(scope), asked.clock)?;
    let release = release_day(texts, &revision.since);
    let release = ("release", release.as_str());
    Some(match was {
        Was::Figure(old) => was_figure(texts, &old, release),
        Was::Nothing => texts.with(f::RESPONSE_REVISED_NOTHING, &[release]),
        Was::Untold => texts.with(f::RESPONSE_REVISED_PART, &[release]),
    })
}

fn was_figure(texts: &Texts, old: &Figure, release: (&str, &str)) -> String {
    let calls = texts.count(f::RESPONSE_CALLS_N, old.calls());
    match old.median {
        Some(median) => {
            let median = duration(texts, median.value);
            let values = [release, ("calls", &*calls), ("median", &*median)];
            texts.with(f::RESPONSE_REVISED_WAS, &values)
        }
        None => texts.with(f::RESPONSE_REVISED_PART, &[release]),
    }
}

/// That the figure of the page was not revised, and since when; empty where it was, or where there is
/// nothing to compare with.
pub(crate) fn not_revised(view: &View<'_>) -> Option<String> {
    let View {
        texts, data, asked, ..
    } = view;
    let revision = data.revision.as_ref()?;
    let selection = asked.selection(asked.scope);
    let is_there = Figure::of(data, selection, asked.clock).is_ok();
    let is_revised = revised(data, selection, asked.clock).is_some();
    let release = release_day(texts, &revision.since);
    (is_there && !is_revised).then(|| texts.with(f::RESPONSE_REVISED_NOT, &[("release", &release)]))
}
