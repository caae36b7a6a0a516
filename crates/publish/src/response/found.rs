//! What was found in one file of calls.

use std::collections::BTreeMap;

use foldhash::HashMap;
use senim_measure::Period;
use senim_model::response::Definition;

use super::counts::Counts;
use super::excluded::{Key as ExcludedKey, Reason};
use crate::problem::{Place, Problems, suggestion};
use crate::source::shape::CALLS;
use crate::source::table::shorten;

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct FileCounts {
    pub(super) regions: BTreeMap<usize, Counts>,
    pub(super) excluded: BTreeMap<ExcludedKey, u64>,
    /// The first row of each reason, and the cell that tells it.
    first: BTreeMap<Reason, Cell>,
    /// Words that the settings do not know: column, word, first row, how often.
    pub(super) unknown: BTreeMap<(&'static str, String), (usize, u64)>,
    /// Its rows.
    pub(super) rows: u64,
    /// Moments that cannot be read, by column: the first row, what stands there, how often.
    unread: BTreeMap<usize, (usize, String, u64)>,
    /// Whether the moments of a region are more than whole minutes, by how its calls are recorded.
    fine: HashMap<(usize, Option<Period>), Recorded>,
}

/// A cell for which a call is left out.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: &'static str,
    pub(super) text: String,
    /// What was probably meant.
    pub(super) hint: Option<String>,
}

/// How calls of one definition are written.
#[derive(Clone, Copy, Debug, Default)]
struct Recorded {
    calls: u64,
    /// Some moment has seconds.
    has_seconds: bool,
    /// The settings say that they have.
    to_the_second: bool,
}

/// Of fewer calls it may be chance that all moments are whole minutes.
const ENOUGH: u64 = 30;

/// The columns of words that the settings list.
pub(super) const TERMS: [&str; 3] = ["priority", "category", "channel"];

impl FileCounts {
    /// Leaves out a row for one of its cells.
    pub(super) fn exclude(&mut self, key: ExcludedKey, cell: impl FnOnce() -> Cell) {
        self.first.entry(key.2).or_insert_with(cell);
        *self.excluded.entry(key).or_default() += 1;
    }

    /// Notes a moment that cannot be read.
    pub(super) fn unread(&mut self, column: usize, row: usize, text: &str) {
        let first = || (row, shorten(text), 0);
        self.unread.entry(column).or_insert_with(first).2 += 1;
    }

    /// Notes how the moments of a call are written.
    pub(super) fn note(&mut self, region: usize, definition: &Definition, has_seconds: bool) {
        let first = || Recorded {
            to_the_second: (definition.clocks.iter()).any(|clock| clock.resolution_seconds < 60),
            ..Recorded::default()
        };
        let recorded = self.fine.entry((region, definition.since));
        let recorded = recorded.or_insert_with(first);
        recorded.calls += 1;
        recorded.has_seconds |= has_seconds;
    }

    /// Tells what is left out, what cannot be read, and which words are not known.
    pub(super) fn report(&self, file: &str, terms: &[HashMap<String, u8>; 3], problems: &Problems) {
        for reason in Reason::ALL {
            let of_reason = self.excluded.iter().filter(|((_, _, of), _)| *of == reason);
            let calls: u64 = of_reason.map(|(_, calls)| calls).sum();
            if let Some(cell) = self.first.get(&reason) {
                let message = format!(
                    "{}; calls like this, which are in no figure: {calls}.",
                    reason.message(&cell.text)
                );
                let place = Place::row(file, cell.row).column(cell.column);
                problems.warning_with_hint(place, message, cell.hint.clone());
            }
        }
        self.report_left_out(file, problems);
        self.report_moments(file, problems);
        for ((column, word), (row, calls)) in &self.unknown {
            let list = TERMS.iter().position(|name| name == column);
            let known = list.and_then(|at| terms.get(at)).into_iter().flatten();
            let hint = suggestion(word, known.map(|(id, _)| id.as_str()));
            let message = format!(
                "“{word}” is no {column} of [response] in senim.toml; calls that have it: {calls}."
            );
            problems.error_with_hint(Place::row(file, *row).column(column), message, hint);
        }
    }

    /// A file of which most is left out is another file than was meant.
    fn report_left_out(&self, file: &str, problems: &Problems) {
        // A file may well begin with all that came before.
        let wrong = self
            .excluded
            .iter()
            .filter(|((.., reason), _)| *reason != Reason::Twice);
        let wrong: u64 = wrong.map(|(_, calls)| calls).sum();
        if wrong * 2 > self.rows {
            let message = format!(
                "{wrong} of {} rows are in no figure, which is more than half; are columns in other \
                 places than their names, or dates in another order?",
                self.rows
            );
            problems.error(Place::file(file), message);
        }
    }

    fn report_moments(&self, file: &str, problems: &Problems) {
        for (column, (row, text, calls)) in &self.unread {
            let name = CALLS.columns().nth(*column).unwrap_or_default();
            let place = Place::row(file, *row).column(name);
            let message = format!(
                "“{text}” is no moment like 2026-11-22 13:05:09; calls with such a one, which count \
                 without it: {calls}"
            );
            match calls * 2 > self.rows {
                true => problems.error(place, message),
                false => problems.warning(place, message),
            }
        }
        let mut recorded = self.fine.values();
        let is_coarse = |of: &Recorded| of.to_the_second && !of.has_seconds && of.calls >= ENOUGH;
        if recorded.any(is_coarse) {
            let message = "has whole minutes only, though [response] says that moments are recorded to \
                           the second; declare resolution_seconds = 60";
            problems.warning(Place::file(file), message);
        }
    }
}
