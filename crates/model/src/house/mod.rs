//! House numbers: a number with what may follow it, a letter (`10А`), a fraction (`12/3`), a building
//! (`7к2`).

mod list;

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::letters;

pub use list::{BadEntry, Hit, HouseItem, HouseList, Parity};

/// The largest house number that is believed.
pub const MOST: u32 = 99_999;

/// A house number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct House {
    /// `12` of `12/3А`.
    pub number: u32,
    /// `А` of `10А`; upper case, Cyrillic where a Latin letter looks like one.
    pub letter: Option<char>,
    /// `3` of `12/3`.
    pub fraction: Option<u32>,
    /// `А` of `12/3А`.
    pub fraction_letter: Option<char>,
    /// `2` of `7к2`.
    pub building: Option<u32>,
}

/// The upper-case Cyrillic letter for any letter that may follow a house number.
fn house_letter(char: char) -> Option<char> {
    let upper = letters::upper(char);
    let same_look = match upper {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        other => other,
    };
    letters::is_letter(same_look).then_some(same_look)
}

/// Reads digits from the front; `None` without one, or above [`MOST`].
fn take_number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number = digits.parse().ok().filter(|number| *number <= MOST)?;
    Some((number, rest))
}

/// Reads one letter from the front, if there is exactly one before something else.
fn take_letter(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    match chars.next().and_then(house_letter) {
        Some(letter) => (Some(letter), chars.as_str()),
        None => (None, text),
    }
}

/// Drops a word for "building" from the front.
fn strip_building(text: &str) -> Option<&str> {
    const WORDS: [&str; 8] = ["корпус", "корп.", "корп", "блок", "к.", "к", "k", "bldg"];
    WORDS
        .into_iter()
        .find_map(|word| text.strip_prefix(word))
        .map(|rest| rest.trim_start_matches([' ', '-']))
        .filter(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
}

impl House {
    /// A plain number.
    pub fn plain(number: u32) -> House {
        House {
            number,
            letter: None,
            fraction: None,
            fraction_letter: None,
            building: None,
        }
    }

    /// Whether nothing follows the number.
    pub fn is_plain(&self) -> bool {
        *self == House::plain(self.number)
    }

    /// Reads a house number: `7`, `10А`, `10 а`, `7к2`, `7 корпус 2`, `12/3`, `12/3А`.
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<House> {
        let text = letters::lowered(text.trim());
        let (number, rest) = take_number(&text)?;
        let mut house = House::plain(number);
        let suffix = rest.trim_start_matches([' ', '-']);
        if suffix.is_empty() && rest.contains('-') {
            // "53-" is an open range, not a house.
            return None;
        }
        let rest = suffix;
        let mut rest = if strip_building(rest).is_some() {
            rest
        } else {
            let (letter, rest) = take_letter(rest);
            house.letter = letter;
            rest.trim_start()
        };
        if let Some(fraction) = rest.strip_prefix(['/', '\\']) {
            let fraction = fraction.trim_start();
            match take_number(fraction) {
                Some((number, after)) => {
                    house.fraction = Some(number);
                    let after = after.trim_start();
                    rest = after;
                    if strip_building(after).is_none() {
                        let (letter, after) = take_letter(after);
                        house.fraction_letter = letter;
                        rest = after.trim_start();
                    }
                }
                // "10/А" is how some people write "10А".
                None if house.letter.is_none() => {
                    let (letter, after) = take_letter(fraction);
                    house.letter = Some(letter?);
                    rest = after.trim_start();
                }
                None => return None,
            }
        }
        if let Some(building) = strip_building(rest) {
            let (number, after) = take_number(building)?;
            house.building = Some(number);
            rest = after.trim_start();
        }
        rest.is_empty().then_some(house)
    }
}

impl fmt::Display for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        if let Some(letter) = self.letter {
            write!(f, "{letter}")?;
        }
        if let Some(fraction) = self.fraction {
            write!(f, "/{fraction}")?;
        }
        if let Some(letter) = self.fraction_letter {
            write!(f, "{letter}")?;
        }
        if let Some(building) = self.building {
            write!(f, "к{building}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn houses_in_the_forms_people_write() {
        for (text, expected) in [
            ("7", "7"),
            (" 10а ", "10А"),
            ("10 A", "10А"),
            ("10/a", "10А"),
            ("7к2", "7к2"),
            ("7 корпус 2", "7к2"),
            ("7-к2", "7к2"),
            ("12/3", "12/3"),
            ("12/3б", "12/3Б"),
            ("12А/3", "12А/3"),
            ("5к", "5К"),
        ] {
            let shown = House::parse(text).map(|house| house.to_string());
            assert_eq!(shown.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "к2", "7 аб", "1000000", "7/", "-3", "12//3"] {
            assert_eq!(House::parse(text), None, "{text}");
        }
    }

    fn houses() -> impl Strategy<Value = House> {
        let letter = || prop::option::of(prop::sample::select(vec!['А', 'Б', 'В', 'Г']));
        let part = || prop::option::of(1u32..50);
        (1..MOST, letter(), part(), letter(), part()).prop_map(
            |(number, letter, fraction, fraction_letter, building)| House {
                number,
                letter,
                fraction,
                fraction_letter: fraction.and(fraction_letter),
                building,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(house in houses()) {
            prop_assert_eq!(House::parse(&house.to_string()), Some(house));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = House::parse(&text);
        }
    }
}
