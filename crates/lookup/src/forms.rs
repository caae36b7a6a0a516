//! The names of a region's streets, as words that typed ones are compared with.

use senim_model::directory::{Street, StreetIx, StreetName};

use crate::fold::fold;
use crate::found::Name;
use crate::order;
use crate::query::name;
use crate::tokens::Kind;
use crate::vocabulary::Vocabulary;

/// One spelling of a name: its words, and where it is from.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) name: u32,
    pub(crate) of: Name,
    pub(crate) kind: Option<Kind>,
    /// How many words; bits of [`Tally::used`] stand for them.
    pub(crate) words: u32,
    /// Which of the words are numbers, as bits.
    pub(crate) numbers: u16,
}

/// Distinct names, and the streets that have each.
pub(crate) fn by_name(streets: &[Street]) -> (Vec<&StreetName>, Vec<Vec<StreetIx>>) {
    let key = |name: &StreetName| format!("{}\n{}\n{}", name.kk, name.ru, name.aliases.join("\t"));
    let keys = order::texts(
        streets
            .iter()
            .zip(0..)
            .map(|(street, ix)| (key(&street.name), ix))
            .collect(),
    );
    let mut names = Vec::new();
    let mut with_name: Vec<Vec<StreetIx>> = Vec::new();
    let mut before = None;
    for (key, ix) in &keys {
        if before != Some(key) {
            before = Some(key);
            names.extend(streets.get(*ix as usize).map(|street| &street.name));
            with_name.push(Vec::new());
        }
        if let Some(same) = with_name.last_mut() {
            same.push(*ix);
        }
    }
    (names, with_name)
}

/// Adds a spelling, and where it has several words, the same written as one: "бухаржырау".
pub(crate) fn add_forms(
    name_ix: u32,
    text: &str,
    of: Name,
    forms: &mut Vec<Form>,
    words: &mut Vec<Vec<String>>,
) {
    let (mut own, kind) = name(text);
    own.truncate(16);
    if own.is_empty() {
        return;
    }
    let form = |words: &[String]| Form {
        name: name_ix,
        of,
        kind,
        words: words.len() as u32,
        numbers: words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.starts_with('#'))
            .fold(0, |bits, (at, _)| bits | 1 << at),
    };
    if own.len() > 1 && own.iter().all(|word| !word.starts_with('#')) {
        let joined = vec![fold(&own.concat())];
        forms.push(form(&joined));
        words.push(joined);
    }
    forms.push(form(&own));
    words.push(own);
}

pub(crate) fn postings(
    vocabulary: &Vocabulary,
    form_words: &[Vec<String>],
) -> (Vec<u32>, Vec<(u32, u8)>) {
    let mut per_word: Vec<Vec<(u32, u8)>> = vec![Vec::new(); vocabulary.len()];
    for (form, words) in (0..).zip(form_words) {
        for (position, word) in (0..).zip(words) {
            if let Some(list) = vocabulary
                .find(word)
                .and_then(|ix| per_word.get_mut(ix as usize))
            {
                list.push((form, position));
            }
        }
    }
    let mut starts = vec![0];
    let mut postings = Vec::new();
    for list in per_word {
        postings.extend(list);
        starts.push(postings.len() as u32);
    }
    (starts, postings)
}

pub(crate) fn words_of<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    texts
        .flat_map(|text| text.split([' ', '-']))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The lowest bits.
pub(crate) fn bits(count: usize) -> u16 {
    u16::MAX
        .checked_shr(16u32.saturating_sub(count as u32))
        .unwrap_or(0)
}
