//! What changed between two releases, row by row and cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use senim_model::changes::{Change, Kind};
use senim_model::text::Text;
use serde_json::Value;

use super::File;
use super::package::Schema;
use super::sheet::Sheet;
use crate::Error;

/// The table of changes.
pub(crate) const FILE: &str = "changes.csv";

/// The changes as a table.
pub(super) fn table(
    dataset: &str,
    changes: &[Change],
    reason: &Text,
    sample: bool,
) -> Result<File, Error> {
    let columns = [
        "dataset",
        "table",
        "key",
        "column",
        "before",
        "after",
        "kind",
        "reason_kk",
        "reason_ru",
        "reason_en",
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
            reason.kk.clone(),
            reason.ru.clone(),
            reason.en.clone(),
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
    fn compared(files: &[File]) -> BTreeMap<&str, &[u8]> {
        let pairs = files
            .iter()
            .map(|file| (file.path.as_str(), file.bytes.as_slice()));
        pairs.filter(|(path, _)| is_compared(path)).collect()
    }
    let (before, after) = (compared(before), compared(after));
    let paths: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut changes = Vec::new();
    for path in paths {
        let (old, new) = (before.get(path), after.get(path));
        if old == new {
            continue;
        }
        let name = path.trim_end_matches(".csv");
        let rows = |bytes: Option<&&[u8]>| {
            let bytes = bytes.copied().unwrap_or_default();
            match path.ends_with(".csv") {
                true => Rows::of_table(schema, name, bytes),
                false => Rows::of_features(bytes),
            }
        };
        let personal: &[String] = schema.table(name).map_or(&[], |table| &table.personal);
        rows_differ(name, &rows(old), &rows(new), personal, &mut changes);
    }
    changes.sort();
    changes
}

/// The rows of a table by their keys.
#[derive(Default)]
struct Rows {
    columns: Vec<String>,
    rows: BTreeMap<String, StringRecord>,
}

impl Rows {
    fn of_table(schema: &Schema, name: &str, bytes: &[u8]) -> Rows {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.headers().cloned().unwrap_or_default();
        let mut rows = Rows {
            columns: header.iter().map(str::to_owned).collect(),
            rows: BTreeMap::new(),
        };
        let key: &[String] = schema.table(name).map_or(&[], |table| &table.key);
        let key = if key.is_empty() {
            rows.columns.clone()
        } else {
            key.to_vec()
        };
        for record in reader.records().flatten() {
            let cells: Vec<&str> = key
                .iter()
                .map(|column| rows.cell(&record, column))
                .collect();
            let key = rows.free(cells.join("|"));
            rows.rows.insert(key, record);
        }
        rows
    }

    /// The features of a file of ours: one a line.
    fn of_features(bytes: &[u8]) -> Rows {
        let text = String::from_utf8_lossy(bytes);
        let feature = |line: &str| {
            let feature: Value = serde_json::from_str(line.trim_end_matches(',')).ok()?;
            let id = feature.get("properties")?.get("id")?.as_str()?.to_owned();
            let geometry = feature.get("geometry")?.to_string();
            Some((id, StringRecord::from(vec![geometry])))
        };
        Rows {
            columns: vec![GEOMETRY.to_owned()],
            rows: text.lines().filter_map(feature).collect(),
        }
    }

    fn cell<'a>(&self, record: &'a StringRecord, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| record.get(at)).unwrap_or_default()
    }

    /// A key that is not taken: where rows cannot be told apart, they are counted.
    fn free(&self, key: String) -> String {
        if !self.rows.contains_key(&key) {
            return key;
        }
        let mut numbered = (2u32..).map(|number| format!("{key}#{number}"));
        let free = numbered.find(|key| !self.rows.contains_key(key));
        free.unwrap_or_default()
    }
}

/// Stands for the column of what has none.
const GEOMETRY: &str = "geometry";

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
    let gone = old.rows.keys().filter(|key| !new.rows.contains_key(*key));
    changes.extend(gone.map(|key| change(key, Kind::Removed)));
    let columns: BTreeSet<&String> = old.columns.iter().chain(&new.columns).collect();
    for (key, cells) in &new.rows {
        let Some(before) = old.rows.get(key) else {
            changes.push(change(key, Kind::Added));
            continue;
        };
        for column in columns.iter().copied().filter(|column| *column != "sample") {
            let (was, is) = (old.cell(before, column), new.cell(cells, column));
            if was == is {
                continue;
            }
            let geometry = column == GEOMETRY;
            let hidden = geometry || personal.contains(column);
            let shown = |cell: &str, hidden| {
                if hidden {
                    String::new()
                } else {
                    cell.to_owned()
                }
            };
            changes.push(Change {
                column: column.clone(),
                before: shown(was, hidden),
                after: shown(is, geometry),
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
