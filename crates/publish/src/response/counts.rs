//! What was counted in a region.

use std::collections::BTreeMap;

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
    pub(super) groups: BTreeMap<GroupKey, Tally>,
    /// Calls of a quarter by what they have in common, with their durations by the first clock.
    pub(super) traits: BTreeMap<TraitKey, (u32, Tally)>,
}

/// What was counted in a region and month. Most files have their calls in the order of time: what is
/// in use then stays in the processor's cache.
#[derive(Debug, Default)]
pub(super) struct MonthCounts {
    since: Option<Period>,
    /// By the position of the priority, then of the area.
    groups: Vec<Vec<Tally>>,
    /// By kind, and the number of what calls have of it.
    traits: [Vec<(Option<Trait>, u32, Tally)>; 3],
}

/// Which kind of trait, also where a call has none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Category,
    Channel,
    Hour,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Category, Kind::Channel, Kind::Hour];
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
    /// One of each kind, if there is one.
    pub(super) traits: [Option<Trait>; 3],
}

impl Call<'_> {
    /// Seconds by a clock; `None` where a moment is not recorded or they are in the wrong order.
    fn seconds(&self, clock: &Clock) -> Option<u32> {
        let at = |moment: Moment| self.moments.get(moment as usize).copied().flatten();
        u32::try_from(at(clock.to)? - at(clock.from)?).ok()
    }
}

impl MonthCounts {
    /// Counts a call.
    pub(super) fn add(&mut self, call: &Call<'_>) {
        self.since = call.since;
        let seconds = call.clocks.iter().map(|clock| call.seconds(clock));
        if let Some(areas) = place(&mut self.groups, call.group.priority.into())
            && let Some(tally) = place(areas, call.group.area.into())
        {
            tally.add(seconds);
        }
        let first = call.clocks.first().and_then(|clock| call.seconds(clock));
        let kinds = Kind::ALL.into_iter().zip(call.traits);
        for ((kind, has), traits) in kinds.zip(&mut self.traits) {
            if let Some(counted) = place(traits, has.map_or(0, number)) {
                counted.0 = has;
                counted.1 += 1;
                if kind != Kind::Hour {
                    counted.2.add(std::iter::once(first));
                }
            }
        }
    }
}

/// The place of a number in a list, which grows so far.
fn place<T: Clone + Default>(list: &mut Vec<T>, at: usize) -> Option<&mut T> {
    if list.len() <= at {
        list.resize(at + 1, T::default());
    }
    list.get_mut(at)
}

/// From 1, among those of its kind.
fn number(has: Trait) -> usize {
    1 + match has {
        Trait::Category(at) | Trait::Channel(at) => usize::from(at),
        Trait::Hour(day, hour) => usize::from(day) * 24 + usize::from(hour),
    }
}

impl Counts {
    /// The months of a region.
    pub(super) fn of(months: Vec<(Period, MonthCounts)>) -> Counts {
        let mut traits: BTreeMap<TraitKey, (u32, Tally)> = BTreeMap::new();
        let mut groups = Vec::new();
        for (month, counts) in months {
            for (areas, priority) in counts.groups.into_iter().zip(0..) {
                let key = |area| GroupKey {
                    area,
                    month,
                    priority,
                };
                let tallies = areas
                    .into_iter()
                    .zip(0..)
                    .filter(|(tally, _)| tally.has_any());
                groups.extend(tallies.map(|(tally, area)| (key(area), tally)));
            }
            let quarter = month.within(Every::Quarter);
            for (kind, places) in Kind::ALL.into_iter().zip(counts.traits) {
                for (has, calls, tally) in places.into_iter().filter(|(_, calls, _)| *calls > 0) {
                    let sum = traits
                        .entry((quarter, counts.since, has, kind))
                        .or_default();
                    sum.0 += calls;
                    sum.1.merge(&tally);
                }
            }
        }
        Counts {
            groups: groups.into_iter().collect(),
            traits,
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
