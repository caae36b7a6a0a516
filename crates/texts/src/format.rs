//! Dates, times, numbers, distances and house lists as a reader of a language expects them.
//! Browsers do not know Kazakh dates and numbers, so these are written here for all three.

use chrono::{Datelike, NaiveDate};
use senim_model::house::{HouseItem, HouseList, MOST, Parity};
use senim_model::text::Lang;

use crate::{Message, Texts, m, w};

/// A whole number with its thousands apart.
pub fn number(texts: &Texts, n: u64) -> String {
    let separator = match texts.lang {
        Lang::En => ',',
        Lang::Kk | Lang::Ru => '\u{a0}',
    };
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// "2026 жылғы 22\u{a0}қараша", "22 ноября 2026 г.", "22 November 2026".
pub fn date(texts: &Texts, date: NaiveDate) -> String {
    texts.with(
        m::DATE_LONG,
        &[
            ("day", &date.day().to_string()),
            ("month", texts.numbered("month", date.month())),
            ("year", &date.year().to_string()),
        ],
    )
}

/// The day of a time in RFC 3339, as it stands in the index. A reader of every such time would be
/// another kilobyte of what a visitor downloads.
pub fn day_of(time: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| time.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(5, 7)?, part(8, 10)?)
}

fn weekday(texts: &Texts, day: NaiveDate) -> &str {
    texts.numbered("weekday", day.weekday().num_days_from_monday())
}

/// A distance in metres: to ten metres below a kilometre, to a tenth of a kilometre above.
pub fn distance(texts: &Texts, metres: f64) -> String {
    let whole = metres.max(0.0).round() as u64;
    if whole < 10 {
        return texts.with(m::METRES, &[("n", &whole.to_string())]);
    }
    let tens = (whole + 5) / 10 * 10;
    if tens < 1000 {
        return texts.with(m::METRES, &[("n", &tens.to_string())]);
    }
    let tenths = (whole + 50) / 100;
    texts.with(m::KILOMETRES, &[("n", &in_tenths(texts, tenths))])
}

/// The size of a file in kilobytes of 1,000 bytes, rounded up; below one, in bytes.
pub fn size(texts: &Texts, bytes: u64) -> String {
    let (unit, n) = match bytes {
        0..1000 => (w::SIZE_B, bytes),
        _ => (w::SIZE_KB, bytes.div_ceil(1000)),
    };
    texts.with(unit, &[("n", &number(texts, n))])
}

/// "1,3" for 13; "2" for 20.
pub(crate) fn in_tenths(texts: &Texts, tenths: u64) -> String {
    match tenths % 10 {
        0 => number(texts, tenths / 10),
        _ => tenths_shown(texts, tenths),
    }
}

/// "1,3" for 13; "2,0" for 20.
pub(crate) fn tenths_shown(texts: &Texts, tenths: u64) -> String {
    let point = if texts.lang == Lang::En { '.' } else { ',' };
    format!("{}{point}{}", number(texts, tenths / 10), tenths % 10)
}

/// "1,3" for 130 hundredths, to a tenth.
pub(crate) fn decimal(texts: &Texts, hundredths: u32) -> String {
    in_tenths(texts, u64::from(hundredths + 5) / 10)
}

/// A local time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: NaiveDate,
    /// Minutes after its midnight.
    pub minute: u32,
}

impl LocalTime {
    /// The local time of a UTC minute, by offsets as they stand in a pack: each valid from a UTC
    /// minute on. `None` outside of the calendar.
    pub fn at(minute: i64, offsets: &[(i64, i16)]) -> Option<LocalTime> {
        let valid = offsets.iter().rev().find(|(from, _)| *from <= minute);
        let offset = valid.or(offsets.first()).map_or(0, |(_, offset)| *offset);
        let local = minute.checked_add(i64::from(offset))?;
        let day = i32::try_from(local.div_euclid(1440)).ok()?;
        Some(LocalTime {
            date: senim_model::day::Day(day).date()?,
            minute: u32::try_from(local.rem_euclid(1440)).ok()?,
        })
    }

    /// "18:00".
    pub fn clock(self) -> String {
        clock(self.minute)
    }
}

/// "18:00" for minutes after midnight; the end of a day is 24:00.
pub(crate) fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "today", "tomorrow, tuesday", or the weekday with its date.
pub fn moment(texts: &Texts, day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => texts.t(m::DAY_TODAY),
        1 => texts.with(m::DAY_TOMORROW, &[("weekday", weekday(texts, day))]),
        _ => weekday_and_date(texts, day),
    }
}

