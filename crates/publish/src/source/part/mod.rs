//! From a file's rows to a table's: which column is which, which rows count, what values mean.

mod columns;
mod merge;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use senim_model::id::Id;

use self::columns::{Cell, Source, in_file, sources};
use self::merge::merge;
use super::clean;
use super::grid::{Grid, Line};
use super::mapping::{Mapping, Reading, Take, matches};
use super::personal::Rules;
use super::shape::{DATES, Shape};
use super::table::{From, Part};
use crate::problem::{Header, Place, Problems, suggestion};

/// Whose file it is, and how it is to be read.
pub(crate) struct Wanted<'a> {
    pub(crate) shape: Shape,
    pub(crate) file: &'a str,
    pub(crate) supplier: Option<&'a Id>,
    pub(crate) reading: &'a Reading,
    pub(crate) mapping: &'a Mapping,
    pub(crate) personal: &'a Rules,
}

/// What the values of a column mean, where it is told.
type Meanings<'a> = Option<&'a BTreeMap<String, String>>;

/// Where the columns of a table are in a file that is read row by row.
pub(crate) struct Layout<'a> {
    /// By position in the table, each with what its values mean.
    columns: Vec<Option<(Source<'a>, Meanings<'a>)>>,
    /// How many columns the file has.
    width: usize,
    filters: Vec<(usize, &'a Vec<String>)>,
}

/// The layout of a file by its header; `None` where that cannot be used, which is then a problem.
pub(crate) fn layout<'a, 'h>(
    header: impl Iterator<Item = &'h str>,
    wanted: &Wanted<'a>,
    place: Place<'_>,
    problems: &Problems,
) -> Option<Layout<'a>> {
    let words = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<String> = header.map(words).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut sources = sources(&names, wanted, place, problems)?;
    let filters = filters(&names, wanted, place, problems)?;
    let mut take = |column: &str| {
        let at = sources.iter().position(|source| source.column == column)?;
        let values = wanted.mapping.values.get(column);
        Some((sources.swap_remove(at), values))
    };
    Some(Layout {
        columns: wanted.shape.columns().map(&mut take).collect(),
        width: names.len(),
        filters,
    })
}

impl Layout<'_> {
    /// Whether a row counts.
    pub(crate) fn keeps<'r>(&self, cell: impl Fn(usize) -> &'r str) -> bool {
        let mut filters = self.filters.iter();
        filters.all(|(at, values)| values.iter().any(|value| matches(value, cell(*at))))
    }

    /// Whether a row has something beyond the columns of the file.
    pub(crate) fn is_too_wide<'r>(&self, cells: usize, cell: impl Fn(usize) -> &'r str) -> bool {
        (self.width..cells).any(|at| !cell(at).is_empty())
    }

    /// The value of a column, by its position in the table.
    pub(crate) fn value<'r>(
        &'r self,
        column: usize,
        cell: impl Fn(usize) -> &'r str,
    ) -> Cow<'r, str> {
        let Some(Some((source, values))) = self.columns.get(column) else {
            return Cow::Borrowed("");
        };
        let (cell, take) = match source.from {
            Cell::Constant(text) => return Cow::Borrowed(text),
            Cell::Column(at, take) => (cell(at), take),
        };
        match (take, *values) {
            (Some(take), values) => Cow::Owned(take.value(cell, values)),
            (None, Some(_)) => Cow::Owned(Take::Column(String::new()).value(cell, *values)),
            (None, None) => Cow::Borrowed(cell),
        }
    }
}

