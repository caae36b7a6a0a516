//! Moments, as dispatchers' programs write them.

use chrono::{NaiveDate, NaiveDateTime};

use super::zone::Zone;

/// What a cell says of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing was recorded: an empty cell, or a day that programs write for "none".
    None,
    /// A moment, in seconds since 1970 in UTC.
    At(i64),
    /// Something else.
    Unreadable,
}

/// Before this year nobody recorded calls: programs write such days for "none".
const FIRST_YEAR: i32 = 1990;

/// Reads a moment: `2026-11-22 13:05:09`, `22.11.2026 13:05`, or as a pattern says; with an offset
/// like `+05:00` or `Z`, or else in the region's own time. A time that clocks skipped counts as an
/// hour later, one that they showed twice as the first.
pub(super) fn read(text: &str, zone: &Zone, patterns: &[String]) -> Cell {
    let text = text.trim();
    if text.is_empty() {
        return Cell::None;
    }
    if let Some(at) = zone.quick(text) {
        return Cell::At(at);
    }
    let parsed = iso(text).or_else(|| dotted(text).map(|at| (at, None)));
    let parsed = parsed.or_else(|| {
        let mut declared = patterns.iter();
        let at = declared.find_map(|pattern| NaiveDateTime::parse_from_str(text, pattern).ok())?;
        Some((at, None))
    });
    let Some((at, offset)) = parsed else {
        return Cell::Unreadable;
    };
    if chrono::Datelike::year(&at) < FIRST_YEAR {
        return Cell::None;
    }
    match offset {
        Some(seconds) => Cell::At(at.and_utc().timestamp() - seconds),
        None => zone.utc(at).map_or(Cell::Unreadable, Cell::At),
    }
}

/// Digits of a text as a number, and what follows them.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok())
        .flatten()
        .map(|number| (number, rest))
}

/// The moment, and its offset from UTC in seconds where it has one.
fn iso(text: &str) -> Option<(NaiveDateTime, Option<i64>)> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let rest = rest.strip_prefix(['T', ' '])?;
    let (at, rest) = clock(date(year, month, day)?, rest)?;
    Some((at, offset(rest.trim_start())?))
}

fn dotted(text: &str) -> Option<NaiveDateTime> {
    let (day, rest) = digits(text, 2)?;
    let (month, rest) = digits(rest.strip_prefix('.')?, 2)?;
    let (year, rest) = digits(rest.strip_prefix('.')?, 4)?;
    let (at, rest) = clock(date(year, month, day)?, rest.trim_start())?;
    rest.is_empty().then_some(at)
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `13:05`, `13:05:09` or `13:05:09.250`, and what follows. A fraction of a second is cut off.
fn clock(date: NaiveDate, text: &str) -> Option<(NaiveDateTime, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|char: char| char.is_ascii_digit()),
        None => rest,
    };
    Some((date.and_hms_opt(hour, minute, second)?, rest))
}

/// Nothing, `Z`, `+05:00`, `+0500` or `+05`.
fn offset(text: &str) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "Z" | "z") {
        return Some(Some(0));
    }
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, rest) = digits(rest, 2)?;
    let (minutes, rest) = match rest.strip_prefix(':').unwrap_or(rest) {
        "" => (0, ""),
        rest => digits(rest, 2)?,
    };
    let seconds = i64::from(hours) * 3_600 + i64::from(minutes) * 60;
    (rest.is_empty() && seconds <= 18 * 3_600).then_some(Some(sign * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str, patterns: &[&str]) -> String {
        let patterns: Vec<String> = patterns
            .iter()
            .map(|pattern| (*pattern).to_owned())
            .collect();
        let zone = Zone::new(chrono_tz::Asia::Almaty);
        // What a zone remembers of a day makes no difference.
        let first = read(text, &zone, &patterns);
        assert_eq!(read(text, &zone, &patterns), first);
        match first {
            Cell::At(at) => {
                let at = chrono::DateTime::from_timestamp(at, 0).unwrap();
                at.format("%Y-%m-%dT%H:%M:%S").to_string()
            }
            Cell::None => "none".into(),
            Cell::Unreadable => "unreadable".into(),
        }
    }

    #[test]
    fn moments_are_read_as_offices_write_them() {
        for (text, expected) in [
            ("2026-11-22 13:05:09", "2026-11-22T08:05:09"),
            ("2026-11-22T13:05", "2026-11-22T08:05:00"),
            ("2026-11-22T13:05:09.999Z", "2026-11-22T13:05:09"),
            ("2026-11-22 13:05:09 +0600", "2026-11-22T07:05:09"),
            ("22.11.2026 13:05", "2026-11-22T08:05:00"),
            // On 1 March 2024 Almaty went from +06 to +05: 23:30 came twice, and counts as the first.
            ("2024-02-29 22:30", "2024-02-29T16:30:00"),
            ("2024-02-29 23:30", "2024-02-29T17:30:00"),
            ("2024-03-01 00:30", "2024-02-29T19:30:00"),
            ("", "none"),
            ("1900-01-01 00:00:00", "none"),
            ("2026-11-22", "unreadable"),
            ("2026-11-31 10:00", "unreadable"),
            ("2026-11-22 25:00", "unreadable"),
            ("2026-11-22 10:00 +99:00", "unreadable"),
            ("қараша", "unreadable"),
        ] {
            assert_eq!(utc(text, &[]), expected, "{text}");
        }
        assert_eq!(
            utc("11/22/2026 01:05:09 PM", &["%m/%d/%Y %I:%M:%S %p"]),
            "2026-11-22T08:05:09"
        );
    }
}
