//! `datapackage.json` (Frictionless Data Package) and a short README: what the files are.

use chrono::{DateTime, SecondsFormat, Utc};
use senim_model::text::{Lang, Text};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{File, json as to_json};
use crate::Error;
use crate::check::Directory;

/// Describes the files of a release.
pub(super) fn describe(
    directory: &Directory,
    files: &[File],
    time: DateTime<Utc>,
) -> Result<Vec<File>, Error> {
    let settings = &directory.settings;
    let resources: Vec<Value> = files
        .iter()
        .filter(|file| file.path.ends_with(".csv") || file.path.ends_with(".geojson"))
        .map(resource)
        .collect();
    let package = json!({
        "profile": "data-package",
        "name": "senim-directory",
        "title": settings.title.show(Lang::En),
        "title_kk": settings.title.show(Lang::Kk),
        "title_ru": settings.title.show(Lang::Ru),
        "description": settings.notice.show(Lang::En),
        "description_kk": settings.notice.show(Lang::Kk),
        "description_ru": settings.notice.show(Lang::Ru),
        "sample": settings.sample,
        "created": time.to_rfc3339_opts(SecondsFormat::Secs, true),
        "licenses": [{ "name": settings.licence }],
        "contributors": [{ "title": settings.publisher.show(Lang::En), "role": "publisher" }],
        "resources": resources,
    });
    Ok(vec![
        File {
            path: "datapackage.json".into(),
            bytes: to_json(&package)?,
        },
        File {
            path: "README.md".into(),
            bytes: readme(directory).into_bytes(),
        },
    ])
}

fn resource(file: &File) -> Value {
    let hash: String = Sha256::digest(&file.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (name, ending) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let mut resource = json!({
        "name": if ending == "geojson" { format!("{name}-geojson") } else { name.to_owned() },
        "path": file.path,
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{hash}"),
        "format": ending,
        "encoding": "utf-8",
    });
    if let Some(resource) = resource.as_object_mut() {
        if ending == "csv" {
            resource.insert("profile".into(), "tabular-data-resource".into());
            resource.insert("mediatype".into(), "text/csv".into());
            resource.insert("schema".into(), schema(&file.bytes));
        } else {
            resource.insert("profile".into(), "data-resource".into());
            resource.insert("mediatype".into(), "application/geo+json".into());
        }
    }
    Value::Object(resource.as_object().cloned().unwrap_or_default())
}

/// The columns of a table, from its own header.
fn schema(bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    let header = text.lines().next().unwrap_or_default().trim();
    let fields: Vec<Value> = header
        .split(',')
        .map(|name| {
            let kind = match name {
                "lat" | "lon" => "number",
                "date" | "verified_on" | "assigned_since" => "date",
                _ => "string",
            };
            json!({ "name": name, "type": kind })
        })
        .collect();
    let mut schema = json!({ "fields": fields });
    if header.starts_with("id,")
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert("primaryKey".into(), "id".into());
    }
    schema
}

/// A short text in three languages: the publisher's own words, then where the description is.
fn readme(directory: &Directory) -> String {
    let settings = &directory.settings;
    let line = |text: &Text, lang: Lang| text.show(lang).to_owned();
    let parts: Vec<String> = Lang::ALL
        .into_iter()
        .map(|lang| {
            format!(
                "# {}\n\n{}\n\n{}\n\n{}\n",
                line(&settings.title, lang),
                line(&settings.publisher, lang),
                line(&settings.notice, lang),
                "→ datapackage.json",
            )
        })
        .collect();
    parts.join("\n")
}
