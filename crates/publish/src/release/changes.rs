//! What changed between two releases, row by row and cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::File;
use super::package::Schema;
use super::sheet::Sheet;
use crate::Error;

/// The table of changes.
pub(crate) const FILE: &str = "changes.csv";

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is new.
    Added,
    /// It has gone.
    Removed,
    /// A cell of it is another.
    Changed,
}

impl Kind {
    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Changed => "changed",
        }
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Table or file.
    pub table: String,
    /// The row's key.
    pub key: String,
    /// Column, where a cell changed.
    pub column: String,
    /// What stood there; empty in columns of a person's name, contacts and photo.
    pub before: String,
    /// What stands there.
    pub after: String,
    /// What happened.
    pub kind: Kind,
}

/// The changes as a table.
pub(super) fn table(
    dataset: &str,
    changes: &[Change],
    reason: &str,
    sample: bool,
) -> Result<File, Error> {
    let columns = [
        "dataset", "table", "key", "column", "before", "after", "kind", "reason",
    ];
    let mut sheet = Sheet::new(FILE, &columns, sample)?;
    for change in changes {
        sheet.row(vec![
            dataset.to_owned(),
            change.table.clone(),
            change.key.clone(),
            change.column.clone(),
            change.before.clone(),
            change.after.clone(),
            change.kind.code().to_owned(),
            reason.to_owned(),
        ])?;
    }
    sheet.finish()
}

/// Whether changes of a file are listed.
pub(crate) fn is_compared(path: &str) -> bool {
    path != FILE && (path.ends_with(".csv") || path.ends_with(".geojson"))
}

/// Compares the tables and geometries of two releases; sorted.
pub(crate) fn compare(schema: &Schema, before: &[File], after: &[File]) -> Vec<Change> {
    let files = |files: &'_ [File]| -> BTreeSet<String> {
        let paths = files.iter().map(|file| file.path.clone());
        paths.filter(|path| is_compared(path)).collect()
    };
    let mut changes = Vec::new();
    for path in files(before).union(&files(after)) {
        let bytes = |files: &'_ [File]| {
            let found = files.iter().find(|file| file.path == *path);
            found.map(|file| file.bytes.clone()).unwrap_or_default()
        };
        let (old, new) = (bytes(before), bytes(after));
        if old == new {
            continue;
        }
        let name = path.trim_end_matches(".csv");
        let personal: &[String] = schema.table(name).map_or(&[], |table| &table.personal);
        let rows = |bytes: &[u8]| match path.ends_with(".csv") {
            true => rows(schema, name, bytes),
            false => features(bytes),
        };
        rows_differ(name, &rows(&old), &rows(&new), personal, &mut changes);
    }
    changes.sort();
    changes
}

/// Cells by column, rows by key.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

fn rows(schema: &Schema, name: &str, bytes: &[u8]) -> Rows {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().cloned().unwrap_or_default();
    let mut rows = Rows::new();
    for record in reader.records().flatten() {
        let cells: BTreeMap<String, String> = header
            .iter()
            .zip(&record)
            .filter(|(column, _)| *column != "sample")
            .map(|(column, cell)| (column.to_owned(), cell.to_owned()))
            .collect();
        let named = schema.table(name).map(|table| table.key.as_slice());
        let key: Vec<&str> = match named {
            Some(columns) if !columns.is_empty() => columns
                .iter()
                .map(|column| cells.get(column).map_or("", String::as_str))
                .collect(),
            _ => cells.values().map(String::as_str).collect(),
        };
        rows.insert(free(&rows, &key.join("|")), cells);
    }
    rows
}

/// A key that is not taken: where rows cannot be told apart, they are counted.
fn free(rows: &Rows, key: &str) -> String {
    if !rows.contains_key(key) {
        return key.to_owned();
    }
    let numbered = (2u32..).map(|number| format!("{key}#{number}"));
    let mut free = numbered.filter(|key| !rows.contains_key(key));
    free.next().unwrap_or_default()
}

