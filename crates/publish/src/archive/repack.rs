//! Packs made anew from facts: for a portal that reads another version of them.
//!
//! Facts have the columns of a source folder, so they are read and checked as one, with the
//! settings that the index and the package still know.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use senim_model::index::{Index, PublishedFile};
use senim_model::text::Lang;
use serde_json::{Value, json};

use crate::Error;
use crate::check::{self, Directory};
use crate::data::{Data, inside, intact, wrong};
use crate::problem::{Problems, Severity};
use crate::progress::Progress;
use crate::release::{File, Next, Publication, REPACKED, keep_only, packs, remove, rfc3339};
use crate::signature::Key;
use crate::source::geometry::context::FILE as CONTEXT;
use crate::source::settings;

/// What is to be packed anew.
#[derive(Clone, Copy)]
pub struct Repack<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// The time of the new index.
    pub time: DateTime<Utc>,
    /// Signs the index.
    pub key: Option<&'a Key>,
    /// Who is told how far it is.
    pub progress: Progress<'a>,
}

/// Makes the packs of every release that has some: the current one of the directory. `None` where
/// they are already as this version makes them.
///
/// # Errors
/// The facts do not hold together, as after a withdrawal, or something cannot be written.
pub fn repack(request: &Repack<'_>) -> Result<Option<Index>, Error> {
    let mut publication = Publication::begin(request.data)?;
    let data = Data::open(request.data)?;
    let folder = inside(&data.root, &data.index.directory.path)?;
    let source = data.root.join(REPACKED);
    let directory = read(&data, &folder, &source);
    remove(&source)?;
    let directory = directory?;
    let time = &data.index.directory.time;
    let time: DateTime<Utc> = time
        .parse()
        .map_err(|_| wrong(&folder, format!("has the time “{time}”")))?;
    let (mut files, made) = packs(&directory, time, request.progress)?;
    let mut index = data.index.clone();
    index.time = rfc3339(request.time);
    index.directory.nation = made.nation;
    index.directory.regions = made.regions;
    if index.directory == data.index.directory {
        return Ok(None);
    }
    if files.iter().any(|file| folder.join(&file.path).exists()) {
        // The current packs have these names, and must stay whole until the index has changed.
        rename(
            &mut files,
            &mut index,
            data.index.sequence.saturating_add(1),
        );
    }
    for file in &files {
        let path = format!("{}{}", index.directory.path, file.path);
        publication.file(&path, &file.bytes)?;
    }
    let releases = data.releases.clone();
    let index = Next { index, releases }.write(&mut publication, Some(&data), request.key)?;
    let current = version_folder(&index.directory.nation);
    keep_only(&folder.join("packs"), |name| current == Some(name))?;
    Ok(Some(index))
}

/// The folder inside `packs/` that a pack lies in.
fn version_folder(pack: &PublishedFile) -> Option<&str> {
    pack.path.split('/').nth(1)
}

/// Puts the number of the new index into the names of packs.
fn rename(files: &mut [File], index: &mut Index, sequence: u32) {
    let renamed = |path: &mut String| {
        if let Some((packs, rest)) = path.split_once('/')
            && let Some((version, rest)) = rest.split_once('/')
        {
            *path = format!("{packs}/{version}.{sequence}/{rest}");
        }
    };
    files.iter_mut().for_each(|file| renamed(&mut file.path));
    renamed(&mut index.directory.nation.path);
    for region in &mut index.directory.regions {
        renamed(&mut region.directory.path);
        renamed(&mut region.shapes.path);
        for pack in region.streets.iter_mut().chain(&mut region.context) {
            renamed(&mut pack.path);
        }
    }
}

/// Reads the facts of a release as a source folder.
fn read(data: &Data, folder: &Path, source: &Path) -> Result<Directory, Error> {
    let package = &data.index.directory.package;
    let path = folder.join(&package.path);
    let package: Value = serde_json::from_slice(&intact(&path, package)?)
        .map_err(|error| wrong(&path, error.to_string()))?;
    if let Some(gone) = package.pointer("/withdrawn/0/path") {
        let message = format!(
            "{gone} was withdrawn from this release, so there is not everything that packs are made \
             of; publish the source folder instead"
        );
        return Err(wrong(&path, message));
    }
    let resources = package.get("resources").and_then(Value::as_array);
    for resource in resources.into_iter().flatten() {
        let name = resource.get("path").and_then(Value::as_str);
        let Some(name) = name.filter(|name| !name.ends_with(".json")) else {
            continue;
        };
        let (from, to) = (inside(folder, name)?, source.join(name));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        }
        fs::copy(&from, &to).map_err(|error| Error::io(&from, error))?;
    }
    let settings = source.join(settings::FILE);
    let text = self::settings(&data.index, &package)?;
    fs::write(&settings, text).map_err(|error| Error::io(&settings, error))?;
    let today = data.index.directory.time.get(..10).unwrap_or_default();
    let today = today
        .parse()
        .map_err(|_| wrong(folder, "has a release without a date"))?;
    let problems = Problems::default();
    let directory = check::facts(&check::Request::new(source, today), &problems);
    let report = problems.into_report();
    let first = report
        .problems
        .into_iter()
        .find(|problem| problem.severity == Severity::Error);
    match (directory, first) {
        (Some(directory), None) => Ok(directory),
        (_, Some(problem)) => Err(wrong(folder, format!("cannot be packed: {problem}"))),
        (None, None) => Err(wrong(folder, "cannot be packed")),
    }
}

fn find(index: &Index) -> Value {
    json!({
        "border_metres": index.find.border_metres,
        "stale_after_days": index.find.stale_after_days,
        "detour": f64::from(index.find.detour_percent) / 100.0,
    })
}

/// Whose `context.geojson` is, as its description says.
fn context(package: &Value) -> Option<Value> {
    let mut resources = package.get("resources")?.as_array()?.iter();
    let file = resources.find(|file| file.get("path").is_some_and(|path| path == CONTEXT))?;
    let text = |suffix: &str| file.pointer(&format!("/sources/0/title{suffix}"));
    Some(json!({
        "licence": file.pointer("/licenses/0/name"),
        "attribution": { "kk": text("_kk"), "ru": text("_ru"), "en": text("") },
    }))
}

/// The settings, as far as packs depend on them.
fn settings(index: &Index, package: &Value) -> Result<String, Error> {
    let mut settings = json!({
        "format": 1,
        "sample": index.sample,
        "languages": Lang::ALL.map(Lang::code),
        "licence": package.pointer("/licenses/0/name"),
        "title": index.title,
        "publisher": index.publisher,
        "notice": index.notice,
        "corrections": index.corrections,
        "find": find(index),
        "emergency": index.emergency,
        "complaints": index.complaints,
        "rank": index.vocabulary.ranks,
        "place_kind": index.vocabulary.place_kinds,
        "service": index.vocabulary.services,
    });
    // TOML knows no nothing.
    if let (Some(tiles), Some(settings)) = (&index.tiles, settings.as_object_mut()) {
        settings.insert("tiles".into(), json!(tiles));
    }
    if let (Some(context), Some(settings)) = (context(package), settings.as_object_mut()) {
        settings.insert("context".into(), context);
    }
    toml::to_string(&settings).map_err(|error| Error::Encode(error.to_string()))
}
