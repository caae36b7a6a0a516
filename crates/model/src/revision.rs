//! What became of figures that were published already.

use senim_measure::{Cell, Period};
use serde::{Deserialize, Serialize};

/// What differs from the release before, as far as the figures of one region go. What differs
/// because months came, or because a quarter is over, is no revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The time of the release before: RFC 3339.
    pub since: String,
    /// Why this release was made, in the publisher's words; may be empty.
    pub reason: String,
    /// The first month that was not over then.
    pub open: Period,
    /// Months that came since.
    pub came: Vec<Period>,
    /// Cells as they were that are others now, or are no more; sorted by key. Their histograms are
    /// left out where there are too many of them.
    pub before: Vec<Cell>,
    /// Cells that are new though their months were known: positions, in order.
    pub added: Vec<u32>,
}

impl Revision {
    /// Whether it fits a region of so many cells.
    pub fn check(&self, cells: usize) -> bool {
        let is_cell = |at: &u32| usize::try_from(*at).is_ok_and(|at| at < cells);
        self.before.is_sorted_by_key(|cell| cell.key) && self.added.iter().all(is_cell)
    }
}
