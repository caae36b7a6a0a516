//! Numbers that belong to somebody: telephones, cards, numbers of persons and organisations.

use core::ops::Range;

use senim_model::letters::lowered;

use super::words::is_part;
use super::{Found, Kind, kazakhstan};

/// Digits that stand together.
struct Group {
    range: Range<usize>,
    digits: Vec<u8>,
}

/// Some groups that may be one number.
struct Candidate<'a> {
    groups: &'a [Group],
    digits: Vec<u8>,
    /// What stands between the groups.
    between: Vec<&'a str>,
    /// What stands before and after, in the text.
    before: &'a str,
    after: &'a str,
}

/// So many digits after a word that touches them are no part of a name.
const GLUED: usize = 10;

/// More digits than this are no number of anybody.
const MOST: usize = 19;

pub(super) fn find(text: &str) -> Vec<Found> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut from = 0;
    while from < groups.len() {
        let last = longest(text, &groups, from);
        let kind = (from..=last).rev().find_map(|to| {
            let candidate = Candidate::of(text, groups.get(from..=to)?)?;
            Some((to, candidate.kind()?, candidate.range()?))
        });
        from = match kind {
            Some((to, kind, range)) => {
                found.push(Found { range, kind });
                to + 1
            }
            None => from + 1,
        };
    }
    found
}

/// Runs of digits that no letter touches; but long ones may follow a word of Cyrillic letters, as in
/// `ИИН900101300121`.
fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut before = ' ';
    let mut run: Option<Group> = None;
    let mut glued = false;
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        match (char.to_digit(10), &mut run) {
            (Some(digit), Some(group)) => {
                group.range.end = at + 1;
                group.digits.push(digit as u8);
            }
            (Some(digit), None) if !is_part(before) || !before.is_ascii() => {
                glued = is_part(before);
                run = Some(Group {
                    range: at..at + 1,
                    digits: vec![digit as u8],
                });
            }
            (Some(_), None) => {}
            (None, _) => {
                let whole = |group: &Group| !glued || group.digits.len() >= GLUED;
                groups.extend(run.take().filter(|group| !is_part(char) && whole(group)));
            }
        }
        before = char;
    }
    groups
}

/// The last group that may belong to the number that begins with one.
fn longest(text: &str, groups: &[Group], from: usize) -> usize {
    let mut digits = groups.get(from).map_or(0, |group| group.digits.len());
    let mut last = from;
    for (at, pair) in groups.windows(2).enumerate().skip(from) {
        let [one, other] = pair else { break };
        digits += other.digits.len();
        if digits > MOST || !joins(between(text, one, other)) {
            break;
        }
        last = at + 1;
    }
    last
}

fn between<'a>(text: &'a str, one: &Group, other: &Group) -> &'a str {
    text.get(one.range.end..other.range.start)
        .unwrap_or_default()
}

/// What may stand inside of a number.
fn joins(between: &str) -> bool {
    let joins = |char: char| {
        matches!(
            char,
            ' ' | '\u{a0}' | '-' | '–' | '\u{2011}' | '(' | ')' | '.'
        )
    };
    between.chars().count() <= 3 && between.chars().all(joins)
}

