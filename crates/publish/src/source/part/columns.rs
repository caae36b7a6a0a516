//! Which column of a file is which of the table.

use senim_model::text::Lang;

use super::Wanted;
use crate::problem::{Place, Problems, suggestion};
use crate::source::aliases;
use crate::source::mapping::Take;
use crate::source::shape::PUBLISHED;

/// Where a column of the table comes from.
pub(super) struct Source<'a> {
    pub(super) column: &'static str,
    pub(super) from: Cell<'a>,
}

pub(super) enum Cell<'a> {
    Column(usize, Option<&'a Take>),
    Constant(&'a str),
}

/// Which columns of the table come from where; `None` where that cannot be told.
pub(super) fn sources<'a>(
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
                language(name, &columns).or_else(|| suggestion(name, columns.iter().copied())),
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

/// What is said of a column that another language would have.
fn language(name: &str, columns: &[&'static str]) -> Option<String> {
    let (base, lang) = name.rsplit_once('_')?;
    let has = |lang: Lang| columns.contains(&&*format!("{base}_{}", lang.code()));
    let known = Lang::ALL.map(Lang::code).join(", ");
    let is_other = lang.len() == 2 && Lang::ALL.into_iter().all(has);
    is_other.then(|| format!("Languages are {known}."))
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
pub(super) fn in_file(sources: &[Source<'_>], names: &[&str]) -> Vec<(String, String)> {
    let named = |source: &Source<'_>| match source.from {
        Cell::Column(at, _) => {
            let name = names.get(at)?;
            (*name != source.column).then(|| (source.column.to_owned(), (*name).to_owned()))
        }
        Cell::Constant(_) => None,
    };
    sources.iter().filter_map(named).collect()
}
