//! The words of all names, and how well a typed word matches each.

use crate::edit;
use crate::fold::stem;
use crate::order;

/// Position of a word in a [`Vocabulary`].
pub(crate) type WordIx = u32;

/// How far a typed word is from one of the vocabulary; 0 is the very word.
pub(crate) type Cost = u32;

const STEM: Cost = 2;
const PREFIX_LAST: Cost = 3;
const PREFIX: Cost = 5;
const NUMBER_PREFIX: Cost = 4;
const ONE_ERROR: Cost = 6;
/// A known word of no more letters is hardly an unfinished one.
const SHORT: usize = 3;
const TWO_ERRORS: Cost = 10;

/// Folded words, sorted; numbers begin with `#`.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<String>,
    letters: Vec<u64>,
    /// Words by their stem, sorted.
    stems: Vec<(String, WordIx)>,
}

impl Vocabulary {
    /// A vocabulary of words in any order.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a String>) -> Vocabulary {
        let mut words = order::texts(words.map(|word| (word.clone(), 0)).collect());
        words.dedup();
        let stems = words
            .iter()
            .zip(0..)
            .map(|((word, _), ix)| (stem(word).to_owned(), ix));
        Vocabulary {
            letters: words
                .iter()
                .map(|(word, _)| edit::letters(word.as_bytes()))
                .collect(),
            stems: order::texts(stems.collect()),
            words: words.into_iter().map(|(word, _)| word).collect(),
        }
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The position of a word.
    pub(crate) fn find(&self, word: &str) -> Option<WordIx> {
        let at = self
            .words
            .binary_search_by(|known| known.as_str().cmp(word))
            .ok()?;
        WordIx::try_from(at).ok()
    }

    /// The words that a typed one may mean, nearest first. `last` says that it may be unfinished;
    /// `letters` is how many letters were typed, before folding.
    pub(crate) fn matches(&self, word: &str, letters: usize, last: bool) -> Vec<(WordIx, Cost)> {
        let mut found: Vec<(WordIx, Cost)> = Vec::new();
        let exact = self.find(word);
        found.extend(exact.map(|ix| (ix, 0)));
        if word.starts_with('#') {
            if last {
                self.prefixed(word, NUMBER_PREFIX, &mut found);
            }
            return distinct(&found);
        }
        self.same_stem(stem(word), &mut found);
        // "би" is a word of its own, and not the beginning of "Бигельдинов".
        let whole = exact.is_some() && letters <= SHORT;
        match letters {
            _ if whole => {}
            0..2 => {}
            _ if last && exact.is_none() => self.prefixed(word, PREFIX_LAST, &mut found),
            2 => {}
            _ => self.prefixed(word, PREFIX, &mut found),
        }
        match letters {
            8.. => {
                self.misspelt(word, 2, &mut found);
                self.misspelt_stem(stem(word), &mut found);
            }
            4.. => self.misspelt(word, 1, &mut found),
            _ => {}
        }
        distinct(&found)
    }

    fn same_stem(&self, stem: &str, found: &mut Vec<(WordIx, Cost)>) {
        let from = self
            .stems
            .partition_point(|(known, _)| known.as_str() < stem);
        let same = self
            .stems
            .iter()
            .skip(from)
            .take_while(|(known, _)| known == stem);
        found.extend(same.map(|(_, ix)| (*ix, STEM)));
    }

    fn prefixed(&self, prefix: &str, cost: Cost, found: &mut Vec<(WordIx, Cost)>) {
        let from = self.words.partition_point(|known| known.as_str() < prefix);
        let begins = self
            .words
            .iter()
            .skip(from)
            .take_while(|known| known.starts_with(prefix));
        let start = WordIx::try_from(from).unwrap_or(WordIx::MAX);
        found.extend((start..).zip(begins).map(|(ix, _)| (ix, cost)));
    }

    /// A grammatical ending and an error in the same long word.
    fn misspelt_stem(&self, typed: &str, found: &mut Vec<(WordIx, Cost)>) {
        for (known, ix) in &self.stems {
            let near = known.len().abs_diff(typed.len()) <= 1 && !known.starts_with('#');
            if near && edit::distance(typed.as_bytes(), known.as_bytes(), 1).is_some() {
                found.push((*ix, ONE_ERROR + STEM));
            }
        }
    }

    fn misspelt(&self, word: &str, most: usize, found: &mut Vec<(WordIx, Cost)>) {
        let bytes = word.as_bytes();
        let letters = edit::letters(bytes);
        for ((ix, known), bits) in (0..).zip(&self.words).zip(&self.letters) {
            let far = (letters ^ bits).count_ones() as usize > 2 * most;
            if far || known.len().abs_diff(bytes.len()) > most || known.starts_with('#') {
                continue;
            }
            match edit::distance(bytes, known.as_bytes(), most) {
                Some(0 | 1) => found.push((ix, ONE_ERROR)),
                Some(_) => found.push((ix, TWO_ERRORS)),
                None => {}
            }
        }
    }
}

/// Each word once, at its least cost, nearest first.
fn distinct(found: &[(WordIx, Cost)]) -> Vec<(WordIx, Cost)> {
    let key = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let halves = |key: u64| ((key >> 32) as u32, key as u32);
    let mut by_word = order::numbers(found.iter().map(|(ix, cost)| key(*ix, *cost)).collect());
    by_word.dedup_by_key(|key| *key >> 32);
    let by_cost = by_word
        .into_iter()
        .map(halves)
        .map(|(ix, cost)| key(cost, ix));
    let by_cost = order::numbers(by_cost.collect());
    by_cost
        .into_iter()
        .map(halves)
        .map(|(cost, ix)| (ix, cost))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, last: bool, expected: &[(&str, Cost)]) {
        let words = [
            "abai",
            "abil",
            "jirau",
            "kenesari",
            "bi",
            "bigeldinov",
            "#5",
            "#52",
        ];
        let vocabulary = Vocabulary::new(words.map(str::to_owned).iter());
        let found: Vec<(&str, Cost)> = vocabulary
            .matches(word, word.len(), last)
            .into_iter()
            .map(|(ix, cost)| (vocabulary.words[ix as usize].as_str(), cost))
            .collect();
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn words_match_exactly_by_stem_by_beginning_and_with_errors() {
        check("abai", false, &[("abai", 0)]);
        check("abaia", false, &[("abai", STEM)]);
        check("jir", true, &[("jirau", PREFIX_LAST)]);
        check("jirao", false, &[("jirau", STEM)]);
        check("jirru", false, &[("jirau", ONE_ERROR)]);
        check("kensarr", false, &[]);
        check("kenesrri", false, &[("kenesari", ONE_ERROR)]);
        check("#5", false, &[("#5", 0)]);
        check("#5", true, &[("#5", 0), ("#52", NUMBER_PREFIX)]);
        check("#6", false, &[]);
        check("bi", true, &[("bi", 0)]);
        check("big", true, &[("bigeldinov", PREFIX_LAST)]);
    }
}
