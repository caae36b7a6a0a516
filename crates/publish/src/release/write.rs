//! Writing whole or not at all.

use std::fs::{self, File as Handle};
use std::io::Write as _;
use std::path::Path;

use senim_model::index::Index;

use super::File;
use crate::Error;

const INDEX: &str = "index.json";

/// Writes a release's folder, then the index, then removes the releases that the index no longer
/// names: of the directory only the current one is kept.
pub(super) fn release(to: &Path, path: &str, files: &[File], index: &[u8]) -> Result<(), Error> {
    let place = to.join(path.trim_end_matches('/'));
    let parent = place.parent().unwrap_or(to);
    fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
    let temporary = to.join(".release");
    remove(&temporary)?;
    for file in files {
        write(&temporary.join(&file.path), &file.bytes)?;
    }
    sync_folder(&temporary)?;
    if place.exists() {
        if is_named(to, path) {
            return same_again(&temporary, &place, files);
        }
        // A crash left it between its own rename and that of the index.
        remove(&place)?;
    }
    fs::rename(&temporary, &place).map_err(|error| Error::io(&place, error))?;
    sync_folder(parent)?;
    let fresh = to.join(".index.json");
    write(&fresh, index)?;
    let index = to.join(INDEX);
    fs::rename(&fresh, &index).map_err(|error| Error::io(&index, error))?;
    sync_folder(to)?;
    remove_others(parent, &place)
}

/// Whether the index names the release.
fn is_named(to: &Path, path: &str) -> bool {
    let index = fs::read(to.join(INDEX)).ok();
    let index: Option<Index> = index.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    index.is_some_and(|index| index.directory.path == path)
}

/// A release never changes: the same one again is fine, and leaves everything as it is.
fn same_again(temporary: &Path, place: &Path, files: &[File]) -> Result<(), Error> {
    let same = |file: &File| fs::read(place.join(&file.path)).is_ok_and(|old| old == file.bytes);
    let same = files.iter().all(same);
    remove(temporary)?;
    if same {
        return Ok(());
    }
    Err(Error::Published {
        path: place.to_owned(),
        message:
            "is published with other content; a release never changes, so publish with a later time"
                .into(),
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
    }
    let written = Handle::create(path).and_then(|mut handle| {
        handle.write_all(bytes)?;
        handle.sync_all()
    });
    written.map_err(|error| Error::io(path, error))
}

fn sync_folder(path: &Path) -> Result<(), Error> {
    let synced = Handle::open(path).and_then(|handle| handle.sync_all());
    synced.map_err(|error| Error::io(path, error))
}

/// Removes a folder or file; what is not there is removed already.
fn remove(path: &Path) -> Result<(), Error> {
    let removed = if path.is_dir() && !path.is_symlink() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(path, error)),
        _ => Ok(()),
    }
}

fn remove_others(parent: &Path, kept: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(parent).map_err(|error| Error::io(parent, error))?;
    for entry in entries {
        let path = entry.map_err(|error| Error::io(parent, error))?.path();
        if path != kept {
            remove(&path)?;
        }
    }
    Ok(())
}
