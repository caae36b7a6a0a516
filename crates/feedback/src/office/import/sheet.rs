//! The sheet with messages, its columns found by their headings.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::Problem;
use super::row::Row;
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
}

impl Sheet {
    /// The first sheet of a workbook; its columns are found by their headings, wherever they stand.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Sheet, Vec<Problem>> {
        let of_file = |message: String| Problem {
            row: None,
            column: String::new(),
            message,
        };
        let damaged = |error| vec![of_file(format!("is no workbook that can be read: {error}"))];
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        let names = book.sheet_names();
        let name = names
            .iter()
            .find(|name| *name == "messages")
            .or(names.first());
        let name = name
            .ok_or_else(|| vec![of_file("has no sheet".into())])?
            .clone();
        let cells = book.worksheet_range(&name).map_err(damaged)?;
        let formulas = book.worksheet_formula(&name).map_err(damaged)?;
        let words = Words::new();
        let keys = || COLUMNS.iter().map(|column| column.key);
        let mut columns: BTreeMap<&'static str, (usize, String)> = BTreeMap::new();
        let mut problems = Vec::new();
        let (top, left) = cells.start().unwrap_or_default();
        let headings = cells.rows().next().into_iter().flatten();
        for (at, heading) in headings.enumerate() {
            let heading = heading.to_string();
            let Some(key) = words.meant(&heading, "", keys()) else {
                continue;
            };
            if let Some((_, before)) = columns.insert(key, (at + left as usize, heading.clone())) {
                problems.push(Problem {
                    row: Some(top + 1),
                    message: format!("stands there twice, also as “{before}”"),
                    column: heading,
                });
            }
        }
        for needed in ["number", "revision"] {
            if !columns.contains_key(needed) {
                problems.push(of_file(format!(
                    "has no column “{needed}”; export again, and fill in that file"
                )));
            }
        }
        let filled_in = COLUMNS.iter().filter(|column| column.filled_in);
        if !filled_in
            .clone()
            .any(|column| columns.contains_key(column.key))
        {
            let names: Vec<&str> = filled_in.map(|column| column.key).collect();
            problems.push(of_file(format!(
                "has none of the columns {}",
                names.join(", ")
            )));
        }
        match problems.is_empty() {
            true => Ok(Sheet {
                cells,
                formulas,
                columns,
                words,
            }),
            false => Err(problems),
        }
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
