//! Publishing: what of each dataset is new, what changed, and the index over it.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use senim_model::feedback::FILE as FEEDBACK;
use senim_model::index::{Index, PublishedFile, RecordRelease, Releases};
use senim_model::text::{Lang, Text};

use super::directory::{self, Packs};
use super::index::{self, Next};
use super::package::{About, Schema, describe, readme};
use super::write::Publication;
use super::{File, changes, compare, id, json, path, plain, published, record, rfc3339};
use crate::Error;
use crate::check::Directory;
use crate::data::{Data, compared, inside, wrong};
use crate::progress::{Progress, Step, quiet};
use crate::response::Before;
use crate::signature::Key;
use crate::source::feedback::FeedbackSettings;

/// What is to be published, and how.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The source folder, for photos.
    pub source: &'a Path,
    /// The data folder.
    pub to: &'a Path,
    /// The time of the release.
    pub time: DateTime<Utc>,
    /// Why this release; stands beside each change.
    pub reason: &'a Text,
    /// Signs the index.
    pub key: Option<&'a Key>,
    /// Who is told how far it is.
    pub progress: Progress<'a>,
}

static NO_REASON: Text = Text {
    kk: String::new(),
    ru: String::new(),
    en: String::new(),
};

impl<'a> Request<'a> {
    /// Without a reason, a signature or anybody who waits.
    pub fn new(source: &'a Path, to: &'a Path, time: DateTime<Utc>) -> Request<'a> {
        Request {
            source,
            to,
            time,
            reason: &NO_REASON,
            key: None,
            progress: &quiet,
        }
    }
}

/// What was written.
#[derive(Debug)]
pub struct Summary {
    /// The number of the index.
    pub sequence: u32,
    /// The release of the directory.
    pub release: String,
    /// Its files, with their sizes in bytes. None where it was published already.
    pub files: Vec<(String, usize)>,
    /// The new release of the record, where something changed in it.
    pub record: Option<String>,
}

