//! Telephone numbers.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A telephone number in E.164: `+` and 7 to 15 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a telephone number has the international form, like +7 700 000 00 00")]
pub struct NotAPhone;

impl Phone {
    /// Reads a number in international form; spaces, hyphens and brackets are dropped.
    ///
    /// # Errors
    /// [`NotAPhone`] for anything else: a number is never guessed.
    pub fn parse(text: &str) -> Result<Phone, NotAPhone> {
        let digits = text.trim().strip_prefix('+').ok_or(NotAPhone)?;
        let mut kept = String::from("+");
        for char in digits.chars() {
            match char {
                '0'..='9' => kept.push(char),
                ' ' | '\u{a0}' | '-' | '(' | ')' => {}
                _ => return Err(NotAPhone),
            }
        }
        if (8..=16).contains(&kept.len()) {
            Ok(Phone(kept))
        } else {
            Err(NotAPhone)
        }
    }

    /// `+77000000000`, as it stands after `tel:`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// `+7 700 000 00 00` with no-break spaces where the number has the eleven digits of
    /// country code 7; others are shown in E.164.
    pub fn spaced(&self) -> String {
        let groups = [(0, 2), (2, 5), (5, 8), (8, 10), (10, 12)];
        if self.0.len() == 12 && self.0.starts_with("+7") {
            let parts: Vec<&str> = groups
                .iter()
                .filter_map(|&(from, to)| self.0.get(from..to))
                .collect();
            parts.join("\u{a0}")
        } else {
            self.0.clone()
        }
    }
}

impl TryFrom<String> for Phone {
    type Error = NotAPhone;

    fn try_from(text: String) -> Result<Self, NotAPhone> {
        Phone::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_never_guessed() {
        let phone = Phone::parse("+7 (700) 000-00-17").unwrap();
        assert_eq!(phone.e164(), "+77000000017");
        assert_eq!(phone.spaced(), "+7\u{a0}700\u{a0}000\u{a0}00\u{a0}17");
        for bad in ["87000000017", "+7 700", "+7 700 000 00 17 доб. 2", ""] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
    }
}
