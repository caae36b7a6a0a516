//! Lists that say which houses of a street belong to an area: single houses, and ranges with a
//! parity; see `docs/source-format.md`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{House, MOST, take_number};
use crate::letters;

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

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
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
