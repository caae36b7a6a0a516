//! What datasets, tables and columns mean, from `schema.toml`; as a Table Schema of Frictionless.

use std::collections::BTreeMap;

use senim_model::index::{Term, Vocabulary};
use senim_model::text::{Lang, Text};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Error;

const SCHEMA: &str = include_str!("schema.toml");

/// Everything that `schema.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Schema {
    dataset: BTreeMap<String, Dataset>,
    file: BTreeMap<String, Titled>,
    table: BTreeMap<String, Table>,
    column: BTreeMap<String, Column>,
}

/// A dataset.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dataset {
    /// What it is called.
    pub(crate) title: Words,
    /// What it tells.
    pub(crate) description: Words,
    /// How it comes about.
    pub(crate) method: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Titled {
    title: Words,
}

/// A table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// What it is called.
    pub(crate) title: Words,
    /// The columns by which rows are told apart.
    pub(crate) key: Vec<String>,
    /// All columns, in their order.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "tables bring their own header; a test compares")
    )]
    columns: Vec<String>,
    /// Columns whose earlier content is nobody's business.
    #[serde(default)]
    pub(crate) personal: Vec<String>,
    #[serde(default)]
    column: BTreeMap<String, Column>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    title: Words,
    description: Words,
    #[serde(default)]
    r#type: Type,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    unique: bool,
    pattern: Option<String>,
    minimum: Option<i32>,
    maximum: Option<i32>,
    r#enum: Option<Vec<String>>,
    /// The list of the settings that names all values.
    vocabulary: Option<List>,
    /// The table whose `id` this is.
    foreign: Option<String>,
}

/// A list of terms in the settings.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum List {
    Ranks,
    PlaceKinds,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Type {
    #[default]
    String,
    Number,
    Integer,
    Date,
    /// A boolean that is written `yes` or left empty.
    Yes,
}

/// A text in Kazakh, Russian and English.
#[derive(Debug, Deserialize)]
#[serde(from = "[String; 3]")]
pub(crate) struct Words(pub(crate) Text);

impl From<[String; 3]> for Words {
    fn from([kk, ru, en]: [String; 3]) -> Words {
        Words(Text { kk, ru, en })
    }
}

/// Puts a text under a key in English, and under the key with a suffix in the other languages.
pub(crate) fn put(object: &mut Map<String, Value>, key: &str, text: &Text) {
    object.insert(key.to_owned(), text.show(Lang::En).into());
    for lang in [Lang::Kk, Lang::Ru] {
        object.insert(format!("{key}_{}", lang.code()), text.show(lang).into());
    }
}

impl Schema {
    /// What this version says.
    pub(crate) fn built_in() -> Result<Schema, Error> {
        toml::from_str(SCHEMA).map_err(|error| Error::Encode(error.to_string()))
    }

    /// A dataset.
    pub(crate) fn dataset(&self, name: &str) -> Option<&Dataset> {
        self.dataset.get(name)
    }

    /// A table by its name without an ending.
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.table.get(name)
    }

    /// The title of a file that is no table.
    pub(crate) fn file(&self, path: &str) -> Option<&Text> {
        let name = match path.split_once('/') {
            _ if path.ends_with(".withdrawn.json") => "withdrawn",
            _ if path.starts_with("dcat.") => "dcat.jsonld",
            Some((folder, _)) => folder,
            None => path,
        };
        self.file.get(name).map(|file| &file.title.0)
    }

    fn column<'a>(&'a self, table: &'a Table, name: &str) -> Option<&'a Column> {
        table.column.get(name).or_else(|| self.column.get(name))
    }

    /// A table as a Table Schema; foreign keys only to tables that are there.
    pub(super) fn describe(
        &self,
        name: &str,
        header: &[String],
        vocabulary: &Vocabulary,
        is_there: impl Fn(&str) -> bool,
    ) -> Value {
        let table = self.table(name);
        let described = |name: &str| match table {
            Some(table) => self.column(table, name),
            None => self.column.get(name),
        };
        let columns: Vec<(&String, Option<&Column>)> =
            header.iter().map(|name| (name, described(name))).collect();
        let fields: Vec<Value> = columns
            .iter()
            .map(|(name, column)| match column {
                Some(column) => column.describe(name, vocabulary),
                None => json!({ "name": name, "type": "string" }),
            })
            .collect();
        let foreign: Vec<Value> = columns
            .iter()
            .filter_map(|(name, column)| {
                let to = column
                    .as_ref()?
                    .foreign
                    .as_ref()
                    .filter(|to| is_there(to))?;
                let reference = json!({ "resource": to, "fields": ["id"] });
                Some(json!({ "fields": [name], "reference": reference }))
            })
            .collect();
        let mut schema = json!({ "fields": fields, "missingValues": [""] });
        if let Some(schema) = schema.as_object_mut() {
            // A primary key may hold no empty cell, so only tables with an `id` have one.
            if table.is_some_and(|table| table.key == ["id"]) {
                schema.insert("primaryKey".into(), json!(["id"]));
            }
            if !foreign.is_empty() {
                schema.insert("foreignKeys".into(), foreign.into());
            }
        }
        schema
    }
}

