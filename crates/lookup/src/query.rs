//! Typed text as readings: which words name the street, which number is the house.

use senim_model::house::House;
use senim_model::letters;

use crate::fold::fold;
use crate::named::marked;
use crate::tokens::{Kind, Token, tokens};

/// More words than this are left out: an address has fewer.
const MOST_WORDS: usize = 12;

/// A word or number that has to be explained by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded; a number begins with `#`.
    pub(crate) text: String,
    /// Letters as typed, doubled ones once.
    pub(crate) letters: usize,
    /// It stands at the very end and may be unfinished.
    pub(crate) last: bool,
}

/// One way to read a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What names the street and the locality.
    pub(crate) words: Vec<Word>,
    /// The house.
    pub(crate) house: Option<House>,
    /// The house is a number that by its place is rather a name.
    pub(crate) against_order: bool,
}

/// All ways to read a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Types of street that were named.
    pub(crate) kinds: Vec<Kind>,
    /// Numbers that by their place are names, as words.
    pub(crate) named: Vec<String>,
    /// The readings, at most one per number and one without a house.
    pub(crate) readings: Vec<Reading>,
}

/// A piece that is left once noise is gone.
#[derive(Clone, Debug)]
enum Piece {
    Word(String),
    Number { text: String, role: Role },
}

/// What a number is, as far as its place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    House,
    Name,
}

impl Query {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Query {
        let mut kinds = Vec::new();
        let pieces = pieces(&marked(tokens(text)), &mut kinds);
        let open_end = is_open(text);
        let house = pieces.iter().position(|piece| {
            matches!(
                piece,
                Piece::Number {
                    role: Role::House,
                    ..
                }
            )
        });
        let number = |at: &usize| matches!(pieces.get(*at), Some(Piece::Number { .. }));
        let mut houses: Vec<Option<usize>> = match house {
            Some(at) => vec![Some(at)],
            None => (0..pieces.len()).filter(number).map(Some).collect(),
        };
        if house.is_none() {
            houses.push(None);
        }
        let readings = houses
            .into_iter()
            .filter_map(|house| reading(&pieces, house, open_end))
            .filter(|reading| !reading.words.is_empty())
            .collect();
        let named = pieces.iter().filter_map(|piece| match piece {
            Piece::Number {
                text,
                role: Role::Name,
            } => Some(number_word(text)),
            _ => None,
        });
        Query {
            kinds,
            named: named.collect(),
            readings,
        }
    }
}

/// Whether the last word of a text may be unfinished.
pub(crate) fn is_open(text: &str) -> bool {
    text.ends_with(|char: char| letters::is_letter(char) || char.is_ascii_digit())
}

fn number_word(text: &str) -> String {
    format!("#{}", fold(text))
}

/// Takes noise out of tokens, and joins what belongs to one house.
fn pieces(tokens: &[Token], kinds: &mut Vec<Kind>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match (token, after) {
            (Token::Type(kind), _) => kinds.push(*kind),
            (Token::Flat, [Token::Number(_), left @ ..]) => rest = left,
            // "45 кв": the number before it was a flat, unless it is the only one.
            (Token::Flat, _) => {
                let numbers = pieces
                    .iter()
                    .filter(|piece| matches!(piece, Piece::Number { .. }))
                    .count();
                if numbers > 1 && matches!(pieces.last(), Some(Piece::Number { .. })) {
                    pieces.pop();
                }
            }
            (Token::House, [Token::Number(number), left @ ..]) => {
                pieces.push(numbered(number, Role::House));
                rest = left;
            }
            (Token::House, _) => {
                if let Some(Piece::Number { role, .. }) = pieces.last_mut() {
                    *role = Role::House;
                }
            }
            (Token::Building, [Token::Number(building), left @ ..]) => {
                if let Some(Piece::Number { text, .. }) = pieces.last_mut() {
                    text.push_str(&format!("к{building}"));
                    rest = left;
                }
            }
            (Token::Building, _) => {}
            (Token::Number(number), _) => pieces.push(numbered(number, Role::Open)),
            (Token::Named(number), _) => pieces.push(numbered(number, Role::Name)),
            (Token::Ordinal | Token::Comma, _) => {}
            (Token::Word(word), _) => rest = push_word(&mut pieces, word, after),
        }
    }
    pieces
}

