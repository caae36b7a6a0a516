//! Durations, shares, rates and periods as a reader of a language expects them.

use chrono::{Datelike as _, NaiveDate};
use senim_measure::{Every, Period};
use senim_model::response::{Clock, Moment};
use senim_model::text::Lang;

use crate::format::{in_tenths, tenths_shown};
use crate::{Message, Texts, date, f, m, number};

/// A duration in seconds, no finer than it is known: to a second below one minute, to ten seconds
/// below ten, to a minute below an hour, to five minutes above. Over a day it only says so.
pub fn duration(texts: &Texts, seconds: f64) -> String {
    duration_by(texts, seconds, 1)
}

/// The same by a clock that is read in steps of so many seconds: no finer than a step.
pub fn duration_by(texts: &Texts, seconds: f64, step: u32) -> String {
    if seconds > 86_400.0 {
        return texts.t(f::DURATION_DAY);
    }
    let rounded = rounded_by(seconds, step) as u64;
    match seconds {
        ..59.5 if step < 60 => with_n(texts, f::DURATION_SECONDS, rounded),
        ..3_570.0 => minutes(texts, rounded),
        _ => hours(texts, rounded),
    }
}

/// Seconds as [`duration_by`] says them: what is drawn lies where it is said to.
pub fn rounded_by(seconds: f64, step: u32) -> f64 {
    let fine: f64 = match seconds {
        ..59.5 if step < 60 => 1.0,
        ..595.0 => 10.0,
        ..3_570.0 => 60.0,
        ..=86_400.0 => 300.0,
        _ => return seconds,
    };
    let step = fine.max(f64::from(step));
    ((seconds / step).round() * step).max(0.0)
}

/// A duration exactly as it is set: a target, a step of a clock.
pub fn exact_duration(texts: &Texts, seconds: u32) -> String {
    match seconds {
        ..60 => with_n(texts, f::DURATION_SECONDS, seconds.into()),
        60..3_600 => minutes(texts, seconds.into()),
        _ => hours(texts, seconds.into()),
    }
}

fn with_n(texts: &Texts, message: Message, n: u64) -> String {
    texts.with(message, &[("n", &number(texts, n))])
}

fn minutes(texts: &Texts, seconds: u64) -> String {
    let (minutes, rest) = ((seconds / 60).to_string(), seconds % 60);
    match rest {
        0 => texts.with(f::DURATION_MINUTES, &[("n", &minutes)]),
        rest => texts.with(
            f::DURATION_MINUTES_SECONDS,
            &[("n", &minutes), ("s", &rest.to_string())],
        ),
    }
}

fn hours(texts: &Texts, seconds: u64) -> String {
    let (hours, rest) = ((seconds / 3_600).to_string(), seconds / 60 % 60);
    match rest {
        0 => texts.with(f::DURATION_HOURS, &[("n", &hours)]),
        rest => texts.with(
            f::DURATION_HOURS_MINUTES,
            &[("n", &hours), ("m", &rest.to_string())],
        ),
    }
}

/// A share from 0 to 1 in percent, with a tenth where so much is known.
pub fn percent(texts: &Texts, share: f64, with_tenth: bool) -> String {
    // Once: 78.475 is 78, not 78.5 and then 79.
    let rounded = |parts: f64| (share * parts).round().max(0.0) as u64;
    let shown = match with_tenth {
        true => in_tenths(texts, rounded(1000.0)),
        false => number(texts, rounded(100.0)),
    };
    texts.with(f::PERCENT, &[("n", &shown)])
}

/// A share with its tenth, be it zero: "28,0 %" beside "27,3 %".
pub fn percent_in_tenths(texts: &Texts, share: f64) -> String {
    let tenths = (share * 1000.0).round().max(0.0) as u64;
    texts.with(f::PERCENT, &[("n", &tenths_shown(texts, tenths))])
}

/// A number to a tenth.
pub fn tenth(texts: &Texts, value: f64) -> String {
    in_tenths(texts, (value * 10.0).round().max(0.0) as u64)
}

/// A number with its tenth, be it zero.
pub fn with_tenth(texts: &Texts, value: f64) -> String {
    tenths_shown(texts, (value * 10.0).round().max(0.0) as u64)
}

/// A number given in hundredths, with as many decimals as it has.
pub fn hundredths(texts: &Texts, hundredths: u64) -> String {
    match hundredths % 10 {
        0 => in_tenths(texts, hundredths / 10),
        last => format!("{}{last}", tenths_shown(texts, hundredths / 10)),
    }
}

