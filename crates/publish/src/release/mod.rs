//! From a checked directory to releases: facts for people, packs for the portal, the index.
//!
//! Two datasets, two rhythms: of the directory only the current release is kept, of the record
//! every one. What is written, is written whole or not at all (see `write`). The index comes last,
//! so that a crash at any moment leaves what was published served.

mod changes;
mod context;
mod directory;
mod facts;
mod index;
mod nation;
mod nearest;
mod package;
mod publish;
mod record;
mod region;
mod seal;
pub(crate) mod sheet;
mod streets;
pub(crate) mod table;
mod write;

use base64::Engine as _;
use chrono::{DateTime, SecondsFormat, Utc};
use senim_model::index::PublishedFile;
use sha2::{Digest as _, Sha256};

use crate::Error;
pub(crate) use changes::{compare, is_compared};
pub(crate) use directory::packs;
pub(crate) use index::{Next, signature_path};
pub(crate) use package::{DCAT, FILE as PACKAGE, Schema, finish, hash, plain as resource_of};
pub use publish::{Request, Summary, publish};
pub use seal::open;
pub(crate) use seal::seal;
pub use senim_model::changes::{Change, Kind};
pub(crate) use write::{Publication, REPACKED, keep_only, remove, replace};

/// A file of a release: its path inside it, and its bytes.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// The identifier of a release.
pub(crate) fn id(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%dT%H-%M-%SZ").to_string()
}

/// A time as it is published.
pub(crate) fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The folder of a release.
fn path(dataset: &str, time: DateTime<Utc>) -> String {
    format!("{dataset}/{}/", id(time))
}

/// The hash of bytes as `fetch` takes it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(bytes));
    format!("sha256-{hash}")
}

/// What the index says of a file.
pub(crate) fn published(file: &File) -> PublishedFile {
    published_bytes(&file.path, &file.bytes)
}

pub(crate) fn published_bytes(path: &str, bytes: &[u8]) -> PublishedFile {
    PublishedFile {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        integrity: integrity(bytes),
    }
}

/// JSON as people can read it, ending with a line break.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|error| Error::Encode(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A reason stands in a table, where a spreadsheet takes some texts for formulas.
pub(crate) fn plain(reason: &str) -> Result<(), Error> {
    let formula = reason.starts_with(['=', '+', '-', '@']);
    if formula || reason.chars().any(char::is_control) {
        return Err(Error::Reason(reason.to_owned()));
    }
    Ok(())
}
