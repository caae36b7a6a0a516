//! Rows of a file of calls, one after the other: such files are too large to be held.

use std::borrow::Cow;
use std::path::Path;

use super::plain::Line;
use super::seen::Mark;
use super::text;
use crate::problem::{Place, Problems};
use crate::source::part::{Layout, Wanted, layout};
use crate::source::read_file;
use crate::source::workbook::Workbook;

/// A row of a table of calls.
pub(super) struct Row<'r> {
    /// As a spreadsheet shows it.
    pub(super) number: usize,
    cells: Cells<'r>,
    layout: &'r Layout<'r>,
}

/// The cells of a row, as they were read.
#[derive(Clone, Copy)]
pub(super) enum Cells<'r> {
    /// Of a line; whether its delimiters are commas.
    Line {
        line: &'r Line<'r>,
        is_joined: bool,
    },
    Record(&'r csv::StringRecord),
    Sheet(&'r [String]),
}

impl<'r> Cells<'r> {
    fn get(self, at: usize) -> &'r str {
        let cell = match self {
            Cells::Line { line, .. } => line.cells.get(at).copied(),
            Cells::Record(record) => record.get(at),
            Cells::Sheet(cells) => cells.get(at).map(String::as_str),
        };
        let cell = cell.unwrap_or_default();
        let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_graphic());
        let bytes = cell.as_bytes();
        // Most cells have no space at their ends, which is seen at once.
        match is_edge(bytes.first()) || is_edge(bytes.last()) {
            true => cell.trim(),
            false => cell,
        }
    }

    fn len(self) -> usize {
        match self {
            Cells::Line { line, .. } => line.cells.len(),
            Cells::Record(record) => record.len(),
            Cells::Sheet(cells) => cells.len(),
        }
    }

    /// All of them, as they stand there.
    fn all(self) -> Vec<&'r str> {
        match self {
            Cells::Line { line, .. } => line.cells.to_vec(),
            Cells::Record(record) => record.iter().collect(),
            Cells::Sheet(cells) => cells.iter().map(String::as_str).collect(),
        }
    }
}

impl Row<'_> {
    /// The value of a column, by its position in the table; empty where the file lacks it.
    pub(super) fn get(&self, column: usize) -> Cow<'_, str> {
        self.layout.value(column, |at| self.cells.get(at))
    }

    /// What tells the row of a call that was received there and then from others: all that is in it.
    pub(super) fn mark(&self, region: usize, received: i64) -> Mark {
        let of = |joined: &str, cells: &[&str]| {
            Mark::row(
                region,
                received,
                joined,
                cells.iter().map(|cell| cell.len()),
            )
        };
        match self.cells {
            Cells::Line {
                line,
                is_joined: true,
            } => of(line.text, line.cells),
            cells => of(&cells.all().join(","), &cells.all()),
        }
    }

    fn counts(&self) -> bool {
        self.layout.keeps(|at| self.cells.get(at))
    }
}

/// A table that is being read: its header, then its rows.
pub(super) struct Table<'t, 'w> {
    pub(super) wanted: &'t Wanted<'w>,
    pub(super) problems: &'t Problems,
    sheet: Option<String>,
    layout: Option<Layout<'w>>,
    /// The first row that is wider than the header, and how many there are.
    wide: Option<(usize, u64)>,
    each: &'t mut dyn FnMut(&Row<'_>),
}

impl<'t, 'w> Table<'t, 'w> {
    /// Nothing was read yet. Whoever wants the rows is handed each of them.
    pub(super) fn new(
        wanted: &'t Wanted<'w>,
        problems: &'t Problems,
        each: &'t mut dyn FnMut(&Row<'_>),
    ) -> Table<'t, 'w> {
        Table {
            wanted,
            problems,
            sheet: None,
            layout: None,
            wide: None,
            each,
        }
    }

    /// Takes a row with its number; `None` where it is a header that cannot be used, which is a problem.
    pub(super) fn row(&mut self, number: usize, cells: Cells<'_>) -> Option<()> {
        let Some(layout) = &self.layout else {
            return self.header(number, cells);
        };
        let row = Row {
            number,
            cells,
            layout,
        };
        // A row of a sheet that was only painted is none.
        let is_empty = (0..cells.len()).all(|at| cells.get(at).is_empty());
        if !is_empty && row.counts() {
            if layout.is_too_wide(cells.len(), |at| cells.get(at)) {
                self.wide.get_or_insert((number, 0)).1 += 1;
            }
            (self.each)(&row);
        }
        Some(())
    }

    /// Whether its columns are known.
    pub(super) fn has_header(&self) -> bool {
        self.layout.is_some()
    }

    fn header(&mut self, number: usize, cells: Cells<'_>) -> Option<()> {
        let is_separator = number == 1 && cells.get(0).starts_with("sep=");
        if !is_separator && self.wanted.mapping.header.is_none_or(|at| at == number) {
            let place = Place {
                row: Some(number),
                ..self.place()
            };
            let names = cells.all().into_iter();
            self.layout = Some(layout(names, self.wanted, place, self.problems)?);
        }
        Some(())
    }

    /// Tells where there was no header, and which rows do not fit it.
    pub(super) fn end(&self) {
        if let Some((row, rows)) = self.wide {
            let place = Place {
                row: Some(row),
                ..self.place()
            };
            let message = format!(
                "has more cells than the header; rows like this: {rows}. Is a delimiter in a cell \
                 without quotation marks?"
            );
            self.problems.error(place, message);
        }
        if self.layout.is_none() {
            let message = "is empty; its first row has to name the columns";
            self.problems.error(self.place(), message);
        }
    }

    fn place(&self) -> Place<'_> {
        Place {
            sheet: self.sheet.as_deref(),
            ..Place::file(self.wanted.file)
        }
    }
}

/// Reads a file row by row. Whatever keeps it from being read is a problem, and ends the reading.
pub(super) fn each(
    folder: &Path,
    wanted: &Wanted<'_>,
    problems: &Problems,
    row: &mut dyn FnMut(&Row<'_>),
) {
    let mut table = Table::new(wanted, problems, row);
    // Nothing where the reading ended early, which is a problem then.
    let _ = match wanted.file.to_lowercase().ends_with(".xlsx") {
        true => sheet(folder, &mut table),
        false => text::file(folder, &mut table),
    };
}

fn sheet(folder: &Path, table: &mut Table<'_, '_>) -> Option<()> {
    let (wanted, problems) = (table.wanted, table.problems);
    let bytes = read_file(folder, wanted.file, problems)?;
    let mut workbook = Workbook::open(bytes, wanted.file, problems)?;
    let sheets = workbook.sheets();
    let sheet = wanted.mapping.sheet.as_ref().or(sheets.first())?;
    let grid = workbook.read(sheet, wanted.file, problems)?;
    table.sheet = grid.sheet;
    for line in &grid.rows {
        table.row(line.number, Cells::Sheet(&line.cells))?;
    }
    table.end();
    Some(())
}
