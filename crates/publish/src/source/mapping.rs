//! How a table is to be read out of a file that was not made for it: `[tables.<name>]` of
//! `senim.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::shape;
use crate::problem::{Place, Problems, suggestion};

/// What `senim.toml` says of reading. A supplier's own `senim.toml` has this and nothing else.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Reading {
    /// `[tables.<table>]`.
    pub(crate) tables: BTreeMap<String, Mapping>,
    /// `[columns.<table>]`: what else a column is called.
    pub(crate) columns: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// `[dates.<table>]`: patterns of a column of dates.
    pub(crate) dates: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Reading {
    /// Says which tables and columns do not exist.
    pub(crate) fn check(&self, place: Place<'_>, problems: &Problems) {
        let names = self.columns.iter().chain(&self.dates);
        let names = names.map(|(table, columns)| (table, columns.keys().collect::<Vec<_>>()));
        let mapped = self.tables.iter().map(|(table, mapping)| {
            let taken = mapping.columns.keys().chain(mapping.constant.keys());
            (table, taken.chain(mapping.values.keys()).collect())
        });
        for (table, columns) in names.chain(mapped) {
            let Some(shape) = shape::all().find(|shape| shape.table == table) else {
                let hint = suggestion(table, shape::all().map(|shape| shape.table));
                let message = format!("there is no table “{table}”.");
                problems.error_with_hint(place.column("tables"), message, hint);
                continue;
            };
            for column in columns {
                if !shape.columns().any(|known| known == column) {
                    let hint = suggestion(column, shape.columns());
                    let message = format!("the table {table} has no column “{column}”.");
                    problems.error_with_hint(place.column("tables"), message, hint);
                }
            }
        }
    }

    /// Adds the names of columns, the patterns of dates and the meanings of values that hold for
    /// all. Where both say what a value means, the own word counts.
    pub(crate) fn with_common(mut self, common: &Reading) -> Reading {
        for (table, mapping) in &common.tables {
            for (column, values) in &mapping.values {
                let own = self.tables.entry(table.clone()).or_default();
                let own = own.values.entry(column.clone()).or_default();
                for (value, meaning) in values {
                    let own = own.entry(value.clone());
                    own.or_insert_with(|| meaning.clone());
                }
            }
        }
        let pairs = [
            (&mut self.columns, &common.columns),
            (&mut self.dates, &common.dates),
        ];
        for (own, common) in pairs {
            for (table, columns) in common {
                let own = own.entry(table.clone()).or_default();
                for (column, names) in columns {
                    let own = own.entry(column.clone()).or_default();
                    own.extend(names.iter().cloned());
                }
            }
        }
        self
    }
}

/// One table out of a file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mapping {
    /// The file, inside the folder.
    pub(crate) file: Option<String>,
    /// The sheet, where the file is a workbook.
    pub(crate) sheet: Option<String>,
    /// The encoding, where the file cannot say it.
    pub(crate) encoding: Option<String>,
    /// The row of the header, where titles stand above it.
    pub(crate) header: Option<usize>,
    /// Where each column of the table comes from.
    pub(crate) columns: BTreeMap<String, Take>,
    /// Columns that have the same value in every row.
    pub(crate) constant: BTreeMap<String, String>,
    /// Only rows with one of these values in these columns of the file.
    #[serde(rename = "where")]
    pub(crate) only: BTreeMap<String, Vec<String>>,
    /// What values of the file mean, by column of the table. `x*` is whatever begins with x.
    pub(crate) values: BTreeMap<String, BTreeMap<String, String>>,
    /// Rows of one `id` are one: their lists are joined.
    pub(crate) merge: bool,
}

/// Where a column comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a column of the file, or { column = …, first = …, without = […], \
                 slug = true, prefix = … }"
)]
pub(crate) enum Take {
    /// A column as it is.
    Column(String),
    /// A column with something done to it, in the order of these fields; `values` come before
    /// `slug`.
    Part(Part),
}

/// What is done to a cell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// The column of the file.
    pub(crate) column: String,
    /// Only so many letters from the beginning.
    pub(crate) first: Option<usize>,
    /// Without these abbreviations at the beginning or end.
    #[serde(default)]
    pub(crate) without: Vec<String>,
    /// In lower-case Latin letters, digits and hyphens.
    #[serde(default)]
    pub(crate) slug: bool,
    /// With this before it.
    #[serde(default)]
    pub(crate) prefix: String,
}

impl Take {
    /// The column of the file.
    pub(crate) fn column(&self) -> &str {
        match self {
            Take::Column(column) => column,
            Take::Part(part) => &part.column,
        }
    }

    /// The value of a cell.
    pub(crate) fn value(&self, cell: &str, values: Option<&BTreeMap<String, String>>) -> String {
        let mapped = |text: &str| match values {
            Some(values) => meaning(values, text).unwrap_or(text).to_owned(),
            None => text.to_owned(),
        };
        let Take::Part(part) = self else {
            return mapped(cell);
        };
        if cell.is_empty() {
            return String::new();
        }
        let cell: String = match part.first {
            Some(first) => cell.chars().take(first).collect(),
            None => cell.to_owned(),
        };
        let mut value = mapped(without(&cell, &part.without));
        if part.slug {
            value = slug(&value);
        }
        format!("{}{value}", part.prefix)
    }
}

