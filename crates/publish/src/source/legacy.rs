//! Kazakh text in the fonts of the 1990s. Those fonts drew ғ, қ, ң, ө, ұ, ү, ә where windows-1251
//! has letters of Ukrainian, Belarusian, Serbian and Macedonian, so that the text turns to nonsense
//! without the font: "ЌЎРМАНЄАЗЫ" for "Құрманғазы". No one alphabet has all of those letters, which
//! tells such text from a language that is really meant.

use super::grid::Grid;
use super::table::shorten;
use crate::problem::{Place, Problems};

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
pub(crate) fn is_legacy(grid: &Grid, file: &str, problems: &Problems) -> bool {
    let drawn = |char: char| DRAWN.iter().any(|(letter, _)| *letter == char);
    let mut letters: Vec<char> = Vec::new();
    let mut found = Vec::new();
    let mut unicode = 0usize;
    for row in &grid.rows {
        let mut cells = row.cells.iter().enumerate();
        if let Some((at, cell)) = cells.find(|(_, cell)| cell.chars().any(drawn)) {
            found.push((row.number, at, cell));
        } else if row
            .cells
            .iter()
            .any(|cell| cell.contains(|char| KAZAKH.contains(char)))
        {
            unicode += 1;
        }
        for char in row.cells.iter().flat_map(|cell| cell.chars()) {
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
    let header = |at: usize| Some(grid.rows.first()?.cells.get(at)?.as_str());
    let place = |(number, at, _): &(usize, usize, &String)| Place {
        row: Some(*number),
        sheet: grid.sheet.as_deref(),
        column: header(*at),
        ..Place::file(file)
    };
    if unicode > found.len() {
        for found in &found {
            let message = format!("“{}” has a letter of an old Kazakh font.", shorten(found.2));
            problems.warning_with_hint(place(found), message, Some(meant(found.2)));
        }
        return false;
    }
    if let Some(first) = found.first() {
        let message = format!(
            "“{}” is text in an old Kazakh font encoding, as {} rows are: the font drew ғ, қ, ң, \
             ө, ұ, ү, ә in place of other letters. Convert the table to Unicode and save it as \
             “CSV UTF-8”.",
            shorten(first.2),
            found.len(),
        );
        problems.error_with_hint(place(first), message, Some(meant(first.2)));
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

    fn legacy(text: &str) -> Option<String> {
        let problems = Problems::default();
        let grid = super::super::delimited::read(text, "t.csv", &problems).unwrap();
        let legacy = is_legacy(&grid, "t.csv", &problems);
        let report = problems.into_report();
        legacy.then(|| report.problems[0].to_string())
    }

    #[test]
    fn text_of_old_fonts_is_refused_and_read_back() {
        let said = legacy("id,name\n1,ЌЎРМАНЄАЗЫ\n").unwrap();
        assert!(said.contains("row 2, column name"), "{said}");
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
            assert_eq!(legacy(&format!("id;name\n1;{text}\n")), None, "{text}");
        }
    }
}
