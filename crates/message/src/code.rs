//! The code of a message, made for reading aloud.

use thiserror::Error;

/// How many digits carry the secret: 10²⁷ is more than 2⁸⁹.
const SECRET: usize = 27;

/// How many digits stand together.
const GROUP: usize = 4;

/// What a sender keeps to see the answer: 28 decimal digits, the last of which checks the others.
///
/// Digits, since letters have other names in each language; groups of four, as on a bank card. The
/// check catches every single wrong digit and every swap of two neighbours: H. M. Damm, "Total
/// anti-symmetrische Quasigruppen", Marburg 2004.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; SECRET + 1]);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotACode {
    /// It has something other than digits, spaces and hyphens.
    #[error("a code has digits only")]
    Letter,
    /// It has too few digits, or too many.
    #[error("a code has 28 digits; this has {0}")]
    Length(usize),
    /// A digit is wrong, or two are swapped.
    #[error("a digit is wrong, or two are swapped")]
    Check,
}

impl Code {
    /// The code of 128 bits that nobody can guess.
    pub fn of(bits: [u8; 16]) -> Code {
        let mut rest = u128::from_be_bytes(bits);
        let mut digits = [0; SECRET + 1];
        for digit in digits.iter_mut().take(SECRET) {
            *digit = (rest % 10) as u8;
            rest /= 10;
        }
        let check = damm(digits.iter().copied().take(SECRET));
        if let Some(last) = digits.last_mut() {
            *last = check;
        }
        Code(digits)
    }

    /// Reads a code with spaces, hyphens, or neither.
    ///
    /// # Errors
    /// [`NotACode`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Code, NotACode> {
        let mut digits = [0; SECRET + 1];
        let mut found = 0;
        for letter in text.chars() {
            if let Some(digit) = letter.to_digit(10) {
                if let Some(place) = digits.get_mut(found) {
                    *place = digit as u8;
                }
                found += 1;
            } else if !(letter.is_whitespace() || matches!(letter, '-' | '–' | '\u{2011}')) {
                return Err(NotACode::Letter);
            }
        }
        match found {
            _ if found != SECRET + 1 => Err(NotACode::Length(found)),
            _ if damm(digits.into_iter()) != 0 => Err(NotACode::Check),
            _ => Ok(Code(digits)),
        }
    }

    /// Reads a code as a person writes it, or copies it: with whatever marks between its digits, in
    /// digits as wide as a letter of Chinese, and after words that say what it is.
    ///
    /// # Errors
    /// [`NotACode`] says what is wrong with it.
    pub fn typed(text: &str) -> Result<Code, NotACode> {
        let letters = after_words(text).chars().filter(|letter| !is_mark(*letter));
        Code::parse(&letters.map(narrow).collect::<String>())
    }

    /// The digits without spaces, as they are sent.
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect()
    }

    /// The digits in groups of four, as they are shown and read aloud.
    pub fn grouped(&self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(GROUP)
            .map(|group| group.iter().map(|digit| char::from(b'0' + digit)).collect())
            .collect();
        groups.join(" ")
    }
}

/// The text after the words that it begins with, as in `Код: 1078 …`. A letter that touches a digit is
/// no word, but a mistyped digit.
fn after_words(text: &str) -> &str {
    let start = text.find(|letter| narrow(letter).is_ascii_digit());
    let parts = text.split_at_checked(start.unwrap_or(0));
    match parts {
        Some((before, digits)) if before.ends_with(is_mark) => digits,
        _ => text,
    }
}

/// A digit that is as wide as a letter of Chinese becomes a plain one.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    }
}

/// What may stand between digits: a space, a mark, what nobody sees.
fn is_mark(letter: char) -> bool {
    let seen = letter.is_whitespace() || letter.is_ascii_punctuation();
    let others = matches!(
        letter,
        '\u{ad}' | '·' | '«' | '»' | '№' | '\u{feff}' | '，' | '．' | '：' | '－' | '、' | '。'
    );
    seen || others || matches!(letter, '\u{200b}'..='\u{2060}' | '\u{2212}')
}

