//! How long calls took: what a region publishes of it, and what all regions do together.

use core::fmt;

use senim_measure::{Cell, Histogram, Months, Period, Scope, State, Wide};
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::index::{PublishedFile, Term};
use crate::outline::Outline;
use crate::revision::Revision;
use crate::text::Text;

/// A moment of a call that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The call was taken.
    Received,
    /// A patrol was sent.
    Dispatched,
    /// It arrived.
    Arrived,
    /// The call was closed.
    Closed,
}

impl Moment {
    /// All of them, in their order.
    pub const ALL: [Moment; 4] = [
        Moment::Received,
        Moment::Dispatched,
        Moment::Arrived,
        Moment::Closed,
    ];

    /// As it stands in tables and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Moment::Received => "received",
            Moment::Dispatched => "dispatched",
            Moment::Arrived => "arrived",
            Moment::Closed => "closed",
        }
    }

    /// From what stands there.
    pub fn from_code(code: &str) -> Option<Moment> {
        Moment::ALL.into_iter().find(|moment| moment.code() == code)
    }
}

/// From when to when a duration is measured, and how finely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Where it starts.
    pub from: Moment,
    /// Where it stops.
    pub to: Moment,
    /// The step in which the moments are recorded: 1, or 60 for whole minutes.
    #[serde(default = "one_second")]
    pub resolution_seconds: u32,
}

fn one_second() -> u32 {
    1
}

impl Clock {
    /// From what stands in a table or an address: [`Display`](fmt::Display) undone.
    pub fn parse(text: &str) -> Option<Clock> {
        let (moments, step) = text.split_once('.').unwrap_or((text, "1s"));
        let (from, to) = moments.split_once('-')?;
        Some(Clock {
            from: Moment::from_code(from)?,
            to: Moment::from_code(to)?,
            resolution_seconds: step.strip_suffix('s')?.parse().ok()?,
        })
    }
}

/// `received-arrived`; `received-arrived.60s` where moments are whole minutes.
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.code(), self.to.code())?;
        match self.resolution_seconds {
            1 => Ok(()),
            step => write!(f, ".{step}s"),
        }
    }
}

/// How calls are recorded from a month on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The first month; from the beginning where it is none.
    pub since: Option<Period>,
    /// The clocks, in the order of the histograms of its cells.
    pub clocks: Vec<Clock>,
    /// What changed.
    pub note: Text,
}

/// The definition that holds in a month, of a list with the oldest first.
pub fn definition_in(definitions: &[Definition], month: Period) -> Option<&Definition> {
    let mut newest_first = definitions.iter().rev();
    newest_first.find(|definition| definition.since.is_none_or(|since| since <= month))
}

/// How fast a call is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The priority: a position in the list.
    pub priority: u8,
    /// Where its clock starts.
    pub from: Moment,
    /// Where its clock stops.
    pub to: Moment,
    /// At most so many seconds.
    pub seconds: u32,
}

/// What came for a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// The month.
    pub month: Period,
    /// Whether there are data.
    pub state: State,
    /// Why not, in the publisher's words; may be empty.
    pub reason: Text,
}

/// A district, now or then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
    /// The months since which its border is another one, in order.
    pub borders: Vec<Period>,
}

/// A service area, now or then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Identifier.
    pub id: Id,
    /// As people know it.
    pub number: String,
    /// The district it belongs to, or belonged to last: a position in the list.
    pub district: Option<u16>,
    /// The month since which it is no more.
    pub until: Option<Period>,
    /// The months since which its border is another one, in order.
    pub borders: Vec<Period>,
}

/// How many people lived somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Where.
    pub scope: Scope,
    /// How many.
    pub people: u32,
    /// On which day: `2026-01-01`.
    pub on: String,
}

/// By what calls are told apart, besides priority and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trait {
    /// What it was about: a position in the list.
    Category(u8),
    /// How it came: a position in the list.
    Channel(u8),
    /// When it came: the day of the week from 0 for Monday, and the hour.
    Hour(u8, u8),
}

/// Calls of the region in one quarter that have something in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The quarter.
    pub quarter: Period,
    /// Since when calls are recorded as they are here.
    pub since: Option<Period>,
    /// What they have in common; for those together that are too few alone, the first of its kind.
    pub has: Trait,
    /// They are what is left of this kind: too few alone.
    pub rest: bool,
    /// How many there are.
    pub calls: u32,
    /// How long they took by the first clock; empty for hours.
    pub histogram: Histogram,
}

/// Calls that are in no figure, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// The year; several where it is none.
    pub year: Option<Period>,
    /// Why, as it stands in `response_excluded.csv`.
    pub reason: String,
    /// How many.
    pub calls: u64,
}

