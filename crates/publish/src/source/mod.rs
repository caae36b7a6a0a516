//! Reading a source folder: settings, tables, geometry. What is read is not yet believed.

pub mod geometry;
pub mod settings;
pub mod table;

use std::path::Path;

use crate::problem::{Place, Problems};

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 512 << 20;

/// Reads a file of the source folder; `None` where it does not exist. Whatever else keeps it from
/// being read is a problem.
pub(crate) fn read_file(folder: &Path, name: &str, problems: &Problems) -> Option<Vec<u8>> {
    let path = folder.join(name);
    let place = Place::file(name);
    let meta = match std::fs::symlink_metadata(&path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            problems.error(place, format!("cannot be read: {error}"));
            return None;
        }
    };
    if meta.is_symlink() {
        problems.error(
            place,
            "is a link; the source folder holds the files themselves",
        );
        return None;
    }
    if !meta.is_file() {
        problems.error(place, "is no file");
        return None;
    }
    if meta.len() > MOST_BYTES {
        problems.error(
            place,
            format!("has {} bytes, more than {MOST_BYTES}", meta.len()),
        );
        return None;
    }
    std::fs::read(&path)
        .map_err(|error| problems.error(place, format!("cannot be read: {error}")))
        .ok()
}
