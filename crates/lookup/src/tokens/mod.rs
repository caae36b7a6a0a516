//! Typed text, and names of streets, in pieces: words, numbers, types, noise.

mod words;

use senim_model::letters;

use crate::fold::fold;
use words::{BUILDING, FLAT, HOUSE, KINDS, NOISE};

/// What kind of street a type word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// көше, улица.
    Street,
    /// даңғыл, проспект.
    Avenue,
    /// ықшамаудан, микрорайон.
    Microdistrict,
    /// тұйық, переулок, тупик.
    Lane,
    /// бульвар.
    Boulevard,
    /// тас жол, шоссе.
    Highway,
    /// алаң, площадь.
    Square,
    /// квартал, жилой массив.
    Quarter,
    /// өткел, проезд.
    Passage,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word, lower case.
    Word(String),
    /// A number with what is glued to it: `10а`, `12/3`, `7к2`.
    Number(String),
    /// A number that names a street or microdistrict, by where it stands.
    Named(String),
    /// The ending of an ordinal after its number: "-й", "-ші".
    Ordinal,
    /// What was typed before it and after it are different things.
    Comma,
    /// A type of street.
    Type(Kind),
    /// "дом": the number beside it is the house.
    House,
    /// "корпус": the number after it belongs to the house.
    Building,
    /// "квартира", "подъезд": the number beside it is of no interest.
    Flat,
}

/// Longer texts are cut: nobody types an address of more letters.
const MOST_CHARS: usize = 200;

/// Cuts text into pieces.
pub fn tokens(text: &str) -> Vec<Token> {
    let text: String = text.chars().take(MOST_CHARS).map(letters::lower).collect();
    let text = spelled_out(&text);
    let mut tokens = Vec::new();
    let separates = |char: char| {
        char.is_whitespace() || char.is_control() || ":()[]{}\"«»“”№#!?|".contains(char)
    };
    for part in text.split([',', ';']) {
        if !tokens.is_empty() {
            tokens.push(Token::Comma);
        }
        for chunk in part.split(separates) {
            let chunk = chunk.trim_matches(|char: char| !is_plain(char));
            if !chunk.is_empty() {
                cut(chunk, &mut tokens);
            }
        }
    }
    tokens
}

/// A letter or a digit.
fn is_plain(char: char) -> bool {
    letters::is_letter(char) || char.is_ascii_digit()
}

/// Abbreviations that other signs run through, written so that they stay together.
fn spelled_out(text: &str) -> String {
    const WRITTEN: [(&str, &str); 11] = [
        ("ш/а", " ықшамаудан "),
        ("ш.а.", " ықшамаудан "),
        ("ы.а.", " ықшамаудан "),
        ("ы. а.", " ықшамаудан "),
        ("ы/а", " ықшамаудан "),
        ("ж/м", " квартал "),
        ("шағын аудан", " ықшамаудан"),
        ("шагын аудан", " ықшамаудан"),
        ("тас жол", " шоссе жол"),
        // Every address is in it, and no street is meant.
        ("республика казахстан", " "),
        ("қазақстан республикасы", " "),
    ];
    let mut text = text.to_owned();
    for (from, to) in WRITTEN {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    text
}

/// Cuts a chunk without spaces: first as it is, then at its hyphens and dots.
fn cut(chunk: &str, tokens: &mut Vec<Token>) {
    if let Some(known) = known(&fold(chunk)) {
        tokens.extend(known);
        return;
    }
    for part in chunk
        .split(['-', '.', '–', '—', '_'])
        .filter(|part| !part.is_empty())
    {
        if part.chars().all(letters::is_letter)
            || !part.contains(|char: char| char.is_ascii_digit())
        {
            let after_number = matches!(tokens.last(), Some(Token::Number(_)));
            match word(part, after_number && chunk.contains('-')) {
                Some(found) => tokens.extend(found),
                None => tokens.push(Token::Word(part.to_owned())),
            }
        } else {
            cut_number(part, tokens);
        }
    }
}

/// A word that is known, or goes. `None` for an ordinary word.
fn word(part: &str, ordinal: bool) -> Option<Vec<Token>> {
    const ORDINALS: [&str; 14] = [
        "й", "я", "е", "ый", "ая", "ой", "го", "ші", "шы", "ши", "шi", "th", "st", "nd",
    ];
    if ordinal && ORDINALS.contains(&part) {
        return Some(vec![Token::Ordinal]);
    }
    known(&fold(part))
}

fn known(folded: &str) -> Option<Vec<Token>> {
    if let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == folded) {
        return Some(vec![Token::Type(*kind)]);
    }
    let token = if HOUSE.contains(&folded) {
        Token::House
    } else if BUILDING.contains(&folded) {
        Token::Building
    } else if FLAT.contains(&folded) {
        Token::Flat
    } else if NOISE.contains(&folded) || folded.is_empty() {
        return Some(Vec::new());
    } else {
        return None;
    };
    Some(vec![token])
}