/// From one day to another: "7–27 сентября 2026 г.", with no more said twice than has to be.
pub fn days(texts: &Texts, from: NaiveDate, to: NaiveDate) -> String {
    let month = |day: NaiveDate| texts.numbered("month", day.month());
    let said = |days: &str, months: &str| {
        let year = to.year().to_string();
        let values = [("day", days), ("month", months), ("year", &*year)];
        texts.with(m::DATE_LONG, &values)
    };
    let first = from.day().to_string();
    if from == to {
        date(texts, from)
    } else if from.year() != to.year() {
        between(texts, &date(texts, from), &date(texts, to))
    } else if from.month() == to.month() {
        said(&format!("{first}–{}", to.day()), month(to))
    } else {
        let (one, two) = (month(from), month(to));
        said(&first, &format!("{one} – {}\u{a0}{two}", to.day()))
    }
}

/// From one month to another: "октябрь – ноябрь 2024".
pub fn months(texts: &Texts, from: Period, to: Period) -> String {
    let name = |of: Period| texts.numbered("month.name", of.month0() + 1);
    if from == to {
        period(texts, from)
    } else if year(from) == year(to) {
        let months = between(texts, name(from), name(to));
        texts.with(f::PERIOD_MONTH, &[("year", &year(to)), ("month", &months)])
    } else {
        between(texts, &period(texts, from), &period(texts, to))
    }
}

fn between(texts: &Texts, from: &str, to: &str) -> String {
    texts.with(f::RESPONSE_SPAN, &[("from", from), ("to", to)])
}

/// "октябрь 2026", "Q4 2026", "2026".
pub fn period(texts: &Texts, period: Period) -> String {
    let month = period.month0() + 1;
    let year = year(period);
    match period.every() {
        Every::Month => {
            let name = texts.numbered("month.name", month);
            texts.with(f::PERIOD_MONTH, &[("year", &year), ("month", name)])
        }
        Every::Quarter => {
            let quarter = quarter(texts, month);
            texts.with(f::PERIOD_QUARTER, &[("year", &year), ("n", quarter)])
        }
        Every::Year => year,
    }
}

/// The same without its year, as an axis has it.
pub fn short_period(texts: &Texts, period: Period) -> String {
    let month = period.month0() + 1;
    match period.every() {
        Every::Month => texts.numbered("month.short", month).to_owned(),
        Every::Quarter => texts.with(f::PERIOD_QUARTER_SHORT, &[("n", quarter(texts, month))]),
        Every::Year => year(period),
    }
}

/// The number of a quarter by one of its months: Roman, save for English.
fn quarter(texts: &Texts, month: u32) -> &'static str {
    let numbers = match texts.lang {
        Lang::Kk | Lang::Ru => ["I", "II", "III", "IV"],
        Lang::En => ["1", "2", "3", "4"],
    };
    let at = (month.saturating_sub(1) / 3) as usize;
    numbers.get(at).copied().unwrap_or_default()
}

/// The short name of a day of the week, from 0 for Monday.
pub fn weekday(texts: &Texts, day: u32) -> String {
    texts.numbered("weekday.short", day).to_owned()
}

/// The year of a period.
pub fn year(period: Period) -> String {
    period.within(Every::Year).to_string()
}

/// From when to when, in words, and how finely where it is not to a second.
pub fn clock(texts: &Texts, clock: Clock) -> String {
    let words = texts.t(moments(clock.from, clock.to));
    match clock.resolution_seconds {
        1 => words,
        step => {
            let step = exact_duration(texts, step);
            let step = texts.with(f::CLOCK_STEP, &[("step", &step)]);
            format!("{words} ({step})")
        }
    }
}

