//! Workbooks: `.xlsx`, sheet by sheet, every cell as the text that the office sees.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::grid::{Grid, MOST_COLUMNS};
use super::inflate;
use crate::problem::{Place, Problems};

/// A workbook that was opened.
pub(crate) struct Workbook {
    inner: Xlsx<Cursor<Vec<u8>>>,
}

impl Workbook {
    /// Opens a workbook; `None` where it is none, which is then a problem.
    pub(crate) fn open(bytes: Vec<u8>, file: &str, problems: &Problems) -> Option<Workbook> {
        let place = Place::file(file);
        if let Err(message) = inflate::check(&bytes) {
            problems.error(place, message);
            return None;
        }
        let inner = Xlsx::new(Cursor::new(bytes))
            .map_err(|error| problems.error(place, format!("is a damaged workbook: {error}")))
            .ok()?;
        Some(Workbook { inner })
    }

    /// The names of its sheets.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.inner.sheet_names()
    }

    /// The rows of a sheet; `None` where they are beyond reading, which is then a problem.
    pub(crate) fn read(&mut self, sheet: &str, file: &str, problems: &Problems) -> Option<Grid> {
        let place = Place {
            sheet: Some(sheet),
            ..Place::file(file)
        };
        let damaged = |error| problems.error(place, format!("cannot be read: {error}"));
        let mut cells = self
            .inner
            .worksheet_cells_reader(sheet)
            .map_err(damaged)
            .ok()?;
        let mut rows = Rows {
            grid: Grid::of_sheet(sheet),
            number: 0,
            cells: Vec::new(),
        };
        // Cells come one by one, so that one cell in the last corner of a sheet does not make all
        // those between take room.
        while let Some(cell) = cells.next_cell().map_err(damaged).ok()? {
            let (row, column) = cell.get_position();
            let at = (row as usize + 1, column as usize);
            let added = rows.add(at, cell.get_value());
            if let Err(message) = added {
                let row = Some(at.0);
                problems.error(Place { row, ..place }, message);
                return None;
            }
        }
        let number = rows.number;
        if let Err(message) = rows.flush() {
            let row = Some(number);
            problems.error(Place { row, ..place }, message);
            return None;
        }
        Some(rows.grid)
    }
}

struct Rows {
    grid: Grid,
    number: usize,
    cells: Vec<String>,
}

impl Rows {
    fn add(&mut self, (number, column): (usize, usize), value: &DataRef<'_>) -> Result<(), String> {
        if number < self.number {
            return Err("stands after a later row; the workbook is damaged".into());
        }
        if number > self.number {
            self.flush()?;
            self.number = number;
        }
        let text = text(value);
        if text.is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(format!("has text right of column {MOST_COLUMNS}"));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if is_date(value) {
            self.grid.dates.insert((number, column));
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), String> {
        self.grid.push(self.number, std::mem::take(&mut self.cells))
    }
}

fn is_date(value: &DataRef<'_>) -> bool {
    matches!(value, DataRef::DateTime(_) | DataRef::DateTimeIso(_))
}

/// A cell as the office sees it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Bool(true) => "yes".into(),
        DataRef::Bool(false) => "no".into(),
        DataRef::Float(number) => number_text(*number),
        DataRef::DateTime(date) => date_text(date),
        other => Data::from(other.clone()).to_string(),
    }
}

/// A number without what its binary form adds: no ".0", no exponent, fifteen digits as Excel has.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// A date in ISO form, with a time only where it has one; a time alone as hours and minutes.
fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    match (date.as_f64(), (hour, minute, second)) {
        (serial, _) if serial < 1.0 => time,
        (_, (0, 0, 0)) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_the_office_typed_them() {
        for (number, expected) in [
            (710_000_000.0, "710000000"),
            (87_010_000_000.0, "87010000000"),
            (49.803, "49.803"),
            (0.1 + 0.2, "0.3"),
            (-3.5, "-3.5"),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }
}
