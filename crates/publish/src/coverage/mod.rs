//! What came and what did not: for every dataset, supplier and period one of six states, so that
//! silence is never taken for zero.

mod due;
mod matrix;

pub use due::{Due, EVERY_SUPPLIER, Exception};
pub(crate) use due::{check, same};
pub use matrix::matrix;
pub use senim_measure::{Every, Period, State};

use chrono::NaiveDate;
use senim_model::text::Text;

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
    pub reason: Text,
}
