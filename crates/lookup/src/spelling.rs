//! Names of places, word by word, and where they stand in a typed text.

use crate::edit;
use crate::fold::stem;
use crate::query::{is_open, name};
use crate::tokens::Kind;

/// A typed text as words that names of places are compared with.
#[derive(Debug)]
pub(crate) struct Typed {
    /// Folded words, at most sixteen; bits stand for them.
    pub(crate) words: Vec<String>,
    /// A type of street that was named.
    pub(crate) kind: Option<Kind>,
    /// The last word may be unfinished.
    open: bool,
}

/// One name of a place: its words without "город", "район" and the like.
#[derive(Debug)]
pub(crate) struct Spelling {
    words: Vec<String>,
    pub(crate) kind: Option<Kind>,
}

/// Where a name stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Which words of the text it explains.
    pub(crate) bits: u16,
    /// How far off they are, in the units of [`crate::vocabulary`].
    pub(crate) cost: u32,
    /// All of the name stands there, not its beginning alone.
    pub(crate) whole: bool,
}

const STEM: u32 = 2;
const PREFIX: u32 = 3;
const ONE_ERROR: u32 = 6;

impl Typed {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Typed {
        let (mut words, kind) = name(text);
        // A single letter abbreviates: "с. Уштобе".
        words.retain(|word| word.len() > 1);
        words.truncate(16);
        Typed {
            words,
            kind,
            open: is_open(text),
        }
    }
}

impl Spelling {
    /// A name; `None` where nothing of it is left.
    pub(crate) fn new(text: &str) -> Option<Spelling> {
        let (words, kind) = name(text);
        (!words.is_empty()).then_some(Spelling { words, kind })
    }

    /// Where this name stands in a text as a whole, or else at its end as far as it was typed.
    pub(crate) fn standing(&self, typed: &Typed) -> Option<Standing> {
        let starts = 0..typed.words.len();
        let found = starts.filter_map(|at| self.at(typed, at));
        found.min_by_key(|found| (!found.whole, found.cost))
    }

    fn at(&self, typed: &Typed, at: usize) -> Option<Standing> {
        let mut found = Standing {
            bits: 0,
            cost: 0,
            whole: true,
        };
        let mut rest = typed.words.iter().zip(0u32..).skip(at).peekable();
        for known in &self.words {
            let Some((word, ix)) = rest.next() else {
                // Typed in part: the beginning says enough where it is a long word, or several.
                let long = typed.words.last().is_some_and(|word| word.len() >= 3);
                found.whole = false;
                found.cost += PREFIX;
                return Some(found).filter(|_| typed.open && long);
            };
            found.bits |= 1u16.checked_shl(ix).unwrap_or(0);
            match apart(word, known) {
                Some(cost) => found.cost += cost,
                None => {
                    let begun = typed.open && word.len() >= 3 && known.starts_with(word.as_str());
                    found.whole = false;
                    found.cost += PREFIX;
                    return Some(found).filter(|_| begun && rest.peek().is_none());
                }
            }
        }
        Some(found)
    }
}

/// How far a typed word is from a known one: the same, another ending, or one typing error.
fn apart(word: &str, known: &str) -> Option<u32> {
    if word == known {
        return Some(0);
    }
    if word.starts_with('#') || known.starts_with('#') {
        return None;
    }
    if word.len() >= 4 && stem(word) == stem(known) {
        return Some(STEM);
    }
    let near = word.len() >= 5 && edit::distance(word.as_bytes(), known.as_bytes(), 1).is_some();
    near.then_some(ONE_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, typed: &str, expected: Option<(u16, u32, bool)>) {
        let found = Spelling::new(name).unwrap().standing(&Typed::read(typed));
        let found = found.map(|found| (found.bits, found.cost, found.whole));
        assert_eq!(found, expected, "{name} in {typed}");
    }

    #[test]
    fn a_name_stands_in_a_text_whole_misspelt_or_begun() {
        check("Темиртау", "темиртау 5 мкр 42", Some((1, 0, true)));
        check("Темиртау", "темертау", Some((1, ONE_ERROR, true)));
        check("Темиртау", "абая 10 теми", Some((4, PREFIX, false)));
        check("Темиртау", "те", None);
        check("Темиртау", "теми 5", None);
        check("Нұр-Сұлтан", "нур султан", Some((3, 0, true)));
        check("Казыбек би", "район имени Казыбек би", Some((3, 0, true)));
        check("Казыбек би", "казыбек", Some((1, PREFIX, false)));
        check("Казыбек би", "казыбек абая", None);
        check("Абай", "абая", Some((1, STEM, true)));
    }
}
