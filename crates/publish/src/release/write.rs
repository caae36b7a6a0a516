//! Writing whole or not at all.
//!
//! What an index names is written first, each folder beside its place, synced, then moved. The
//! index is moved last, in one step: before it, readers see what was published before; after it,
//! what is new. Whatever was written for an index that did not come is removed.

use std::collections::BTreeSet;
use std::fs::{self, File as Handle, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::File;
use crate::Error;
use crate::data::{INDEX, wrong};
use crate::progress::{Progress, Step};

/// The release that is being written.
const TEMPORARY: &str = ".release";
/// Facts that packs are being made from.
pub(crate) const REPACKED: &str = ".repack";

/// A publication that is being written. No other one can begin until it ends.
pub(crate) struct Publication<'a> {
    to: &'a Path,
    /// What was written and no index names yet.
    made: Vec<PathBuf>,
    /// Held until the end, also that of a process that is killed.
    _lock: Handle,
}

impl<'a> Publication<'a> {
    /// Begins.
    pub(crate) fn begin(to: &'a Path) -> Result<Publication<'a>, Error> {
        fs::create_dir_all(to).map_err(|error| Error::io(to, error))?;
        let lock = Handle::open(to).map_err(|error| Error::io(to, error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(wrong(to, "is just being written by another command"));
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(to, error)),
        }
        // What was being written when another command was killed.
        for left in [TEMPORARY, REPACKED] {
            remove(&to.join(left))?;
        }
        let made = Vec::new();
        Ok(Publication {
            to,
            made,
            _lock: lock,
        })
    }

    /// Where it is written.
    pub(crate) fn to(&self) -> &Path {
        self.to
    }

    /// Writes a folder of files. A crash may have left one without an index; it is replaced.
    pub(crate) fn folder(
        &mut self,
        path: &str,
        files: &[File],
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        let place = self.to.join(path.trim_end_matches('/'));
        let parent = place.parent().unwrap_or(self.to);
        self.create(parent)?;
        let temporary = self.to.join(TEMPORARY);
        remove(&temporary)?;
        self.made.push(temporary.clone());
        let mut folders = BTreeSet::from([temporary.clone()]);
        for (done, file) in files.iter().enumerate() {
            progress(Step::Write {
                done,
                of: files.len(),
            });
            let path = temporary.join(&file.path);
            write(&path, &file.bytes)?;
            folders.extend(
                path.ancestors()
                    .skip(1)
                    .take_while(|up| *up != self.to)
                    .map(Path::to_owned),
            );
        }
        for folder in &folders {
            sync_folder(folder)?;
        }
        remove(&place)?;
        self.made.push(place.clone());
        fs::rename(&temporary, &place).map_err(|error| Error::io(&place, error))?;
        sync_folder(parent)
    }

    /// Writes a file that no index names yet. What was there before, as from a publication that was
    /// killed, is replaced and then stays.
    pub(crate) fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let place = self.to.join(path);
        self.create(place.parent().unwrap_or(self.to))?;
        let is_new = !place.exists();
        replace(&place, bytes)?;
        if is_new {
            self.made.push(place);
        }
        Ok(())
    }

    fn create(&mut self, folder: &Path) -> Result<(), Error> {
        if folder.is_dir() {
            return Ok(());
        }
        // Only an empty folder is removed again, so this cannot take anything with it.
        self.made.push(folder.to_owned());
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))
    }

    /// Ends without a new index: what was written belongs to the one that is there.
    pub(crate) fn keep(&mut self) {
        self.made.clear();
    }

    /// Puts the index in place: from here on, it is published.
    pub(crate) fn publish(&mut self, index: &[u8]) -> Result<(), Error> {
        let fresh = self.to.join(".index.json");
        self.made.push(fresh.clone());
        write(&fresh, index)?;
        let place = self.to.join(INDEX);
        fs::rename(&fresh, &place).map_err(|error| Error::io(&place, error))?;
        // Whatever happens from here on, readers find what the index names.
        self.made.clear();
        sync_folder(self.to)
    }
}

impl Drop for Publication<'_> {
    fn drop(&mut self) {
        // The last first, so that a folder that was created for a file is empty by then. What
        // cannot be removed is removed by the next publication.
        for path in self.made.iter().rev() {
            let _ = match path.parent() == Some(self.to) && !is_hidden(path) {
                true => fs::remove_dir(path),
                false => remove(path).map_err(|_| std::io::ErrorKind::Other.into()),
            };
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with('.')
}

/// Puts a file in place in one step, whatever is there.
pub(crate) fn replace(place: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = place.parent().unwrap_or(Path::new("."));
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let fresh = parent.join(format!(".{name}"));
    let moved = write(&fresh, bytes)
        .and_then(|()| fs::rename(&fresh, place).map_err(|error| Error::io(place, error)));
    if moved.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    moved?;
    sync_folder(parent)
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
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
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

/// Removes all that lies in a folder but what is to be kept.
pub(crate) fn keep_only(folder: &Path, keep: impl Fn(&str) -> bool) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(folder, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        if !keep(&entry.file_name().to_string_lossy()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}
