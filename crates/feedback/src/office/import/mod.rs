//! Reading back what officers filled in: every fault at once, and nothing is written while there
//! is one.

mod cells;
mod row;
mod sheet;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::{Names, Themes};
use crate::Trouble;
use crate::store::{Change, Store};
use row::column_of;
use sheet::Sheet;

/// What is wrong with a cell, a row or the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
#[error("{}{message}", place(*row, column))]
pub struct Problem {
    /// As a spreadsheet shows it, from 1; none where the whole file is meant.
    pub row: Option<u32>,
    /// The heading; empty where the whole file is meant.
    pub column: String,
    /// What was found, and what was expected.
    pub message: String,
}

fn place(row: Option<u32>, column: &str) -> String {
    row.map_or(String::new(), |row| {
        format!("row {row}, column “{column}”: ")
    })
}

impl Problem {
    fn of_file(message: String) -> Problem {
        Problem {
            row: None,
            column: String::new(),
            message,
        }
    }
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows, and the messages that they changed.
    pub changed: Vec<(u32, i64)>,
    /// So many rows were as they had been.
    pub same: usize,
    /// Headings of columns that are not read; nothing stands below them.
    pub unread: Vec<String>,
}

/// Reads a workbook and does what it says, in the name of who filled it in. Themes and places are
/// called as in the workbook.
///
/// # Errors
/// The store cannot be read or written. What is wrong with the workbook is the inner error: all of
/// it, and then nothing was done.
pub fn import(
    bytes: Vec<u8>,
    store: &mut dyn Store,
    (themes, names): (&Themes, &Names),
    who: &str,
    now: DateTime<Utc>,
) -> Result<Result<Imported, Vec<Problem>>, Trouble> {
    let entries = store.entries()?;
    let sheet = match Sheet::open(bytes, entries.len()) {
        Ok(sheet) => sheet,
        Err(problems) => return Ok(Err(problems)),
    };
    let (rows, mut problems) = sheet.rows(&entries, themes, names);
    problems.extend(sheet.lost.iter().cloned());
    if !problems.is_empty() {
        problems.sort();
        return Ok(Err(problems));
    }
    let (rows, same): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(_, change)| change.seen.is_some());
    let changes: Vec<Change> = rows.iter().map(|(_, change)| change.clone()).collect();
    // Somebody may have done something since the messages were read.
    let decided = store.decide(who, &changes, now)?;
    Ok(match decided {
        Ok(()) => Ok(Imported {
            changed: rows
                .iter()
                .map(|(row, change)| (*row, change.number))
                .collect(),
            same: same.len(),
            unread: sheet.unread,
        }),
        Err(unfit) => Err(unfit
            .into_iter()
            .map(|(at, why)| Problem {
                row: rows.get(at).map(|(row, _)| *row),
                column: sheet.called(column_of(why)),
                message: why.to_string(),
            })
            .collect()),
    })
}
