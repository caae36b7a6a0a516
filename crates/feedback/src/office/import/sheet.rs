//! The sheet with messages, its columns found by their headings.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use senim_model::text::Lang;

use super::Problem;
use super::cells::{Cell, Cells, Unread};
use super::row::{Row, short};
use crate::office::columns::{COLUMNS, Shown};
use crate::office::words::Words;
use crate::office::{Names, Themes};
use crate::store::{Change, Entry};

/// So many cells may be filled besides twice those that an export of all messages has: notes of
/// officers beside them.
const NOTES: usize = 10_000;

/// The sheet with messages, and where its columns are.
pub(super) struct Sheet {
    cells: Cells,
    /// The row of the headings, from 0.
    top: u32,
    pub(super) columns: BTreeMap<&'static str, (u32, String)>,
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
    /// headings, wherever they stand. The store has so many messages.
    pub(super) fn open(bytes: Vec<u8>, messages: usize) -> Result<Sheet, Vec<Problem>> {
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
        let most = (messages + 1) * COLUMNS.len() * 2 + NOTES;
        let cells = Cells::read(&mut book, name, most).map_err(|why| match why {
            Unread::Damaged(error) => damaged(error),
            Unread::TooMany(row) => vec![Problem::of_file(format!(
                "has more than {most} filled cells, up to row {}, and there are {messages} \
                 messages; take out what is about none of them",
                row + 1
            ))],
        })?;
        let top = cells.rows().next().map_or(0, |(row, _)| row);
        let mut sheet = Sheet {
            top,
            cells,
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
        // So many cells are filled in each column, its heading among them.
        let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, cells) in self.cells.rows() {
            for column in cells.keys() {
                *filled.entry(*column).or_default() += 1;
            }
        }
        let headings = filled.into_iter().map(|(at, filled)| {
            let heading = match self.cells.get(self.top, at) {
                Some(Cell::Text(heading)) => heading.clone(),
                _ => String::new(),
            };
            let is_there = self.cells.get(self.top, at).is_some();
            (at, heading, filled - usize::from(is_there))
        });
        let headings: Vec<(u32, String, usize)> = headings.collect();
        self.lang = self
            .words
            .lang_of(headings.iter().map(|(_, heading, _)| heading.as_str()));
        for (at, heading, filled) in headings {
            let keys = COLUMNS.iter().map(|column| column.key);
            let Some(key) = self.words.meant(&heading, "", keys) else {
                self.unknown(at, heading.trim(), filled);
                continue;
            };
            if let Some((_, before)) = self.columns.insert(key, (at, heading.clone())) {
                problems.push(Problem {
                    row: Some(self.top + 1),
                    message: format!("stands there twice, also as “{before}”"),
                    column: heading,
                });
            }
        }
        problems
    }

    /// A column that is not read, with so many cells filled below its heading. Whatever somebody
    /// wrote into them would be lost.
    fn unknown(&mut self, at: u32, heading: &str, filled: usize) {
        match (filled, heading) {
            (0, "") => {}
            (0, heading) => self.unread.push(short(heading)),
            (filled, heading) => {
                let known = COLUMNS.iter().filter(|column| column.filled_in);
                let known: Vec<String> = known.map(|column| self.word(column.key)).collect();
                let known = known.join(", ");
                self.lost.push(Problem {
                    row: Some(self.top + 1),
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
        names: &Names,
    ) -> (Vec<(u32, Change)>, Vec<Problem>) {
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for (row, _) in self.cells.rows().skip(1) {
            let mut read = Row {
                sheet: self,
                shown: Shown {
                    words: &self.words,
                    themes,
                    names,
                    lang: self.lang,
                },
                row,
                problems: &mut problems,
            };
            if let Some(change) = read.change(entries, &mut seen) {
                rows.push((row + 1, change));
            }
        }
        (rows, problems)
    }

    /// What stands in a column of a row, if anything.
    pub(super) fn cell(&self, row: u32, key: &str) -> Option<&Cell> {
        let (column, _) = self.columns.get(key)?;
        self.cells.get(row, *column)
    }
}

/// A column without a heading, as a spreadsheet calls it: `A`, `Z`, `AA`.
fn letters(at: u32) -> String {
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
