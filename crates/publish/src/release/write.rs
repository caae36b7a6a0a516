//! Writing whole or not at all.

use std::fs::{self, File as Handle};
use std::io::Write as _;
use std::path::Path;

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
    remove(&place)?;
    fs::rename(&temporary, &place).map_err(|error| Error::io(&place, error))?;
    sync_folder(parent)?;
    let fresh = to.join(".index.json");
    write(&fresh, index)?;
    let index = to.join(INDEX);
    fs::rename(&fresh, &index).map_err(|error| Error::io(&index, error))?;
    sync_folder(to)?;
    remove_others(parent, &place)
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

/// Removes a folder; one that is not there is removed already.
fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
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
