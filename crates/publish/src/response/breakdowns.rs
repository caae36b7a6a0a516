//! Calls of a quarter by category, by channel and by hour of the week.

use std::collections::BTreeMap;

use senim_measure::partition::alone;
use senim_measure::{Every, Histogram, Period};
use senim_model::response::{Breakdown, Trait};

use super::beside::{Beside, Whole};
use super::cells::{Cells, Limits};
use super::counts::{Counts, Kind};

/// Calls of one trait; of none, where it was not recorded.
type Part = (Option<Trait>, u32, Histogram);

/// Quarters that are over, each call in one row of each kind. Traits that are too few are put
/// together, with the smallest other one where they would stay too few. Of a quarter whose sum would
/// tell of few calls beside the cells nothing is published.
pub(super) fn breakdowns(
    counts: &Counts,
    cells: &Cells,
    limits: Limits,
    before: &[Breakdown],
) -> Vec<Breakdown> {
    let mut tables: BTreeMap<(Whole, Kind), Vec<Part>> = BTreeMap::new();
    for ((quarter, since, has, kind), (calls, tally)) in &counts.traits {
        let table = tables.entry(((*quarter, *since), *kind)).or_default();
        table.push((*has, *calls, tally.histogram()));
    }
    let is_carried = |quarter: Period| cells.carried.contains(&quarter.within(Every::Year));
    let beside = Beside::of(cells, limits.min_cell);
    let mut sums: BTreeMap<Whole, u64> = BTreeMap::new();
    let mut fresh: Vec<Breakdown> = Vec::new();
    for ((whole, kind), parts) in tables {
        let is_over = whole.0.last_day() < limits.open.first_day();
        // Nobody recorded it: all calls would be the rest, of kinds that may not even have names.
        let says_nothing = parts.iter().all(|(has, ..)| has.is_none());
        if is_carried(whole.0) || !is_over || says_nothing {
            continue;
        }
        let new = table(whole, kind, parts, limits.min_cell);
        let old: Vec<Breakdown> = before
            .iter()
            .filter(|row| (row.quarter, row.since) == whole && of(row.has) == kind)
            .cloned()
            .collect();
        let may_change = !differs_little(&old, &new, limits.min_change);
        let rows = [Some(new).filter(|_| may_change), Some(old)];
        let told = |rows: &Vec<Breakdown>| !rows.is_empty() && !beside.tells(whole, sum(rows));
        if let Some(rows) = rows.into_iter().flatten().find(told) {
            sums.insert(whole, sum(&rows));
            fresh.extend(rows);
        }
    }
    let gone = beside.too_telling(&sums);
    fresh.retain(|row| !gone.contains(&(row.quarter, row.since)));
    let kept = before.iter().filter(|row| is_carried(row.quarter));
    let mut rows: Vec<Breakdown> = kept.cloned().chain(fresh).collect();
    rows.sort_by_key(|row| (row.quarter, row.since, of(row.has), row.rest, row.has));
    rows
}

fn sum(rows: &[Breakdown]) -> u64 {
    rows.iter().map(|row| u64::from(row.calls)).sum()
}

fn of(has: Trait) -> Kind {
    match has {
        Trait::Category(_) => Kind::Category,
        Trait::Channel(_) => Kind::Channel,
        Trait::Hour(..) => Kind::Hour,
    }
}

fn table(
    (quarter, since): Whole,
    kind: Kind,
    mut parts: Vec<Part>,
    min_cell: u64,
) -> Vec<Breakdown> {
    // The smallest last; what was not recorded is never alone.
    parts.sort_by_key(|(has, calls, _)| (has.is_none(), std::cmp::Reverse(*calls), *has));
    let sum = |parts: &[Part]| parts.iter().map(|(_, calls, _)| u64::from(*calls)).sum();
    let named = parts.iter().filter(|(has, ..)| has.is_some()).count();
    let (traits, unnamed) = parts.split_at(named);
    let sizes: Vec<u64> = traits
        .iter()
        .map(|(_, calls, _)| u64::from(*calls))
        .collect();
    let Some(alone) = alone(&sizes, sum(unnamed), min_cell) else {
        return Vec::new();
    };
    let rest = parts.split_off(alone);
    let row = |has, rest, calls, histogram| Breakdown {
        quarter,
        since,
        has,
        rest,
        calls,
        histogram,
    };
    let mut rows: Vec<Breakdown> = parts
        .into_iter()
        .filter_map(|(has, calls, histogram)| Some(row(has?, false, calls, histogram)))
        .collect();
    if !rest.is_empty() {
        let first = match kind {
            Kind::Category => Trait::Category(0),
            Kind::Channel => Trait::Channel(0),
            Kind::Hour => Trait::Hour(0, 0),
        };
        let mut sum = row(first, true, 0, Histogram::default());
        for (_, calls, histogram) in &rest {
            sum.calls += calls;
            sum.histogram.merge(histogram);
        }
        rows.push(sum);
    }
    rows
}

/// Whether any row of a table differs by few calls from what was published.
fn differs_little(old: &[Breakdown], new: &[Breakdown], min_change: u64) -> bool {
    let difference = |old: &Breakdown| {
        let mut same = new
            .iter()
            .filter(|new| (new.has, new.rest) == (old.has, old.rest));
        let new = same.next()?;
        let calls = u64::from(old.calls.abs_diff(new.calls));
        Some(calls.max(old.histogram.difference(&new.histogram)))
    };
    let mut differences = old.iter().filter_map(difference);
    differences.any(|calls| calls > 0 && calls < min_change)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quarter() -> Period {
        Period::parse("2025-Q1").unwrap()
    }

    proptest! {
        #[test]
        fn no_row_is_small_and_nothing_small_is_left(
            numbers in prop::collection::vec(0u32..70, 1..9),
            unknown in 0u32..40,
        ) {
            let known = numbers.iter().zip(0..).map(|(calls, at)| (Some(Trait::Channel(at)), *calls));
            let parts: Vec<Part> = known
                .chain([(None, unknown)])
                .filter(|(_, calls)| *calls > 0)
                .map(|(has, calls)| (has, calls, Histogram::default()))
                .collect();
            let all: u32 = parts.iter().map(|(_, calls, _)| calls).sum();
            let rows = table((quarter(), None), Kind::Channel, parts, 30);
            prop_assert!(rows.iter().all(|row| row.calls >= 30));
            let published: u32 = rows.iter().map(|row| row.calls).sum();
            // Either every call is in a row, or there are too few for any.
            prop_assert!(published == all || (published == 0 && all < 30), "{} {}", published, all);
        }
    }
}
