//! `datapackage.json` (Frictionless Data Package) and a short README: what the files are.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use senim_model::text::Lang;
use senim_texts::{Texts, date, m, w};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{File, json as to_json};
use crate::Error;
use crate::check::Directory;

/// Describes the files of a release: all but the packs, which are derived from the others.
pub(super) fn describe(
    directory: &Directory,
    files: &[File],
    time: DateTime<Utc>,
) -> Result<File, Error> {
    let settings = &directory.settings;
    let resources: Vec<Value> = files
        .iter()
        .filter(|file| !file.path.starts_with("packs/"))
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
    Ok(File {
        path: "datapackage.json".into(),
        bytes: to_json(&package)?,
    })
}

fn resource(file: &File) -> Value {
    let hash: String = Sha256::digest(&file.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (name, ending) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let name = match ending {
        "csv" => name.to_owned(),
        other => format!("{name}-{other}").replace('/', "-"),
    };
    let mut resource = json!({
        "name": name.to_lowercase(),
        "path": file.path,
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{hash}"),
        "format": ending,
    });
    if let Some(resource) = resource.as_object_mut() {
        let (profile, mediatype) = match ending {
            "csv" => ("tabular-data-resource", "text/csv"),
            "geojson" => ("data-resource", "application/geo+json"),
            "md" => ("data-resource", "text/markdown"),
            "png" => ("data-resource", "image/png"),
            "webp" => ("data-resource", "image/webp"),
            _ => ("data-resource", "image/jpeg"),
        };
        resource.insert("profile".into(), profile.into());
        resource.insert("mediatype".into(), mediatype.into());
        if ending == "csv" {
            resource.insert("encoding".into(), "utf-8".into());
            resource.insert("schema".into(), schema(&file.bytes));
        }
    }
    resource
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

/// What the files are, in three languages: the publisher's own words, the licence, and where the
/// description is.
pub(super) fn readme(directory: &Directory, day: NaiveDate) -> File {
    let settings = &directory.settings;
    let parts = Lang::ALL.map(|lang| {
        let texts = Texts::built_in(lang);
        let sample = settings.sample.then(|| texts.t(m::SAMPLE_STRIP));
        let paragraphs = [
            format!("# {}", settings.title.show(lang)),
            settings.publisher.show(lang).to_owned(),
            sample.unwrap_or_default(),
            settings.notice.show(lang).to_owned(),
            texts.with(w::RELEASE_MADE, &[("date", &date(&texts, day))]),
            texts.with(w::RELEASE_LICENCE, &[("licence", &settings.licence)]),
            texts.t(w::RELEASE_FILES),
        ];
        let said = paragraphs.iter().filter(|text| !text.is_empty());
        said.map(|text| format!("{text}\n"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    File {
        path: "README.md".into(),
        bytes: parts.join("\n").into_bytes(),
    }
}