impl<'a> Candidate<'a> {
    fn of(text: &'a str, groups: &'a [Group]) -> Option<Candidate<'a>> {
        let (first, last) = (groups.first()?, groups.last()?);
        let pairs = groups.windows(2).filter_map(|pair| match pair {
            [one, other] => Some(between(text, one, other)),
            _ => None,
        });
        Some(Candidate {
            digits: groups
                .iter()
                .flat_map(|group| group.digits.clone())
                .collect(),
            between: pairs.collect(),
            before: text.get(..first.range.start)?,
            after: text.get(last.range.end..)?,
            groups,
        })
    }

    /// A plus belongs to the number, and a bracket that is closed inside.
    fn range(&self) -> Option<Range<usize>> {
        let (first, last) = (self.groups.first()?, self.groups.last()?);
        let closed = self.between.iter().any(|between| between.starts_with(')'));
        let belongs = self.before.ends_with('+') || (closed && self.before.ends_with('('));
        Some(first.range.start - usize::from(belongs)..last.range.end)
    }

    fn kind(&self) -> Option<Kind> {
        let sizes: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        // Who says what number it is may still have mistyped it.
        if self.digits.len() == 12 && self.is_said_to_be_an_identity() {
            return Some(Kind::Identity);
        }
        if self.is_money(&sizes) {
            return None;
        }
        if is_card(&self.digits, &sizes) {
            Some(Kind::Card)
        } else if self.is_identity(&sizes) {
            Some(Kind::Identity)
        } else if self.is_phone(&sizes) {
            Some(Kind::Phone)
        } else {
            None
        }
    }

    /// Thousands in threes, or a currency after it.
    fn is_money(&self, sizes: &[usize]) -> bool {
        let plus = self.before.ends_with('+');
        let spaces = self
            .between
            .iter()
            .all(|between| matches!(*between, " " | "\u{a0}"));
        let threes = sizes.len() > 1 && sizes.iter().skip(1).all(|size| *size == 3);
        let after = lowered(self.after.trim_start().get(..).unwrap_or_default());
        let currency = [
            "тг",
            "тенге",
            "теңге",
            "₸",
            "kzt",
            "tenge",
            "руб",
            "₽",
            "$",
            "€",
            "млн",
            "тыс",
            "мың",
        ];
        (threes && spaces && !plus) || currency.iter().any(|word| after.starts_with(word))
    }

    /// In groups that nobody counts thousands by, if the digit that checks the others is right.
    fn is_identity(&self, sizes: &[usize]) -> bool {
        let plus = self.before.ends_with('+');
        match *sizes {
            [12] | [6, 6] => kazakhstan::is_identity(&self.digits),
            [_, _] | [_, _, _] | [_, _, _, _] => {
                !plus && kazakhstan::is_personal_number(&self.digits)
            }
            _ => false,
        }
    }

    fn is_phone(&self, sizes: &[usize]) -> bool {
        // As it is said, digit by digit.
        if sizes.len() > 6 && sizes.iter().all(|size| *size == 1) {
            return kazakhstan::is_mobile(&self.digits);
        }
        if sizes.len() > 6 || sizes.iter().skip(1).any(|size| *size == 1) {
            return false;
        }
        let international = self.before.ends_with('+') && (10..=15).contains(&self.digits.len());
        let dashes = self
            .between
            .iter()
            .all(|between| matches!(*between, "-" | "–" | "\u{2011}"));
        let local = dashes && matches!(*sizes, [3, 2, 2] | [3, 4]);
        // A few digits are a telephone only where it is said that they are.
        let said = (5..=11).contains(&self.digits.len()) && self.is_said_to_be_a_phone();
        international || local || said || kazakhstan::is_phone(&self.digits, sizes)
    }

    /// The word before, whatever marks are between, and what stands before that.
    fn word_before(text: &str) -> (&str, String) {
        let mark = |char: char| !is_part(char) && char != '\n';
        let text = text.trim_end_matches(mark);
        let before = text.trim_end_matches(is_part);
        let word = text.get(before.len()..).unwrap_or_default();
        (before, lowered(word))
    }

    /// As in `ЖСН-ім 900101300121`, `ИИН мой: 900101 300121`.
    fn is_said_to_be_an_identity(&self) -> bool {
        const SAY: [&str; 6] = ["жсн", "иин", "бсн", "бин", "iin", "bin"];
        let (before, word) = Candidate::word_before(self.before);
        let (_, other) = Candidate::word_before(before);
        [word, other]
            .iter()
            .any(|word| SAY.contains(&word.as_str()))
    }

    fn is_said_to_be_a_phone(&self) -> bool {
        let (_, word) = Candidate::word_before(self.before);
        const SAY: [&str; 14] = [
            "тел",
            "моб",
            "сотов",
            "сотка",
            "ұялы",
            "ватсап",
            "вотсап",
            "whatsapp",
            "звон",
            "позвон",
            "қоңырау",
            "phone",
            "mobile",
            "call",
        ];
        let after = lowered(self.after.trim_start());
        SAY.iter().any(|say| word.starts_with(say)) || after.starts_with("нөміріне")
    }
}

/// Thirteen to nineteen digits, grouped as on cards, with the digit that checks the others: H. P.
/// Luhn, US patent 2,950,048; ISO/IEC 7812-1.
fn is_card(digits: &[u8], sizes: &[usize]) -> bool {
    let grouped = matches!(*sizes, [_] | [4, 4, 4, 4] | [4, 6, 5] | [4, 4, 4, 4, 3]);
    let issued = digits.first().is_some_and(|first| (2..=6).contains(first));
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| {
            let value = u32::from(*digit) * weight;
            value / 10 + value % 10
        })
        .sum();
    grouped && issued && (13..=MOST).contains(&digits.len()) && sum.is_multiple_of(10)
}
