//! Reading back what officers filled in: every fault at once, and nothing is written while there
//! is one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use chrono::{DateTime, Utc};
use senim_message::Outcome;
use thiserror::Error;

use super::columns::COLUMNS;
use super::words::{Words, folded};
use super::{Themes, unfit};
use crate::Trouble;
use crate::store::{Change, Entry, Store};

/// What is wrong with a cell, a row or the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
#[error("{}{message}", place(*row, column))]
pub struct Problem {
    /// As a spreadsheet shows it, from 1; none where the whole file is meant.
    pub row: Option<u32>,
    /// The heading; empty where the whole row is meant.
    pub column: String,
    /// What was found, and what was expected.
    pub message: String,
}

fn place(row: Option<u32>, column: &str) -> String {
    let row = row.map_or(String::new(), |row| format!("row {row}, "));
    match column {
        "" => row.replace(", ", ": "),
        column => format!("{row}column “{column}”: "),
    }
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows, and the messages that they changed.
    pub changed: Vec<(u32, i64)>,
    /// So many rows were as they had been.
    pub same: usize,
}

/// Reads a workbook and does what it says, in the name of who filled it in.
///
/// # Errors
/// The store cannot be read or written. What is wrong with the workbook is the inner error: all of
/// it, and then nothing was done.
pub fn import(
    bytes: Vec<u8>,
    store: &mut dyn Store,
    themes: &Themes,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Result<Imported, Vec<Problem>>, Trouble> {
    let entries = store.entries()?;
    let sheet = match Sheet::open(bytes) {
        Ok(sheet) => sheet,
        Err(problems) => return Ok(Err(problems)),
    };
    let (rows, mut problems) = sheet.rows(&entries, themes);
    let same = rows
        .iter()
        .filter(|(_, change)| change.seen.is_none())
        .count();
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, change)| change.seen.is_some())
        .collect();
    if problems.is_empty() {
        let changes: Vec<Change> = rows.iter().map(|(_, change)| change.clone()).collect();
        match store.decide(who, &changes, now)? {
            Ok(()) => {
                let changed = rows.iter().map(|(row, change)| (*row, change.number));
                let changed = changed.collect();
                return Ok(Ok(Imported { changed, same }));
            }
            Err(unfit) => problems.extend(unfit.into_iter().map(|(at, why)| Problem {
                row: rows.get(at).map(|(row, _)| *row),
                column: String::new(),
                message: why.to_string(),
            })),
        }
    }
    problems.sort();
    Ok(Err(problems))
}

/// The sheet with messages, and where its columns are.
struct Sheet {
    cells: Range<Data>,
    formulas: Range<String>,
    columns: BTreeMap<&'static str, (usize, String)>,
    words: Words,
}

impl Sheet {
    /// The first sheet of a workbook; its columns are found by their headings, wherever they stand.
    fn open(bytes: Vec<u8>) -> Result<Sheet, Vec<Problem>> {
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
    fn rows(&self, entries: &[Entry], themes: &Themes) -> (Vec<(u32, Change)>, Vec<Problem>) {
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

    fn text(&self, row: u32, key: &str) -> String {
        let column = self.columns.get(key).map(|(at, _)| *at as u32);
        let cell = column.and_then(|column| self.cells.get_value((row, column)));
        match cell {
            None | Some(Data::Empty) => String::new(),
            // A spreadsheet may have made a number of what was text.
            Some(Data::Float(number)) => format!("{number}"),
            Some(other) => other.to_string().replace("\r\n", "\n").replace('\r', "\n"),
        }
    }

    fn is_formula(&self, row: u32, key: &str) -> bool {
        let column = self.columns.get(key).map(|(at, _)| *at as u32);
        let formula = column.and_then(|column| self.formulas.get_value((row, column)));
        formula.is_some_and(|formula| !formula.is_empty())
    }
}

/// A row being read.
struct Row<'a> {
    sheet: &'a Sheet,
    row: u32,
    problems: &'a mut Vec<Problem>,
}

impl Row<'_> {
    fn problem(&mut self, key: &str, message: impl Into<String>) {
        let column = self
            .sheet
            .columns
            .get(key)
            .map(|(_, heading)| heading.clone());
        self.problems.push(Problem {
            row: Some(self.row + 1),
            column: column.unwrap_or_default(),
            message: message.into(),
        });
    }