/// Writes a release of the directory, one of the record where something changed in it, and the
/// index that names them.
///
/// # Errors
/// Whatever keeps it from being written; nothing that was published before is changed then.
pub fn publish(directory: &Directory, request: &Request<'_>) -> Result<Summary, Error> {
    let schema = Schema::built_in()?;
    for lang in Lang::ALL {
        plain(request.reason.get(lang))?;
    }
    let mut publication = Publication::begin(request.to)?;
    let before = Data::find(request.to)?;
    let work = Work {
        directory,
        request,
        schema: &schema,
        before: before.as_ref(),
    };
    let folder = work.record_folder()?;
    let material = work.material(folder.as_deref());
    // Regions are packed one after the other: the record is made beside them.
    let (made, record) = std::thread::scope(|scope| {
        let record = scope.spawn(|| record::make(&material));
        let made = work.directory_files();
        let record = record.join();
        (made, record.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let ((mut files, packs), record) = (made?, record?);
    let feedback = feedback(directory)?;
    if let Some(before) = &before {
        let now = rfc3339(request.time);
        if before.index.directory.time == now {
            let packs = (packs, feedback.as_ref());
            return again(work, &mut publication, before, &files, packs);
        }
        if before.index.directory.time > now {
            let message = format!("holds a release of {}, later than {now}", before.index.time);
            return Err(wrong(request.to, message));
        }
    }
    let package = work.complete("directory", &mut files)?;
    let (record, releases) = work.record(&mut publication, record, folder.as_deref())?;
    let index = index::of(
        &directory.settings,
        request.time,
        (package, packs),
        feedback.as_ref(),
        record,
    );
    files.extend(feedback);
    publication.folder(&index.directory.path, &files, request.progress)?;
    let is_new = work.current_record() != Some(&index.record);
    let index = Next { index, releases }.write(&mut publication, before.as_ref(), request.key)?;
    Ok(Summary {
        sequence: index.sequence,
        release: index.directory.id,
        files: files
            .into_iter()
            .map(|file| (file.path, file.bytes.len()))
            .collect(),
        record: is_new.then_some(index.record.id),
    })
}

/// What senders of messages have to know. It is no data of anything, so the package does not describe
/// it; the index knows its hash.
fn feedback(directory: &Directory) -> Result<Option<File>, Error> {
    let settings = directory.settings.feedback.as_ref();
    let file = |settings: &FeedbackSettings| {
        Ok(File {
            path: FEEDBACK.into(),
            bytes: json(&settings.published())?,
        })
    };
    settings.map(file).transpose()
}

/// What goes into a publication.
struct Work<'a> {
    directory: &'a Directory,
    request: &'a Request<'a>,
    schema: &'a Schema,
    before: Option<&'a Data>,
}

impl Work<'_> {
    fn about<'a>(&'a self, dataset: &'a str) -> About<'a> {
        About {
            settings: &self.directory.settings,
            schema: self.schema,
            dataset,
            time: self.request.time,
        }
    }

    fn readme(&self, dataset: &str) -> File {
        readme(&self.about(dataset), self.request.time.date_naive())
    }

    fn current_record(&self) -> Option<&RecordRelease> {
        self.before.map(|before| &before.index.record)
    }

    /// Adds what describes the files of a release; what the index says of the description.
    fn complete(&self, dataset: &str, files: &mut Vec<File>) -> Result<PublishedFile, Error> {
        (self.request.progress)(Step::Compare);
        let changes = match self.before {
            Some(before) => {
                let path = match dataset {
                    "directory" => &before.index.directory.path,
                    _ => &before.index.record.path,
                };
                compare(self.schema, &compared(&inside(&before.root, path)?)?, files)
            }
            None => Vec::new(),
        };
        let sample = self.directory.settings.sample;
        files.push(changes::table(
            dataset,
            &changes,
            self.request.reason,
            sample,
        )?);
        files.sort_by(|one, two| one.path.cmp(&two.path));
        let [package, dcat] = describe(&self.about(dataset), files)?;
        let described = published(&package);
        files.extend([package, dcat]);
        Ok(described)
    }

    /// The packs and facts of the directory, and what the index says of the packs.
    fn directory_files(&self) -> Result<(Vec<File>, Packs), Error> {
        let Request { time, progress, .. } = *self.request;
        let (mut files, packs) = directory::packs(self.directory, time, progress)?;
        files.extend(directory::facts(self.directory, self.request.source)?);
        files.push(self.readme("directory"));
        Ok((files, packs))
    }

    /// Where the release of the record before lies, if there is one.
    fn record_folder(&self) -> Result<Option<PathBuf>, Error> {
        let before = self.before.map(|before| (before, &before.index.record));
        before
            .map(|(before, record)| inside(&before.root, &record.path))
            .transpose()
    }

    /// What the record is made of.
    fn material<'a>(&'a self, folder: Option<&'a Path>) -> record::Material<'a> {
        let before = self.before.zip(folder).map(|(data, folder)| Before {
            folder,
            time: &data.index.record.time,
            reason: self.request.reason,
        });
        record::Material {
            directory: self.directory,
            before,
            today: self.request.time.date_naive(),
        }
    }

    /// Writes a release of the record where something changed in it; else the one before stays.
    fn record(
        &self,
        publication: &mut Publication<'_>,
        made: record::Made,
        folder: Option<&Path>,
    ) -> Result<(RecordRelease, Releases), Error> {
        let record::Made {
            mut files,
            response,
            surveys,
        } = made;
        if let (Some(before), Some(folder)) = (self.before, folder) {
            let same = |file: &File| {
                std::fs::read(folder.join(&file.path)).is_ok_and(|old| old == file.bytes)
            };
            if files.iter().all(same) {
                return Ok((before.index.record.clone(), before.releases.clone()));
            }
        }
        files.push(self.readme("record"));
        let package = self.complete("record", &mut files)?;
        let release = RecordRelease {
            id: id(self.request.time),
            time: rfc3339(self.request.time),
            path: path("record", self.request.time),
            package,
            response,
            surveys,
        };
        let known = self.before.map(|before| before.releases.clone());
        let mut releases = known.unwrap_or_default();
        if releases
            .record
            .iter()
            .any(|known| known.path == release.path)
        {
            let message = "is published already; publish with a later time";
            return Err(wrong(&self.request.to.join(&release.path), message));
        }
        publication.folder(&release.path, &files, self.request.progress)?;
        releases.record.insert(0, release.clone());
        Ok((release, releases))
    }
}

/// A release never changes: the same one again is fine, and leaves everything as it is. Only a
/// signature is added where there was none.
fn again(
    work: Work<'_>,
    publication: &mut Publication<'_>,
    before: &Data,
    files: &[File],
    (packs, feedback): (Packs, Option<&File>),
) -> Result<Summary, Error> {
    let Work {
        directory, request, ..
    } = work;
    let published = &before.index;
    let folder = inside(&before.root, &published.directory.path)?;
    let same =
        |file: &File| std::fs::read(folder.join(&file.path)).is_ok_and(|old| old == file.bytes);
    let package = published.directory.package.clone();
    let index = Index {
        sequence: published.sequence,
        time: published.time.clone(),
        releases: published.releases.clone(),
        ..index::of(
            &directory.settings,
            request.time,
            (package, packs),
            feedback,
            published.record.clone(),
        )
    };
    if index != *published || !files.iter().all(same) {
        let message = "is published with other content; a release never changes, so publish with a later time";
        return Err(wrong(&folder, message));
    }
    if let Some(key) = request.key {
        index::sign(publication, index.sequence, &before.bytes, key)?;
        publication.keep();
    }
    Ok(Summary {
        sequence: index.sequence,
        release: index.directory.id,
        files: Vec::new(),
        record: None,
    })
}