fn numbered(text: &str, role: Role) -> Piece {
    Piece::Number {
        text: text.to_owned(),
        role,
    }
}

/// Adds a word. A single letter after a number belongs to it ("10 а", "7 к 2"); elsewhere it is an
/// initial, which says too little.
fn push_word<'t>(pieces: &mut Vec<Piece>, word: &str, after: &'t [Token]) -> &'t [Token] {
    if word.chars().count() > 1 {
        pieces.push(Piece::Word(word.to_owned()));
        return after;
    }
    let Some(Piece::Number { text, .. }) = pieces.last_mut() else {
        return after;
    };
    if !text.ends_with(|char: char| char.is_ascii_digit()) {
        return after;
    }
    match after {
        [Token::Number(building), left @ ..] if word == "к" || word == "k" => {
            text.push_str(&format!("к{building}"));
            left
        }
        _ => {
            text.push_str(word);
            after
        }
    }
}

fn reading(pieces: &[Piece], house_at: Option<usize>, open_end: bool) -> Option<Reading> {
    let mut house = None;
    let mut against_order = false;
    let mut words = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let last = open_end && at + 1 == pieces.len();
        let word = match piece {
            Piece::Number { text, role } if house_at == Some(at) => {
                house = Some(House::parse(text)?);
                against_order = *role == Role::Name;
                continue;
            }
            Piece::Number { text, .. } => number_word(text),
            Piece::Word(word) => fold(word),
        };
        let letters = match piece {
            Piece::Word(text) | Piece::Number { text, .. } => text.chars().count(),
        };
        if !word.is_empty() && word != "#" && words.len() < MOST_WORDS {
            words.push(Word {
                // Doubled letters that folding makes one say nothing: "зззз" is no long word.
                letters: letters.min(word.len()),
                text: word,
                last,
            });
        }
    }
    Some(Reading {
        words,
        house,
        against_order,
    })
}

/// The words and the kind of a name.
pub(crate) fn name(text: &str) -> (Vec<String>, Option<Kind>) {
    let mut kinds = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for token in tokens(text) {
        match token {
            Token::Type(kind) => kinds.push(kind),
            Token::Word(word) => words.push(fold(&word)),
            Token::Number(number) | Token::Named(number) => words.push(number_word(&number)),
            Token::House | Token::Building | Token::Flat | Token::Ordinal | Token::Comma => {}
        }
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        // A name made of nothing but type words, such as "Алаң".
        words = text
            .split_whitespace()
            .map(fold)
            .filter(|word| !word.is_empty())
            .collect();
    }
    // "тұйық көшесі" is a lane, "тас жол көшесі" a highway: "street" says the least.
    let telling = kinds.iter().find(|kind| **kind != Kind::Street);
    let kind = telling.or(kinds.first()).copied();
    (words, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Query::read(text)
            .readings
            .into_iter()
            .map(|reading| {
                let words: Vec<String> = reading.words.into_iter().map(|word| word.text).collect();
                let house = reading
                    .house
                    .map_or("-".to_owned(), |house| house.to_string());
                format!("{} | {house}", words.join(" "))
            })
            .collect()
    }

    #[test]
    fn every_number_may_be_the_house() {
        assert_eq!(shown("5 мкр 42"), ["#42 | 5", "#5 | 42", "#5 #42 | -"]);
        assert_eq!(shown("5 мкр дом 42 кв 7"), ["#5 | 42"]);
        assert_eq!(shown("абая 10 а"), ["abaia | 10А", "abaia #10a | -"]);
        assert_eq!(shown("абая 7 корпус 2"), ["abaia | 7к2", "abaia #7k2 | -"]);
        assert_eq!(shown("к маркса"), ["marksa | -"]);
        assert!(shown("дом").is_empty());
    }

    #[test]
    fn names_have_words_and_a_kind() {
        assert_eq!(
            name("Абай тұйық көшесі"),
            (vec!["abai".into()], Some(Kind::Lane))
        );
        assert_eq!(
            name("5-й микрорайон"),
            (vec!["#5".into()], Some(Kind::Microdistrict))
        );
        assert_eq!(name("Алаң").0, vec!["alan".to_owned()]);
    }
}