/// The rows of a table; `None` where the header cannot be used, which is then a problem.
pub(crate) fn read(grid: &Grid, wanted: &Wanted<'_>, problems: &Problems) -> Option<Part> {
    let place = Place {
        sheet: grid.sheet.as_deref(),
        ..Place::file(wanted.file)
    };
    let wanted_row = wanted.mapping.header;
    let start = grid
        .rows
        .iter()
        .position(|row| wanted_row.is_none_or(|at| row.number == at));
    let Some((header, lines)) = start.and_then(|at| grid.rows.get(at..)?.split_first()) else {
        problems.error(place, "is empty; its first row has to name the columns");
        return None;
    };
    // Headers are often broken over lines to fit narrow columns.
    let words = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<String> = header.cells.iter().map(words).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let place = Place {
        row: Some(header.number),
        ..place
    };
    if let Some(name) = names.iter().find(|name| name.contains(char::is_control)) {
        problems.error(
            place.column(name),
            "holds a NUL or another control character; is the file a table?",
        );
        return None;
    }
    let sources = sources(&names, wanted, place, problems)?;
    let filters = filters(&names, wanted, place, problems)?;
    let header = Header(in_file(&sources, &names));
    let from = Arc::new(From {
        file: wanted.file.to_owned(),
        sheet: grid.sheet.clone(),
        header,
    });
    let mut part = Part {
        table: wanted.shape.table,
        supplier: wanted.supplier.cloned(),
        from: Arc::clone(&from),
        dates: wanted
            .reading
            .dates
            .get(wanted.shape.table)
            .cloned()
            .unwrap_or_default(),
        columns: sources
            .iter()
            .map(|source| source.column.to_owned())
            .collect(),
        rows: Vec::new(),
    };
    let kept = |line: &&Line| {
        let cell = |at: usize| line.cells.get(at).map_or("", |cell| cell.trim());
        filters
            .iter()
            .all(|(at, values)| values.iter().any(|value| matches(value, cell(*at))))
    };
    for line in lines.iter().filter(kept) {
        let place = Place {
            row: Some(line.number),
            header: Some(&from.header),
            ..place
        };
        too_wide(line, names.len(), place, problems);
        personal(line, &names, &sources, wanted, place, problems);
        let cells = sources
            .iter()
            .map(|source| value(source, line, wanted.mapping, grid, place, problems))
            .collect();
        part.rows.push((line.number, cells));
    }
    if wanted.mapping.merge {
        merge(&mut part, problems);
    }
    Some(part)
}

/// Which rows count: positions of columns and the values they may have.
fn filters<'a>(
    names: &[&str],
    wanted: &Wanted<'a>,
    place: Place<'_>,
    problems: &Problems,
) -> Option<Vec<(usize, &'a Vec<String>)>> {
    let mut filters = Vec::new();
    for (column, values) in &wanted.mapping.only {
        let Some(at) = names.iter().position(|name| name == column) else {
            let hint = suggestion(column, names.iter().copied());
            let message = "is not in the header, though senim.toml chooses rows by it.";
            problems.error_with_hint(place.column(column), message, hint);
            return None;
        };
        filters.push((at, values));
    }
    Some(filters)
}

/// Personal data in what is published; and in what is left out too, as a folder is copied and sent
/// about as a whole. Only where the settings choose columns of a foreign file, the others do not
/// count.
fn personal(
    line: &Line,
    names: &[&str],
    sources: &[Source<'_>],
    wanted: &Wanted<'_>,
    place: Place<'_>,
    problems: &Problems,
) {
    let taken = |wanted: usize| {
        let mut from = sources.iter().map(|source| &source.from);
        from.any(|from| matches!(from, Cell::Column(at, _) if *at == wanted))
    };
    for (at, cell) in line.cells.iter().enumerate() {
        if !wanted.mapping.columns.is_empty() && !taken(at) {
            continue;
        }
        if let Some(what) = wanted.personal.find(cell) {
            let name = names.get(at).copied().unwrap_or_default();
            problems.error(
                place.column(name),
                format!("holds {what}, which must not be published; take it out of the file"),
            );
        }
    }
}

fn too_wide(line: &Line, columns: usize, place: Place<'_>, problems: &Problems) {
    let beyond = line.cells.get(columns..).unwrap_or_default();
    if beyond.iter().any(|cell| !cell.trim().is_empty()) {
        problems.error(
            place,
            format!("has {} cells, the header has {columns}", line.cells.len()),
        );
    }
}

fn value(
    source: &Source<'_>,
    line: &Line,
    mapping: &Mapping,
    grid: &Grid,
    place: Place<'_>,
    problems: &Problems,
) -> String {
    let (at, take) = match source.from {
        Cell::Constant(text) => return text.to_owned(),
        Cell::Column(at, take) => (at, take),
    };
    let place = place.column(source.column);
    let cell = line.cells.get(at).map_or("", String::as_str);
    let cell = clean::cell(cell, place, problems);
    if grid.dates.contains(&(line.number, at)) && !DATES.contains(&source.column) {
        problems.error(
            place,
            format!(
                "is the date {cell} in the workbook. Excel makes dates of texts like 12/3: format \
                 the column as text and type it again"
            ),
        );
    }
    let values = mapping.values.get(source.column);
    match (take, values) {
        (Some(take), values) => take.value(&cell, values),
        (None, Some(_)) => Take::Column(String::new()).value(&cell, values),
        (None, None) => cell,
    }
}
