//! Taking a file out of a release, with a note in its place.
//!
//! A release never changes otherwise, so this must not leave it half changed: the new descriptions
//! are written beside the old ones, under names with the number of the new index; that index names
//! them; only then the file goes. Where a crash comes between, the same command again finishes.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use senim_model::index::{Index, PublishedFile};
use serde_json::{Map, Value, json};

use crate::Error;
use crate::data::{Data, inside, intact, wrong};
use crate::release::{
    DCAT, File, Next, PACKAGE, Publication, Schema, finish, json as to_json, plain,
    published_bytes, remove, replace, resource_of, rfc3339,
};
use crate::response::PACKS as RESPONSE_PACKS;
use crate::signature::Key;
use crate::surveys::PACKS as SURVEY_PACKS;

/// What is to be taken out, and why.
#[derive(Debug)]
pub struct Withdrawal<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// The release: `record/…` or `directory/…`.
    pub release: &'a str,
    /// The file, relative to the release.
    pub file: &'a str,
    /// Why; everybody can read it.
    pub reason: &'a str,
    /// The time of the withdrawal.
    pub time: DateTime<Utc>,
    /// Signs the index.
    pub key: Option<&'a Key>,
}

/// Takes a file out of a release.
///
/// # Errors
/// There is no such file, the portal cannot do without it, or something cannot be written.
pub fn withdraw(request: &Withdrawal<'_>) -> Result<Index, Error> {
    plain(request.reason)?;
    let mut publication = Publication::begin(request.data)?;
    let data = Data::open(request.data)?;
    let mut next = Next {
        index: data.index.clone(),
        releases: data.releases.clone(),
    };
    next.index.time = rfc3339(request.time);
    let path = format!("{}/", request.release.trim_end_matches('/'));
    let described = describers(&mut next, &path);
    let Some(current) = described.first().map(|one| (**one).clone()) else {
        return Err(wrong(
            request.data,
            format!("has no release {}", request.release),
        ));
    };
    if [PACKAGE, DCAT].contains(&request.file) {
        return Err(wrong(
            Path::new(request.file),
            "describes the others and stays",
        ));
    }
    let folder = inside(&data.root, &path)?;
    let package = intact(&folder.join(&current.path), &current)?;
    let package: Map<String, Value> = serde_json::from_slice(&package)
        .map_err(|error| wrong(&folder.join(&current.path), error.to_string()))?;
    if !is_withdrawn(&package, request.file) {
        let sequence = data.index.sequence.saturating_add(1);
        let files = rewrite(request, &folder, package, sequence)?;
        for file in &files {
            publication.file(&format!("{path}{}", file.path), &file.bytes)?;
        }
        let [package, ..] = &files;
        for file in described {
            *file = published_bytes(&package.path, &package.bytes);
        }
        let list = next.releases.record.iter_mut();
        for release in list.chain([&mut next.index.record]) {
            if release.path == path {
                match packs_of(request.file) {
                    Some(RESPONSE_PACKS) => release.response = None,
                    Some(_) => release.surveys = None,
                    None => {}
                }
            }
        }
        let index = next.write(&mut publication, Some(&data), request.key)?;
        tidy(&folder, &package.path, request.file)?;
        return Ok(index);
    }
    tidy(&folder, &current.path, request.file)?;
    Ok(data.index)
}

/// Everything that says where the description of a release is.
fn describers<'a>(next: &'a mut Next, path: &str) -> Vec<&'a mut PublishedFile> {
    let mut found = Vec::new();
    if next.index.directory.path == path {
        found.push(&mut next.index.directory.package);
    }
    if next.index.record.path == path {
        found.push(&mut next.index.record.package);
    }
    let list = next.releases.record.iter_mut();
    found.extend(
        list.filter(|release| release.path == path)
            .map(|release| &mut release.package),
    );
    found
}

fn is_withdrawn(package: &Map<String, Value>, file: &str) -> bool {
    let list = package.get("withdrawn").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .any(|gone| gone.get("path") == Some(&json!(file)))
}

