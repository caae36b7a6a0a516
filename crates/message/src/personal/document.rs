//! Numbers of documents: a passport's, an identity card's. Each only after its word, as many numbers look
//! the same.

use senim_model::letters::is_letter;

use super::words::{Word, begins};
use super::{Found, Kind};

/// A document: how its name begins, and how few digits its number has at least. More than
/// [`MOST`] has none.
const DOCUMENTS: [(&str, usize); 5] = [
    ("паспорт", 7),
    ("төлқұжат", 7),
    ("passport", 7),
    // The number of an office's card is shorter, and known to everybody.
    ("удостоверени", 9),
    ("куәлі", 9),
];
const MOST: usize = 10;

/// Of an office, and nobody's own.
const OFFICIAL: [&str; 2] = ["служебн", "қызметт"];

/// What stands between the name of a document and its number.
const BETWEEN: &str = "личности номер номером нөмірі number серия серии мой is no под № : - –";

pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let between = |word: &&Word| BETWEEN.split(' ').any(|known| word.low == known);
    let named = words.iter().enumerate();
    let found = named.filter_map(|(at, word)| {
        let mut documents = DOCUMENTS.iter();
        let (_, least) = documents.find(|(name, _)| word.low.starts_with(name))?;
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        if before.is_some_and(|word| begins(word, &OFFICIAL)) {
            return None;
        }
        let rest = words.get(at + 1..)?;
        let skipped = rest.iter().take_while(between).count();
        number(rest.get(skipped..)?, *least)
    });
    found.collect()
}

/// `041 234 567`, `N12345678`, `N 12345678`.
fn number(words: &[Word], least: usize) -> Option<Found> {
    let first = words.first()?;
    let series = first
        .low
        .trim_end_matches(|char: char| char.is_ascii_digit());
    if series.chars().count() > 2 || !series.chars().all(is_letter) {
        return None;
    }
    let (mut end, mut digits) = (first.range.end, first.low.len() - series.len());
    for word in words.get(1..)? {
        let is_digits = word.low.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits || digits + word.low.len() > MOST {
            break;
        }
        digits += word.low.len();
        end = word.range.end;
    }
    (least..=MOST).contains(&digits).then_some(Found {
        range: first.range.start..end,
        kind: Kind::Identity,
    })
}