/// From when to when, in words. What runs backwards is not measured.
fn moments(from: Moment, to: Moment) -> Message {
    match (from, to) {
        (Moment::Received, Moment::Dispatched) => f::CLOCK_RECEIVED_DISPATCHED,
        (Moment::Received, Moment::Closed) => f::CLOCK_RECEIVED_CLOSED,
        (Moment::Dispatched, Moment::Closed) => f::CLOCK_DISPATCHED_CLOSED,
        (Moment::Dispatched, _) => f::CLOCK_DISPATCHED_ARRIVED,
        (Moment::Arrived, _) => f::CLOCK_ARRIVED_CLOSED,
        _ => f::CLOCK_RECEIVED_ARRIVED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_lies_where_it_is_said_to() {
        let texts = Texts::built_in(Lang::En);
        assert_eq!(rounded_by(465.0, 60), 480.0);
        for step in [1, 60] {
            for seconds in (0..90_000).step_by(7).map(f64::from) {
                let drawn = rounded_by(seconds, step);
                let said = duration_by(&texts, seconds, step);
                assert_eq!(said, duration_by(&texts, drawn, step), "{seconds}");
            }
        }
    }

    #[test]
    fn durations_are_no_finer_than_they_are_known() {
        let texts = Texts::built_in(Lang::En);
        for (seconds, shown) in [
            (0.0, "0\u{a0}s"),
            (59.4, "59\u{a0}s"),
            (59.6, "1\u{a0}min"),
            (374.0, "6\u{a0}min 10\u{a0}s"),
            (596.0, "10\u{a0}min"),
            (754.0, "13\u{a0}min"),
            (3_580.0, "1\u{a0}h"),
            (5_000.0, "1\u{a0}h 25\u{a0}min"),
            (90_000.0, "over a day"),
        ] {
            assert_eq!(duration(&texts, seconds), shown, "{seconds}");
        }
        for (seconds, shown) in [
            (25.0, "0\u{a0}min"),
            (59.6, "1\u{a0}min"),
            (374.0, "6\u{a0}min"),
            (754.0, "13\u{a0}min"),
            (5_000.0, "1\u{a0}h 25\u{a0}min"),
        ] {
            assert_eq!(duration_by(&texts, seconds, 60), shown, "{seconds}");
        }
        assert_eq!(exact_duration(&texts, 630), "10\u{a0}min 30\u{a0}s");
    }

    #[test]
    fn numbers_have_the_decimals_that_were_published() {
        let shown = |n| hundredths(&Texts::built_in(Lang::Kk), n);
        let numbers = [6_100, 850, 825, 805, 5, 20_400_000].map(shown);
        assert_eq!(
            numbers,
            ["61", "8,5", "8,25", "8,05", "0,05", "204\u{a0}000"]
        );
    }

    #[test]
    fn spans_say_nothing_twice() {
        let day = |text| crate::day_of(text).unwrap();
        let month = |text| Period::parse(text).unwrap();
        let shown = Lang::ALL.map(|lang| {
            let texts = Texts::built_in(lang);
            [
                days(&texts, day("2026-09-07"), day("2026-09-27")),
                days(&texts, day("2025-05-12"), day("2025-06-01")),
                days(&texts, day("2025-12-12"), day("2026-01-01")),
                days(&texts, day("2025-05-12"), day("2025-05-12")),
                months(&texts, month("2024-10"), month("2024-11")),
                months(&texts, month("2024-10"), month("2025-01")),
            ]
            .join(" | ")
            .replace('\u{a0}', " ")
        });
        assert_eq!(
            shown,
            [
                "2026 жылғы 7–27 қыркүйек | 2025 жылғы 12 мамыр – 1 маусым | 2025 жылғы 12 желтоқсан – 2026 жылғы 1 қаңтар | \
                 2025 жылғы 12 мамыр | 2024 ж. қазан – қараша | 2024 ж. қазан – 2025 ж. қаңтар",
                "7–27 сентября 2026 г. | 12 мая – 1 июня 2025 г. | 12 декабря 2025 г. – 1 января 2026 г. | 12 мая 2025 г. | \
                 октябрь – ноябрь 2024 | октябрь 2024 – январь 2025",
                "7–27 September 2026 | 12 May – 1 June 2025 | 12 December 2025 – 1 January 2026 | 12 May 2025 | \
                 October – November 2024 | October 2024 – January 2025",
            ]
        );
    }

    #[test]
    fn a_share_is_no_further_from_what_it_shows_than_half_a_step() {
        let texts = Texts::built_in(Lang::En);
        let shown = |share: f64, with_tenth: bool| -> f64 {
            let shown = percent(&texts, share, with_tenth);
            shown.trim_end_matches('%').parse().unwrap()
        };
        for whole in 1_u32..=400 {
            for part in 0..=whole {
                let share = f64::from(part) / f64::from(whole);
                for (with_tenth, half) in [(false, 0.5), (true, 0.05)] {
                    let away = (shown(share, with_tenth) - share * 100.0).abs();
                    assert!(away <= half + 1e-9, "{part}/{whole}: {away}");
                }
            }
        }
        assert_eq!(percent(&texts, 0.784_75, false), "78%");
    }

    #[test]
    fn shares_and_periods_in_three_languages() {
        let shown = Lang::ALL.map(|lang| {
            let texts = Texts::built_in(lang);
            let month = period(&texts, Period::parse("2026-10").unwrap());
            let quarter = period(&texts, Period::parse("2026-Q4").unwrap());
            format!("{} {month} {quarter}", percent(&texts, 0.8349, true))
        });
        assert_eq!(
            shown,
            [
                "83,5\u{a0}% 2026 ж. қазан 2026 ж. IV тоқсан",
                "83,5\u{a0}% октябрь 2026 IV кв. 2026",
                "83.5% October 2026 Q4 2026",
            ]
        );
    }
}
