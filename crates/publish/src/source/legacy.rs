//! Kazakh text in the fonts of the 1990s. Those fonts drew ғ, қ, ң, ө, ұ, ү, ә where windows-1251
//! has letters of Ukrainian, Belarusian, Serbian and Macedonian, so that the text turns to nonsense
//! without the font: "ЌЎРМАНЄАЗЫ" for "Құрманғазы". No one alphabet has all of those letters, which
//! tells such text from a language that is really meant.

use super::table::{Part, shorten};
use crate::problem::Problems;

/// What the fonts draw for a letter.
const DRAWN: [(char, char); 16] = [
    ('Ќ', 'Қ'),
    ('Є', 'Ғ'),
    ('Ѕ', 'Ң'),
    ('Ґ', 'Ө'),
    ('Ў', 'Ұ'),
    ('Ї', 'Ү'),
    ('Ј', 'Ә'),
    ('Ћ', 'Һ'),
    ('ќ', 'қ'),
    ('є', 'ғ'),
    ('ѕ', 'ң'),
    ('ґ', 'ө'),
    ('ў', 'ұ'),
    ('ї', 'ү'),
    ('ј', 'ә'),
    ('ћ', 'һ'),
];

/// Letters, out of those, of the alphabets that have some: Ukrainian, Belarusian, Serbian,
/// Macedonian.
const ALPHABETS: [&str; 4] = ["ЄҐЇєґї", "Ўў", "ЈЋјћ", "ЌЅЈќѕј"];

/// Letters of Kazakh that the fonts had no place for.
const KAZAKH: &str = "ҚҒҢӨҰҮӘҺқғңөұүәһ";

/// Whether a table is in such a font, which is then an error. Where only some rows are, in the midst
/// of Kazakh in Unicode, each is a warning.
pub(crate) fn is_legacy(part: &Part, problems: &Problems) -> bool {
    let drawn = |char: char| DRAWN.iter().any(|(letter, _)| *letter == char);
    let mut letters: Vec<char> = Vec::new();
    let mut found = Vec::new();
    let mut unicode = 0usize;
    for row in part.rows() {
        let mut cells = row.cells();
        if let Some((column, cell)) = cells.find(|(_, cell)| cell.chars().any(drawn)) {
            found.push((row.place().column(column), cell));
        } else if row
            .cells()
            .any(|(_, cell)| cell.contains(|char| KAZAKH.contains(char)))
        {
            unicode += 1;
        }
        for char in row.cells().flat_map(|(_, cell)| cell.chars()) {
            if drawn(char) && !letters.contains(&char) {
                letters.push(char);
            }
        }
    }
    let of_one_alphabet = ALPHABETS
        .iter()
        .any(|alphabet| letters.iter().all(|letter| alphabet.contains(*letter)));
    if of_one_alphabet {
        return false;
    }
    if unicode > found.len() {
        for (place, cell) in found {
            let message = format!("“{}” has a letter of an old Kazakh font.", shorten(cell));
            problems.warning_with_hint(place, message, Some(meant(cell)));
        }
        return false;
    }
    if let Some((place, cell)) = found.first() {
        let message = format!(
            "“{}” is text in an old Kazakh font encoding, as {} rows are: the font drew ғ, қ, ң, \
             ө, ұ, ү, ә in place of other letters. Convert the table to Unicode and save it as \
             “CSV UTF-8”.",
            shorten(cell),
            found.len(),
        );
        problems.error_with_hint(*place, message, Some(meant(cell)));
    }
    true
}

fn meant(cell: &str) -> String {
    let meant: String = cell.chars().map(as_drawn).collect();
    format!("Did you mean {}?", shorten(&meant))
}

fn as_drawn(char: char) -> char {
    let found = DRAWN.iter().find(|(letter, _)| *letter == char);
    found.map_or(char, |(_, drawn)| *drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn legacy(name: &str) -> Option<String> {
        let problems = Problems::default();
        let part = Part {
            columns: vec!["id".into(), "name_kk".into()],
            rows: vec![(2, vec!["1".into(), name.into()])],
            ..Part::default()
        };
        let legacy = is_legacy(&part, &problems);
        let report = problems.into_report();
        legacy.then(|| report.problems[0].to_string())
    }

    #[test]
    fn text_of_old_fonts_is_refused_and_read_back() {
        let said = legacy("ЌЎРМАНЄАЗЫ").unwrap();
        assert!(said.contains("row 2, column name_kk"), "{said}");
        assert!(said.ends_with("Did you mean ҚҰРМАНҒАЗЫ?"), "{said}");
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [
            "Київ, ґанок, Єва, Їжак",
            "Магілёў",
            "Ћирилица и Јован",
            "Құрманғазы",
        ] {
            assert_eq!(legacy(text), None, "{text}");
        }
    }
}
