//! The cells of a sheet that something stands in. One that is far away from all others costs no more
//! than its neighbour would.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Xlsx, XlsxError};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text, or a number, which a spreadsheet may have made of what was text.
    Text(String),
    /// No text, but this.
    Other(&'static str),
}

/// The filled cells by row and column, both from 0.
#[derive(Debug, Default)]
pub(super) struct Cells(BTreeMap<u32, BTreeMap<u32, Cell>>);

/// Why cells are not read.
pub(super) enum Unread {
    /// The file is damaged.
    Damaged(XlsxError),
    /// More cells are filled than are taken; the row in which that was seen, from 0.
    TooMany(u32),
}

impl From<XlsxError> for Unread {
    fn from(error: XlsxError) -> Unread {
        Unread::Damaged(error)
    }
}

impl Cells {
    /// Reads a sheet of a workbook, in which at most so many cells are filled.
    pub(super) fn read(
        book: &mut Xlsx<Cursor<Vec<u8>>>,
        sheet: &str,
        most: usize,
    ) -> Result<Cells, Unread> {
        let mut reader = book.worksheet_cells_reader(sheet)?;
        let (mut cells, mut count) = (Cells::default(), 0);
        while let Some(record) = reader.next_cell_with_formula_metadata()? {
            let cell = match record.formula {
                Some(_) => Some(Cell::Other("a formula")),
                None => filled(record.value),
            };
            let Some(cell) = cell else {
                continue;
            };
            count += 1;
            let (row, column) = record.pos;
            if count > most {
                return Err(Unread::TooMany(row));
            }
            cells.0.entry(row).or_default().insert(column, cell);
        }
        Ok(cells)
    }

    pub(super) fn get(&self, row: u32, column: u32) -> Option<&Cell> {
        self.0.get(&row)?.get(&column)
    }

    /// Rows that something stands in, with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &BTreeMap<u32, Cell>)> {
        self.0.iter().map(|(row, cells)| (*row, cells))
    }
}

/// What stands in a cell, if it is more than space.
fn filled(value: DataRef<'_>) -> Option<Cell> {
    let text = match Data::from(value) {
        Data::Empty => return None,
        Data::Bool(_) => return Some(Cell::Other("true or false")),
        Data::DateTime(_) | Data::DateTimeIso(_) => return Some(Cell::Other("a date")),
        Data::DurationIso(_) => return Some(Cell::Other("a span of time")),
        Data::Error(_) => return Some(Cell::Other("an error of the spreadsheet")),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
    };
    (!text.trim().is_empty()).then_some(Cell::Text(text))
}
