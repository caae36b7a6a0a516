//! What changed between two releases.

use std::path::{Path, PathBuf};

use senim_model::changes::Change;

use crate::Error;
use crate::data::{compared, inside, wrong};
use crate::release::{PACKAGE, Schema, compare};

/// The folder of a release: a path, or an identifier in a data folder. The directory and the
/// record may have releases of one name; `directory/…` and `record/…` tell them apart.
///
/// # Errors
/// There is no such release, or there are two.
pub fn release_folder(name: &str, data: Option<&Path>) -> Result<PathBuf, Error> {
    let is_release = |folder: &Path| folder.join(PACKAGE).is_file();
    let path = PathBuf::from(name);
    if is_release(&path) {
        return Ok(path);
    }
    let mut found = Vec::new();
    if let Some(data) = data {
        for folder in ["", "directory/", "record/"] {
            let path = inside(data, &format!("{folder}{name}"))?;
            found.extend(is_release(&path).then_some(path));
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(wrong(
            &path,
            "is no release; give its folder, or its name and --data",
        )),
        _ => {
            let message = format!("is two releases; write directory/{name} or record/{name}");
            Err(wrong(&path, message))
        }
    }
}

/// Compares the tables and geometries of two releases. As in `changes.csv`, what stood in a
/// person's name, contacts and photo before is left out.
///
/// # Errors
/// A folder cannot be read.
pub fn diff(before: &Path, after: &Path) -> Result<Vec<Change>, Error> {
    let schema = Schema::built_in()?;
    Ok(compare(&schema, &compared(before)?, &compared(after)?))
}
