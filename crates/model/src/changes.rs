//! What changed between two releases, out of what changed from each to the next.

use std::collections::BTreeMap;

use csv_core::{ReadRecordResult, Reader};

/// A row of `changes.csv`: a row of a table that is new or gone, or a cell that is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Table or file.
    pub table: String,
    /// The row's key.
    pub key: String,
    /// Column, where a cell changed; empty where a row did.
    pub column: String,
    /// What stood there; empty in columns of a person's name, contacts and photo.
    pub before: String,
    /// What stands there.
    pub after: String,
    /// What happened.
    pub kind: Kind,
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is new.
    Added,
    /// It has gone.
    Removed,
    /// A cell of it is another; without a column, it was gone for a while.
    Changed,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Added, Kind::Removed, Kind::Changed];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Changed => "changed",
        }
    }

    /// What stands so in tables.
    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Reads `changes.csv`: UTF-8, RFC 4180, columns by their names. `None` where it is no such table.
pub fn read(bytes: &[u8]) -> Option<Vec<Change>> {
    let mut rows = records(bytes)?.into_iter();
    let header = rows.next()?;
    let column = |name: &str| header.iter().position(|known| known == name);
    let names = ["table", "key", "column", "before", "after", "kind"];
    let [table, key, name, before, after, kind] = names.map(column);
    let columns = [table?, key?, name?, before?, after?];
    let kind = kind?;
    rows.map(|row| {
        let cell = |at: usize| row.get(at).cloned();
        let [table, key, column, before, after] = columns.map(cell);
        Some(Change {
            table: table?,
            key: key?,
            column: column?,
            before: before?,
            after: after?,
            kind: Kind::parse(row.get(kind)?)?,
        })
    })
    .collect()
}

/// The records of a CSV file.
fn records(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut reader = Reader::new();
    let mut rest = bytes;
    let mut found = Vec::new();
    // No field is longer than the file, and none of no letters is missed.
    let (mut text, mut ends) = (vec![0; bytes.len() + 1], vec![0; bytes.len() + 1]);
    loop {
        let (result, read, _, fields) = reader.read_record(rest, &mut text, &mut ends);
        rest = rest.get(read..)?;
        match result {
            ReadRecordResult::Record => {
                let mut start = 0;
                let mut record = Vec::with_capacity(fields);
                for end in ends.get(..fields)? {
                    record.push(
                        core::str::from_utf8(text.get(start..*end)?)
                            .ok()?
                            .to_owned(),
                    );
                    start = *end;
                }
                found.push(record);
            }
            ReadRecordResult::InputEmpty => rest = &[],
            ReadRecordResult::End => return Some(found),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return None,
        }
    }
}

/// What happened to one row, step by step.
#[derive(Default)]
struct Story<'a> {
    rows: Vec<Kind>,
    cells: BTreeMap<&'a str, (&'a str, &'a str)>,
}

