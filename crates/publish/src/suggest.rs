//! What was probably meant. People mistake letters that look alike before they mistake keys, so
//! those come first; then what is at most two letters away.

/// What was probably meant, out of what there is.
pub(crate) fn suggestion<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .filter_map(|known| Some((distance(found, known)?, known)))
        .min()
        .map(|(_, known)| format!("Did you mean {known}?"))
}

/// Zero for texts that look alike, else how many letters apart, at most two.
fn distance(found: &str, known: &str) -> Option<usize> {
    if look(known).eq(look(found)) {
        return Some(0);
    }
    // A difference in length alone rules most of a large table out.
    if found.chars().count().abs_diff(known.chars().count()) > 2 {
        return None;
    }
    let distance = strsim::damerau_levenshtein(found, known);
    (distance <= 2).then_some(distance)
}

/// A text as it looks: what the eye takes for one letter is one letter.
fn look(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .flat_map(char::to_uppercase)
        .map(|char| match char {
            'L' | 'I' | 'І' | 'Ӏ' | '|' => '1',
            'O' | 'О' => '0',
            '–' | '—' | '‑' | '−' | '_' => '-',
            other => latin_twin(other).unwrap_or(other),
        })
}

/// The Latin letter that a Cyrillic one is taken for.
pub(crate) fn latin_twin(cyrillic: char) -> Option<char> {
    TWINS
        .iter()
        .find(|(twin, _)| *twin == cyrillic)
        .map(|(_, latin)| *latin)
}

/// The Cyrillic letter that a Latin one is taken for.
pub(crate) fn cyrillic_twin(latin: char) -> Option<char> {
    TWINS
        .iter()
        .find(|(_, twin)| *twin == latin)
        .map(|(cyrillic, _)| *cyrillic)
}

const TWINS: [(char, char); 28] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('Һ', 'H'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('к', 'k'),
];

/// Which letters of a text are Cyrillic, for a message: "А (letter 1), С (letter 3)".
pub(crate) fn cyrillic_letters(text: &str) -> Option<String> {
    let is_cyrillic = |char: &char| ('\u{400}'..='\u{52f}').contains(char);
    let found: Vec<String> = text
        .chars()
        .enumerate()
        .filter(|(_, char)| is_cyrillic(char))
        .map(|(at, char)| format!("{char} (letter {})", at + 1))
        .collect();
    (!found.is_empty()).then(|| found.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_wins_over_what_is_near() {
        let known = ["KRG-016", "KRG-017", "KRG-07"];
        let suggest = |found: &str| suggestion(found, known.into_iter());
        let meant = Some("Did you mean KRG-017?".to_owned());
        assert_eq!(suggest("KRG-0l7"), meant);
        assert_eq!(suggest("KRG-O17"), meant);
        assert_eq!(suggest("КRG–017"), meant);
        assert_eq!(suggest("something else"), None);
    }

    #[test]
    fn cyrillic_letters_are_named() {
        assert_eq!(
            cyrillic_letters("КRG-С").unwrap(),
            "К (letter 1), С (letter 5)"
        );
        assert_eq!(cyrillic_letters("KRG"), None);
    }
}