/// The features of a file of ours: one a line.
fn features(bytes: &[u8]) -> Rows {
    let text = String::from_utf8_lossy(bytes);
    let feature = |line: &str| {
        let feature: Value = serde_json::from_str(line.trim_end_matches(',')).ok()?;
        let id = feature.get("properties")?.get("id")?.as_str()?.to_owned();
        let geometry = feature.get("geometry")?.to_string();
        Some((id, BTreeMap::from([("geometry".to_owned(), geometry)])))
    };
    text.lines().filter_map(feature).collect()
}

fn rows_differ(
    table: &str,
    old: &Rows,
    new: &Rows,
    personal: &[String],
    changes: &mut Vec<Change>,
) {
    let change = |key: &str, kind| Change {
        table: table.to_owned(),
        key: key.to_owned(),
        column: String::new(),
        before: String::new(),
        after: String::new(),
        kind,
    };
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    changes.extend(gone.map(|key| change(key, Kind::Removed)));
    for (key, cells) in new {
        let Some(before) = old.get(key) else {
            changes.push(change(key, Kind::Added));
            continue;
        };
        let columns: BTreeSet<&String> = before.keys().chain(cells.keys()).collect();
        for column in columns {
            let cell =
                |cells: &BTreeMap<String, String>| cells.get(column).cloned().unwrap_or_default();
            let (was, is) = (cell(before), cell(cells));
            if was == is {
                continue;
            }
            let geometry = column == "geometry";
            let hidden = geometry || personal.contains(column);
            changes.push(Change {
                column: column.clone(),
                before: if hidden { String::new() } else { was },
                after: if geometry { String::new() } else { is },
                ..change(key, Kind::Changed)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(path: &str, before: &str, after: &str) -> Vec<String> {
        let file = |text: &str| File {
            path: path.into(),
            bytes: text.as_bytes().to_vec(),
        };
        let found = compare(
            &Schema::built_in().unwrap(),
            &[file(before)],
            &[file(after)],
        );
        let line = |change: &Change| {
            let Change {
                key,
                column,
                before,
                after,
                kind,
                ..
            } = change;
            format!("{} {key} {column} {before}>{after}", kind.code())
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn rows_and_cells_that_changed_are_listed() {
        assert_eq!(
            changes(
                "areas.csv",
                "id,number,vacant\nA,1,\nB,2,yes\n",
                "id,number,vacant\nA,7,\nC,3,\n"
            ),
            ["changed A number 1>7", "removed B  >", "added C  >"]
        );
        assert_eq!(
            changes("areas.csv", "id,number\nA,1\n", "number,id\n1,A\n"),
            [""; 0]
        );
    }

    #[test]
    fn what_a_persons_contacts_were_is_not_told() {
        assert_eq!(
            changes(
                "inspectors.csv",
                "id,name_kk,phone_mobile,rank\nI,Асан,+77010000000,major\nJ,Үсен,+77020000000,major\n",
                "id,name_kk,phone_mobile,rank\nI,Асан,+77011111111,captain\n"
            ),
            [
                "changed I phone_mobile >+77011111111",
                "changed I rank major>captain",
                "removed J  >"
            ]
        );
    }

    #[test]
    fn rows_that_cannot_be_told_apart_are_counted() {
        let header = "locality,street_kk,street_ru,aliases,houses,area\n";
        let row = "L,Абай,Абая,,,A\n";
        assert_eq!(
            changes(
                "addresses.csv",
                &format!("{header}{row}"),
                &format!("{header}{row}{row}")
            ),
            ["added L|Абай|Абая||A#2  >"]
        );
    }

    #[test]
    fn a_moved_border_is_told_without_its_points() {
        let file = |x: u8| {
            format!(
                "{{\"features\":[\n{{\"properties\":{{\"id\":\"A\"}},\"geometry\":[{x}]}}\n]}}\n"
            )
        };
        assert_eq!(
            changes("areas.geojson", &file(1), &file(2)),
            ["changed A geometry >"]
        );
    }
}
