//! The order of names by the alphabet of a language. Unicode has the letters of Kazakh after those of
//! Russian; a reader looks for Ә after А.

use senim_model::index::Term;
use senim_model::letters::lowered;
use senim_model::text::Lang;

/// Letters of Kazakh that Unicode has elsewhere, each with the letter that it follows. The other
/// letters of Cyrillic and Latin are in their order there.
const KAZAKH: [(char, char); 10] = [
    ('ә', 'а'),
    ('ғ', 'г'),
    ('ё', 'е'),
    ('қ', 'к'),
    ('ң', 'н'),
    ('ө', 'о'),
    ('ұ', 'у'),
    ('ү', 'ұ'),
    ('һ', 'х'),
    ('і', 'ы'),
];

/// Terms by name.
pub(crate) fn by_name<'a>(lang: Lang, terms: impl Iterator<Item = &'a Term>) -> Vec<&'a Term> {
    let mut terms: Vec<&Term> = terms.collect();
    terms.sort_by_cached_key(|term| key(term.name.show(lang)));
    terms
}

/// What a name is compared by.
fn key(name: &str) -> Vec<(u32, u32)> {
    lowered(name).chars().map(place).collect()
}

/// The letter that a letter stands after in Unicode's order, and how far after it.
fn place(letter: char) -> (u32, u32) {
    let follows = KAZAKH.iter().find(|(known, _)| *known == letter);
    match follows {
        Some((_, before)) => {
            let (base, far) = place(*before);
            (base, far + 1)
        }
        None => (letter.into(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The alphabet of the Kazakh language, 42 letters.
    const ALPHABET: &str = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ";

    #[test]
    fn letters_stand_as_in_the_alphabet_of_kazakh_and_so_in_that_of_russian() {
        let mut letters: Vec<String> = ALPHABET.chars().rev().map(String::from).collect();
        letters.sort_by_key(|letter| key(letter));
        assert_eq!(letters.concat(), ALPHABET);
    }

    #[test]
    fn words_are_ordered_letter_by_letter_whatever_their_case() {
        let sorted = [
            "Акмола",
            "астана",
            "Әкімдік",
            "Білім бөлімі",
            "полиция",
            "Ұлытау",
            "Шахтинск",
            "ыстық",
            "Іле",
        ];
        let mut names: Vec<&str> = sorted.iter().rev().copied().collect();
        names.sort_by_key(|name| key(name));
        assert_eq!(names, sorted);
    }
}
