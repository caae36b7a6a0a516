//! Cells: what is published of calls.

use serde::{Deserialize, Serialize};

use crate::{Every, Histogram, Period};

/// Where calls came from, inside of one region: all of it, a district, or an area as part of the
/// district that it belonged to then. Positions in the lists of the region.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Scope {
    /// The district.
    pub district: Option<u16>,
    /// The area.
    pub area: Option<u16>,
}

impl Scope {
    /// The whole region.
    pub const REGION: Scope = Scope {
        district: None,
        area: None,
    };

    /// A district as a whole.
    pub fn district(district: u16) -> Scope {
        Scope {
            district: Some(district),
            area: None,
        }
    }

    /// An area, wherever it belonged.
    pub fn area(area: u16) -> Scope {
        Scope {
            district: None,
            area: Some(area),
        }
    }

    /// Whether all of another scope lies in this one.
    pub fn holds(self, other: Scope) -> bool {
        match (self.area, self.district) {
            (Some(area), None) => other.area == Some(area),
            (_, None) => true,
            (area, district) => {
                let same = area.is_none() || other.area == area;
                same && other.district == district
            }
        }
    }
}

/// Which months of a year are in a cell: bit 0 is January.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Months(pub u16);

impl Months {
    /// Adds a month.
    pub fn add(&mut self, month: Period) {
        self.0 |= 1 << month.month0();
    }

    /// The months of a year from one month to another, both counted from the beginning of the year
    /// 0, as [`Period::first_month`] does.
    pub(crate) fn between(from: i32, to: i32, year: i32) -> Months {
        let (from, to) = (from - year * 12, to - year * 12);
        if to < 0 || from > 11 {
            return Months(0);
        }
        let (from, to) = (from.max(0), to.min(11));
        Months(((1_u32 << (to + 1)) - (1 << from)) as u16)
    }

    /// Whether all of them are among others.
    pub(crate) fn all_in(self, others: Months) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether any of them is among others.
    pub(crate) fn any_in(self, others: Months) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether a month of the same year is among them.
    pub fn has(self, month: Period) -> bool {
        self.0 & (1 << month.month0()) != 0
    }
}

impl FromIterator<Period> for Months {
    fn from_iter<I: IntoIterator<Item = Period>>(months: I) -> Months {
        let mut all = Months::default();
        months.into_iter().for_each(|month| all.add(month));
        all
    }
}

/// What tells a cell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Where.
    pub scope: Scope,
    /// When: a month, a quarter or a year.
    pub period: Period,
    /// The priority: a position in the list of the region.
    pub priority: u8,
    /// Since when calls are recorded as they are here; from the beginning where it is none.
    pub since: Option<Period>,
}

/// Calls that are published together, and only here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What tells it apart.
    pub key: Key,
    /// The months whose calls are in it: of a month all, of a quarter or a year those that are not
    /// in cells of their own.
    pub months: Months,
    /// How long its calls took by each clock of its definition, all over the same calls.
    pub histograms: Vec<Histogram>,
}

impl Cell {
    /// Its months, in order.
    pub fn months(&self) -> impl Iterator<Item = Period> + use<> {
        let months = self.months;
        let year = self.key.period.within(Every::Year);
        year.months().filter(move |month| months.has(*month))
    }

    /// The year that its months are of, from the year 0.
    pub(crate) fn year(&self) -> i32 {
        self.key.period.first_month().div_euclid(12)
    }

    /// Its calls.
    pub fn calls(&self) -> u64 {
        self.histograms.first().map_or(0, Histogram::calls)
    }
}