    fn change(
        &mut self,
        entries: &[Entry],
        themes: &Themes,
        seen: &mut BTreeSet<i64>,
    ) -> Option<Change> {
        let keys = self.sheet.columns.keys();
        if keys
            .into_iter()
            .all(|key| self.sheet.text(self.row, key).trim().is_empty())
        {
            return None;
        }
        let number = self.number("number")?;
        let revision = self.number("revision")?;
        let found = entries.binary_search_by_key(&number, |entry| entry.number);
        let Some(entry) = found.ok().and_then(|at| entries.get(at)) else {
            self.problem("number", format!("there is no message {number}"));
            return None;
        };
        if !seen.insert(number) {
            self.problem(
                "number",
                format!("message {number} stands in another row too"),
            );
            return None;
        }
        let theme = self.theme(themes);
        let outcome = self.outcome();
        let (answer, summary) = (self.written("answer"), self.written("summary"));
        let new =
            |new: Option<String>, old: &Option<String>| new.filter(|new| Some(new) != old.as_ref());
        let as_it_is = |outcome: &Outcome| {
            entry.stage == "closed" && entry.outcome.as_deref() == Some(outcome.code())
        };
        let mut change = Change {
            number,
            theme: new(theme, &entry.theme),
            answer: new(answer, &entry.answer),
            summary: new(summary, &entry.summary),
            outcome: outcome.filter(|outcome| !as_it_is(outcome)),
            seen: None,
        };
        let nothing = Change {
            number,
            ..Change::default()
        };
        if change != nothing {
            change.seen = Some(revision);
        }
        Some(change)
    }

    fn number(&mut self, key: &str) -> Option<i64> {
        let text = self.sheet.text(self.row, key);
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.problem(key, format!("“{}” is no number", short(&text)));
        }
        number
    }

    fn theme(&mut self, themes: &Themes) -> Option<String> {
        let typed = self.typed("theme")?;
        let meant = folded(&typed);
        let found = themes.iter().find(|(id, name)| {
            let mut known = [id.as_str(), &name.kk, &name.ru, &name.en].into_iter();
            known.any(|known| folded(known) == meant)
        });
        if found.is_none() {
            let known: Vec<&str> = themes.keys().map(String::as_str).collect();
            let known = known.join(", ");
            self.problem(
                "theme",
                format!("“{}” does not exist; themes are {known}", short(&typed)),
            );
        }
        found.map(|(id, _)| id.clone())
    }

    fn outcome(&mut self) -> Option<Outcome> {
        let typed = self.typed("outcome")?;
        let codes = Outcome::ALL.map(Outcome::code);
        let meant = self.sheet.words.meant(&typed, "outcome:", codes);
        if meant.is_none() {
            let known = codes.join(", ");
            self.problem(
                "outcome",
                format!("“{}” does not exist; outcomes are {known}", short(&typed)),
            );
        }
        Outcome::ALL
            .into_iter()
            .find(|outcome| Some(outcome.code()) == meant)
    }

    fn written(&mut self, key: &str) -> Option<String> {
        let typed = self.typed(key)?;
        if let Some(why) = unfit(&typed) {
            self.problem(key, why);
            return None;
        }
        Some(typed)
    }

    /// What somebody typed into a cell; an empty one changes nothing.
    fn typed(&mut self, key: &str) -> Option<String> {
        if self.sheet.is_formula(self.row, key) {
            self.problem(key, "is a formula; write text");
            return None;
        }
        let text = self.sheet.text(self.row, key).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// So much of a text as a report has room for.
fn short(text: &str) -> String {
    match text.chars().count() {
        0..=40 => text.to_owned(),
        _ => text.chars().take(39).chain(['…']).collect(),
    }
}
