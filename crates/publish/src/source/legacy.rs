//! Kazakh text in the fonts of the 1990s. Those fonts drew ғ, қ, ң, ө, ұ, ү, ә where windows-1251
//! has letters of Ukrainian, Belarusian, Serbian and Macedonian, so that the text turns to nonsense
//! without the font: "ЌЎРМАНЄАЗЫ" for "Құрманғазы". No one alphabet has all of those letters, which
//! tells such text from a language that is really meant.

use super::grid::Grid;
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

/// Whether a table holds such text, which is then an error.
pub(crate) fn is_legacy(grid: &Grid, file: &str, problems: &Problems) -> bool {
    let drawn = |char: char| DRAWN.iter().any(|(letter, _)| *letter == char);
    let mut letters: Vec<char> = Vec::new();
    let mut first = None;
    let mut rows = 0usize;
    for row in &grid.rows {
        let mut cells = row.cells.iter().enumerate();
        let Some((at, cell)) = cells.find(|(_, cell)| cell.chars().any(drawn)) else {
            continue;
        };
        rows += 1;
        first.get_or_insert((row.number, at, cell));
        for char in row.cells.iter().flat_map(|cell| cell.chars()) {
            if drawn(char) && !letters.contains(&char) {
                letters.push(char);
            }
        }
    }
    let of_one_alphabet = ALPHABETS
        .iter()
        .any(|alphabet| letters.iter().all(|letter| alphabet.contains(*letter)));
    let Some((number, at, cell)) = first.filter(|_| !of_one_alphabet) else {
        return false;
    };
    let header = grid.rows.first().and_then(|header| header.cells.get(at));
    let place = Place {
        row: Some(number),
        sheet: grid.sheet.as_deref(),
        column: header.map(String::as_str),
        ..Place::file(file)
    };
    let message = format!(
        "“{}” is text in an old Kazakh font encoding, as {rows} rows are: the font drew ғ, қ, ң, \
         ө, ұ, ү, ә in place of other letters. Convert the table to Unicode and save it as \
         “CSV UTF-8”.",
        super::table::shorten(cell),
    );
    let meant: String = cell.chars().map(as_drawn).collect();
    problems.error_with_hint(place, message, Some(format!("Did you mean {meant}?")));
    true
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
        for text in ["Київ, ґанок, Єва, Їжак", "Магілёў", "Ћирилица и Јован", "Құрманғазы"] {
            assert_eq!(legacy(&format!("id;name\n1;{text}\n")), None, "{text}");
        }
    }
}
