//! Reading back what officers filled in: every fault at once, and nothing is written while there
//! is one.

mod row;
mod sheet;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::Themes;
use crate::Trouble;
use crate::store::{Change, Store};
use sheet::Sheet;

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
