//! The files of a release: what each holds, how large it is, its sum, and its columns.

use std::path::Path;

use senim_model::text::Lang;
use senim_texts::{Texts, size, w};
use serde_json::Value;

use crate::Error;
use senim_texts::html::text;

/// A release's `datapackage.json`, as far as the page tells it.
pub(super) struct Package {
    pub(super) licence: String,
    resources: Vec<Value>,
}

impl Package {
    /// Reads the package of a release's folder.
    pub(super) fn read(folder: &Path) -> Result<Package, Error> {
        let path = folder.join("datapackage.json");
        let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
        let package: Value = serde_json::from_slice(&bytes)
            .map_err(|error| crate::data::wrong(&path, error.to_string()))?;
        let licence = package.pointer("/licenses/0/name").and_then(Value::as_str);
        let resources = package.get("resources").and_then(Value::as_array);
        Ok(Package {
            licence: licence.unwrap_or_default().to_owned(),
            resources: resources.cloned().unwrap_or_default(),
        })
    }

    /// A list of the files, each with what it holds.
    pub(super) fn files(&self, texts: &Texts, release: &str) -> String {
        let rows: String = self
            .resources
            .iter()
            .map(|resource| file(texts, release, resource))
            .collect();
        format!("<ul class=\"files\">{rows}</ul>")
    }
}

fn file(texts: &Texts, release: &str, resource: &Value) -> String {
    let word = |key: &str| {
        resource
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let path = word("path");
    let bytes = resource
        .get("bytes")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let sum = word("hash").trim_start_matches("sha256:");
    let columns = resource.pointer("/schema/fields").and_then(Value::as_array);
    let columns = columns
        .map(|fields| columns_of(texts, fields))
        .unwrap_or_default();
    format!(
        "<li><p><a href=\"data/{release}{path}\" rel=\"external\" download>{path}</a> \
         <span>{}</span> <span class=\"quiet\">{}</span></p>\
         <details><summary>{}</summary><p class=\"sum\">{} <code>{sum}</code></p>{columns}</details></li>",
        text(&said(texts, resource, "title")),
        text(&size(texts, bytes)),
        text(&texts.t(w::DATA_WHAT)),
        text(&texts.t(w::DATA_SUM)),
        release = text(release),
        path = text(path),
        sum = text(sum),
    )
}

fn columns_of(texts: &Texts, fields: &[Value]) -> String {
    let rows: String = fields
        .iter()
        .map(|field| {
            let name = field
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let title = said(texts, field, "title");
            let description = said(texts, field, "description");
            format!(
                "<tr><td><code>{}</code></td><td>{}. {}</td></tr>",
                text(name),
                text(&title),
                text(&description)
            )
        })
        .collect();
    format!(
        "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>{rows}</tbody></table>",
        text(&texts.t(w::DATA_COLUMN)),
        text(&texts.t(w::DATA_MEANING)),
    )
}

/// A text of the package in the reader's language; English has the bare key.
fn said(texts: &Texts, of: &Value, key: &str) -> String {
    let own = match texts.lang {
        Lang::En => None,
        lang => of.get(format!("{key}_{}", lang.code())),
    };
    let found = own.or_else(|| of.get(key)).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}
