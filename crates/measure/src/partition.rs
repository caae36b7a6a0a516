//! Which calls are published together, so that no cell is small and no subtraction makes one.
//!
//! Calls of one area, month, priority and definition are a *group*. A group is published in the
//! first cell of the ladder that is large enough: area and month, area and quarter, area and year,
//! district and quarter, region and quarter. A cell of a rung takes all groups that none before took.
//! So each call is in one cell or in none, and totals are sums of cells. Quarters and years are
//! taken only once they are over: else each month would change what the month before said.

use std::collections::BTreeMap;

use crate::{Every, Key, Months, Period, Scope};

/// Calls of one area, month, priority and definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The area, with the district that it belonged to.
    pub scope: Scope,
    /// The month.
    pub month: Period,
    /// The priority.
    pub priority: u8,
    /// Since when calls are recorded as they are here.
    pub since: Option<Period>,
    /// How many there are.
    pub calls: u64,
}

/// When calls may stand together.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// A cell has at least so many calls.
    pub min_cell: u64,
    /// The first month that is not over.
    pub open: Period,
}

/// The rungs of the ladder, finest first: how long, and whether of an area or of a district.
const LADDER: [(Every, Width); 5] = [
    (Every::Month, Width::Area),
    (Every::Quarter, Width::Area),
    (Every::Year, Width::Area),
    (Every::Quarter, Width::District),
    (Every::Quarter, Width::Region),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Area,
    District,
    Region,
}

/// A cell that is published already: what tells it apart, and the months in it.
pub type Published = (Key, Months);

/// The cell of each group, in their order; none where its calls are left out. What is published
/// already stays as it is: a group of a month that is in a cell stays there.
pub fn partition(groups: &[Group], rule: Rule, before: &[Published]) -> Vec<Option<Key>> {
    let before: BTreeMap<Key, Months> = before.iter().copied().collect();
    let mut cells: Vec<Option<Key>> = groups.iter().map(|group| stays(group, &before)).collect();
    for rung in LADDER {
        let mut sums: BTreeMap<Key, u64> = BTreeMap::new();
        for (group, cell) in groups.iter().zip(&cells) {
            if let Some(key) = on_rung(group, rung, rule).filter(|_| cell.is_none()) {
                *sums.entry(key).or_default() += group.calls;
            }
        }
        for (group, cell) in groups.iter().zip(&mut cells) {
            if cell.is_none() {
                let key = on_rung(group, rung, rule);
                *cell = key.filter(|key| sums.get(key).is_some_and(|sum| *sum >= rule.min_cell));
            }
        }
    }
    cells
}

/// The cell in which the calls of a group were published before.
fn stays(group: &Group, before: &BTreeMap<Key, Months>) -> Option<Key> {
    let keys = LADDER.iter().filter_map(|rung| key(group, *rung));
    keys.into_iter().find(|key| {
        let months = before.get(key);
        months.is_some_and(|months| months.has(group.month))
    })
}

/// The cell of a group on a rung, where that is over.
fn on_rung(group: &Group, rung: (Every, Width), rule: Rule) -> Option<Key> {
    key(group, rung).filter(|key| key.period.last_day() < rule.open.first_day())
}

fn key(group: &Group, (every, width): (Every, Width)) -> Option<Key> {
    let scope = match width {
        Width::Area => group.scope,
        Width::District => Scope::district(group.scope.district?),
        Width::Region => Scope::REGION,
    };
    Some(Key {
        scope,
        period: group.month.within(every),
        priority: group.priority,
        since: group.since,
    })
}

