//! What was found in one file of calls.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::counts::Counts;
use super::excluded::{Key as ExcludedKey, Reason};
use crate::problem::{Place, Problems, suggestion};

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct FileCounts {
    pub(super) regions: BTreeMap<usize, Counts>,
    pub(super) excluded: BTreeMap<ExcludedKey, u64>,
    /// The first row of each reason.
    first: BTreeMap<Reason, usize>,
    /// Words that the settings do not know: column, word, first row, how often.
    pub(super) unknown: BTreeMap<(&'static str, String), (usize, u64)>,
}

/// The columns of words that the settings list.
pub(super) const TERMS: [&str; 3] = ["priority", "category", "channel"];

impl FileCounts {
    /// Leaves out a row.
    pub(super) fn exclude(&mut self, key: ExcludedKey, row: usize) {
        self.first.entry(key.2).or_insert(row);
        *self.excluded.entry(key).or_default() += 1;
    }

    /// Tells what is left out, and which words are not known.
    pub(super) fn report(&self, file: &str, terms: &[HashMap<String, u8>; 3], problems: &Problems) {
        for reason in Reason::ALL {
            let of_reason = self.excluded.iter().filter(|((_, _, of), _)| *of == reason);
            let calls: u64 = of_reason.map(|(_, calls)| calls).sum();
            if let Some(row) = self.first.get(&reason) {
                let message = format!(
                    "{}; calls like this, which are in no figure: {calls}",
                    reason.message()
                );
                problems.warning(Place::row(file, *row), message);
            }
        }
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
}
