//! What `senim.toml` says is due.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::{Period, State};
use crate::coverage::Every;

/// Stands for every supplier that is not named itself.
pub const EVERY_SUPPLIER: &str = "*";

/// `[[due]]`: a supplier owes a dataset for every period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The dataset.
    pub dataset: String,
    /// The supplier, or [`EVERY_SUPPLIER`].
    #[serde(default = "every_supplier")]
    pub supplier: String,
    /// How often.
    pub every: Every,
    /// The first period; a shorter one than `every` stands for the one it lies in.
    pub from: Period,
    /// So many days after the end of a period it is still in time.
    #[serde(default)]
    pub grace_days: u16,
    /// Periods of which the publisher knows better.
    #[serde(default)]
    pub exception: Vec<Exception>,
}

/// `[[due.exception]]`: the publisher says what is to be known of a period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The period.
    pub period: Period,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
}

fn every_supplier() -> String {
    EVERY_SUPPLIER.to_owned()
}

impl Due {
    /// The periods from the first one to that of `today`.
    pub(super) fn periods(&self, today: NaiveDate) -> impl Iterator<Item = Period> + use<> {
        let first = Period::of(self.every, self.from.first_day());
        let last = Period::of(self.every, today);
        std::iter::successors(Some(first), |period| Some(period.next()))
            .take_while(move |period| *period <= last)
    }

    /// The last day on which a period is in time.
    pub(super) fn due_on(&self, period: Period) -> NaiveDate {
        let end = period.last_day();
        end.checked_add_days(Days::new(self.grace_days.into()))
            .unwrap_or(end)
    }

    pub(super) fn exception(&self, period: Period) -> Option<&Exception> {
        self.exception
            .iter()
            .find(|exception| exception.period == period)
    }
}
