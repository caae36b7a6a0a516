//! A place as a row: its figure, or why there is none.

use senim_measure::{Scope, State};
use senim_texts::f;

use super::lines::said;
use super::{View, cells, columns, place_name, span_cells, span_columns};
use crate::asked::{borders_of, last_of};
use crate::block::Table;
use crate::figure::Figure;

/// A place as a row.
pub(crate) struct Row {
    pub(crate) scope: Scope,
    /// What is known of it, where it can be compared.
    pub(crate) figure: Option<Figure>,
    /// Its state in words, and as it stands in files.
    pub(crate) state: (String, &'static str),
    /// Calls that may belong here, but are published with others.
    pub(crate) cut: u64,
}

/// A place in the time that was asked for. One whose border changed within it has no figure: it would
/// be of two different places.
pub(crate) fn row(view: &View<'_>, scope: Scope) -> Row {
    let View {
        texts, data, asked, ..
    } = view;
    let mut borders = borders_of(data, scope).iter();
    let moved = borders.any(|since| asked.from < *since && *since <= asked.to);
    let found = Figure::of(data, asked.selection(scope), asked.clock);
    let cut = match &found {
        Ok(figure) => figure.cut,
        Err(cut) => *cut,
    };
    let figure = found.ok().filter(|_| !moved);
    // Of an area that is no more, later months are of nothing.
    let last = last_of(data, scope);
    let is_over = last.is_some_and(|last| last < asked.from);
    let ends = last.is_some_and(|last| last < asked.to);
    let months: Vec<State> = asked.months(data).map(|month| month.state).collect();
    let came = |state: &State| *state == State::Reported;
    let is_few = figure.as_ref().is_some_and(Figure::is_few);
    let is_whole = asked.open.is_none() && !ends && months.iter().all(came);
    let none_came = !months.iter().any(came);
    let (message, code) = match (&figure, months.first()) {
        (None, _) if is_over => (f::RESPONSE_NOT_APPLICABLE, "not_applicable"),
        _ if moved => (f::RESPONSE_CHANGE_BORDER, "not_comparable"),
        (Some(_), _) if is_few => (f::RESPONSE_FEW, "few"),
        (Some(_), _) if is_whole => (f::RESPONSE_REPORTED, "reported"),
        (Some(_), _) => (f::RESPONSE_INCOMPLETE, "incomplete"),
        (None, Some(State::Late)) if none_came => (f::RESPONSE_LATE, "late"),
        (None, Some(_)) if none_came => (f::RESPONSE_MISSING, "missing"),
        (None, _) => (f::RESPONSE_NOT_PUBLISHED, "suppressed"),
    };
    Row {
        scope,
        figure,
        state: (texts.t(message), code),
        cut,
    }
}

/// Rows as a table.
pub(crate) fn table(view: &View<'_>, rows: &[Row]) -> Table {
    let texts = view.texts;
    let mut table = Table {
        columns: vec![
            (texts.t(f::RESPONSE_HEAD_PLACE), "place"),
            (texts.t(f::RESPONSE_HEAD_STATE), "state"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    table.columns.extend(span_columns());
    for row in rows {
        table.push(row.cells(view));
    }
    table
}

impl Row {
    /// The figure as it is read out, or why there is none.
    pub(crate) fn words(&self, view: &View<'_>) -> String {
        match &self.figure {
            Some(figure) => said(view.texts, figure),
            None => self.state.0.clone(),
        }
    }

    /// The place, its state, and the cells of its figure, as a table has them.
    fn cells(&self, view: &View<'_>) -> Vec<(String, String)> {
        let name = place_name(view.texts, view.data, self.scope);
        let (state, code) = &self.state;
        let mut row = vec![(name.clone(), name), (state.clone(), (*code).to_owned())];
        row.extend(cells(view.texts, self.figure.as_ref()));
        row.extend(span_cells(view.asked.from, view.asked.to));
        row
    }
}
