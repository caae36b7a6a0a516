//! Tables: rows under the column names of docs/source-format.md, each with where it stood.

use std::collections::BTreeMap;
use std::sync::Arc;

use senim_model::id::Id;

use crate::problem::{Header, Place};

/// The rows that one file has of a table.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// The table.
    pub(crate) table: &'static str,
    /// Whose file it is; nobody's in the folder itself.
    pub(crate) supplier: Option<Id>,
    /// Where it was read.
    pub(crate) from: Arc<From>,
    /// Patterns of the dates in a column.
    pub(crate) dates: BTreeMap<String, Vec<String>>,
    /// Names of columns, as the table has them.
    pub(crate) columns: Vec<String>,
    /// Rows with their numbers.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// Where rows were read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct From {
    /// The file, with its sub-folder.
    pub(crate) file: String,
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// What the file calls the columns.
    pub(crate) header: Header,
}

/// Where a row of a directory stood, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOrigin {
    /// The supplier; nobody for the source folder itself.
    pub supplier: Option<Id>,
    /// The row, as a spreadsheet shows it.
    pub row: usize,
    from: Arc<From>,
}

impl RowOrigin {
    /// Where the row stood.
    pub fn place(&self) -> Place<'_> {
        place(&self.from, self.row)
    }

    /// The row and its file for a message about another file.
    pub(crate) fn beside(&self, other: &RowOrigin) -> String {
        match self.from == other.from {
            true => format!("row {}", self.row),
            false => self.to_string(),
        }
    }
}

impl std::fmt::Display for RowOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.from.file)?;
        if let Some(sheet) = &self.from.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        write!(f, ", row {}", self.row)
    }
}

fn place(from: &From, row: usize) -> Place<'_> {
    Place {
        sheet: from.sheet.as_deref(),
        header: Some(&from.header),
        ..Place::row(&from.file, row)
    }
}

/// All rows of a table, file by file.
#[derive(Debug, Default)]
pub(crate) struct Table<'a> {
    pub(crate) parts: Vec<&'a Part>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    part: &'a Part,
    /// As a spreadsheet shows it.
    number: usize,
    cells: &'a [String],
}

impl<'a> Table<'a> {
    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.parts.iter().flat_map(|part| part.rows())
    }
}

impl Part {
    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row {
            part: self,
            number: *number,
            cells,
        })
    }

    /// The rows of each supplier, by the column that what is published has. The file is named with
    /// something before it.
    pub(crate) fn by_supplier(self, before: &str) -> Vec<Part> {
        let at = self.columns.iter().position(|column| column == "supplier");
        let from = Arc::new(From {
            file: format!("{before}{}", self.from.file),
            sheet: None,
            header: self.from.header.clone(),
        });
        let mut parts: BTreeMap<Option<Id>, Part> = BTreeMap::new();
        for row in self.rows {
            let name = at.and_then(|at| row.1.get(at));
            let supplier = name.and_then(|name| Id::parse(name).ok());
            let part = parts.entry(supplier.clone()).or_insert_with(|| Part {
                table: self.table,
                supplier,
                from: Arc::clone(&from),
                dates: self.dates.clone(),
                columns: self.columns.clone(),
                rows: Vec::new(),
            });
            part.rows.push(row);
        }
        parts.into_values().collect()
    }
}

impl<'a> Row<'a> {
    /// A cell; empty where the column or the cell is not there.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.part.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    /// All cells with their columns.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let columns = self.part.columns.iter().map(String::as_str);
        columns.zip(self.cells.iter().map(String::as_str))
    }

    /// The entries of a list in a cell.
    pub(crate) fn list(&self, column: &str) -> Vec<&'a str> {
        let entries = self.get(column).split('|').map(str::trim);
        entries.filter(|entry| !entry.is_empty()).collect()
    }

    /// Patterns of the dates in a column.
    pub(crate) fn patterns(&self, column: &str) -> &'a [String] {
        self.part.dates.get(column).map_or(&[], Vec::as_slice)
    }

    /// Where the row stands.
    pub(crate) fn place(&self) -> Place<'a> {
        place(&self.part.from, self.number)
    }

    /// Where the row stands, to be kept.
    pub(crate) fn origin(&self) -> RowOrigin {
        RowOrigin {
            supplier: self.part.supplier.clone(),
            row: self.number,
            from: Arc::clone(&self.part.from),
        }
    }
}

/// A cell short enough for a message.
pub(crate) fn shorten(cell: &str) -> String {
    let visible = |char: char| if char.is_control() { '�' } else { char };
    let mut short: String = cell.chars().take(60).map(visible).collect();
    if cell.chars().count() > 60 {
        short.push('…');
    }
    short
}
