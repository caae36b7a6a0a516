//! Files and folders, with errors that name them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::data::wrong;

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

/// Removes a file that is there.
pub(super) fn remove_file(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|error| Error::io(path, error))
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

/// A site may take the place of nothing, of an empty folder, or of a site; whatever else lies
/// there is somebody's work.
pub(super) fn may_be_replaced(place: &Path) -> Result<(), Error> {
    let mut entries = match fs::read_dir(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(place, error)),
        Ok(entries) => entries,
    };
    let is_site = ["index.html", "404.html", "data/index.json"]
        .iter()
        .all(|name| place.join(name).is_file());
    if is_site || entries.next().is_none() {
        return Ok(());
    }
    let message = "holds something else than a site, and would be lost; choose a new folder";
    Err(wrong(place, message))
}

/// A hidden folder beside another, for what is on its way in or out.
pub(super) fn beside(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{what}"))
}

/// Puts a finished folder in the place of an old one, which goes last.
pub(super) fn replace(finished: &Path, place: &Path) -> Result<(), Error> {
    let old = beside(place, "old");
    remove(&old)?;
    match fs::rename(place, &old) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io(place, error)),
        _ => {}
    }
    fs::rename(finished, place).map_err(|error| Error::io(place, error))?;
    remove(&old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_site_gives_way() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("source");
        assert!(may_be_replaced(&place).is_ok());
        fs::create_dir(&place).unwrap();
        assert!(may_be_replaced(&place).is_ok());
        fs::write(place.join("senim.toml"), "somebody's work").unwrap();
        let error = may_be_replaced(&place).unwrap_err().to_string();
        assert!(error.contains("holds something else"), "{error}");
        for name in ["index.html", "404.html", "data/index.json"] {
            write(&place.join(name), b"x").unwrap();
        }
        assert!(may_be_replaced(&place).is_ok());
        assert_eq!(
            beside(&place.join("site.v2"), "new"),
            place.join(".site.v2.new")
        );
    }
}
