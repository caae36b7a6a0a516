//! Letters of two alphabets in one word. They look right and are not found: a search for "Солтүстік"
//! passes by "Солтүстiк" with its Latin i.

use crate::suggest::{cyrillic_twin, latin_twin};

/// What is wrong with a text, and what was probably meant.
pub(super) fn mixed(text: &str) -> Option<(String, Option<String>)> {
    let word = text
        .split(|char: char| !char.is_alphabetic())
        .find(|word| word.chars().any(is_latin) && word.chars().any(is_cyrillic))?;
    let latin = word.chars().filter(|char| is_latin(*char)).count();
    let cyrillic = word.chars().filter(|char| is_cyrillic(*char)).count();
    let latin_is_odd = latin <= cyrillic;
    let name = if latin_is_odd { "Latin" } else { "Cyrillic" };
    let is_odd = |char: char| is_latin(char) == latin_is_odd;
    let odd: Vec<String> = word
        .chars()
        .filter(|char| is_odd(*char))
        .map(String::from)
        .collect();
    let message = format!(
        "“{word}” has letters of two alphabets: {} is {name}.",
        odd.join(", ")
    );
    let mended = |char: char| match (is_odd(char), latin_is_odd) {
        (true, true) => cyrillic_twin(char),
        (true, false) => latin_twin(char),
        (false, _) => Some(char),
    };
    let meant: Option<String> = word.chars().map(mended).collect();
    let hint = meant.map(|meant| format!("Did you mean {}?", text.replace(word, &meant)));
    Some((message, hint))
}

fn is_latin(char: char) -> bool {
    char.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&char)
}

fn is_cyrillic(char: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_alphabet_is_found_and_mended() {
        let (said, hint) = mixed("Солтүстiк Қазақстан").unwrap();
        assert_eq!(
            said,
            "“Солтүстiк” has letters of two alphabets: i is Latin."
        );
        assert_eq!(hint.unwrap(), "Did you mean Солтүстік Қазақстан?");
        let (said, _) = mixed("Tеmirtau").unwrap();
        assert!(said.ends_with("е is Cyrillic."), "{said}");
        for text in ["SOS батырмасы", "5-й микрорайон", "ЖК «Green Парк»", ""]
        {
            assert_eq!(mixed(text), None, "{text}");
        }
    }
}
