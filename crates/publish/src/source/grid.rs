//! What every kind of table file comes down to: rows of text cells.

use std::collections::BTreeSet;

/// The most rows of a table.
pub(crate) const MOST_ROWS: usize = 1_000_000;

/// The most cells of a table.
pub(crate) const MOST_CELLS: usize = 4_000_000;

/// The most columns of a table.
pub(crate) const MOST_COLUMNS: usize = 1_000;

/// Rows of text, the header among them. Rows without any text are left out.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// Sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// Rows in their order.
    pub(crate) rows: Vec<Line>,
    /// Cells that a workbook holds as dates: row number and column from 0.
    pub(crate) dates: BTreeSet<(usize, usize)>,
    cells: usize,
}

/// A row.
#[derive(Debug)]
pub(crate) struct Line {
    /// As a spreadsheet shows it, from 1.
    pub(crate) number: usize,
    /// Its cells, as they stand in the file.
    pub(crate) cells: Vec<String>,
}

impl Grid {
    /// A sheet without rows so far.
    pub(crate) fn of_sheet(sheet: &str) -> Grid {
        Grid {
            sheet: Some(sheet.to_owned()),
            ..Grid::default()
        }
    }

    /// Adds a row that has some text.
    ///
    /// # Errors
    /// What is too much.
    pub(crate) fn push(&mut self, number: usize, mut cells: Vec<String>) -> Result<(), String> {
        // A sheet may be painted far to the right of its last word.
        let header = self.rows.first().map_or(0, |row| row.cells.len());
        while cells.len() > header && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if cells.len() > MOST_COLUMNS {
            return Err(format!(
                "has {} cells, more than {MOST_COLUMNS}",
                cells.len()
            ));
        }
        self.cells += cells.len();
        if self.rows.len() >= MOST_ROWS || self.cells > MOST_CELLS {
            return Err(format!(
                "is beyond what a table may hold: {MOST_ROWS} rows, {MOST_CELLS} cells"
            ));
        }
        self.rows.push(Line { number, cells });
        Ok(())
    }
}
