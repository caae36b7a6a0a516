//! The index: what is current, and with which number.

use chrono::{DateTime, Utc};
use senim_model::index::{FORMAT, Index, PublishedFile, RecordRelease, Releases};

use super::directory::Packs;
use super::write::{self, Publication};
use super::{File, json, published, published_bytes, rfc3339};
use crate::Error;
use crate::data::{Data, RELEASES};
use crate::signature::{FOLDER as SIGNATURES, Key};
use crate::source::settings::Settings;

/// What an index says besides its number.
pub(crate) struct Next {
    /// The index; its sequence and list of releases are put in when it is written.
    pub(crate) index: Index,
    /// The releases of the record.
    pub(crate) releases: Releases,
}

/// The index of a directory's release.
pub(super) fn of(
    settings: &Settings,
    time: DateTime<Utc>,
    (package, packs): (PublishedFile, Packs),
    feedback: Option<&File>,
    record: RecordRelease,
) -> Index {
    Index {
        format: FORMAT,
        sequence: 0,
        time: rfc3339(time),
        sample: settings.sample,
        title: settings.title.clone(),
        publisher: settings.publisher.clone(),
        notice: settings.notice.clone(),
        emergency: settings.emergency.clone(),
        complaints: settings.complaints.clone(),
        corrections: settings.corrections.clone(),
        tiles: settings.tiles.clone(),
        find: settings.find(),
        vocabulary: settings.vocabulary(),
        directory: senim_model::index::DirectoryRelease {
            id: super::id(time),
            time: rfc3339(time),
            path: super::path("directory", time),
            package,
            nation: packs.nation,
            regions: packs.regions,
            feedback: feedback.map(published),
        },
        record,
        releases: none(),
    }
}

/// No file at all, until there is one.
fn none() -> PublishedFile {
    PublishedFile {
        path: String::new(),
        bytes: 0,
        integrity: String::new(),
    }
}

impl Next {
    /// Writes the list of releases and the signature, then the index, then removes what no index
    /// names any more: of the directory only the current release is kept.
    pub(crate) fn write(
        mut self,
        publication: &mut Publication<'_>,
        before: Option<&Data>,
        key: Option<&Key>,
    ) -> Result<Index, Error> {
        let to = publication.to().to_owned();
        let sequence = before.map_or(0, |before| before.index.sequence);
        self.index.sequence = sequence.saturating_add(1);
        self.index.releases = match before {
            Some(before) if before.releases == self.releases => before.index.releases.clone(),
            _ => {
                let path = format!("{RELEASES}/{}.json", self.index.sequence);
                let bytes = json(&self.releases)?;
                publication.file(&path, &bytes)?;
                published_bytes(&path, &bytes)
            }
        };
        let bytes = json(&self.index)?;
        if let Some(key) = key {
            sign(publication, self.index.sequence, &bytes, key)?;
        }
        publication.publish(&bytes)?;
        self.tidy(&to, before)?;
        Ok(self.index)
    }

    /// The list of releases and the signature of the index before stay, for readers who come
    /// between.
    fn tidy(&self, to: &std::path::Path, before: Option<&Data>) -> Result<(), Error> {
        let current = |folder: &'static str, path: &str, name: &str| {
            path.trim_end_matches('/') == format!("{folder}/{name}")
        };
        let index = &self.index;
        write::keep_only(&to.join("directory"), |name| {
            current("directory", &index.directory.path, name)
        })?;
        write::keep_only(&to.join("record"), |name| {
            let mut kept = self.releases.record.iter();
            kept.any(|release| current("record", &release.path, name))
        })?;
        write::keep_only(&to.join(RELEASES), |name| {
            current(RELEASES, &index.releases.path, name)
                || before.is_some_and(|before| current(RELEASES, &before.index.releases.path, name))
        })?;
        write::keep_only(&to.join(SIGNATURES), |name| {
            name.ends_with(".pub") && !name.starts_with('.')
                || [index.sequence, index.sequence.saturating_sub(1)]
                    .iter()
                    .any(|sequence| name == format!("{sequence}.sig"))
        })
    }
}

/// Where the signature of an index lies.
pub(crate) fn signature_path(sequence: u32) -> String {
    format!("{SIGNATURES}/{sequence}.sig")
}

/// Writes the signature of an index, and the public key it can be checked with.
pub(super) fn sign(
    publication: &mut Publication<'_>,
    sequence: u32,
    index: &[u8],
    key: &Key,
) -> Result<(), Error> {
    let public = key.public();
    let pem = public.pem()?;
    let path = format!("{SIGNATURES}/{}.pub", public.id());
    if std::fs::read_to_string(publication.to().join(&path)).ok() != Some(pem.clone()) {
        publication.file(&path, pem.as_bytes())?;
    }
    publication.file(&signature_path(sequence), key.sign(index).as_bytes())
}
