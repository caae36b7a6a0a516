//! What came and what did not: for every dataset, supplier and period one of six states, so that
//! silence is never taken for zero.

mod due;
mod matrix;
mod period;

pub(crate) use due::check;
pub use due::{Due, EVERY_SUPPLIER, Exception};
pub use matrix::matrix;
pub use period::{Every, Period};

use chrono::NaiveDate;
use serde::Deserialize;

/// Whether there are data, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Data came.
    Reported,
    /// It was said that there is nothing to report.
    Zero,
    /// Nothing came, and the time for it is over.
    Missing,
    /// Nothing usable came yet, and there is still time for it.
    Late,
    /// There are data, which are not published, to protect people.
    Suppressed,
    /// There is nothing that could be reported.
    NotApplicable,
}

impl State {
    /// All of them.
    pub const ALL: [State; 6] = [
        State::Reported,
        State::Zero,
        State::Missing,
        State::Late,
        State::Suppressed,
        State::NotApplicable,
    ];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            State::Reported => "reported",
            State::Zero => "zero",
            State::Missing => "missing",
            State::Late => "late",
            State::Suppressed => "suppressed",
            State::NotApplicable => "not_applicable",
        }
    }

    /// From what stands in a table.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether data came: what was once said is not unsaid by silence.
    fn is_known(self) -> bool {
        matches!(self, State::Reported | State::Zero)
    }
}

/// What one supplier brought for one dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The dataset, `directory` for one.
    pub dataset: String,
    /// The supplier, or [`WHOLE`].
    pub supplier: String,
    /// What it is about; without one, the period in which it came.
    pub period: Option<Period>,
    /// How many rows.
    pub rows: usize,
    /// It holds no errors; what does is not published.
    pub ok: bool,
}

/// Stands for all of a source folder, whether it has suppliers or not.
pub const WHOLE: &str = "all";

/// A row of `coverage.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The dataset.
    pub dataset: String,
    /// The supplier.
    pub supplier: String,
    /// The period.
    pub period: Period,
    /// Its state.
    pub state: State,
    /// The last day on which it is in time; nobody waits for it where there is none.
    pub due_on: Option<NaiveDate>,
    /// Why the state is what it is, where the publisher says so.
    pub reason: String,
}
