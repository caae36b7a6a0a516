//! An indicator, the promise about it, and its values.

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::text::Text;

use super::amount::{Amount, Unit};
use super::when::When;

/// What is published of the reform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reform {
    /// In the publisher's order.
    pub indicators: Vec<Indicator>,
}

/// Something that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Identifier.
    pub id: Id,
    /// The region that the promise is of; of the whole country without one.
    pub region: Option<Id>,
    /// What it is called.
    pub name: Text,
    /// What it is counted in.
    pub unit: Unit,
    /// What is better.
    pub better: Better,
    /// What exactly is counted.
    pub definition: Text,
    /// What was promised.
    pub promise: Promise,
    /// The promise is somebody's published words.
    pub quoted: bool,
    /// Its values, the oldest first; of the whole country, and of regions.
    pub values: Vec<Value>,
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither can be said.
    Neither,
}

impl Better {
    /// All of them.
    pub const ALL: [Better; 3] = [Better::Up, Better::Down, Better::Neither];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            Better::Up => "up",
            Better::Down => "down",
            Better::Neither => "none",
        }
    }

    /// The direction of a code.
    pub fn from_code(code: &str) -> Option<Better> {
        Better::ALL.into_iter().find(|better| better.code() == code)
    }

    /// On which side of a target it is reached; `None` where no side is better.
    pub fn bound(self) -> Option<Bound> {
        match self {
            Better::Up => Some(Bound::AtLeast),
            Better::Down => Some(Bound::AtMost),
            Better::Neither => None,
        }
    }
}

/// On which side of a target it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// So much or more.
    AtLeast,
    /// So much or less.
    AtMost,
}

/// What was promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// In words; may be empty.
    pub text: Text,
    /// In numbers.
    pub target: Option<Target>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was said.
    pub said: Option<NaiveDate>,
    /// Where it was said.
    pub source: Source,
}

/// How much was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// So much.
    pub amount: Amount,
    /// Or more, or less.
    pub bound: Bound,
}

impl Target {
    /// Whether so much is enough.
    pub fn is_met_by(self, amount: Amount) -> bool {
        match self.bound {
            Bound::AtLeast => amount >= self.amount,
            Bound::AtMost => amount <= self.amount,
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Of which region; of all that the indicator is about without one.
    pub region: Option<Id>,
    /// Of when.
    pub when: When,
    /// How much.
    pub amount: Amount,
    /// It was published as about so much.
    pub about: bool,
    /// From here on, something else is counted, or otherwise; the note says what.
    pub new_definition: bool,
    /// What else has to be known.
    pub note: Text,
    /// Where it was published.
    pub source: Source,
    /// It is somebody's published figure.
    pub quoted: bool,
}

/// Where something was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub name: Text,
    /// Its address; may be empty.
    pub url: String,
}

impl Indicator {
    /// The values of all that it is about, the oldest first.
    pub fn own(&self) -> Vec<&Value> {
        self.of(None)
    }

    /// The values of a region of the country, the oldest first.
    pub fn of(&self, region: Option<&Id>) -> Vec<&Value> {
        let values = self.values.iter();
        values
            .filter(|value| value.region.as_ref() == region)
            .collect()
    }

    /// Whether it is of a region, or has values of it.
    pub fn is_about(&self, region: &Id) -> bool {
        self.region.as_ref() == Some(region) || !self.of(Some(region)).is_empty()
    }
}
