//! House numbers and the lists that say which houses belong to an area.
//!
//! A house is a number with what may follow it: a letter (`10А`), a fraction (`12/3`), a building
//! (`7к2`). A list holds single houses and ranges with a parity; see `docs/source-format.md`.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::letters;

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

/// Which houses of a range are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Parity {
    /// All of them.
    Any,
    /// 1, 3, 5 …
    Odd,
    /// 2, 4, 6 …
    Even,
}

/// One entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HouseItem {
    /// Exactly this house.
    One(House),
    /// All numbers of a parity from one to another, ends included; `to` is [`MOST`] in an open range.
    Range {
        /// First number.
        from: u32,
        /// Last number.
        to: u32,
        /// Parity.
        parity: Parity,
    },
}

/// Which houses of a street belong to an area. No entry means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HouseList {
    /// Entries in the order in which they were written.
    pub items: Vec<HouseItem>,
}

/// How surely a list holds a house; the surest of several lists wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// The list names the same number with another letter, fraction or building.
    SameNumber,
    /// A range, or "all houses", holds its number.
    Range,
    /// The list names this very house.
    Exact,
}

/// An entry of a house list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{entry}” is neither a house (7, 10А, 7к2, 12/3) nor a range (1-52, 1-51 odd, 53-)")]
pub struct BadEntry {
    /// The entry as written.
    pub entry: String,
}

impl Parity {
    fn holds(self, number: u32) -> bool {
        match self {
            Parity::Any => true,
            Parity::Odd => number % 2 == 1,
            Parity::Even => number.is_multiple_of(2),
        }
    }

    fn meets(self, other: Parity) -> bool {
        self == other || self == Parity::Any || other == Parity::Any
    }

    /// Reads a word for a parity in Kazakh, Russian or English.
    pub fn from_word(word: &str) -> Option<Parity> {
        let word = letters::lowered(word.trim_matches(['.', '(', ')']));
        match word.as_str() {
            "нечётные" | "нечетные" | "нечёт" | "нечет" | "нечетн" | "нечётная" | "нечетная"
            | "тақ" | "odd" => Some(Parity::Odd),
            "чётные" | "четные" | "чёт" | "чет" | "четн" | "чётная" | "четная" | "жұп" | "even" => {
                Some(Parity::Even)
            }
            _ => None,
        }
    }
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

impl HouseItem {
    fn parse(entry: &str) -> Option<HouseItem> {
        if let Some(parity) = Parity::from_word(entry) {
            return Some(HouseItem::Range {
                from: 1,
                to: MOST,
                parity,
            });
        }
        if let Some(house) = House::parse(entry) {
            return Some(HouseItem::One(house));
        }
        let (from, rest) = take_number(entry)?;
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(['-', '–', '—', '−'])?.trim_start();
        let (to, rest) = match take_number(rest) {
            Some((to, rest)) => (to, rest.trim()),
            None => (MOST, rest.trim()),
        };
        let parity = if rest.is_empty() {
            Parity::Any
        } else {
            Parity::from_word(rest)?
        };
        (from <= to).then_some(HouseItem::Range { from, to, parity })
    }

    fn hit(&self, house: &House) -> Option<Hit> {
        match self {
            HouseItem::One(one) if one == house => Some(Hit::Exact),
            HouseItem::One(one) if one.number == house.number => Some(Hit::SameNumber),
            HouseItem::One(_) => None,
            HouseItem::Range { from, to, parity } => {
                let inside = (*from..=*to).contains(&house.number) && parity.holds(house.number);
                inside.then_some(Hit::Range)
            }
        }
    }

