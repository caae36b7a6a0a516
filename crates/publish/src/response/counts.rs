//! What was counted in a region.

use foldhash::HashMap;
use senim_measure::{Every, Period};
use senim_model::response::{Clock, Moment, Trait};

use super::tally::Tally;

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
    pub(super) groups: HashMap<GroupKey, Tally>,
    /// Calls of a quarter by what they have in common, with their durations by the first clock.
    pub(super) traits: HashMap<TraitKey, (u32, Tally)>,
}

/// Which kind of trait, also where a call has none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Category,
    Channel,
    Hour,
}

/// A call, as it is counted.
pub(super) struct Call<'c> {
    /// The position of its region.
    pub(super) region: usize,
    pub(super) group: GroupKey,
    pub(super) since: Option<Period>,
    /// When it was received, dispatched, arrived at and closed: seconds since 1970, UTC.
    pub(super) moments: [Option<i64>; 4],
    /// The clocks of its definition.
    pub(super) clocks: &'c [Clock],
    pub(super) traits: [(Kind, Option<Trait>); 3],
}

impl Call<'_> {
    /// Seconds by a clock; `None` where a moment is not recorded or they are in the wrong order.
    fn seconds(&self, clock: &Clock) -> Option<u32> {
        let at = |moment: Moment| self.moments.get(moment as usize).copied().flatten();
        u32::try_from(at(clock.to)? - at(clock.from)?).ok()
    }
}

impl Counts {
    /// Counts a call.
    pub(super) fn add(&mut self, call: &Call<'_>) {
        let seconds = call.clocks.iter().map(|clock| call.seconds(clock));
        self.groups.entry(call.group).or_default().add(seconds);
        let quarter = call.group.month.within(Every::Quarter);
        let first = call.clocks.first().and_then(|clock| call.seconds(clock));
        for (kind, has) in call.traits {
            let (calls, tally) = self
                .traits
                .entry((quarter, call.since, has, kind))
                .or_default();
            *calls += 1;
            if kind != Kind::Hour {
                tally.add(std::iter::once(first));
            }
        }
    }

    /// Counts what another file holds too.
    pub(super) fn merge(&mut self, other: Counts) {
        for (key, tally) in other.groups {
            self.groups.entry(key).or_default().merge(&tally);
        }
        for (key, (calls, tally)) in other.traits {
            let mine = self.traits.entry(key).or_default();
            mine.0 += calls;
            mine.1.merge(&tally);
        }
    }

    /// Calls by month.
    pub(super) fn by_month(&self) -> impl Iterator<Item = (Period, u64)> {
        let groups = self.groups.iter();
        groups.map(|(key, tally)| (key.month, tally.calls()))
    }

    /// The months that calls came for.
    pub(super) fn months(&self) -> impl Iterator<Item = Period> {
        self.groups.keys().map(|key| key.month)
    }
}
