//! Months, quarters and years: `2026-11`, `2026-Q4`, `2026`.

use core::fmt;

use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each year.
    Year,
}

impl Every {
    /// Months in one of them.
    pub fn months(self) -> u32 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::Year => 12,
        }
    }
}

/// A month, a quarter or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    every: Every,
    /// Periods of this length since the year 0.
    number: i32,
}

impl Period {
    /// The period of that length in which a day lies.
    pub fn of(every: Every, day: NaiveDate) -> Period {
        let months = every.months() as i32;
        let month = day.year() * 12 + day.month0() as i32;
        Period {
            every,
            number: month.div_euclid(months),
        }
    }

    /// Its length.
    pub fn every(self) -> Every {
        self.every
    }

    /// The one after it.
    pub fn next(self) -> Period {
        Period {
            number: self.number + 1,
            ..self
        }
    }

    /// The one before it.
    pub fn previous(self) -> Period {
        Period {
            number: self.number - 1,
            ..self
        }
    }

    /// Whether it is the last of a longer period.
    pub fn ends(self, every: Every) -> bool {
        self.within(every).last_day() == self.last_day()
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        let month = self.number * self.every.months() as i32;
        let day = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
        day.unwrap_or(NaiveDate::MAX)
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next = self.next().first_day();
        next.checked_sub_days(Days::new(1)).unwrap_or(next)
    }

    /// The period of another length in which its first day lies.
    pub fn within(self, every: Every) -> Period {
        Period::of(every, self.first_day())
    }

    /// Its months, in order.
    pub fn months(self) -> impl DoubleEndedIterator<Item = Period> + use<> {
        let length = self.every.months() as i32;
        let first = self.number * length;
        (first..first + length).map(|number| Period {
            every: Every::Month,
            number,
        })
    }

    /// Its first month, counted from the beginning of the year 0.
    pub(crate) fn first_month(self) -> i32 {
        self.number * self.every.months() as i32
    }

    /// Which month of its year it begins with, from 0.
    pub fn month0(self) -> u32 {
        self.first_month().rem_euclid(12) as u32
    }

    /// Reads `2026-11`, `2026-Q4` or `2026`, in the years 1900 to 2999.
    pub fn parse(text: &str) -> Option<Period> {
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let number = |text: &str, digits: usize| {
            let all = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            all.then(|| text.parse::<u32>().ok()).flatten()
        };
        let year = number(year, 4).filter(|year| (1900..3000).contains(year))? as i32;
        let (every, month) = match part {
            None => (Every::Year, 1),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter = number(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
                    (Every::Quarter, quarter * 3 - 2)
                }
                None => (Every::Month, number(part, 2)?),
            },
        };
        Some(Period::of(every, NaiveDate::from_ymd_opt(year, month, 1)?))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first_day();
        let year = first.year();
        match self.every {
            Every::Month => write!(f, "{year:04}-{:02}", first.month()),
            Every::Quarter => write!(f, "{year:04}-Q{}", first.month0() / 3 + 1),
            Every::Year => write!(f, "{year:04}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        let text = String::deserialize(deserializer)?;
        Period::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "“{text}” is no period; expected one like 2026-11, 2026-Q4 or 2026"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_written() {
        for (text, first, last, next) in [
            ("2026-11", "2026-11-01", "2026-11-30", "2026-12"),
            ("2026-12", "2026-12-01", "2026-12-31", "2027-01"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-03"),
            ("2026-Q4", "2026-10-01", "2026-12-31", "2027-Q1"),
            ("2026", "2026-01-01", "2026-12-31", "2027"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(period.to_string(), text);
            assert_eq!(period.first_day().to_string(), first);
            assert_eq!(period.last_day().to_string(), last);
            assert_eq!(period.next().to_string(), next);
            assert_eq!(period.next().previous(), period);
        }
        for text in [
            "", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26-01", "2026-1", "0001",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_ends_its_quarter_or_its_year() {
        for (text, quarter, year) in [
            ("2026-02", false, false),
            ("2026-03", true, false),
            ("2026-12", true, true),
        ] {
            let month = Period::parse(text).unwrap();
            let ends = [month.ends(Every::Quarter), month.ends(Every::Year)];
            assert_eq!(ends, [quarter, year], "{text}");
        }
    }
}
