//! Files and folders, with errors that name them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::Error;

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| Error::io(path, error))
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
    }
    fs::write(path, bytes).map_err(|error| Error::io(path, error))
}

/// Removes a folder; one that is not there is removed already.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(path, error)),
        _ => Ok(()),
    }
}

/// The files of a folder and of all below it. Hidden ones are work in progress and left out.
pub(super) fn walk(
    folder: &Path,
    visit: &mut impl FnMut(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            walk(&path, visit)?;
        } else {
            visit(&path)?;
        }
    }
    Ok(())
}

/// Copies a folder and all below it.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<(), Error> {
    walk(from, &mut |path| {
        let inside = path.strip_prefix(from).unwrap_or(path);
        let target = to.join(inside);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        }
        fs::copy(path, &target).map_err(|error| Error::io(path, error))?;
        Ok(())
    })
}

/// Puts a finished folder in the place of an old one, which goes last.
pub(super) fn replace(finished: &Path, place: &Path) -> Result<(), Error> {
    let old = place.with_extension("old");
    remove(&old)?;
    match fs::rename(place, &old) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io(place, error)),
        _ => {}
    }
    fs::rename(finished, place).map_err(|error| Error::io(place, error))?;
    remove(&old)
}
