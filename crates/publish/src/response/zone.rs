//! A region's own time.

use std::cell::Cell;

use chrono::{
    DateTime, Duration, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _, Timelike as _, Utc,
};
use chrono_tz::Tz;

/// The seconds of a day on which clocks do not change.
const DAY: i64 = 86_400;

/// A time zone that remembers the day it was asked for last: calls come in the order of their days,
/// and to look each of them up, or only to read its date, would take longer than all else.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    zone: Tz,
    known: Cell<Option<Day>>,
}

/// A day on which clocks did not change.
#[derive(Clone, Copy, Debug)]
struct Day {
    date: NaiveDate,
    /// `2026-11-22` and `22.11.2026`.
    written: [[u8; 10]; 2],
    /// When it began: seconds since 1970, UTC.
    began: i64,
}

impl Day {
    fn of(date: NaiveDate, began: i64) -> Option<Day> {
        let written = |pattern| {
            date.format(pattern)
                .to_string()
                .into_bytes()
                .try_into()
                .ok()
        };
        Some(Day {
            date,
            written: [written("%Y-%m-%d")?, written("%d.%m.%Y")?],
            began,
        })
    }
}

impl Zone {
    pub(super) fn new(zone: Tz) -> Zone {
        Zone {
            zone,
            known: Cell::new(None),
        }
    }

    /// A moment of the day that is remembered, in the two ways that most files have it. `None` for
    /// all others, which may be moments all the same.
    pub(super) fn quick(&self, text: &str) -> Option<i64> {
        let day = self.known.get()?;
        let (date, rest) = text.as_bytes().split_first_chunk()?;
        let [iso, dotted] = &day.written;
        if date != iso && date != dotted {
            return None;
        }
        let number = |tens: u8, ones: u8, below: u8| {
            let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
            let number = is_number.then(|| (tens - b'0') * 10 + (ones - b'0'))?;
            (number < below).then_some(i64::from(number))
        };
        let seconds = match rest {
            [b' ' | b'T', h, hh, b':', m, mm] => {
                number(*h, *hh, 24)? * 3_600 + number(*m, *mm, 60)? * 60
            }
            [b' ' | b'T', h, hh, b':', m, mm, b':', s, ss] => {
                number(*h, *hh, 24)? * 3_600 + number(*m, *mm, 60)? * 60 + number(*s, *ss, 60)?
            }
            _ => return None,
        };
        // A dot and a T do not go together.
        let is_mixed = date == dotted && rest.first() == Some(&b'T');
        (!is_mixed).then_some(day.began + seconds)
    }

    /// When a day began, in seconds since 1970; `None` where clocks change on it.
    fn began(&self, date: NaiveDate) -> Option<i64> {
        if let Some(known) = self.known.get()
            && known.date == date
        {
            return Some(known.began);
        }
        let ahead = |hour, minute, second| {
            let time = date.and_hms_opt(hour, minute, second)?;
            let found = self.zone.from_local_datetime(&time).single()?;
            Some(i64::from(found.offset().fix().local_minus_utc()))
        };
        // Whatever changes twice within half a day is not noticed.
        let (first, noon, last) = (ahead(0, 0, 0)?, ahead(12, 0, 0)?, ahead(23, 59, 59)?);
        if first != last || first != noon {
            return None;
        }
        let began = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp() - first;
        self.known.set(Day::of(date, began));
        Some(began)
    }

    /// A local time in seconds since 1970, UTC.
    pub(super) fn utc(&self, at: NaiveDateTime) -> Option<i64> {
        if let Some(began) = self.began(at.date()) {
            return Some(began + i64::from(at.num_seconds_from_midnight()));
        }
        let found = self.zone.from_local_datetime(&at).earliest();
        let later = || {
            let hour_later = at + Duration::hours(1);
            self.zone.from_local_datetime(&hour_later).earliest()
        };
        found.or_else(later).map(|at| at.timestamp())
    }

    /// The day and the hour that clocks there show at a moment.
    pub(super) fn local(&self, at: i64) -> Option<(NaiveDate, u8)> {
        if let Some(day) = self.known.get()
            && (day.began..day.began + DAY).contains(&at)
        {
            return Some((day.date, ((at - day.began) / 3_600) as u8));
        }
        let utc: DateTime<Utc> = DateTime::from_timestamp(at, 0)?;
        let local = utc.with_timezone(&self.zone).naive_local();
        Some((local.date(), local.hour() as u8))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two days around the night in which Almaty changed its clocks, and as many of another year.
    const STARTS: [i64; 2] = [1_709_143_200, 1_780_000_000];

    proptest! {
        #[test]
        fn what_is_remembered_makes_no_difference(
            moments in prop::collection::vec((0usize..2, 0i64..172_800), 1..40),
        ) {
            let zone = Zone::new(chrono_tz::Asia::Almaty);
            for (start, seconds) in moments {
                let at = STARTS[start] + seconds;
                let local = DateTime::from_timestamp(at, 0).unwrap().with_timezone(&chrono_tz::Asia::Almaty).naive_local();
                prop_assert_eq!(zone.local(at), Some((local.date(), local.hour() as u8)));
                let fresh = Zone::new(chrono_tz::Asia::Almaty);
                prop_assert_eq!(zone.utc(local), fresh.utc(local));
                for pattern in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S"] {
                    let quick = zone.quick(&local.format(pattern).to_string());
                    prop_assert!(quick.is_none_or(|quick| Some(quick) == fresh.utc(local)));
                }
            }
        }
    }
}
