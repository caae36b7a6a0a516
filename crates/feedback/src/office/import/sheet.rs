//! The sheet with messages, its columns found by their headings.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use senim_model::text::Lang;

use super::Problem;
use super::row::{Row, short};
use crate::office::Themes;
use crate::office::columns::COLUMNS;
use crate::office::words::Words;
use crate::store::{Change, Entry};

/// The sheet with messages, and where its columns are.
pub(super) struct Sheet {
    cells: Range<Data>,
    formulas: Range<String>,
    pub(super) columns: BTreeMap<&'static str, (usize, String)>,
    pub(super) words: Words,
    /// The language of most headings.
    pub(super) lang: Lang,
    /// Headings that are not read, and nothing stands below them.
    pub(super) unread: Vec<String>,
    /// What would be lost below headings that are not read.
    pub(super) lost: Vec<Problem>,
}

impl Sheet {
    /// The sheet with messages, else the first of a workbook; its columns are found by their
    /// headings, wherever they stand.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Sheet, Vec<Problem>> {
        let damaged = |error| {
            vec![Problem::of_file(format!(
                "is no workbook that can be read: {error}"
            ))]
        };
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        let words = Words::new();
        let names = book.sheet_names();
        let of_messages = |name: &&String| words.meant(name, "sheet:", ["messages"]).is_some();
        let name = names.iter().find(of_messages).or(names.first());
        let name = name.ok_or_else(|| vec![Problem::of_file("has no sheet".into())])?;
        let name = name.clone();
        let mut sheet = Sheet {
            cells: book.worksheet_range(&name).map_err(damaged)?,
            formulas: book.worksheet_formula(&name).map_err(damaged)?,
            columns: BTreeMap::new(),
            words,
            lang: Lang::En,
            unread: Vec::new(),
            lost: Vec::new(),
        };
        let mut problems = sheet.read_headings();
        problems.extend(sheet.lacking());
        if problems.is_empty() {
            return Ok(sheet);
        }
        problems.extend(sheet.lost);
        Err(problems)
    }

    /// Finds the columns; gives those that stand there twice.
    fn read_headings(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let (top, left) = self.cells.start().unwrap_or_default();
        let headings = self.cells.rows().next().into_iter().flatten();
        let headings: Vec<String> = headings.map(ToString::to_string).collect();
        self.lang = self.words.lang_of(&headings);
        for (at, heading) in headings.into_iter().enumerate() {
            let at = at + left as usize;
            let keys = COLUMNS.iter().map(|column| column.key);
            let Some(key) = self.words.meant(&heading, "", keys) else {
                self.unknown(at, heading.trim());
                continue;
            };
            if let Some((_, before)) = self.columns.insert(key, (at, heading.clone())) {
                problems.push(Problem {
                    row: Some(top + 1),
                    message: format!("stands there twice, also as “{before}”"),
                    column: heading,
                });
            }
        }
        problems
    }

    /// A column that is not read. Whatever somebody wrote into it would be lost.
    fn unknown(&mut self, at: usize, heading: &str) {
        let first = self.cells.start().unwrap_or_default().0 + 1;
        let last = self.cells.end().unwrap_or_default().0;
        let is_filled = |row: &u32| {
            let cell = self.cells.get_value((*row, at as u32));
            cell.is_some_and(|cell| !cell.to_string().trim().is_empty())
        };
        let filled = (first..=last).filter(is_filled).count();
        match (filled, heading) {
            (0, "") => {}
            (0, heading) => self.unread.push(short(heading)),
            (filled, heading) => {
                let known = COLUMNS.iter().filter(|column| column.filled_in);
                let known: Vec<String> = known.map(|column| self.word(column.key)).collect();
                let known = known.join(", ");
                self.lost.push(Problem {
                    row: Some(first),
                    column: match heading {
                        "" => letters(at),
                        heading => short(heading),
                    },
                    message: format!(
                        "is no column that is read, and so many cells below it are filled: \
                         {filled}. Columns to fill in are {known}: correct the heading, or take \
                         the column out"
                    ),
                });
            }
        }
    }

    /// What a sheet cannot be read without.
    fn lacking(&self) -> Vec<Problem> {
        let has = |key: &str| self.columns.contains_key(key);
        let needed = ["number", "revision"].into_iter().filter(|key| !has(key));
        let needed = needed.map(|key| {
            let column = self.called(key);
            format!("has no column “{column}”; export again, and fill in that file")
        });
        let mut lacking: Vec<Problem> = needed.map(Problem::of_file).collect();
        let filled_in = || COLUMNS.iter().filter(|column| column.filled_in);
        if !filled_in().any(|column| has(column.key)) {
            let names: Vec<String> = filled_in().map(|column| self.called(column.key)).collect();
            let names = names.join(", ");
            lacking.push(Problem::of_file(format!("has none of the columns {names}")));
        }
        lacking
    }

    /// A column as the file calls it, or as it would.
    pub(super) fn called(&self, key: &'static str) -> String {
        match self.columns.get(key) {
            Some((_, heading)) => heading.clone(),
            None => self.word(key),
        }
    }

    /// A word in the language of the headings.
    pub(super) fn word(&self, key: &str) -> String {
        self.words.word(key, self.lang)
    }

    /// What each row decides, with its number in the spreadsheet. A decision that changes nothing
    /// has seen nothing.
    pub(super) fn rows(
        &self,
        entries: &[Entry],
        themes: &Themes,
    ) -> (Vec<(u32, Change)>, Vec<Problem>) {
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        let first = self.cells.start().unwrap_or_default().0 + 1;
        let last = self.cells.end().unwrap_or_default().0;
        for row in first..=last {
            let mut read = Row {
                sheet: self,
                row,
                problems: &mut problems,
            };
            if let Some(change) = read.change(entries, themes, &mut seen) {
                rows.push((row + 1, change));
            }
        }
        (rows, problems)
    }

    pub(super) fn text(&self, row: u32, key: &str) -> String {
        let column = self.columns.get(key).map(|(at, _)| *at as u32);
        let cell = column.and_then(|column| self.cells.get_value((row, column)));
        match cell {
            None | Some(Data::Empty) => String::new(),
            // A spreadsheet may have made a number of what was text.
            Some(Data::Float(number)) => format!("{number}"),
            Some(other) => other.to_string().replace("\r\n", "\n").replace('\r', "\n"),
        }
    }

    pub(super) fn is_formula(&self, row: u32, key: &str) -> bool {
        let column = self.columns.get(key).map(|(at, _)| *at as u32);
        let formula = column.and_then(|column| self.formulas.get_value((row, column)));
        formula.is_some_and(|formula| !formula.is_empty())
    }
}

/// A column without a heading, as a spreadsheet calls it: `A`, `Z`, `AA`.
fn letters(at: usize) -> String {
    let mut at = at + 1;
    let mut letters = Vec::new();
    while at > 0 {
        let letter = u8::try_from((at - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        at = (at - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_called_as_in_a_spreadsheet() {
        let called = [0, 25, 26, 51, 701, 702].map(letters);
        assert_eq!(called, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }
}
