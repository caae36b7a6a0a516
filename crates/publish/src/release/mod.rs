//! From a checked directory to a release: facts for people, packs for the portal, the index.
//!
//! A release is written whole or not at all: into a folder beside its place, synced, then moved.
//! The index comes last, so that a crash at any moment leaves what was published served.

mod facts;
mod nation;
mod package;
mod packs;
mod region;
mod write;

use std::path::Path;

use base64::Engine as _;
use chrono::{DateTime, SecondsFormat, Utc};
use senim_model::index::{DirectoryRelease, FORMAT, Index, PublishedFile, RegionFiles};
use senim_model::pack::{self, Packed};
use senim_model::shapes::Shapes;
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::check::Directory;
use crate::photos;
use crate::topology;
pub use packs::open;

/// A file of a release: its path inside it, and its bytes.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// What was written.
#[derive(Debug)]
pub struct Summary {
    /// The release.
    pub release: String,
    /// Files, with their sizes in bytes.
    pub files: Vec<(String, usize)>,
}

/// The hash of bytes as `fetch` takes it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(bytes));
    format!("sha256-{hash}")
}

/// Writes a release of the directory and the index that names it.
///
/// # Errors
/// Whatever keeps it from being written; nothing that was published before is changed then.
pub fn publish(
    directory: &Directory,
    source: &Path,
    to: &Path,
    time: DateTime<Utc>,
) -> Result<Summary, Error> {
    let id = time.format("%Y-%m-%dT%H-%M-%SZ").to_string();
    let path = format!("directory/{id}/");
    let (mut files, packs) = packs(directory, time)?;
    files.extend(facts::files(directory)?);
    for inspector in directory
        .inspectors
        .values()
        .filter(|inspector| !inspector.photo.is_empty())
    {
        let from = photos::path(source, &inspector.photo);
        files.push(File {
            path: format!("{}/{}", photos::FOLDER, inspector.photo),
            bytes: std::fs::read(&from).map_err(|error| Error::io(&from, error))?,
        });
    }
    files.push(package::readme(directory, time.date_naive()));
    let package = package::describe(directory, &files, time)?;
    let described = published(&package);
    files.push(package);
    files.sort_by(|one, two| one.path.cmp(&two.path));
    let index = index(directory, &id, &path, time, (described, packs));
    let bytes = json(&index)?;
    write::release(to, &path, &files, &bytes)?;
    Ok(Summary {
        release: id,
        files: files
            .into_iter()
            .map(|file| (file.path, file.bytes.len()))
            .collect(),
    })
}

/// The packs, and what the index says of them.
struct Packs {
    nation: PublishedFile,
    regions: Vec<RegionFiles>,
}

fn packs(directory: &Directory, time: DateTime<Utc>) -> Result<(Vec<File>, Packs), Error> {
    let mut files = Vec::new();
    let mut regions = Vec::new();
    let mut borders = Vec::new();
    for (id, source) in &directory.regions {
        let outlines = directory.outlines.iter().filter(|(area, _)| {
            directory
                .areas
                .get(*area)
                .is_some_and(|area| area.region == *id)
        });
        let shapes: Shapes = topology::shapes(outlines);
        let pack = region::pack(directory, id, source, time)?;
        regions.push(RegionFiles {
            id: id.clone(),
            name: source.name.clone(),
            directory: seal(&mut files, &format!("region/{id}.pack"), &pack)?,
            shapes: seal(&mut files, &format!("region/{id}.shapes.pack"), &shapes)?,
        });
        borders.push((id.clone(), topology::border(&shapes)));
    }
    let nation = nation::nation(directory, borders);
    let nation = seal(&mut files, "nation.pack", &nation)?;
    Ok((files, Packs { nation, regions }))
}

fn seal<T: Packed>(files: &mut Vec<File>, name: &str, value: &T) -> Result<PublishedFile, Error> {
    let file = File {
        path: format!("packs/v{}/{name}", pack::VERSION),
        bytes: packs::seal(value)?,
    };
    let described = published(&file);
    files.push(file);
    Ok(described)
}

/// What the index says of a file.
fn published(file: &File) -> PublishedFile {
    PublishedFile {
        path: file.path.clone(),
        bytes: file.bytes.len() as u64,
        integrity: integrity(&file.bytes),
    }
}

fn index(
    directory: &Directory,
    id: &str,
    path: &str,
    time: DateTime<Utc>,
    (package, packs): (PublishedFile, Packs),
) -> Index {
    let settings = &directory.settings;
    Index {
        format: FORMAT,
        sample: settings.sample,
        title: settings.title.clone(),
        publisher: settings.publisher.clone(),
        notice: settings.notice.clone(),
        emergency: settings.emergency.clone(),
        complaints: settings.complaints.clone(),
        find: settings.find(),
        vocabulary: settings.vocabulary(),
        directory: DirectoryRelease {
            id: id.to_owned(),
            time: time.to_rfc3339_opts(SecondsFormat::Secs, true),
            path: path.to_owned(),
            package,
            nation: packs.nation,
            regions: packs.regions,
        },
    }
}

/// JSON as people can read it, ending with a line break.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|error| Error::Encode(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