/// The description without the file, and the note that lies in its place.
fn rewrite(
    request: &Withdrawal<'_>,
    folder: &Path,
    mut package: Map<String, Value>,
    sequence: u32,
) -> Result<[File; 3], Error> {
    let said = json!({
        "path": request.file,
        "reason": request.reason,
        "time": rfc3339(request.time),
    });
    let note = File {
        path: format!("{}.withdrawn.json", request.file),
        bytes: to_json(&said)?,
    };
    let schema = Schema::built_in()?;
    let Some(Value::Array(resources)) = package.get_mut("resources") else {
        return Err(wrong(folder, "has a description without resources"));
    };
    let is = |resource: &Value, path: &str| resource.get("path") == Some(&json!(path));
    let gone = resources
        .iter()
        .position(|resource| is(resource, request.file));
    let Some(gone) = gone.map(|at| resources.remove(at)) else {
        return Err(wrong(
            &folder.join(request.file),
            "is no file of this release",
        ));
    };
    resources.retain(|resource| {
        let path = resource
            .get("path")
            .and_then(Value::as_str)
            .unwrap_or_default();
        !(path.starts_with("dcat.") && path.ends_with(".jsonld"))
    });
    for resource in resources.iter_mut() {
        forget(resource, gone.get("name"));
    }
    resources.push(Value::Object(resource_of(&schema, &note)));
    let withdrawn = package.entry("withdrawn").or_insert_with(|| json!([]));
    if let Some(list) = withdrawn.as_array_mut() {
        list.push(said);
    }
    let names = (
        format!("datapackage.{sequence}.json"),
        format!("dcat.{sequence}.jsonld"),
    );
    let [package, dcat] = finish(package, &schema, &names.0, &names.1)?;
    Ok([package, dcat, note])
}

/// The packs that a table is in. They are made of all tables of their subject, so they go with any.
fn packs_of(file: &str) -> Option<&'static str> {
    let subjects = [("response", RESPONSE_PACKS), ("survey_", SURVEY_PACKS)];
    let found = subjects
        .into_iter()
        .find(|(start, _)| file.starts_with(start));
    found.map(|(_, packs)| packs)
}

/// A table that is gone can be referred to no more.
fn forget(resource: &mut Value, gone: Option<&Value>) {
    let keys = resource.pointer_mut("/schema/foreignKeys");
    if let Some(keys) = keys.and_then(Value::as_array_mut) {
        keys.retain(|key| key.pointer("/reference/resource") != gone);
    }
}

/// What comes after the index: the plain names get the new descriptions, older ones go, and so
/// does the file.
fn tidy(folder: &Path, package: &str, file: &str) -> Result<(), Error> {
    let number = package
        .trim_start_matches("datapackage.")
        .trim_end_matches(".json");
    let dcat = format!("dcat.{number}.jsonld");
    for (from, to) in [(package, PACKAGE), (&dcat, DCAT)] {
        let from = folder.join(from);
        let bytes = fs::read(&from).map_err(|error| Error::io(&from, error))?;
        replace(&folder.join(to), &bytes)?;
    }
    for entry in fs::read_dir(folder).map_err(|error| Error::io(folder, error))? {
        let path = entry.map_err(|error| Error::io(folder, error))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let numbered = |start: &str, end: &str| {
            let number = name
                .strip_prefix(start)
                .and_then(|rest| rest.strip_suffix(end));
            number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        let described = numbered("datapackage.", ".json") || numbered("dcat.", ".jsonld");
        if described && name != package && name != dcat {
            remove(&path)?;
        }
    }
    let packs = packs_of(file).map(|packs| folder.join(packs));
    if let Some(packs) = packs.filter(|packs| packs.exists()) {
        fs::remove_dir_all(&packs).map_err(|error| Error::io(&packs, error))?;
    }
    remove(&inside(folder, file)?)
}
