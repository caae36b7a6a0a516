//! Going back to an earlier release: a new index, with a higher number, that points to it.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use senim_model::directory::RegionPack;
use senim_model::feedback::FILE as FEEDBACK;
use senim_model::index::{DirectoryRelease, Index, RecordRelease, RegionFiles};

use crate::Error;
use crate::data::{Data, inside, wrong};
use crate::release::{Next, PACKAGE, Publication, open, published_bytes, rfc3339};
use crate::signature::Key;

/// Where to go back to, and how.
#[derive(Debug)]
pub struct Rollback<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// The release: `record/…`, `directory/…` or an identifier of the record. Without one, the
    /// release of the record before the current one.
    pub to: Option<&'a str>,
    /// The time of the new index.
    pub time: DateTime<Utc>,
    /// Signs the index.
    pub key: Option<&'a Key>,
}

/// Goes back. Of the directory only the current release is kept, so its earlier ones have to be put
/// back into `directory/` from a copy first.
///
/// # Errors
/// There is no such release, or the index cannot be written.
pub fn rollback(request: &Rollback<'_>) -> Result<Index, Error> {
    let mut publication = Publication::begin(request.data)?;
    let data = Data::open(request.data)?;
    let mut index = data.index.clone();
    index.time = rfc3339(request.time);
    match request.to.map(|to| to.trim_end_matches('/')) {
        Some(to) if to.starts_with("directory/") => index.directory = directory(&data, to)?,
        to => index.record = record(&data, to)?.clone(),
    }
    if index.directory == data.index.directory && index.record == data.index.record {
        return Err(wrong(request.data, "points to this release already"));
    }
    let releases = data.releases.clone();
    Next { index, releases }.write(&mut publication, Some(&data), request.key)
}

/// A release of the record, by its name or as the one before the current one.
fn record<'a>(data: &'a Data, to: Option<&str>) -> Result<&'a RecordRelease, Error> {
    let list = &data.releases.record;
    let Some(to) = to else {
        let current = list
            .iter()
            .position(|release| release.id == data.index.record.id);
        let before = current.and_then(|current| list.get(current + 1));
        return before.ok_or_else(|| wrong(&data.root, "has no earlier release of the record"));
    };
    let name = to.strip_prefix("record/").unwrap_or(to);
    let found = list.iter().find(|release| release.id == name);
    found.ok_or_else(|| {
        let known: Vec<&str> = list.iter().map(|release| release.id.as_str()).collect();
        let message = format!(
            "has no release {to} of the record; it has {}",
            known.join(", ")
        );
        wrong(&data.root, message)
    })
}

/// A release of the directory, from what lies in its folder.
fn directory(data: &Data, to: &str) -> Result<DirectoryRelease, Error> {
    let folder = inside(&data.root, to)?;
    let read = |path: &str| {
        let path = folder.join(path);
        fs::read(&path).map_err(|error| Error::io(&path, error))
    };
    let described = |path: String| Ok(published_bytes(&path, &read(&path)?));
    let optional = |path: String| match folder.join(&path).is_file() {
        true => described(path).map(Some),
        false => Ok(None),
    };
    let package = read(PACKAGE)?;
    let said: serde_json::Value = serde_json::from_slice(&package)
        .map_err(|error| wrong(&folder.join(PACKAGE), error.to_string()))?;
    let text = |key: &str| said.get(key).and_then(serde_json::Value::as_str);
    let (Some(id), Some(time), Some("senim-directory")) =
        (text("version"), text("created"), text("name"))
    else {
        return Err(wrong(
            &folder.join(PACKAGE),
            "describes no release of the directory",
        ));
    };
    let packs = packs(&folder)?;
    let mut regions = Vec::new();
    for name in packed_regions(&folder.join(&packs).join("region"))? {
        let path = format!("{packs}/region/{name}.pack");
        let region: RegionPack =
            open(&read(&path)?).map_err(|error| wrong(&folder.join(&path), error.to_string()))?;
        regions.push(RegionFiles {
            id: region.region.id,
            name: region.region.name,
            directory: described(path)?,
            shapes: described(format!("{packs}/region/{name}.shapes.pack"))?,
            streets: optional(format!("{packs}/region/{name}.streets.pack"))?,
            context: optional(format!("{packs}/region/{name}.context.pack"))?,
        });
    }
    Ok(DirectoryRelease {
        id: id.to_owned(),
        time: time.to_owned(),
        path: format!("{to}/"),
        package: published_bytes(PACKAGE, &package),
        nation: described(format!("{packs}/nation.pack"))?,
        regions,
        feedback: optional(FEEDBACK.into())?,
    })
}

/// The folder of a release's packs.
fn packs(folder: &Path) -> Result<String, Error> {
    let all = folder.join("packs");
    let mut found = None;
    for entry in fs::read_dir(&all).map_err(|error| Error::io(&all, error))? {
        let entry = entry.map_err(|error| Error::io(&all, error))?;
        if entry.path().join("nation.pack").is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            found = found.max(Some(format!("packs/{name}")));
        }
    }
    found.ok_or_else(|| wrong(&all, "holds no packs"))
}

/// The regions that a release has packs of, sorted.
fn packed_regions(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::io(folder, error))? {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = name.strip_suffix(".pack").map(str::to_owned);
        // A region's other packs have a dot in their names, and no identifier has one.
        names.extend(name.filter(|name| !name.contains('.')));
    }
    names.sort();
    Ok(names)
}
