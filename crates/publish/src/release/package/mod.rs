//! `datapackage.json` (Frictionless Data Package, v1): what the files of a release are.

mod dcat;
mod licence;
mod readme;
mod schema;

use chrono::{DateTime, Utc};
use senim_model::text::Text;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{File, json as to_json, rfc3339};
use crate::Error;
use crate::source::geometry::context::FILE as CONTEXT;
use crate::source::settings::Settings;
pub(crate) use readme::readme;
pub(crate) use schema::Schema;
use schema::put;

/// The name of the description.
pub(crate) const FILE: &str = "datapackage.json";
/// The name of the description for catalogues.
pub(crate) const DCAT: &str = "dcat.jsonld";

/// What a package is about.
pub(crate) struct About<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) schema: &'a Schema,
    /// `directory` or `record`.
    pub(crate) dataset: &'a str,
    pub(crate) time: DateTime<Utc>,
}

/// Describes the files of a release: all but the packs, which are derived from the others. The
/// second file is the same for catalogues.
pub(crate) fn describe(about: &About<'_>, files: &[File]) -> Result<[File; 2], Error> {
    let resources: Vec<Value> = files
        .iter()
        .filter(|file| !file.path.starts_with("packs/"))
        .map(|file| resource(about, file, files))
        .collect();
    let mut package = header(about);
    package.insert("resources".into(), resources.into());
    finish(package, about.schema, FILE, DCAT)
}

/// Completes a package with its description for catalogues, under the names given.
pub(crate) fn finish(
    mut package: Map<String, Value>,
    schema: &Schema,
    name: &str,
    dcat_name: &str,
) -> Result<[File; 2], Error> {
    let dcat = File {
        path: dcat_name.to_owned(),
        bytes: to_json(&dcat::describe(&package))?,
    };
    if let Some(Value::Array(resources)) = package.get_mut("resources") {
        resources.push(Value::Object(plain(schema, &dcat)));
    }
    let package = File {
        path: name.to_owned(),
        bytes: to_json(&package)?,
    };
    Ok([package, dcat])
}

fn header(about: &About<'_>) -> Map<String, Value> {
    let settings = about.settings;
    let mut package = Map::new();
    package.insert("profile".into(), "data-package".into());
    package.insert("name".into(), format!("senim-{}", about.dataset).into());
    let id = super::id(about.time);
    package.insert("version".into(), id.into());
    if let Some(dataset) = about.schema.dataset(about.dataset) {
        put(
            &mut package,
            "title",
            &joined(&settings.title, ": ", &dataset.title.0),
        );
        let description = joined(&dataset.description.0, "\n\n", &settings.notice);
        put(&mut package, "description", &description);
        put(
            &mut package,
            "method",
            &joined(&dataset.method.0, "\n\n", &settings.method),
        );
    }
    package.insert("sample".into(), settings.sample.into());
    package.insert("created".into(), rfc3339(about.time).into());
    package.insert(
        "licenses".into(),
        json!([licence::describe(&settings.licence)]),
    );
    package.insert("sources".into(), sources(settings));
    let mut publisher = Map::new();
    put(&mut publisher, "title", &settings.publisher);
    publisher.insert("role".into(), "publisher".into());
    package.insert("contributors".into(), json!([publisher]));
    package
}

/// Where the data come from: what the settings name, else the publisher.
fn sources(settings: &Settings) -> Value {
    if settings.source.is_empty() {
        return json!([one_source(&settings.publisher, None)]);
    }
    let all = settings.source.iter();
    all.map(|source| one_source(&source.name, source.url.as_deref()))
        .collect()
}

fn one_source(name: &Text, url: Option<&str>) -> Value {
    let mut source = Map::new();
    put(&mut source, "title", name);
    if let Some(url) = url {
        source.insert("path".into(), url.into());
    }
    Value::Object(source)
}

/// Two texts as one, in each language that either has.
fn joined(one: &Text, between: &str, two: &Text) -> Text {
    let mut text = Text::default();
    for lang in senim_model::text::Lang::ALL {
        let (one, two) = (one.show(lang), two.show(lang));
        let between = if two.is_empty() { "" } else { between };
        text.put(lang, format!("{one}{between}{two}"));
    }
    text
}

fn resource(about: &About<'_>, file: &File, files: &[File]) -> Value {
    let mut resource = plain(about.schema, file);
    if let Some(name) = file.path.strip_suffix(".csv") {
        resource.insert("encoding".into(), "utf-8".into());
        let dialect = json!({ "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"" });
        resource.insert("dialect".into(), dialect);
        let is_there = |table: &str| {
            let wanted = format!("{table}.csv");
            files.iter().any(|file| file.path == wanted)
        };
        let header = header_of(&file.bytes);
        let vocabulary = about.settings.vocabulary();
        let schema = about.schema.describe(name, &header, &vocabulary, is_there);
        resource.insert("schema".into(), schema);
    }
    if let Some(context) = about
        .settings
        .context
        .as_ref()
        .filter(|_| file.path == CONTEXT)
    {
        let licence = licence::describe(&context.licence);
        resource.insert("licenses".into(), json!([licence]));
        resource.insert(
            "sources".into(),
            json!([one_source(&context.attribution, None)]),
        );
    }
    Value::Object(resource)
}

/// What is said of every file, whatever it holds.
pub(crate) fn plain(schema: &Schema, file: &File) -> Map<String, Value> {
    let (name, ending) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let (profile, mediatype) = match ending {
        "csv" => ("tabular-data-resource", "text/csv"),
        "geojson" => ("data-resource", "application/geo+json"),
        "jsonld" => ("data-resource", "application/ld+json"),
        "json" => ("data-resource", "application/json"),
        "md" => ("data-resource", "text/markdown"),
        "png" => ("data-resource", "image/png"),
        "webp" => ("data-resource", "image/webp"),
        _ => ("data-resource", "image/jpeg"),
    };
    let title = match schema.table(name).filter(|_| ending == "csv") {
        Some(table) => Some(&table.title.0),
        None => schema.file(&file.path),
    };
    let name = match ending {
        "csv" => name.to_owned(),
        other => format!("{name}-{other}").replace('/', "-"),
    };
    let mut resource = Map::new();
    resource.insert("name".into(), name.to_lowercase().into());
    resource.insert("path".into(), file.path.as_str().into());
    if let Some(title) = title {
        put(&mut resource, "title", title);
    }
    resource.insert("bytes".into(), file.bytes.len().into());
    resource.insert("hash".into(), hash(&file.bytes).into());
    resource.insert("format".into(), ending.into());
    resource.insert("profile".into(), profile.into());
    resource.insert("mediatype".into(), mediatype.into());
    resource
}

/// The hash of a file as a package names it.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{hex}")
}

/// The columns of a table, from its own header.
fn header_of(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().cloned().unwrap_or_default();
    header.iter().map(str::to_owned).collect()
}
