//! Calendar days.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar day, as days since 1970-01-01. Two bytes in a pack where a written date takes ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

/// Days between 0001-01-01, where chrono counts from, and 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The date; `None` outside the years that a calendar can hold.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0.checked_add(EPOCH_FROM_CE)?)
    }

    /// Whole days from `earlier` to this day; negative where it comes later.
    pub fn since(self, earlier: Day) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce() - EPOCH_FROM_CE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(Day::from(date).date(), Some(date));
        assert_eq!(Day(0).date(), NaiveDate::from_ymd_opt(1970, 1, 1));
        assert_eq!(Day(i32::MAX).date(), None);
    }
}