/// "tuesday 8 december": holds on any day that it is read, within the year.
pub fn weekday_and_date(texts: &Texts, day: NaiveDate) -> String {
    let values = [
        ("weekday", weekday(texts, day)),
        ("day", &day.day().to_string()),
        ("month", texts.numbered("month", day.month())),
    ];
    texts.with(m::DAY_OTHER, &values)
}

/// A house list in words: "1–51 нечётные, 7к2, с 53".
pub fn house_list(texts: &Texts, list: &HouseList) -> String {
    if list.is_all() {
        return texts.t(m::HOUSES_ALL);
    }
    let items: Vec<String> = list
        .items
        .iter()
        .map(|item| house_item(texts, item))
        .collect();
    items.join(", ")
}

fn house_item(texts: &Texts, item: &HouseItem) -> String {
    match item {
        HouseItem::One(house) => house.to_string(),
        HouseItem::Range { from, to, parity } => {
            let word = parity_word(*parity).map(|word| texts.t(word));
            match (*from, *to, word) {
                (0 | 1, MOST, word) => word.unwrap_or_else(|| texts.t(m::HOUSES_ALL)),
                (from, MOST, None) => texts.with(m::HOUSES_FROM, &[("n", &from.to_string())]),
                (from, MOST, Some(word)) => {
                    let values = [("n", &*from.to_string()), ("parity", &*word)];
                    texts.with(m::HOUSES_FROM_PARITY, &values)
                }
                (from, to, None) => format!("{from}–{to}"),
                (from, to, Some(word)) => format!("{from}–{to}\u{a0}{word}"),
            }
        }
    }
}

fn parity_word(parity: Parity) -> Option<Message> {
    match parity {
        Parity::Any => None,
        Parity::Odd => Some(m::HOUSES_ODD),
        Parity::Even => Some(m::HOUSES_EVEN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn dates_read_as_in_a_letter() {
        let shown = Lang::ALL.map(|lang| date(&Texts::built_in(lang), day(2026, 11, 22)));
        assert_eq!(
            shown,
            [
                "2026 жылғы 22\u{a0}қараша",
                "22\u{a0}ноября 2026\u{a0}г.",
                "22\u{a0}November 2026"
            ]
            .map(|text| text.replace(" г.", "\u{a0}г."))
        );
    }

    #[test]
    fn the_day_of_a_time_is_what_it_begins_with() {
        assert_eq!(day_of("2026-11-22T23:59:59Z"), Some(day(2026, 11, 22)));
        for wrong in ["", "2026-11", "2026-13-01T00:00:00Z", "yesterday!!"] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_and_distances() {
        assert_eq!(
            number(&Texts::built_in(Lang::Kk), 1_234_567),
            "1\u{a0}234\u{a0}567"
        );
        assert_eq!(number(&Texts::built_in(Lang::En), 1_234_567), "1,234,567");
        let shown = |metres| distance(&Texts::built_in(Lang::Ru), metres);
        assert_eq!(shown(4.2), "4\u{a0}м");
        assert_eq!(shown(126.0), "130\u{a0}м");
        assert_eq!(shown(996.0), "1\u{a0}км");
        assert_eq!(shown(1240.0), "1,2\u{a0}км");
    }

    #[test]
    fn sizes_are_in_the_language_of_the_page() {
        let shown = |lang, bytes| size(&Texts::built_in(lang), bytes);
        assert_eq!(shown(Lang::En, 54_321), "55\u{a0}KB");
        assert_eq!(shown(Lang::Ru, 54_321), "55\u{a0}КБ");
        assert_eq!(shown(Lang::Kk, 1_234_000), "1\u{a0}234\u{a0}КБ");
        assert_eq!(shown(Lang::Ru, 999), "999\u{a0}Б");
    }

    #[test]
    fn local_times_follow_a_change_of_the_offset() {
        // Almaty went from UTC+6 to UTC+5 on 1 March 2024, 00:00 local time.
        let change = 28_487_160;
        let offsets = [(0, 360), (change, 300)];
        let before = LocalTime::at(change - 1, &offsets).unwrap();
        let after = LocalTime::at(change, &offsets).unwrap();
        assert_eq!(
            (before.clock(), after.clock()),
            ("23:59".into(), "23:00".into())
        );
        assert_eq!(before.date, after.date);
        assert!(LocalTime::at(i64::MAX, &offsets).is_none());
    }

    #[test]
    fn house_lists_read_as_words() {
        let list = HouseList::parse("1-51 odd, 7к2, 53-, 2- even").unwrap();
        assert_eq!(
            house_list(&Texts::built_in(Lang::Ru), &list),
            "1–51\u{a0}нечётные, 7к2, с 53, чётные с 2"
        );
        assert_eq!(
            house_list(&Texts::built_in(Lang::En), &HouseList::default()),
            "all houses"
        );
    }
}
