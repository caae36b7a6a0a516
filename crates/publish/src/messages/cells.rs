//! Which messages are published together, so that no cell is small and no subtraction makes one.
//!
//! What the office did is told of all messages; what senders said, of those of which they said
//! anything: these are put into cells of their own, by the same rule.
//!
//! Of a quarter that is over, a region's messages are published where they are enough: by district,
//! small districts and messages without one together, so that none is left out. A quarter with fewer
//! waits for the end of its year and is published with other such quarters of the region; where these
//! are few too, with those of other regions, for the country; where even these are few, not at all.
//! So each message is in one cell or in none, and what is in none could not be told from sums.

use std::collections::{BTreeMap, BTreeSet};

use senim_measure::partition::alone;
use senim_measure::{Every, Period};
use senim_model::id::Id;

use super::{Counts, Group};

/// What tells a cell apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The region; none where messages of several stand together.
    pub(crate) region: Option<Id>,
    /// A quarter or a year.
    pub(crate) period: Period,
    /// The district; none where all messages of the region stand here that are in no district's
    /// cell.
    pub(crate) district: Option<Id>,
}

/// Messages that are published together, and only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What tells it apart.
    pub(crate) key: Key,
    /// The quarters in which its messages came.
    pub(crate) quarters: BTreeSet<Period>,
    /// A cell had at least so many messages when it was made.
    pub(crate) min_cell: u64,
    /// What became of them.
    pub(crate) counts: Counts,
}

/// What keeps small numbers apart from what is published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// A cell has at least so many messages.
    pub(super) min_cell: u64,
    /// Between releases a cell changes by so many messages or by none.
    pub(super) min_change: u64,
    /// The first day that is not over.
    pub(super) today: chrono::NaiveDate,
}

impl Limits {
    /// Whether a period is over.
    pub(super) fn are_past(&self, period: Period) -> bool {
        period.last_day() < self.today
    }
}

/// Groups by what tells them apart.
pub(super) type Groups = BTreeMap<Group, Counts>;

/// A region and a year.
pub(super) type Year = (Id, Period);

/// Makes cells, in a fixed order. Messages of a quarter that was published stay in the cells that they
/// were in; a cell of which a quarter did not come again stays as it was.
pub(super) fn cells(groups: &Groups, limits: Limits, before: &[Cell]) -> Vec<Cell> {
    let came: BTreeSet<(&Id, Period)> = groups
        .keys()
        .map(|group| (&group.region, group.quarter))
        .collect();
    // What is left of a country is told once.
    let stays = |cell: &&Cell| {
        let mut quarters = cell.quarters.iter();
        let region = cell.key.region.as_ref();
        region.is_none_or(|region| quarters.any(|quarter| !came.contains(&(region, *quarter))))
    };
    let (kept, fresh): (Vec<&Cell>, Vec<&Cell>) = before.iter().partition(stays);
    let is_kept = |group: &Group| {
        kept.iter().any(|cell| {
            let same = cell.key.region.as_ref() == Some(&group.region);
            same && cell.quarters.contains(&group.quarter)
        })
    };
    let old: BTreeMap<&Key, &Cell> = fresh.iter().map(|cell| (&cell.key, *cell)).collect();
    let mut regions: BTreeMap<Year, Vec<(&Group, &Counts)>> = BTreeMap::new();
    for (group, counts) in groups {
        if !is_kept(group) && limits.are_past(group.quarter) && counts.received > 0 {
            let year = (group.region.clone(), group.quarter.within(Every::Year));
            regions.entry(year).or_default().push((group, counts));
        }
    }
    let mut made: BTreeMap<Key, Vec<(&Group, &Counts)>> = BTreeMap::new();
    let mut country: BTreeMap<Period, Vec<(&Group, &Counts)>> = BTreeMap::new();
    for ((region, year), all) in regions {
        let mut waiting = Vec::new();
        for quarter in all.chunk_by(|(one, _), (two, _)| one.quarter == two.quarter) {
            for (key, group) in of_quarter(quarter, limits.min_cell, &old) {
                match key {
                    Some(key) => made.entry(key).or_default().push(group),
                    None => waiting.push(group),
                }
            }
        }
        let key = Key {
            region: Some(region),
            period: year,
            district: None,
        };
        let is_over = limits.are_past(year);
        let is_new = !kept.iter().any(|cell| cell.key == key);
        match old.contains_key(&key) || (is_new && is_over && is_enough(&waiting, limits)) {
            true => made.entry(key).or_default().extend(waiting),
            false if is_over => country.entry(year).or_default().extend(waiting),
            false => {}
        }
    }
    let is_told = |year: Period| {
        kept.iter()
            .any(|cell| cell.key.region.is_none() && cell.key.period == year)
    };
    for (year, left) in country {
        if !is_told(year) && is_enough(&left, limits) {
            made.insert(
                Key {
                    region: None,
                    period: year,
                    district: None,
                },
                left,
            );
        }
    }
    let made = made.into_iter().filter(|(_, groups)| !groups.is_empty());
    let made = made.filter_map(|(key, groups)| {
        let old = old.get(&key).copied();
        hold(cell(key, &groups, limits), old, limits)
    });
    let mut cells: Vec<Cell> = kept.into_iter().cloned().chain(made).collect();
    cells.sort_by(|one, two| one.key.cmp(&two.key));
    cells
}

