//! Numbers, dates and telephones, as offices write them.

use chrono::{Days, NaiveDate, NaiveDateTime};
use senim_model::phone::Phone;
use serde::Deserialize;

/// `[phones]`: what turns a number as it is dialled at home into international form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phones {
    /// The country's code, without a plus.
    country_code: String,
    /// What is dialled before a number inside of the country.
    #[serde(default)]
    trunk_prefix: String,
    /// How many digits a number has without either.
    digits: usize,
}

impl Phones {
    /// Whether a number is of another country, or has the right number of digits.
    fn fits(&self, phone: &Phone) -> bool {
        let own = phone.e164().trim_start_matches('+');
        let own = own.strip_prefix(&self.country_code);
        own.is_none_or(|rest| rest.len() == self.digits)
    }

    /// A number in international form; `None` where it cannot be told with certainty.
    fn international(&self, text: &str) -> Option<Phone> {
        let kept = |char: &char| char.is_ascii_digit();
        let separator = |char: char| " -().\u{a0}".contains(char);
        if !text.chars().all(|char| kept(&char) || separator(char)) {
            return None;
        }
        let digits: String = text.chars().filter(kept).collect();
        let fits = |rest: &&str| rest.len() == self.digits;
        let after = |prefix: &str| digits.strip_prefix(prefix).filter(fits);
        // The number of digits being known, only one of the three forms fits.
        let national = after(&self.trunk_prefix)
            .or_else(|| after(&self.country_code))
            .or_else(|| Some(digits.as_str()).filter(fits));
        Phone::parse(&format!("+{}{}", self.country_code, national?)).ok()
    }
}

/// A telephone number, in international form or convertible to it. One of the own country has as
/// many digits as all there have.
pub(crate) fn phone(text: &str, phones: Option<&Phones>) -> Option<Phone> {
    let parsed = Phone::parse(text).ok();
    let parsed = parsed.filter(|phone| phones.is_none_or(|phones| phones.fits(phone)));
    parsed.or_else(|| phones.and_then(|phones| phones.international(text)))
}

/// A number with a decimal point or comma.
pub(crate) fn number(text: &str) -> Option<f64> {
    let number = match text.split_once(',') {
        Some((whole, part)) if !part.contains(['.', ',']) && !whole.contains('.') => {
            format!("{whole}.{part}").parse::<f64>()
        }
        Some(_) => return None,
        None => text.parse(),
    };
    number.ok().filter(|number| number.is_finite())
}

/// The serial numbers that Excel gives to the days from 1950 to 2149. Others are more likely
/// something else.
const SERIALS: std::ops::RangeInclusive<u64> = 18_264..=91_312;

/// A date: 2026-11-22, 22.11.2026, the serial number of a workbook, or as a pattern says.
pub(crate) fn date(text: &str, patterns: &[String]) -> Option<NaiveDate> {
    let declared = patterns.iter().find_map(|pattern| {
        // A pattern may have a time, which is then left out.
        let time = NaiveDateTime::parse_from_str(text, pattern).map(|time| time.date());
        time.or_else(|_| NaiveDate::parse_from_str(text, pattern))
            .ok()
    });
    declared
        .or_else(|| iso(text))
        .or_else(|| dotted(text))
        .or_else(|| serial(text))
}

/// chrono reads "2026-1-2" and "+2026-01-02" too; what is published is written in full.
fn iso(text: &str) -> Option<NaiveDate> {
    let day = text
        .strip_suffix("T00:00:00")
        .or_else(|| text.strip_suffix(" 00:00:00"))
        .unwrap_or(text);
    let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    (date.to_string() == day).then_some(date)
}

fn dotted(text: &str) -> Option<NaiveDate> {
    let text = text.strip_suffix('г').map_or(text, str::trim_end);
    let text = text.strip_suffix("г.").map_or(text, str::trim_end);
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.next().is_some() || !plain(day, 2) || !plain(month, 2) || year.len() != 4 {
        return None;
    }
    if !plain(year, 4) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn serial(text: &str) -> Option<NaiveDate> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.len() != 5 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let serial = text
        .parse()
        .ok()
        .filter(|serial| SERIALS.contains(serial))?;
    // Excel counts from 1900 and believes in its 29 February, so the count begins a day earlier.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_as_offices_write_them() {
        let patterns = ["%d/%m/%Y".to_owned(), "%m-%d-%y %H:%M".to_owned()];
        let read = |text: &str| date(text, &patterns).map(|date| date.to_string());
        for text in [
            "2026-11-02",
            "2026-11-02T00:00:00",
            "02.11.2026",
            "2.11.2026",
            "02.11.2026 г.",
            "46328",
            "02/11/2026",
            "11-02-26 14:30",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-11-02"), "{text}");
        }
        for text in [
            "2026-1-2",
            "30.02.2026",
            "02.11.26",
            "2026-11-02T14:00:00",
            "12",
            "+2026-01-02",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn telephones_become_international_where_the_settings_say_how() {
        let phones = |toml: &str| toml::from_str::<Phones>(toml).unwrap();
        let digits = phones("country_code = '7'\ntrunk_prefix = '8'\ndigits = 10");
        for text in [
            "8 701 000 00 00",
            "(701) 000-00-00",
            "+7 701 0000000",
            "87010000000",
            "77010000000",
        ] {
            let read = phone(text, Some(&digits)).unwrap();
            assert_eq!(read.e164(), "+77010000000", "{text}");
        }
        for text in [
            "701 000 00 0",
            "9 701 000 00 00",
            "8 701 000 00 00 доб. 2",
            "",
        ] {
            assert_eq!(phone(text, Some(&digits)), None, "{text}");
        }
        assert_eq!(phone("8 701 000 00 00", None), None);
    }

    #[test]
    fn numbers_may_have_a_comma() {
        assert_eq!(number("49,803"), Some(49.803));
        assert_eq!(number("-49.803"), Some(-49.803));
        for text in ["1,234,5", "1.234,5", "NaN", "inf", "1e999", ""] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), pattern in any::<String>()) {
            date(&text, &[pattern]);
            number(&text);
            phone(&text, None);
        }
    }
}
