//! What tables by category, channel and hour tell beside the cells.
//!
//! A table holds all calls of its quarter. Cells of that quarter hold most of them; others lie in a
//! cell of an area and its year, or in none. So a reader can subtract, and the difference must not be
//! small: not of one quarter, and not of the quarters of a year that have no table.

use std::collections::{BTreeMap, BTreeSet};

use senim_measure::partition::alone;
use senim_measure::{Every, Period};

use super::cells::Cells;

/// A period, and since when its calls are recorded as they are.
pub(super) type Whole = (Period, Option<Period>);

/// What is published of calls in cells, and what is in none.
pub(super) struct Beside {
    /// Calls in cells of a year, and in those of a quarter or of its months.
    in_cells: BTreeMap<Whole, u64>,
    /// Calls of a quarter in no cell.
    left_out: BTreeMap<Whole, u64>,
    min_cell: u64,
}

impl Beside {
    /// What cells tell.
    pub(super) fn of(cells: &Cells, min_cell: u64) -> Beside {
        let mut in_cells: BTreeMap<Whole, u64> = BTreeMap::new();
        for cell in &cells.cells {
            let every = match cell.key.period.every() {
                Every::Year => Every::Year,
                Every::Month | Every::Quarter => Every::Quarter,
            };
            let whole = (cell.key.period.within(every), cell.key.since);
            *in_cells.entry(whole).or_default() += cell.calls();
        }
        Beside {
            in_cells,
            left_out: cells.left_out.clone(),
            min_cell,
        }
    }

    /// Whether a table of so many calls would tell of few.
    pub(super) fn tells(&self, quarter: Whole, calls: u64) -> bool {
        self.is_few(self.difference(quarter, calls)) || self.is_few(self.left_out(quarter))
    }

    /// Quarters whose tables have to go so that those without one are not few: of each year, the ones
    /// with the fewest calls in cells of the year.
    pub(super) fn too_telling(&self, tables: &BTreeMap<Whole, u64>) -> BTreeSet<Whole> {
        let mut gone = BTreeSet::new();
        let years = self
            .in_cells
            .iter()
            .filter(|(whole, _)| whole.0.every() == Every::Year);
        for (year, all) in years {
            let in_year = |quarter: &Whole| (quarter.0.within(Every::Year), quarter.1) == *year;
            let part = |(quarter, calls): (&Whole, &u64)| {
                let difference = self.difference(*quarter, *calls);
                (difference.saturating_sub(self.left_out(*quarter)), *quarter)
            };
            let in_tables = tables.iter().filter(|(quarter, _)| in_year(quarter));
            let mut parts: Vec<(u64, Whole)> = in_tables
                .map(part)
                .filter(|(calls, _)| *calls > 0)
                .collect();
            parts.sort_by_key(|part| std::cmp::Reverse(*part));
            let sizes: Vec<u64> = parts.iter().map(|(calls, _)| *calls).collect();
            let others = all.saturating_sub(sizes.iter().sum());
            let alone = alone(&sizes, others, self.min_cell).unwrap_or(0);
            gone.extend(parts.into_iter().skip(alone).map(|(_, quarter)| quarter));
        }
        gone
    }

    /// Calls of a table that are in no cell of its quarter.
    fn difference(&self, quarter: Whole, calls: u64) -> u64 {
        calls.abs_diff(self.in_cells.get(&quarter).copied().unwrap_or(0))
    }

    fn left_out(&self, quarter: Whole) -> u64 {
        self.left_out.get(&quarter).copied().unwrap_or(0)
    }

    fn is_few(&self, calls: u64) -> bool {
        calls > 0 && calls < self.min_cell
    }
}
