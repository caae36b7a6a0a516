//! How much of something there is.

use core::fmt;

/// What an indicator is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole things: posts, regions.
    Count,
    /// Hundredths of a whole.
    Percent,
    /// Minutes.
    Minutes,
    /// Whole days.
    Days,
}

impl Unit {
    /// All of them.
    pub const ALL: [Unit; 4] = [Unit::Count, Unit::Percent, Unit::Minutes, Unit::Days];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Count => "count",
            Unit::Percent => "percent",
            Unit::Minutes => "minutes",
            Unit::Days => "days",
        }
    }

    /// The unit of a code.
    pub fn from_code(code: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// Whether there can be so much of it.
    pub fn holds(self, amount: Amount) -> bool {
        match self {
            Unit::Count | Unit::Days => amount.is_whole(),
            Unit::Percent => amount <= Amount::of(100),
            Unit::Minutes => true,
        }
    }
}

/// A number that is not negative, to a hundredth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u64);

/// More than this is a slip of the pen.
const MOST: u64 = 1_000_000_000;

impl Amount {
    /// A whole number, at most a thousand million.
    pub fn of(whole: u64) -> Amount {
        Amount(whole.min(MOST) * 100)
    }

    /// Reads `61`, `61.5` or `61,25`, with spaces between thousands. `None` where it is something else,
    /// is negative, over a thousand million, or has more than two decimals.
    pub fn parse(text: &str) -> Option<Amount> {
        let text = text.replace([' ', '\u{a0}', '\u{202f}'], "");
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((&text, "0"));
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let whole: u64 = whole.parse().ok().filter(|whole| *whole < MOST)?;
        let part: u64 = format!("{part:0<2}").parse().ok()?;
        Some(Amount(whole * 100 + part))
    }

    /// In hundredths.
    pub fn hundredths(self) -> u64 {
        self.0
    }

    fn is_whole(self) -> bool {
        self.0.is_multiple_of(100)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}"),
            (part, 0) => write!(f, "{whole}.{}", part / 10),
            (part, _) => write!(f, "{whole}.{part:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        let read = |text: &str| Amount::parse(text).map(|amount| amount.to_string());
        for (text, shown) in [
            ("61", "61"),
            ("204 000", "204000"),
            ("8,5", "8.5"),
            ("8.50", "8.5"),
            ("33.75", "33.75"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(read(text).as_deref(), Some(shown), "{text}");
        }
        for text in [
            "",
            "-1",
            "1.234",
            "1,",
            ".5",
            "1e3",
            "≈40",
            "1000000000",
            "1.2.3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(hundredths in 0..MOST) {
            let amount = Amount(hundredths);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            Amount::parse(&text);
        }
    }
}