/// What a value means: by its own name, else by the longest beginning that is listed.
fn meaning<'a>(values: &'a BTreeMap<String, String>, text: &str) -> Option<&'a str> {
    if let Some(meaning) = values.get(text) {
        return Some(meaning);
    }
    values
        .iter()
        .filter(|(pattern, _)| matches(pattern, text))
        .max_by_key(|(pattern, _)| pattern.len())
        .map(|(_, meaning)| meaning.as_str())
}

/// Whether a text is a value or, where the value ends in `*`, begins like it.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => text.starts_with(beginning),
        None => pattern == text,
    }
}

/// A name without the abbreviations that a classifier puts before or after it.
fn without<'a>(text: &'a str, abbreviations: &[String]) -> &'a str {
    let strip = |text: &'a str, abbreviation: &String| {
        let before = text.strip_prefix(abbreviation.as_str());
        // At the end it has to be a word of its own.
        let after = || {
            let rest = text.strip_suffix(abbreviation.as_str())?;
            rest.ends_with(char::is_whitespace).then_some(rest)
        };
        before.or_else(after).map(str::trim)
    };
    abbreviations
        .iter()
        .filter_map(|abbreviation| strip(text, abbreviation))
        .min_by_key(|rest| rest.len())
        .unwrap_or(text)
}

/// A text as it can stand in page addresses. Cyrillic letters are left as they are, and refused
/// later: how a name is written in Latin letters is the publisher's to say, in `values`.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.chars().flat_map(char::to_lowercase) {
        match base_letter(char) {
            char if char.is_alphanumeric() => slug.push(char),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A Latin letter without its accent.
fn base_letter(char: char) -> char {
    const ACCENTED: [(&str, char); 14] = [
        ("àáâãäåā", 'a'),
        ("ç", 'c'),
        ("èéêëē", 'e'),
        ("ğǵ", 'g'),
        ("ìíîïīı", 'i'),
        ("ñńŋ", 'n'),
        ("òóôõöøō", 'o'),
        ("šş", 's'),
        ("ţț", 't'),
        ("ùúûüū", 'u'),
        ("ýÿ", 'y'),
        ("žźż", 'z'),
        ("ćč", 'c'),
        ("ł", 'l'),
    ];
    let found = ACCENTED.iter().find(|(letters, _)| letters.contains(char));
    found.map_or(char, |(_, base)| *base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(toml: &str, cell: &str) -> String {
        let mapping: Mapping = toml::from_str(toml).unwrap();
        mapping.columns["id"].value(cell, mapping.values.get("id"))
    }

    #[test]
    fn cells_become_what_the_table_wants() {
        assert_eq!(take("columns.id = 'a'", "São"), "São");
        let slug = "columns.id = { column = 'a', slug = true, prefix = 'rio-' }";
        assert_eq!(take(slug, "São Gonçalo (parte)"), "rio-sao-goncalo-parte");
        let kato = "columns.id = { column = 'a', first = 2 }\nvalues.id = { 71 = 'astana' }";
        assert_eq!(take(kato, "711310000"), "astana");
        assert_eq!(take(kato, "350000000"), "35");
        let kind = "columns.id = 'a'\nvalues.id = { 'г.*' = 'city', '*' = 'village' }";
        assert_eq!(take(kind, "г.Семей"), "city");
        assert_eq!(take(kind, "с.Орда"), "village");
        let bare = "columns.id = { column = 'a', without = ['г.', 'қ.', 'с.', 'с.а.'] }";
        assert_eq!(take(bare, "г.Семей"), "Семей");
        assert_eq!(take(bare, "Семей қ."), "Семей");
        assert_eq!(take(bare, "с.а. Орда"), "Орда");
        assert_eq!(take(bare, "Зерновой"), "Зерновой");
    }

    #[test]
    fn what_values_mean_holds_for_suppliers_and_their_own_word_counts() {
        let reading = |toml: &str| toml::from_str::<Reading>(toml).unwrap();
        let common = reading(
            "tables.areas.file = 'a.csv'\ntables.areas.values.vacant = { 'да' = 'yes', 'x' = 'yes' }",
        );
        let own = reading("tables.areas.values.vacant = { 'x' = '' }").with_common(&common);
        let areas = &own.tables["areas"];
        assert_eq!(areas.values["vacant"]["да"], "yes");
        assert_eq!(areas.values["vacant"]["x"], "");
        assert_eq!(areas.file, None);
    }

    #[test]
    fn a_wrong_mapping_says_what_was_expected() {
        let error = toml::from_str::<Mapping>("columns.id = { colum = 'a' }").unwrap_err();
        assert!(error.message().contains("expected a column"), "{error}");
    }
}
