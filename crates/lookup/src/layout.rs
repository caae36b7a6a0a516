//! Text typed with the wrong keyboard layout on: "f,fz 10" for "абая 10".

use senim_model::letters;

const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/// The text as the other layout would have given it; `None` where no letter would change.
pub fn switched(text: &str) -> Option<String> {
    let lower = letters::lowered(text);
    let latin = lower.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = lower
        .chars()
        .filter(|char| CYRILLIC.contains(*char))
        .count();
    let (from, to) = match latin.cmp(&cyrillic) {
        std::cmp::Ordering::Greater => (LATIN, CYRILLIC),
        std::cmp::Ordering::Less => (CYRILLIC, LATIN),
        std::cmp::Ordering::Equal => return None,
    };
    let change = |char: char| {
        let found = from.chars().zip(to.chars()).find(|(from, _)| *from == char);
        found.map_or(char, |(_, to)| to)
    };
    Some(lower.chars().map(change).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(
            switched(",e[fh ;shfe 52").as_deref(),
            Some("бухар жырау 52")
        );
        assert_eq!(switched("фифн 10").as_deref(), Some("abay 10"));
        assert_eq!(switched("10/2"), None);
    }
}
