//! Tables: CSV with a header, read into rows that remember where they stood.

use std::path::Path;

use super::read_file;
use crate::problem::{Place, Problems};

/// The longest cell that is believed, in bytes.
const MOST_CELL: usize = 20_000;

/// What a table may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// File name.
    pub(crate) file: &'static str,
    /// Columns that have to be there.
    pub(crate) required: &'static [&'static str],
    /// Columns that may be there.
    pub(crate) optional: &'static [&'static str],
}

/// A table as it was read.
#[derive(Debug)]
pub(crate) struct Table {
    /// File name.
    pub(crate) file: &'static str,
    columns: Vec<String>,
    /// Rows with their numbers, blank ones left out.
    rows: Vec<(usize, Vec<String>)>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    /// As a spreadsheet shows it: the header is row 1.
    pub(crate) number: usize,
    cells: &'a [String],
}

impl Table {
    /// Reads a table; `None` where the file does not exist or is beyond reading, which is then a
    /// problem.
    pub(crate) fn read(folder: &Path, shape: Shape, problems: &Problems) -> Option<Table> {
        let bytes = read_file(folder, shape.file, problems)?;
        let text = decode(&bytes, shape.file, problems)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let mut table = Table {
            file: shape.file,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for (at, record) in reader.records().enumerate() {
            let number = at + 1;
            let record = record
                .map_err(|error| {
                    problems.error(
                        Place::row(shape.file, number),
                        format!("cannot be read: {error}"),
                    )
                })
                .ok()?;
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if number == 1 {
                table.columns = cells;
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                table.check_cells(number, &cells, problems);
                table.rows.push((number, cells));
            }
        }
        table.check_columns(shape, problems).then_some(table)
    }

    fn check_columns(&self, shape: Shape, problems: &Problems) -> bool {
        let header = Place::row(shape.file, 1);
        let mut usable = true;
        for required in shape.required {
            if !self.columns.iter().any(|column| column == required) {
                problems.error(header.column(required), "is missing from the header");
                usable = false;
            }
        }
        for (at, column) in self.columns.iter().enumerate() {
            let known = shape.required.contains(&column.as_str())
                || shape.optional.contains(&column.as_str());
            if !known && !column.is_empty() {
                problems.warning(header.column(column), "is unknown and is left out");
            }
            if self.columns.iter().take(at).any(|before| before == column) && !column.is_empty() {
                problems.error(header.column(column), "stands twice in the header");
                usable = false;
            }
        }
        usable
    }

    fn check_cells(&self, number: usize, cells: &[String], problems: &Problems) {
        let row = Place::row(self.file, number);
        if cells.len() > self.columns.len() {
            problems.error(
                row,
                format!(
                    "has {} cells, the header has {}",
                    cells.len(),
                    self.columns.len()
                ),
            );
        }
        for (cell, column) in cells.iter().zip(&self.columns) {
            let place = row.column(column);
            if cell.chars().any(char::is_control) {
                problems.error(
                    place,
                    "holds a line break, a tab or another control character",
                );
            }
            if cell.len() > MOST_CELL {
                problems.error(
                    place,
                    format!("has {} bytes, more than {MOST_CELL}", cell.len()),
                );
            }
            // A list is published in another order, so each of its entries counts.
            if cell.split('|').any(|entry| is_formula(entry.trim())) {
                problems.error(
                    place,
                    format!(
                        "“{}” begins like a formula; spreadsheets would run it",
                        shorten(cell)
                    ),
                );
            }
        }
    }

    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row {
            table: self,
            number: *number,
            cells,
        })
    }
}

impl<'a> Row<'a> {
    /// A cell; empty where the column or the cell is not there.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.table.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    /// The entries of a list in a cell.
    pub(crate) fn list(&self, column: &str) -> Vec<&'a str> {
        let entries = self.get(column).split('|').map(str::trim);
        entries.filter(|entry| !entry.is_empty()).collect()
    }

    /// Where the row stands.
    pub(crate) fn place(&self) -> Place<'a> {
        Place::row(self.table.file, self.number)
    }
}

/// Whether a spreadsheet would take a text for a formula. A number with its sign is none.
fn is_formula(text: &str) -> bool {
    let number = |char: char| " 0123456789().-\u{a0}".contains(char);
    match text.strip_prefix(['=', '+', '-', '@']) {
        None | Some("") => false,
        Some(rest) => text.starts_with(['=', '@']) || !rest.chars().all(number),
    }
}

/// A cell short enough for a message.
pub(crate) fn shorten(cell: &str) -> String {
    let mut short: String = cell
        .chars()
        .take(60)
        .filter(|char| !char.is_control())
        .collect();
    if cell.chars().count() > 60 {
        short.push('…');
    }
    short
}

fn decode(bytes: &[u8], file: &str, problems: &Problems) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let row = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            problems.error(
                Place::row(file, row),
                "is not UTF-8; save the table as “CSV UTF-8”",
            );
            None
        }
    }
}

/// Comma, semicolon or tab: whichever the header has most of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    // On a tie the last one wins, so the comma stands last.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}