fn is_enough(groups: &[(&Group, &Counts)], limits: Limits) -> bool {
    let received: u64 = groups.iter().map(|(_, counts)| counts.received).sum();
    received >= limits.min_cell
}

/// The cell of each group of a region's quarter; none where they wait for the end of the year.
fn of_quarter<'a>(
    groups: &[(&'a Group, &'a Counts)],
    min_cell: u64,
    old: &BTreeMap<&Key, &Cell>,
) -> Vec<(Option<Key>, (&'a Group, &'a Counts))> {
    let key = |group: &Group, district: Option<Id>| Key {
        region: Some(group.region.clone()),
        period: group.quarter,
        district,
    };
    let was = |group: &Group, district: Option<Id>| {
        let key = key(group, district);
        old.contains_key(&key).then_some(key)
    };
    let whole = |(group, _): &(&Group, &Counts)| {
        was(group, group.district.clone()).or_else(|| was(group, None))
    };
    let is_published = groups.iter().any(|group| whole(group).is_some());
    if is_published {
        let new = groups.iter().filter(|group| whole(group).is_none());
        let new: u64 = new.map(|(_, counts)| counts.received).sum();
        let place = |group: &(&'a Group, &'a Counts)| {
            let together = || (new >= min_cell).then(|| key(group.0, None));
            (whole(group).or_else(together), *group)
        };
        return groups.iter().map(place).collect();
    }
    let waited = groups.first().is_some_and(|(group, _)| {
        let mut cells = old.values();
        cells.any(|cell| {
            let same = cell.key.region.as_ref() == Some(&group.region);
            same && cell.quarters.contains(&group.quarter)
        })
    });
    let mut districts: Vec<_> = groups
        .iter()
        .filter(|(group, _)| group.district.is_some())
        .collect();
    districts.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.received));
    let sizes: Vec<u64> = districts
        .iter()
        .map(|(_, counts)| counts.received)
        .collect();
    let unnamed = groups.iter().filter(|(group, _)| group.district.is_none());
    let unnamed = unnamed.map(|(_, counts)| counts.received).sum();
    let Some(alone) = alone(&sizes, unnamed, min_cell).filter(|_| !waited) else {
        return groups.iter().map(|group| (None, *group)).collect();
    };
    let alone: BTreeSet<&Group> = districts
        .iter()
        .take(alone)
        .map(|(group, _)| *group)
        .collect();
    let place = |(group, counts): &(&'a Group, &'a Counts)| {
        let district = group.district.clone().filter(|_| alone.contains(group));
        (Some(key(group, district)), (*group, *counts))
    };
    groups.iter().map(place).collect()
}

fn cell(key: Key, groups: &[(&Group, &Counts)], limits: Limits) -> Cell {
    let counts = Counts::sum(groups.iter().map(|(_, counts)| *counts));
    Cell {
        key,
        quarters: groups.iter().map(|(group, _)| group.quarter).collect(),
        min_cell: limits.min_cell,
        counts,
    }
}

/// A cell that differs by few messages from what was published stays as it was.
fn hold(new: Cell, old: Option<&Cell>, limits: Limits) -> Option<Cell> {
    let is_small = new.counts.received < limits.min_cell;
    match old {
        Some(old) if is_small || old.counts.differs_little(&new.counts, limits.min_change) => {
            Some(old.clone())
        }
        _ => (!is_small).then_some(new),
    }
}