    fn clashes(&self, other: &HouseItem) -> bool {
        match (self, other) {
            (HouseItem::One(one), HouseItem::One(two)) => one == two,
            (
                &HouseItem::Range { from, to, parity },
                &HouseItem::Range {
                    from: from2,
                    to: to2,
                    parity: parity2,
                },
            ) => ranges_clash((from, to, parity), (from2, to2, parity2)),
            _ => false,
        }
    }
}

fn ranges_clash(one: (u32, u32, Parity), two: (u32, u32, Parity)) -> bool {
    let from = one.0.max(two.0);
    let to = one.1.min(two.1);
    if from > to || !one.2.meets(two.2) {
        return false;
    }
    // Of two neighbours one is odd and one is even, so only a single number can fail both.
    from < to || (one.2.holds(from) && two.2.holds(from))
}

impl HouseList {
    /// Reads a list; an empty text means all houses.
    ///
    /// # Errors
    /// Every entry that cannot be read, not the first alone.
    pub fn parse(text: &str) -> Result<HouseList, Vec<BadEntry>> {
        let mut items = Vec::new();
        let mut bad = Vec::new();
        for entry in text.split([',', ';']) {
            let entry = entry.trim();
            if entry.is_empty() {
                continue;
            }
            match HouseItem::parse(entry) {
                Some(item) => items.push(item),
                None => bad.push(BadEntry {
                    entry: entry.to_owned(),
                }),
            }
        }
        if bad.is_empty() {
            Ok(HouseList { items })
        } else {
            Err(bad)
        }
    }

    /// Whether all houses are meant.
    pub fn is_all(&self) -> bool {
        self.items.is_empty()
    }

    /// How surely the list holds a house; `None` where it does not.
    pub fn hit(&self, house: &House) -> Option<Hit> {
        if self.is_all() {
            return Some(Hit::Range);
        }
        self.items.iter().filter_map(|item| item.hit(house)).max()
    }

    /// Whether two lists of one street claim the same house. A single house may be taken out of
    /// the range of another list: the exact entry wins.
    pub fn clashes(&self, other: &HouseList) -> bool {
        const ALL: [HouseItem; 1] = [HouseItem::Range {
            from: 0,
            to: MOST,
            parity: Parity::Any,
        }];
        let items = |list: &HouseList| -> Vec<HouseItem> {
            if list.is_all() {
                ALL.to_vec()
            } else {
                list.items.clone()
            }
        };
        let theirs = items(other);
        items(self)
            .iter()
            .any(|one| theirs.iter().any(|two| one.clashes(two)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> HouseList {
        HouseList::parse(text).unwrap()
    }

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

    #[test]
    fn lists_say_how_surely_they_hold_a_house() {
        let check = |text: &str, house: &str, expected: Option<Hit>| {
            let house = House::parse(house).unwrap();
            assert_eq!(list(text).hit(&house), expected, "{text} {house}");
        };
        check("1-51 нечётные", "7", Some(Hit::Range));
        check("1-51 тақ", "8", None);
        check("2-52 жұп", "8/1", Some(Hit::Range));
        check("53-", "1000", Some(Hit::Range));
        check("53- odd", "54", None);
        check("7к2, 12/3; 10А", "10а", Some(Hit::Exact));
        check("7к2", "7", Some(Hit::SameNumber));
        check("", "9", Some(Hit::Range));
        check("чётные", "9", None);
    }

    #[test]
    fn clashes_are_found_and_exact_entries_may_leave_a_range() {
        let clash = |one: &str, two: &str| list(one).clashes(&list(two));
        assert!(clash("1-10", "10-20"));
        assert!(!clash("1-9 odd", "2-10 even"));
        assert!(!clash("1-51 odd", "52 , 54"));
        assert!(!clash("1-9 odd", "8-20 even"));
        assert!(!clash("1-52", "7к2"));
        assert!(clash("7к2", "7к2, 9"));
        assert!(clash("", "1-3"));
        assert!(!clash("", "7"));
    }

    #[test]
    fn every_bad_entry_is_reported() {
        let bad = HouseList::parse("1-52, абв, 9-3, 7").unwrap_err();
        let entries: Vec<&str> = bad.iter().map(|bad| bad.entry.as_str()).collect();
        assert_eq!(entries, ["абв", "9-3"]);
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
            let _ = HouseList::parse(&text);
        }

        #[test]
        fn lists_clash_just_where_a_plain_number_is_in_both(
            one in (1u32..30, 0u32..30, 0..3usize),
            two in (1u32..30, 0u32..30, 0..3usize),
        ) {
            let range = |(from, len, parity): (u32, u32, usize)| HouseList {
                items: vec![HouseItem::Range {
                    from,
                    to: from + len,
                    parity: [Parity::Any, Parity::Odd, Parity::Even][parity],
                }],
            };
            let (one, two) = (range(one), range(two));
            let both = (0..100).map(House::plain).any(|house| one.hit(&house).is_some() && two.hit(&house).is_some());
            prop_assert_eq!(one.clashes(&two), both);
        }
    }
}