/// What changed between two releases, given what changed from each release to the next between
/// them, the earliest first; sorted. What was changed and changed back is no change, unless what
/// stood there may not be told: then it is named.
pub fn net(steps: &[Vec<Change>]) -> Vec<Change> {
    let mut stories: BTreeMap<(&str, &str), Story<'_>> = BTreeMap::new();
    for change in steps.iter().flatten() {
        let story = stories.entry((&change.table, &change.key)).or_default();
        if change.column.is_empty() {
            story.rows.push(change.kind);
            // Cells of a row that has gone, or is new, are not compared with those before.
            story.cells.clear();
            continue;
        }
        let cell = (change.before.as_str(), change.after.as_str());
        let known = story.cells.entry(&change.column).or_insert(cell);
        known.1 = &change.after;
    }
    let mut found = Vec::new();
    for ((table, key), story) in stories {
        let change = |column: &str, (before, after): (&str, &str), kind| Change {
            table: table.to_owned(),
            key: key.to_owned(),
            column: column.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            kind,
        };
        let whole = |kind| change("", ("", ""), kind);
        match (story.rows.first(), story.rows.last()) {
            (None, _) | (_, None) => {
                let cells = story.cells.into_iter();
                let cells =
                    cells.filter(|(_, (before, after))| before != after || before.is_empty());
                found.extend(cells.map(|(column, cell)| change(column, cell, Kind::Changed)));
            }
            (Some(Kind::Added), Some(Kind::Removed)) => {}
            (Some(Kind::Added), Some(_)) => found.push(whole(Kind::Added)),
            (Some(_), Some(Kind::Removed)) => found.push(whole(Kind::Removed)),
            (Some(_), Some(_)) => found.push(whole(Kind::Changed)),
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A table: rows by key, each of two cells that are never empty.
    type Table = BTreeMap<u8, [u8; 2]>;

    fn step(before: &Table, after: &Table) -> Vec<Change> {
        let change = |key: u8, column: &str, cells: (String, String), kind| Change {
            table: "t".into(),
            key: key.to_string(),
            column: column.into(),
            before: cells.0,
            after: cells.1,
            kind,
        };
        let none = || (String::new(), String::new());
        let mut found = Vec::new();
        for (key, cells) in after {
            match before.get(key) {
                None => found.push(change(*key, "", none(), Kind::Added)),
                Some(old) => {
                    let pairs = ["a", "b"].into_iter().zip(old.iter().zip(cells));
                    let differ = pairs.filter(|(_, (old, new))| old != new);
                    found.extend(differ.map(|(column, (old, new))| {
                        change(
                            *key,
                            column,
                            (old.to_string(), new.to_string()),
                            Kind::Changed,
                        )
                    }));
                }
            }
        }
        let gone = before.keys().filter(|key| !after.contains_key(key));
        found.extend(gone.map(|key| change(*key, "", none(), Kind::Removed)));
        found.sort();
        found
    }

    fn table() -> impl Strategy<Value = Table> {
        prop::collection::btree_map(0..4_u8, any::<[bool; 2]>(), 0..4).prop_map(|rows| {
            rows.into_iter()
                .map(|(key, cells)| (key, cells.map(u8::from)))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn steps_together_say_what_a_comparison_says(tables in prop::collection::vec(table(), 2..5)) {
            let steps: Vec<_> = tables.windows(2).map(|pair| step(&pair[0], &pair[1])).collect();
            let (first, last) = (tables.first().unwrap(), tables.last().unwrap());
            // A row that was gone for a while is told as a row, not by its cells.
            let away = |key: &u8| tables.iter().any(|table| !table.contains_key(key));
            let direct: Vec<Change> = step(first, last)
                .into_iter()
                .filter(|change| change.column.is_empty() || !away(&change.key.parse().unwrap()))
                .collect();
            let found: Vec<Change> = net(&steps)
                .into_iter()
                .filter(|change| !(change.column.is_empty() && change.kind == Kind::Changed))
                .collect();
            prop_assert_eq!(found, direct);
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn a_table_is_read_by_the_names_of_its_columns() {
        let text = "kind,table,key,column,before,after,reason\r\nchanged,areas,A,number,1,\"7, \"\"new\"\"\",x\r\nadded,areas,B,,,,\r\n";
        let found = read(text.as_bytes()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].after, "7, \"new\"");
        assert_eq!(found[1].kind, Kind::Added);
        assert_eq!(read(b"a,b\n1,2\n"), None);
        assert_eq!(read(b""), None);
    }

    #[test]
    fn what_may_not_be_told_is_named_even_if_it_is_as_before() {
        let told = |after: &str| Change {
            table: "inspectors".into(),
            key: "I".into(),
            column: "phone_mobile".into(),
            before: String::new(),
            after: after.into(),
            kind: Kind::Changed,
        };
        assert_eq!(net(&[vec![told("+1")], vec![told("")]]), [told("")]);
    }
}