/// How many parts of a whole are published each by itself; the others are published together, with
/// `unnamed`, which is never alone. `sizes` are those of the parts, the largest first. Parts under
/// `min_cell` are put together, with the smallest other one where they would stay too few: so no part
/// is small, none is left out, and no sum over the parts tells of a small one. `None` where the whole
/// is under `min_cell`.
pub fn alone(sizes: &[u64], unnamed: u64, min_cell: u64) -> Option<usize> {
    let (mut alone, mut together) = (sizes.len(), unnamed);
    for size in sizes.iter().rev() {
        let would_tell = together > 0 && together < min_cell;
        if *size >= min_cell && !would_tell {
            break;
        }
        together += size;
        alone -= 1;
    }
    (alone > 0 || together >= min_cell).then_some(alone)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month(number: u32) -> Period {
        Period::parse(&format!("{}-{:02}", 2024 + number / 12, number % 12 + 1)).unwrap()
    }

    fn rule(open: u32) -> Rule {
        Rule {
            min_cell: 30,
            open: month(open),
        }
    }

    fn group(area: u16, at: u32, calls: u64) -> Group {
        Group {
            scope: Scope {
                district: Some(area / 4),
                area: Some(area),
            },
            month: month(at),
            priority: 0,
            since: None,
            calls,
        }
    }

    fn periods(groups: &[Group], rule: Rule) -> Vec<String> {
        let cells = partition(groups, rule, &[]);
        let text = |key: Key| match (key.scope.area, key.scope.district) {
            (Some(area), _) => format!("{area} {}", key.period),
            (None, Some(district)) => format!("d{district} {}", key.period),
            (None, None) => format!("all {}", key.period),
        };
        cells
            .into_iter()
            .map(|key| key.map_or("left out".into(), text))
            .collect()
    }

    #[test]
    fn a_group_takes_the_first_rung_that_is_large_enough() {
        let groups = [
            group(0, 0, 30),
            group(0, 1, 29),
            group(0, 2, 1),
            group(1, 0, 10),
            group(1, 5, 20),
            group(2, 0, 15),
            group(3, 1, 15),
            group(4, 0, 16),
            group(8, 1, 14),
            group(4, 9, 1),
        ];
        assert_eq!(
            periods(&groups, rule(24)),
            [
                "0 2024-01",
                "0 2024-Q1",
                "0 2024-Q1",
                "1 2024",
                "1 2024",
                "d0 2024-Q1",
                "d0 2024-Q1",
                "all 2024-Q1",
                "all 2024-Q1",
                "left out"
            ]
        );
        // Within the year, months that fell short wait for the quarter and never for the year.
        let early = periods(&groups, rule(2));
        assert_eq!(
            early[..5],
            ["0 2024-01", "left out", "left out", "left out", "left out"]
        );
    }

    fn groups() -> impl Strategy<Value = Vec<Group>> {
        let one =
            (0u16..9, 0u32..18, 1u64..45).prop_map(|(area, at, calls)| group(area, at, calls));
        prop::collection::vec(one, 0..80).prop_map(|mut groups| {
            groups.sort_by_key(|group| (group.scope, group.month));
            groups.dedup_by_key(|group| (group.scope, group.month));
            groups
        })
    }

    fn sums(groups: &[Group], cells: &[Option<Key>]) -> BTreeMap<Key, (u64, Months)> {
        let mut sums: BTreeMap<Key, (u64, Months)> = BTreeMap::new();
        for (group, cell) in groups.iter().zip(cells) {
            if let Some(key) = cell {
                let (calls, months) = sums.entry(*key).or_default();
                *calls += group.calls;
                months.add(group.month);
            }
        }
        sums
    }

    proptest! {
        #[test]
        fn parts_are_large_and_nothing_small_is_left(
            mut sizes in prop::collection::vec(1u64..70, 0..9), unnamed in 0u64..40,
        ) {
            sizes.sort_unstable_by(|one, two| two.cmp(one));
            let all: u64 = sizes.iter().sum::<u64>() + unnamed;
            match alone(&sizes, unnamed, 30) {
                None => prop_assert!(all < 30),
                Some(alone) => {
                    prop_assert!(sizes[..alone].iter().all(|size| *size >= 30));
                    let together = sizes[alone..].iter().sum::<u64>() + unnamed;
                    prop_assert!(together == 0 || together >= 30);
                    // No more than needed is put together.
                    let could = sizes.get(alone).filter(|size| **size >= 30);
                    prop_assert!(could.is_none_or(|size| together - size < 30));
                }
            }
        }

        #[test]
        fn no_cell_is_small_and_what_is_left_out_fits_nowhere(groups in groups()) {
            let cells = partition(&groups, rule(18), &[]);
            for (calls, _) in sums(&groups, &cells).values() {
                prop_assert!(*calls >= 30);
            }
            for (group, cell) in groups.iter().zip(&cells) {
                let is_alone = cell.is_some_and(|key| key.period == group.month && key.scope == group.scope);
                prop_assert_eq!(is_alone, group.calls >= 30);
            }
            let mut left: BTreeMap<Period, u64> = BTreeMap::new();
            for (group, _) in groups.iter().zip(&cells).filter(|(_, cell)| cell.is_none()) {
                *left.entry(group.month.within(Every::Quarter)).or_default() += group.calls;
            }
            prop_assert!(left.values().all(|calls| *calls < 30));
        }

        #[test]
        fn what_was_published_stays_where_it_is(groups in groups(), first in 1u32..18) {
            let early: Vec<Group> = groups.iter().copied().filter(|group| group.month < month(first)).collect();
            let before = partition(&early, rule(first), &[]);
            let published: Vec<Published> =
                sums(&early, &before).into_iter().map(|(key, (_, months))| (key, months)).collect();
            let after = partition(&groups, rule(18), &published);
            for (group, cell) in early.iter().zip(&before).filter(|(_, cell)| cell.is_some()) {
                let at = groups.iter().position(|other| other == group).unwrap();
                prop_assert_eq!(after[at], *cell);
            }
            // What grew, grew by new groups only, and no cell is small.
            for (calls, _) in sums(&groups, &after).values() {
                prop_assert!(*calls >= 30);
            }
        }
    }
}