/// What a region publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Region.
    pub region: Id,
    /// Its name.
    pub name: Text,
    /// A cell has at least so many calls.
    pub min_cell: u32,
    /// Priorities.
    pub priorities: Vec<Term>,
    /// Categories.
    pub categories: Vec<Term>,
    /// Channels.
    pub channels: Vec<Term>,
    /// How calls were recorded, the oldest first.
    pub definitions: Vec<Definition>,
    /// How fast they are to be answered.
    pub targets: Vec<Target>,
    /// What came, month by month, without gaps.
    pub months: Vec<Month>,
    /// Districts.
    pub districts: Vec<District>,
    /// Service areas.
    pub areas: Vec<Area>,
    /// How many people live there.
    pub people: Vec<People>,
    /// Cells, sorted by key.
    pub cells: Vec<Cell>,
    /// Calls by what they have in common.
    pub breakdowns: Vec<Breakdown>,
    /// Calls that are in no figure.
    pub excluded: Vec<Excluded>,
    /// What its areas and districts look like, as this release has them.
    pub outline: Outline,
    /// What differs from the release before; none where there is none to compare with.
    pub revision: Option<Revision>,
    /// Its cells added up, which is no part of the pack: empty until [`Response::add_up`].
    #[serde(skip)]
    pub wide: Wide,
}

impl Response {
    /// Adds up cells for the region and its districts, so that choices of them are answered fast.
    pub fn add_up(mut self) -> Response {
        self.wide = Wide::of(&self.cells, self.districts.len());
        self
    }

    /// Whether cells are sorted, positions point into their lists and every cell has the clocks of its definition.
    pub fn check(&self) -> bool {
        let clocks = |since| self.definition(since).map(|found| found.clocks.len());
        let is_scope = |scope: Scope| {
            let area = scope
                .area
                .is_none_or(|at| usize::from(at) < self.areas.len());
            let district = scope
                .district
                .is_none_or(|at| usize::from(at) < self.districts.len());
            area && district
        };
        let is_priority = |at: u8| usize::from(at) < self.priorities.len();
        let is_sorted = self.cells.is_sorted_by_key(|cell| cell.key);
        is_sorted
            && self.cells.iter().all(|cell| {
                let known = is_scope(cell.key.scope) && is_priority(cell.key.priority);
                known && clocks(cell.key.since) == Some(cell.histograms.len())
            })
            && self.people.iter().all(|row| is_scope(row.scope))
            && self
                .targets
                .iter()
                .all(|target| is_priority(target.priority))
            && self.areas.iter().all(|area| {
                is_scope(Scope {
                    district: area.district,
                    area: None,
                })
            })
            && self.breakdowns.iter().all(|row| self.knows(row.has))
            && self.outline.check(self.areas.len(), self.districts.len())
            && self
                .revision
                .iter()
                .all(|revision| revision.check(self.cells.len()))
    }

    /// How calls were recorded since a month.
    pub fn definition(&self, since: Option<Period>) -> Option<&Definition> {
        self.definitions
            .iter()
            .find(|definition| definition.since == since)
    }

    fn knows(&self, has: Trait) -> bool {
        match has {
            Trait::Category(at) => usize::from(at) < self.categories.len(),
            Trait::Channel(at) => usize::from(at) < self.channels.len(),
            Trait::Hour(day, hour) => day < 7 && hour < 24,
        }
    }
}

/// A region in the country's overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionSums {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
    /// The pack of [`Response`].
    pub file: PublishedFile,
    /// Sums of its cells by quarter, definition and priority.
    pub sums: Vec<Sum>,
    /// What came, month by month.
    pub months: Vec<Month>,
    /// How many people live there.
    pub people: Option<People>,
}

/// Cells of one region added up: those of a year as a whole have rows of their own, one for all that
/// are of the same months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// A quarter, or a year for what is not published by quarter.
    pub period: Period,
    /// The priority.
    pub priority: u8,
    /// Since when calls are recorded as they are here.
    pub since: Option<Period>,
    /// The months that its cells are of.
    pub months: Months,
    /// The clocks of the histograms.
    pub clocks: Vec<Clock>,
    /// How long the calls took, by clock.
    pub histograms: Vec<Histogram>,
}

/// What all regions publish together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// A cell has at least so many calls.
    pub min_cell: u32,
    /// Priorities.
    pub priorities: Vec<Term>,
    /// How fast calls are to be answered.
    pub targets: Vec<Target>,
    /// Regions that have calls.
    pub regions: Vec<RegionSums>,
    /// Calls in no figure that are told of no region: of none, or of several together.
    pub excluded: Vec<Excluded>,
}

impl Country {
    /// Whether priorities are known and every sum has its clocks.
    pub fn check(&self) -> bool {
        let mut sums = self.regions.iter().flat_map(|region| &region.sums);
        sums.all(|sum| {
            let known = usize::from(sum.priority) < self.priorities.len();
            known && sum.clocks.len() == sum.histograms.len()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_as_they_are_written() {
        for text in ["received-arrived", "dispatched-closed.60s"] {
            assert_eq!(Clock::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "received",
            "received-gone",
            "received-arrived.x",
            "received-arrived.60",
        ] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
    }
}
