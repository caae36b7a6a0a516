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

    /// Reads a code as a person writes it: with spaces, hyphens, or neither.
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
            let _ = Code::parse(&text);
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
