//! What was counted in a region.

use foldhash::HashMap;
use senim_measure::{Every, Histogram, Period};
use senim_model::response::Trait;

/// Calls of one area, month and priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct GroupKey {
    pub(super) area: u16,
    pub(super) month: Period,
    pub(super) priority: u8,
}

/// A quarter, its definition, and a trait, if calls have one of the kind.
pub(super) type TraitKey = (Period, Option<Period>, Option<Trait>, Kind);

/// What was counted in a region.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Durations by the clocks of the month's definition.
    pub(super) groups: HashMap<GroupKey, Vec<Histogram>>,
    /// Calls of a quarter by what they have in common, with their durations by the first clock.
    pub(super) traits: HashMap<TraitKey, (u32, Histogram)>,
}

/// Which kind of trait, also where a call has none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Category,
    Channel,
    Hour,
}

/// A call, as it is counted.
pub(super) struct Call {
    /// The position of its region.
    pub(super) region: usize,
    pub(super) group: GroupKey,
    pub(super) since: Option<Period>,
    /// Seconds by the clocks of its definition.
    pub(super) durations: Vec<Option<u32>>,
    pub(super) traits: [(Kind, Option<Trait>); 3],
}

impl Counts {
    /// Counts a call.
    pub(super) fn add(&mut self, call: &Call) {
        let durations = &call.durations;
        let histograms = self.groups.entry(call.group).or_default();
        histograms.resize(durations.len(), Histogram::default());
        for (histogram, seconds) in histograms.iter_mut().zip(durations) {
            histogram.add(*seconds);
        }
        let quarter = call.group.month.within(Every::Quarter);
        let first = durations.first().copied().flatten();
        for (kind, has) in call.traits {
            let (calls, histogram) = self
                .traits
                .entry((quarter, call.since, has, kind))
                .or_default();
            *calls += 1;
            if kind != Kind::Hour {
                histogram.add(first);
            }
        }
    }

    /// Counts what another file holds too.
    pub(super) fn merge(&mut self, other: Counts) {
        for (key, histograms) in other.groups {
            let mine = self.groups.entry(key).or_default();
            mine.resize(histograms.len(), Histogram::default());
            for (mine, other) in mine.iter_mut().zip(&histograms) {
                mine.merge(other);
            }
        }
        for (key, (calls, histogram)) in other.traits {
            let mine = self.traits.entry(key).or_default();
            mine.0 += calls;
            mine.1.merge(&histogram);
        }
    }

    /// Calls by month.
    pub(super) fn by_month(&self) -> impl Iterator<Item = (Period, u64)> {
        let calls = |histograms: &Vec<Histogram>| histograms.first().map_or(0, Histogram::calls);
        self.groups
            .iter()
            .map(move |(key, histograms)| (key.month, calls(histograms)))
    }

    /// The months that calls came for.
    pub(super) fn months(&self) -> impl Iterator<Item = Period> {
        self.groups.keys().map(|key| key.month)
    }
}
