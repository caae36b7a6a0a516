//! Calls that are in no figure, and why.

use senim_measure::Period;
use senim_model::id::Id;
use std::collections::BTreeMap;

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
}

impl Reason {
    /// All of them.
    pub(crate) const ALL: [Reason; 6] = [
        Reason::NoTime,
        Reason::Future,
        Reason::Reversed,
        Reason::NoArea,
        Reason::NoPriority,
        Reason::Twice,
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
        }
    }

    /// What a publisher is told of such a call.
    pub(super) fn message(self) -> &'static str {
        match self {
            Reason::NoTime => "has no time of receipt that can be read",
            Reason::Future => "was received after the day of publication",
            Reason::Reversed => "was answered before it was received",
            Reason::NoArea => "lies in no area",
            Reason::NoPriority => "has no priority",
            Reason::Twice => "came twice",
        }
    }
}

/// Where, when and why; not every such call has a region or a year.
pub(super) type Key = (Option<Id>, Option<Period>, Reason);

/// Rows of `response_excluded.csv`: numbers under the threshold are put together, first over years,
/// then over regions, and left out where they stay small. Of one reason no number is told twice.
pub(super) fn rows(counts: &BTreeMap<Key, u64>, min_cell: u64) -> Vec<(Key, u64)> {
    let mut rows = Vec::new();
    let mut left = counts.clone();
    let widen: [fn(&Key) -> Key; 3] = [
        Clone::clone,
        |(region, _, reason)| (region.clone(), None, *reason),
        |(_, _, reason)| (None, None, *reason),
    ];
    for widen in widen {
        let mut sums: BTreeMap<Key, u64> = BTreeMap::new();
        for (key, calls) in &left {
            *sums.entry(widen(key)).or_default() += calls;
        }
        left.clear();
        for (key, calls) in sums {
            match calls >= min_cell {
                true => rows.push((key, calls)),
                false => {
                    left.insert(key, calls);
                }
            }
        }
    }
    rows.sort();
    // Two rungs may end in the same row.
    rows.dedup_by(|next, row| {
        let same = next.0 == row.0;
        if same {
            row.1 += next.1;
        }
        same
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_put_together() {
        let key = |region: &str, year: &str, reason| {
            (Id::parse(region).ok(), Period::parse(year), reason)
        };
        let counts = BTreeMap::from([
            (key("a", "2024", Reason::Twice), 40),
            (key("a", "2025", Reason::Twice), 4),
            (key("b", "2025", Reason::Twice), 28),
            (key("b", "2025", Reason::Future), 29),
            (key("c", "2024", Reason::NoArea), 20),
            (key("c", "2025", Reason::NoArea), 20),
        ]);
        let expected = [
            (key("", "", Reason::Twice), 32),
            (key("a", "2024", Reason::Twice), 40),
            (key("c", "", Reason::NoArea), 40),
        ];
        assert_eq!(rows(&counts, 30), expected);
    }
}