/// A code is a secret: it is not written to a log by mistake.
impl core::fmt::Debug for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Damm's digit: of digits that end with it, the digit is 0.
fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    const TABLE: [[u8; 10]; 10] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ];
    digits.fold(0, |interim, digit| {
        let row = TABLE.get(usize::from(interim));
        row.and_then(|row| row.get(usize::from(digit)))
            .copied()
            .unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_read_as_it_is_shown(bits: [u8; 16]) {
            let code = Code::of(bits);
            prop_assert_eq!(Code::parse(&code.grouped()), Ok(code.clone()));
            prop_assert_eq!(Code::parse(&code.plain()), Ok(code.clone()));
            prop_assert_eq!(Code::parse(&code.grouped().replace(' ', "-")), Ok(code));
        }

        #[test]
        fn one_wrong_digit_is_found(bits: [u8; 16], at in 0usize..28, other in 1u8..10) {
            let mut digits = Code::of(bits).0;
            digits[at] = (digits[at] + other) % 10;
            prop_assert_eq!(Code::parse(&Code(digits).plain()), Err(NotACode::Check));
            let typed = format!("Код: {}.", Code(digits).grouped().replace(' ', ", "));
            prop_assert_eq!(Code::typed(&typed), Err(NotACode::Check));
        }

        #[test]
        fn two_swapped_neighbours_are_found(bits: [u8; 16], at in 0usize..27) {
            let mut digits = Code::of(bits).0;
            prop_assume!(digits[at] != digits[at + 1]);
            digits.swap(at, at + 1);
            prop_assert_eq!(Code::parse(&Code(digits).plain()), Err(NotACode::Check));
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".{0,60}") {
            let _ = (Code::parse(&text), Code::typed(&text));
        }
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = Code::of(*b"a sender keeps 1");
        let grouped = code.grouped();
        let wide = |letter: char| match letter.to_digit(10) {
            Some(digit) => char::from_u32(u32::from('０') + digit).unwrap(),
            None => letter,
        };
        for text in [
            grouped.replace(' ', "."),
            grouped.replace(' ', ", "),
            grouped.replace(' ', "-"),
            grouped.replace(' ', " — "),
            grouped.replace(' ', "\u{200b}"),
            grouped.chars().map(wide).collect(),
            grouped.chars().map(|digit| format!("{digit}, ")).collect(),
            format!("Код: {grouped}"),
            format!("Код обращения – {grouped}."),
            format!("code {grouped}"),
            format!("«{grouped}»"),
            format!("\n\tКод:\n{grouped}\n"),
        ] {
            assert_eq!(Code::typed(&text), Ok(code.clone()), "{text}");
        }
    }

    #[test]
    fn no_wrong_code_is_taken_for_a_right_one() {
        let grouped = Code::of(*b"a sender keeps 1").grouped();
        let (first, rest) = grouped.split_at(1);
        for (text, wrong) in [
            (format!("О{rest}"), NotACode::Letter),
            (format!("Код {first}O{}", &rest[1..]), NotACode::Letter),
            (format!("{grouped} спасибо"), NotACode::Letter),
            (format!("Код: {rest}"), NotACode::Length(27)),
            (format!("Код 1: {grouped}"), NotACode::Length(29)),
            (format!("1. {grouped}"), NotACode::Length(29)),
            (format!("{grouped}, {grouped}"), NotACode::Length(56)),
            ("Код".into(), NotACode::Letter),
            (" . ".into(), NotACode::Length(0)),
            (String::new(), NotACode::Length(0)),
            (format!("٣{rest}"), NotACode::Letter),
        ] {
            assert_eq!(Code::typed(&text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn a_code_says_what_is_wrong() {
        assert_eq!(Code::parse("12 34"), Err(NotACode::Length(4)));
        assert_eq!(Code::parse("12 З4"), Err(NotACode::Letter));
        assert_eq!(Code::of([7; 16]).grouped().len(), 34);
        assert_eq!(format!("{:?}", Code::of([7; 16])), "Code(…)");
    }
}
