//! Calls that are in no figure, and why.

use std::collections::BTreeMap;

use senim_measure::Period;
use senim_model::id::Id;

use super::cells::Limits;
use crate::Error;
use crate::release::table::{Table, id};

/// Why a call is in no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reason {
    /// When it was received is not recorded, or cannot be read.
    NoTime,
    /// It was received after the day of publication.
    Future,
    /// Something happened before it was received.
    Reversed,
    /// It names no area, or one that was not there, and lies in none.
    NoArea,
    /// Its priority is not recorded.
    NoPriority,
    /// It was counted already.
    Twice,
    /// It fits in no cell: there are too few like it.
    Few,
}

impl Reason {
    /// All of them.
    pub(crate) const ALL: [Reason; 7] = [
        Reason::NoTime,
        Reason::Future,
        Reason::Reversed,
        Reason::NoArea,
        Reason::NoPriority,
        Reason::Twice,
        Reason::Few,
    ];

    /// As it stands in tables.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Reason::NoTime => "no_time",
            Reason::Future => "future",
            Reason::Reversed => "reversed",
            Reason::NoArea => "no_area",
            Reason::NoPriority => "no_priority",
            Reason::Twice => "twice",
            Reason::Few => "few",
        }
    }

    /// What a publisher is told of what stands in the cell that tells it.
    pub(super) fn message(self, found: &str) -> String {
        let message = match (self, found.is_empty()) {
            (Reason::NoTime, true) => "is empty; a call has a time of receipt",
            (Reason::NoTime, false) => {
                "cannot be read as the time of receipt, expected one like 2026-11-22 13:05:09"
            }
            (Reason::Future, _) => "is after the day of publication",
            (Reason::Reversed, _) => "is before the call was received",
            (Reason::NoArea, true) => "is empty, and no coordinate leads to an area",
            (Reason::NoArea, false) => "leads to no area that its region had then",
            (Reason::NoPriority, true) => "is empty, and [response] has several priorities",
            (Reason::NoPriority, false) => "is no priority",
            (Reason::Twice, true) => {
                "is empty, and a row before, here or in another file, has all that this one has"
            }
            (Reason::Twice, false) => "came before, here or in another file",
            (Reason::Few, _) => "fits in no cell",
        };
        match found {
            "" => message.to_owned(),
            found => format!("“{found}” {message}"),
        }
    }
}

/// Where, when and why; not every such call has a region or a year.
pub(super) type Key = (Option<Id>, Option<Period>, Reason);

/// Rows of `response_excluded.csv` as they were published before.
pub(super) fn before(table: &Table) -> Result<BTreeMap<Key, u64>, Error> {
    let rows = table.all(|row| {
        let reason = row.text("reason");
        let reason = Reason::ALL.into_iter().find(|of| of.code() == reason)?;
        let key = (
            row.may("region", id)?,
            row.may("year", Period::parse)?,
            reason,
        );
        Some((key, row.number("calls")?))
    })?;
    Ok(rows.into_iter().collect())
}

/// Rows of `response_excluded.csv`: numbers under the threshold are put together, first over years,
/// then over regions, and left out where they stay small. Of one reason no number is told twice. A
/// number that changed by few since it was published stays as it was.
pub(super) fn rows(
    counts: &BTreeMap<Key, u64>,
    limits: Limits,
    before: &BTreeMap<Key, u64>,
) -> Vec<(Key, u64)> {
    let told = |key: &Key, calls: u64| match before.get(key) {
        Some(old) if calls.abs_diff(*old) < limits.min_change => Some(*old),
        _ => (calls >= limits.min_cell).then_some(calls),
    };
    let mut rows = Vec::new();
    let mut left = counts.clone();
    for (at, widen) in WIDEN.iter().enumerate() {
        let mut sums: BTreeMap<Key, u64> = BTreeMap::new();
        for (key, calls) in &left {
            *sums.entry(widen(key)).or_default() += calls;
        }
        left.clear();
        for (key, calls) in sums {
            // What the next rung leaves as it is may still come to be more there.
            let waits = WIDEN.get(at + 1).is_some_and(|next| next(&key) == key);
            match told(&key, calls).filter(|_| !waits) {
                Some(calls) => rows.push((key, calls)),
                None => {
                    left.insert(key, calls);
                }
            }
        }
    }
    rows.sort();
    rows
}

/// How numbers are put together.
const WIDEN: [fn(&Key) -> Key; 3] = [
    Clone::clone,
    |(region, _, reason)| (region.clone(), None, *reason),
    |(_, _, reason)| (None, None, *reason),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(region: &str, year: &str, reason: Reason) -> Key {
        (Id::parse(region).ok(), Period::parse(year), reason)
    }

    fn limits() -> Limits {
        Limits {
            min_cell: 30,
            min_change: 5,
            open: Period::parse("2026-12").unwrap(),
        }
    }

    #[test]
    fn small_numbers_are_put_together() {
        let counts = BTreeMap::from([
            (key("a", "2024", Reason::Twice), 40),
            (key("a", "2025", Reason::Twice), 4),
            (key("b", "2025", Reason::Twice), 28),
            (key("b", "2025", Reason::Future), 29),
            (key("c", "2024", Reason::NoArea), 20),
            (key("c", "2025", Reason::NoArea), 20),
            (key("", "", Reason::Few), 29),
        ]);
        let expected = [
            (key("", "", Reason::Twice), 32),
            (key("a", "2024", Reason::Twice), 40),
            (key("c", "", Reason::NoArea), 40),
        ];
        assert_eq!(rows(&counts, limits(), &BTreeMap::new()), expected);
    }

    proptest! {
        /// Of numbers that change from release to release by few and by many.
        #[test]
        fn no_number_is_small_and_none_changes_by_few(
            parts in prop::collection::vec((0usize..3, 2024u32..2027, 0usize..7, 0u64..70), 0..20),
            changes in prop::collection::vec(prop::collection::vec(-8i64..9, 20), 0..6),
        ) {
            let mut parts = parts;
            let mut before: BTreeMap<Key, u64> = BTreeMap::new();
            for release in 0..=changes.len() {
                let mut counts: BTreeMap<Key, u64> = BTreeMap::new();
                for (region, year, reason, calls) in &parts {
                    let key = key(["", "a", "b"][*region], &year.to_string(), Reason::ALL[*reason]);
                    *counts.entry(key).or_default() += calls;
                }
                let now = rows(&counts, limits(), &before);
                for (key, calls) in &now {
                    prop_assert!(*calls >= limits().min_cell, "{key:?}");
                    let change = before.get(key).map_or(0, |old| calls.abs_diff(*old));
                    prop_assert!(change == 0 || change >= limits().min_change, "{key:?}");
                }
                before = now.into_iter().collect();
                for ((.., calls), change) in parts.iter_mut().zip(changes.get(release).into_iter().flatten()) {
                    *calls = calls.saturating_add_signed(*change);
                }
            }
        }
    }
}
