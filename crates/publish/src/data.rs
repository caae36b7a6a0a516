//! Reading a data folder: what is published, found from its index.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use senim_model::index::{FORMAT, Index, PublishedFile, Releases};

use crate::Error;
use crate::release::{File, integrity};

/// The name of the index.
pub(crate) const INDEX: &str = "index.json";

/// A data folder with something published in it.
#[derive(Debug)]
pub(crate) struct Data {
    /// The folder.
    pub(crate) root: PathBuf,
    /// The bytes of the index, which are what is signed.
    pub(crate) bytes: Vec<u8>,
    /// The index.
    pub(crate) index: Index,
    /// The releases of the record that it names.
    pub(crate) releases: Releases,
}

/// An error about something that is published.
pub(crate) fn wrong(path: &Path, message: impl Into<String>) -> Error {
    Error::Published {
        path: path.to_owned(),
        message: message.into(),
    }
}

impl Data {
    /// What is published in a folder; `None` where nothing is.
    pub(crate) fn find(root: &Path) -> Result<Option<Data>, Error> {
        let path = root.join(INDEX);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return nothing(root),
            Err(error) => return Err(Error::io(&path, error)),
        };
        let index: Index = serde_json::from_slice(&bytes).map_err(|error| {
            wrong(
                &path,
                format!("is damaged: {error}; put the last good copy back"),
            )
        })?;
        if index.format != FORMAT {
            let message = format!("has format {}, expected {FORMAT}", index.format);
            return Err(wrong(&path, message));
        }
        let path = inside(root, &index.releases.path)?;
        let list = intact(&path, &index.releases)?;
        let releases = serde_json::from_slice(&list)
            .map_err(|error| wrong(&path, format!("is damaged: {error}")))?;
        let root = root.to_owned();
        Ok(Some(Data {
            root,
            bytes,
            index,
            releases,
        }))
    }

    /// What is published in a folder where something has to be.
    pub(crate) fn open(root: &Path) -> Result<Data, Error> {
        let found = Data::find(root)?;
        found.ok_or_else(|| wrong(&root.join(INDEX), "is not there; nothing is published here"))
    }
}

/// Without an index, nothing may be left of one: what it kept would be taken for rubbish, and the
/// sequence would begin anew.
fn nothing(root: &Path) -> Result<Option<Data>, Error> {
    for kept in ["record", "signatures"] {
        let signed_or_kept =
            fs::read_dir(root.join(kept)).is_ok_and(|mut all| all.next().is_some());
        if signed_or_kept && !is_unfinished(root) {
            let message = format!("is missing, but {kept}/ holds what it named; put it back");
            return Err(wrong(&root.join(INDEX), message));
        }
    }
    Ok(None)
}

/// A first publication that was cut short left nothing but its own first index behind.
fn is_unfinished(root: &Path) -> bool {
    let first = root.join(format!("{RELEASES}/1.json"));
    let lists = fs::read_dir(root.join(RELEASES)).map_or(0, Iterator::count);
    lists == 0 || (lists == 1 && first.is_file())
}

/// The folder of the lists of releases.
pub(crate) const RELEASES: &str = "releases";

/// A path inside a folder. Indexes and packages are read as strangers' words: a path that leads
/// out of the folder is refused.
pub(crate) fn inside(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let plain = |part| matches!(part, Component::Normal(_));
    if path.is_empty() || !Path::new(path).components().all(plain) {
        return Err(wrong(folder, format!("“{path}” does not lie inside")));
    }
    Ok(folder.join(path))
}

/// The bytes of a file if they are what the index says.
pub(crate) fn intact(path: &Path, file: &PublishedFile) -> Result<Vec<u8>, Error> {
    let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 != file.bytes || integrity(&bytes) != file.integrity {
        return Err(wrong(path, "is not what the index says"));
    }
    Ok(bytes)
}

/// The files of a release that are compared with those of another.
pub(crate) fn compared(folder: &Path) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::io(folder, error))? {
        let path = entry.map_err(|error| Error::io(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if crate::release::is_compared(&name) {
            files.push(File {
                path: name.into_owned(),
                bytes: fs::read(&path).map_err(|error| Error::io(&path, error))?,
            });
        }
    }
    Ok(files)
}
