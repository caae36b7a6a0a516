//! From numbers to the cells that are published.

use std::collections::{BTreeMap, BTreeSet};

use senim_measure::partition::{Group, Published, Rule, partition};
use senim_measure::{Cell, Every, Key, Months, Period};
use senim_model::response::definition_in;

use super::beside::Whole;
use super::counts::{Counts, GroupKey};
use super::region::Region;
use super::tally::Tally;

/// The cells of a region, and the calls that fit in none, by quarter.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) cells: Vec<Cell>,
    pub(super) left_out: BTreeMap<Whole, u64>,
    /// Years of which months that were published did not come again: they stay as they were.
    pub(super) carried: Vec<Period>,
}

/// What keeps small numbers apart from what is published.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) min_cell: u64,
    pub(super) min_change: u64,
    /// The first month that is not over.
    pub(super) open: Period,
}

/// Makes cells. Of a year whose months did not all come again, what was published stays.
pub(super) fn cells(region: &Region, counts: &Counts, limits: Limits, before: &[Cell]) -> Cells {
    let carried = carried(counts, before);
    let is_carried = |period: Period| carried.contains(&period.within(Every::Year));
    let (groups, tallies) = groups(region, counts, &is_carried);
    let fresh: Vec<&Cell> = before
        .iter()
        .filter(|cell| !is_carried(cell.key.period))
        .collect();
    let published: Vec<Published> = fresh.iter().map(|cell| (cell.key, cell.months)).collect();
    let rule = Rule {
        min_cell: limits.min_cell,
        open: limits.open,
    };
    let keys = partition(&groups, rule, &published);
    let mut sums: BTreeMap<Key, (Months, Tally)> = BTreeMap::new();
    let mut left_out: BTreeMap<Whole, u64> = BTreeMap::new();
    for ((group, key), tally) in groups.iter().zip(keys).zip(tallies) {
        let Some(key) = key else {
            *left_out
                .entry((group.month.within(Every::Quarter), group.since))
                .or_default() += group.calls;
            continue;
        };
        let (months, sum) = sums.entry(key).or_default();
        months.add(group.month);
        sum.merge(tally);
    }
    let cell = |(key, (months, sum)): (Key, (Months, Tally))| {
        let histograms = sum.histograms();
        let cell = Cell {
            key,
            months,
            histograms,
        };
        (key, cell)
    };
    let mut made: BTreeMap<Key, Cell> = sums.into_iter().map(cell).collect();
    hold(&mut made, &fresh, limits.min_change);
    made.retain(|key, cell| {
        let is_large = cell.calls() >= limits.min_cell;
        if !is_large {
            *left_out
                .entry((key.period.within(Every::Quarter), key.since))
                .or_default() += cell.calls();
        }
        is_large
    });
    let kept = before.iter().filter(|cell| is_carried(cell.key.period));
    let mut cells: Vec<Cell> = kept.cloned().chain(made.into_values()).collect();
    cells.sort_by_key(|cell| cell.key);
    Cells {
        cells,
        left_out,
        carried,
    }
}

/// Years of which something was published for months that did not come again.
fn carried(counts: &Counts, before: &[Cell]) -> Vec<Period> {
    let came: BTreeSet<Period> = counts.months().collect();
    let gone = before
        .iter()
        .filter(|cell| cell.months().any(|month| !came.contains(&month)));
    let years: BTreeSet<Period> = gone
        .map(|cell| cell.key.period.within(Every::Year))
        .collect();
    years.into_iter().collect()
}

/// Groups in a fixed order, with what was counted of them by each clock.
fn groups<'a>(
    region: &Region,
    counts: &'a Counts,
    is_carried: &impl Fn(Period) -> bool,
) -> (Vec<Group>, Vec<&'a Tally>) {
    let found = counts
        .groups
        .iter()
        .filter(|(key, _)| !is_carried(key.month));
    let group = |(key, tally): (&GroupKey, &'a Tally)| {
        let definition = definition_in(&region.definitions, key.month)?;
        let group = Group {
            scope: region.territory.scope(key.area, key.month),
            month: key.month,
            priority: key.priority,
            since: definition.since,
            calls: tally.calls(),
        };
        Some((group, tally))
    };
    found.filter_map(group).unzip()
}

/// A cell that differs by few calls from what was published stays as it was: else the difference of
/// two releases would tell of those few.
fn hold(made: &mut BTreeMap<Key, Cell>, before: &[&Cell], min_change: u64) {
    for old in before {
        let Some(new) = made.get_mut(&old.key) else {
            continue;
        };
        let pairs = old.histograms.iter().zip(&new.histograms);
        let difference = pairs.map(|(old, new)| old.difference(new)).max();
        if difference.is_some_and(|calls| calls < min_change) {
            *new = (*old).clone();
        }
    }
}