impl Column {
    fn describe(&self, name: &str, vocabulary: &Vocabulary) -> Value {
        let mut field = Map::new();
        field.insert("name".into(), name.into());
        let kind = match self.r#type {
            Type::String => "string",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::Date => "date",
            Type::Yes => "boolean",
        };
        field.insert("type".into(), kind.into());
        if let Type::Yes = self.r#type {
            field.insert("trueValues".into(), json!(["yes"]));
            field.insert("falseValues".into(), json!(["no"]));
        }
        put(&mut field, "title", &self.title.0);
        put(&mut field, "description", &self.description.0);
        let constraints = self.constraints(vocabulary);
        if !constraints.is_empty() {
            field.insert("constraints".into(), Value::Object(constraints));
        }
        Value::Object(field)
    }

    fn constraints(&self, vocabulary: &Vocabulary) -> Map<String, Value> {
        let named = self.vocabulary.map(|list| {
            let terms: &[Term] = match list {
                List::Ranks => &vocabulary.ranks,
                List::PlaceKinds => &vocabulary.place_kinds,
            };
            terms.iter().map(|term| term.id.to_string()).collect()
        });
        let values = self.r#enum.clone().or(named);
        let all = [
            ("required", self.required.then(|| json!(true))),
            ("unique", self.unique.then(|| json!(true))),
            (
                "pattern",
                self.pattern.as_ref().map(|pattern| json!(pattern)),
            ),
            ("minimum", self.minimum.map(|least| json!(least))),
            ("maximum", self.maximum.map(|most| json!(most))),
            (
                "enum",
                values.filter(|all| !all.is_empty()).map(|all| json!(all)),
            ),
        ];
        let said = all.into_iter();
        said.filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = include_str!("../../../../../docs/data-format.md");

    #[test]
    fn every_column_says_in_three_languages_what_it_means_and_stands_in_the_docs() {
        let schema = Schema::built_in().unwrap();
        let mut used = std::collections::BTreeSet::from(["sample".to_owned()]);
        for (name, table) in &schema.table {
            assert!(full(&table.title.0), "{name}");
            assert!(DOCS.contains(&format!("`{name}.csv`")), "{name}.csv");
            for column in &table.columns {
                let described = schema.column(table, column);
                let described = described.unwrap_or_else(|| panic!("{name}.{column}"));
                assert!(full(&described.title.0), "{name}.{column}");
                assert!(full(&described.description.0), "{name}.{column}");
                assert!(DOCS.contains(&format!("`{column}`")), "{name}.{column}");
                let known = described
                    .foreign
                    .iter()
                    .all(|to| schema.table.contains_key(to));
                assert!(known, "{name}.{column}");
                used.insert(column.clone());
            }
            for column in table
                .key
                .iter()
                .chain(&table.personal)
                .chain(table.column.keys())
            {
                assert!(table.columns.contains(column), "{name}.{column}");
            }
        }
        for column in schema.column.keys() {
            assert!(used.contains(column), "{column} is described but not used");
        }
        for (name, dataset) in &schema.dataset {
            for text in [&dataset.title, &dataset.description, &dataset.method] {
                assert!(full(&text.0), "{name}");
            }
        }
        assert!(schema.file.values().all(|file| full(&file.title.0)));
    }

    fn full(text: &Text) -> bool {
        Lang::ALL.iter().all(|lang| !text.get(*lang).is_empty())
    }
}
