//! Of when a value is.

use core::fmt;

use chrono::NaiveDate;
use senim_measure::{Every, Period};

/// A day, or a month, a quarter, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// As it was on a day.
    Day(NaiveDate),
    /// Of a period as a whole.
    Period(Period),
}

impl When {
    /// Reads `2026-11-22`, `2026-11`, `2026-Q4` or `2026`.
    pub fn parse(text: &str) -> Option<When> {
        let day = || {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            // chrono reads "2026-1-2" too.
            (day.to_string() == text).then_some(When::Day(day))
        };
        Period::parse(text).map(When::Period).or_else(day)
    }

    /// The first day that it is about.
    pub fn first_day(self) -> NaiveDate {
        match self {
            When::Day(day) => day,
            When::Period(period) => period.first_day(),
        }
    }

    /// The last day that it is about.
    pub fn last_day(self) -> NaiveDate {
        match self {
            When::Day(day) => day,
            When::Period(period) => period.last_day(),
        }
    }

    /// How long it is, where it is more than a day: what is counted in a month is not compared with
    /// what is counted in a year.
    pub(crate) fn length(self) -> Option<Every> {
        match self {
            When::Day(_) => None,
            When::Period(period) => Some(period.every()),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => day.fmt(f),
            When::Period(period) => period.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, first, last) in [
            ("2022-05-20", "2022-05-20", "2022-05-20"),
            ("2026-02", "2026-02-01", "2026-02-28"),
            ("2026-Q3", "2026-07-01", "2026-09-30"),
            ("2025", "2025-01-01", "2025-12-31"),
        ] {
            let when = When::parse(text).unwrap();
            assert_eq!(when.to_string(), text);
            assert_eq!(when.first_day().to_string(), first);
            assert_eq!(when.last_day().to_string(), last);
        }
        for text in ["", "2026-1-2", "2026-02-30", "22.11.2026", "soon"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
    }
}