/// So many letters beside a number are a word of their own: "абая10". Fewer are a part of it, as in
/// the street "А355".
const WORD_LETTERS: usize = 3;

/// Cuts a part that holds digits: "5мкр", "д12", "10а", "12/3", "а355", "абая10".
fn cut_number(part: &str, tokens: &mut Vec<Token>) {
    let digits_at = part.find(|char: char| char.is_ascii_digit()).unwrap_or(0);
    let (front, rest) = part.split_at_checked(digits_at).unwrap_or(("", part));
    let front = front.trim_end_matches(|char: char| !is_plain(char));
    if !front.is_empty() {
        match known(&fold(front)) {
            Some(found) => tokens.extend(found),
            None if front.chars().count() >= WORD_LETTERS => {
                tokens.push(Token::Word(front.to_owned()));
            }
            None => {
                tokens.push(Token::Word(part.to_owned()));
                return;
            }
        }
    }
    let tail_at = rest.find(letters::is_letter).unwrap_or(rest.len());
    let (number, tail) = rest.split_at_checked(tail_at).unwrap_or((rest, ""));
    let word: String = tail
        .chars()
        .take_while(|char| letters::is_letter(*char))
        .collect();
    let letters = word.chars().count();
    let found = match self::word(&word, true) {
        _ if letters < 2 => None,
        None if letters >= WORD_LETTERS => Some(vec![Token::Word(word.clone())]),
        known => known,
    };
    let Some(found) = found else {
        tokens.push(Token::Number(rest.to_owned()));
        return;
    };
    tokens.push(Token::Number(number.to_owned()));
    tokens.extend(found);
    let left = tail.strip_prefix(word.as_str()).unwrap_or("");
    if left.contains(|char: char| char.is_ascii_digit()) {
        cut_number(left, tokens);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let shown = tokens(text).into_iter().map(|token| match token {
            Token::Word(word) => word,
            Token::Number(number) => format!("#{number}"),
            Token::Type(kind) => format!("{kind:?}"),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_fall_into_pieces() {
        for (text, expected) in [
            ("ул. Абая, 10А", "Street абая Comma #10а"),
            ("5-й мкр, 42", "#5 Ordinal Microdistrict Comma #42"),
            ("5мкрн 42", "#5 Microdistrict #42"),
            ("мкр5 д12 кв45", "Microdistrict #5 House #12 Flat #45"),
            ("5-ықшамаудан", "#5 Microdistrict"),
            ("5 ш/а 7к2", "#5 Microdistrict #7к2"),
            ("Самал ы.а.", "самал Microdistrict"),
            ("Бұқар жырау д-лы 52/1", "бұқар жырау Avenue #52/1"),
            ("Абай к-сі", "абай Street"),
            ("пр-т Республики", "Avenue республики"),
            ("7 корпус 2", "#7 Building #2"),
            ("3а мкр", "#3а Microdistrict"),
            ("Қарағанды тас жолы", "қарағанды Highway Highway"),
            ("А355", "а355"),
            ("абая10", "абая #10"),
            ("10абая", "#10 абая"),
            ("пр.строителей20/1", "Avenue строителей #20/1"),
            ("абая10а", "абая #10а"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = tokens(&text);
        }

        #[test]
        fn no_address_like_text_panics(text in "[0-9а-яa-z./, -]{0,40}") {
            let _ = tokens(&text);
        }
    }
}
