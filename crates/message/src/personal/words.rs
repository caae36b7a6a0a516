//! A text as a row of words, numbers and marks.

use core::ops::Range;

use senim_model::letters::{is_letter, lower, upper};

/// A word, a number, or a mark between them.
pub(super) struct Word {
    /// Where it stands, bytes.
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) low: String,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// It has several letters, and all are capitals.
    pub(super) shouted: bool,
}

impl Word {
    /// It begins with a digit.
    pub(super) fn is_number(&self) -> bool {
        self.low.starts_with(|char: char| char.is_ascii_digit())
    }

    /// It begins with a letter.
    pub(super) fn is_word(&self) -> bool {
        self.low.starts_with(is_letter)
    }

    /// It is this mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.low == mark
    }
}

/// The words of a text. Hyphens and slashes inside of a word belong to it, as in `10/2` and `5-үй`;
/// any other mark, and a line break, is a word of its own.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        if is_part(first) {
            while let Some(&(at, char)) = chars.peek() {
                let joins = matches!(char, '-' | '–' | '\u{2011}' | '/' | '\'' | '’');
                let next = text.get(at + char.len_utf8()..);
                let inside = joins && next.is_some_and(|next| next.starts_with(is_part));
                if !is_part(char) && !inside {
                    break;
                }
                end = at + char.len_utf8();
                chars.next();
            }
        } else if first != '\n' && first.is_whitespace() {
            continue;
        }
        let word = text.get(start..end).unwrap_or_default();
        words.push(Word {
            range: start..end,
            low: word.chars().map(lower).collect(),
            capital: is_capital(first),
            shouted: word.chars().count() > 1
                && word
                    .chars()
                    .all(|char| !is_letter(char) || is_capital(char)),
        });
    }
    words
}

/// Whether a word is made of it.
pub(super) fn is_part(char: char) -> bool {
    char.is_ascii_digit() || is_letter(char)
}

fn is_capital(char: char) -> bool {
    is_letter(char) && upper(char) == char && lower(char) != char
}

/// Lists of words are one text each: a table of texts weighs more in the wasm. This is what begins sentences with a capital letter, and is no name of a person or a street.
const NO_NAMES: &str = "мен біз біздің сіз сіздің ол олар бұл осы сол мына тек барлық барлығы жалпы \
    шамамен тағы қазір бүгін кеше әр бірнеше дәл рақмет жарық су газ жылу шу свет \
    вода газа света воды шум мы наш наша наши ваш этот это весь все всего каждый \
    около возле рядом напротив сегодня вчера уже спасибо просим прошу";

/// Whether a word looks like a name: a capital letter, and no common word.
pub(super) fn is_name(word: &Word) -> bool {
    word.is_word()
        && word.capital
        && !word.shouted
        && !NO_NAMES.split(' ').any(|known| word.low == known)
}

/// Past `Н.` or `А. Б.` beside a name.
pub(super) fn past_initials(words: &[Word], mut at: usize) -> usize {
    let is_initial = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| word.capital && word.low.chars().count() == 1)
            && words.get(at + 1).is_some_and(|dot| dot.is("."))
    };
    while is_initial(at) {
        at += 2;
    }
    at
}

/// Whether a word begins with one of these.
pub(super) fn begins(word: &Word, with: &[&str]) -> bool {
    with.iter().any(|start| word.low.starts_with(start))
}

/// Whether a word is one of these.
pub(super) fn is_one(word: &Word, of: &[&str]) -> bool {
    of.iter().any(|known| word.low == *known)
}
