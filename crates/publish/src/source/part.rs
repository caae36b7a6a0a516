//! From a file's rows to a table's: which column is which, which rows count, what values mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use senim_model::id::Id;

use super::grid::{Grid, Line};
use super::mapping::{Mapping, Reading, Take, matches};
use super::personal::Rules;
use super::shape::{DATES, LISTS, PUBLISHED, Shape};
use super::table::{From, Part};
use super::{aliases, clean};
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

/// Where a column of the table comes from.
struct Source<'a> {
    column: &'static str,
    from: Cell<'a>,
}

enum Cell<'a> {
    Column(usize, Option<&'a Take>),
    Constant(&'a str),
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

/// Which columns of the table come from where; `None` where that cannot be told.
fn sources<'a>(
    names: &[&str],
    wanted: &Wanted<'a>,
    place: Place<'_>,
    problems: &Problems,
) -> Option<Vec<Source<'a>>> {
    let columns: Vec<&'static str> = wanted.shape.columns().chain(PUBLISHED).collect();
    let mapping = wanted.mapping;
    let mut usable = true;
    let mut sources = Vec::new();
    for column in &columns {
        let from = if let Some(text) = mapping.constant.get(*column) {
            Cell::Constant(text)
        } else if let Some(take) = mapping.columns.get(*column) {
            let Some(at) = names.iter().position(|name| *name == take.column()) else {
                let hint = suggestion(take.column(), names.iter().copied());
                let message = format!("has no column “{}”, as senim.toml says.", take.column());
                problems.error_with_hint(place.column(column), message, hint);
                usable = false;
                continue;
            };
            Cell::Column(at, Some(take))
        } else {
            continue;
        };
        sources.push(Source { column, from });
    }
    for (at, name) in names.iter().enumerate() {
        let column = understood(name, &columns, wanted);
        match column {
            Some(column) if mapping.columns.contains_key(column) => {}
            Some(column) if mapping.constant.contains_key(column) => {}
            Some(column) if sources.iter().any(|source| source.column == column) => {
                problems.error(
                    place.column(name),
                    format!("stands twice in the header, as “{column}”"),
                );
                usable = false;
            }
            Some(column) => sources.push(Source {
                column,
                from: Cell::Column(at, None),
            }),
            // Who has said where the columns are does not want to hear of the others.
            None if name.is_empty() || !mapping.columns.is_empty() => {}
            None => problems.warning_with_hint(
                place.column(name),
                "is unknown and is left out.",
                suggestion(name, columns.iter().copied()),
            ),
        }
    }
    for required in wanted.shape.required {
        if !sources.iter().any(|source| source.column == *required) {
            problems.error(place.column(required), "is missing from the header");
            usable = false;
        }
    }
    usable.then_some(sources)
}

/// The column of the table that a name in the header means.
fn understood(name: &str, columns: &[&'static str], wanted: &Wanted<'_>) -> Option<&'static str> {
    let table = wanted.shape.table;
    let normal = aliases::normal(name);
    let declared = wanted.reading.columns.get(table).and_then(|declared| {
        let means = |names: &Vec<String>| names.iter().any(|name| aliases::normal(name) == normal);
        let (column, _) = declared.iter().find(|(_, names)| means(names))?;
        columns.iter().find(|known| *known == column).copied()
    });
    declared.or_else(|| aliases::column(table, columns, name))
}

/// What the file calls the columns, where that is another name.
fn in_file(sources: &[Source<'_>], names: &[&str]) -> Vec<(String, String)> {
    let named = |source: &Source<'_>| match source.from {
        Cell::Column(at, _) => {
            let name = names.get(at)?;
            (*name != source.column).then(|| (source.column.to_owned(), (*name).to_owned()))
        }
        Cell::Constant(_) => None,
    };
    sources.iter().filter_map(named).collect()
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

/// Joins the rows of one identifier. What is no list has to be the same in all of them.
fn merge(part: &mut Part, problems: &Problems) {
    let Some(id) = part.columns.iter().position(|column| column == "id") else {
        return;
    };
    let from = Arc::clone(&part.from);
    let mut kept: Vec<(usize, Vec<String>)> = Vec::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for (number, cells) in std::mem::take(&mut part.rows) {
        let key = cells.get(id).cloned().unwrap_or_default();
        let Some((first, into)) = by_id.get(&key).and_then(|at| kept.get_mut(*at)) else {
            by_id.insert(key, kept.len());
            kept.push((number, cells));
            continue;
        };
        for ((column, into), cell) in part.columns.iter().zip(into).zip(cells) {
            if LISTS.contains(&column.as_str()) {
                join(into, &cell);
            } else if *into != cell {
                let place = Place {
                    sheet: from.sheet.as_deref(),
                    header: Some(&from.header),
                    ..Place::row(&from.file, number)
                };
                problems.error(
                    place.column(column),
                    format!("“{cell}” is “{into}” in row {first}, which has the same id {key}"),
                );
            }
        }
    }
    part.rows = kept;
}

/// Adds the entries of a list that another one lacks.
fn join(into: &mut String, list: &str) {
    for entry in list.split('|').filter(|entry| !entry.is_empty()) {
        if !into.split('|').any(|known| known == entry) {
            if !into.is_empty() {
                into.push('|');
            }
            into.push_str(entry);
        }
    }
}
