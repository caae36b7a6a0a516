//! Messages of a region's quarter by what they are about.

use std::collections::BTreeMap;

use senim_measure::Period;
use senim_measure::partition::alone;
use senim_model::id::Id;

use super::cells::Limits;
use super::{Cell, Counts, SourceMessages};

/// Messages of a region's quarter that are about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The region.
    pub(crate) region: Id,
    /// The quarter.
    pub(crate) quarter: Period,
    /// The theme; none of all that are in no row of their own.
    pub(crate) theme: Option<Id>,
    /// What became of them.
    pub(crate) counts: Counts,
}

/// The messages of each quarter by theme. A quarter has such rows only where each of its messages is
/// in one of its cells too, and is told of there as here: else the sums of both would tell of few.
pub(super) fn rows(
    messages: &[SourceMessages],
    cells: &[Cell],
    limits: Limits,
    before: &[Row],
) -> Vec<Row> {
    let mut quarters: BTreeMap<(&Id, Period), BTreeMap<Option<&Id>, Counts>> = BTreeMap::new();
    for row in messages {
        let themes = quarters
            .entry((&row.of.region, row.of.quarter))
            .or_default();
        themes
            .entry(row.theme.as_ref())
            .or_default()
            .add(&row.counts);
    }
    // What did not come again stays as it was.
    let kept = before.iter();
    let kept = kept.filter(|row| !quarters.contains_key(&(&row.region, row.quarter)));
    let mut rows: Vec<Row> = kept.cloned().collect();
    for ((region, quarter), themes) in quarters {
        let here = cells.iter();
        let here = here.filter(|cell| is_of(cell, region, quarter));
        let told = Counts::sum(here.map(|cell| &cell.counts));
        let of = |row: &&Row| row.region == *region && row.quarter == quarter;
        let old: Vec<&Row> = before.iter().filter(of).collect();
        let new = match told == Counts::sum(themes.values()) {
            true => by_theme((region, quarter), themes, limits.min_cell),
            false => Vec::new(),
        };
        match new.is_empty() || differs_little(&old, &new, limits) {
            true => rows.extend(old.into_iter().cloned()),
            false => rows.extend(new),
        }
    }
    let order = |row: &Row| {
        (
            row.region.clone(),
            row.quarter,
            row.theme.is_none(),
            row.theme.clone(),
        )
    };
    rows.sort_by_key(order);
    rows
}

fn is_of(cell: &Cell, region: &Id, quarter: Period) -> bool {
    cell.key.region.as_ref() == Some(region) && cell.key.period == quarter
}

fn by_theme(
    (region, quarter): (&Id, Period),
    mut themes: BTreeMap<Option<&Id>, Counts>,
    min_cell: u64,
) -> Vec<Row> {
    let unnamed = themes.remove(&None).unwrap_or_default();
    let mut named: Vec<(Option<&Id>, Counts)> = themes.into_iter().collect();
    named.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.received));
    let sizes: Vec<u64> = named.iter().map(|(_, counts)| counts.received).collect();
    let Some(alone) = alone(&sizes, unnamed.received, min_cell) else {
        return Vec::new();
    };
    let rest = named.split_off(alone);
    let mut sum = Counts::sum(rest.iter().map(|(_, counts)| counts));
    sum.add(&unnamed);
    if sum.received > 0 {
        named.push((None, sum));
    }
    let row = |(theme, counts): (Option<&Id>, Counts)| Row {
        region: region.clone(),
        quarter,
        theme: theme.cloned(),
        counts,
    };
    named.into_iter().map(row).collect()
}

/// Whether any row differs by few messages from what was published.
fn differs_little(old: &[&Row], new: &[Row], limits: Limits) -> bool {
    let mut pairs = old.iter().filter_map(|old| {
        let same = new.iter().find(|new| new.theme == old.theme)?;
        Some((old, same))
    });
    pairs.any(|(old, new)| old.counts.differs_little(&new.counts, limits.min_change))
}
