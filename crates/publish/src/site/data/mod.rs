//! The data room: all that is published, with sizes, sums and columns; how to check it; what came
//! and what did not; what changed.

mod changes;
mod coverage;
mod files;
mod lines;

use std::path::Path;

use senim_model::index::Index;
use senim_texts::{Texts, w};

use self::changes::Change;
use self::coverage::Coverage;
use self::files::Package;
use super::frame::day;
use super::shell::{Page, Program, Section};
use crate::Error;
use crate::data::Data;
use senim_texts::html::text;

/// Everything that the page tells, whatever the language.
pub(super) struct Published {
    directory: Release,
    /// Releases of the record, the newest first.
    record: Vec<Release>,
    coverage: Coverage,
    signed: bool,
    sequence: u32,
}

/// A release as the page shows it.
struct Release {
    /// Its folder below `data/`, with a slash at the end.
    path: String,
    /// RFC 3339.
    time: String,
    package: Package,
    changes: Vec<Change>,
}

impl Published {
    /// Reads what a data folder has published.
    ///
    /// # Errors
    /// A file that the index names is missing or damaged.
    pub(super) fn read(root: &Path) -> Result<Published, Error> {
        let data = Data::open(root)?;
        let index: &Index = &data.index;
        let read = |path: &str, time: &str| Release::read(root, path, time);
        let record = data.releases.record.iter();
        let record: Vec<Release> = record
            .map(|release| read(&release.path, &release.time))
            .collect::<Result<_, Error>>()?;
        let signature = root.join(format!("signatures/{}.sig", index.sequence));
        Ok(Published {
            directory: read(&index.directory.path, &index.directory.time)?,
            coverage: Coverage::read(&root.join(&index.record.path), index)?,
            record,
            signed: signature.is_file(),
            sequence: index.sequence,
        })
    }

    /// The licence of the newest release of the record.
    pub(super) fn licence(&self) -> &str {
        let newest = self.record.first().unwrap_or(&self.directory);
        &newest.package.licence
    }

    /// The page in one language.
    pub(super) fn page(&self, texts: &Texts) -> Page {
        let title = texts.t(w::DATA_TITLE);
        let lead = texts.t(w::DATA_LEAD);
        let main = [
            format!(
                "<h1>{}</h1><p class=\"lead\">{}</p>",
                text(&title),
                text(&lead)
            ),
            self.directory(texts),
            self.record(texts),
            section(&texts.t(w::DATA_COVERAGE), &self.coverage.tables(texts)),
            section(&texts.t(w::DATA_CHECK), &self.check(texts)),
            section(
                &texts.t(w::DATA_LINES),
                &lines::blocks(texts, self.sequence, self.signed),
            ),
        ];
        Page {
            program: Program::Rooms,
            path: "data/".into(),
            section: Some(Section::Data),
            description: lead.clone(),
            main: format!("<article class=\"data\">{}</article>", main.concat()),
            title,
        }
    }

    fn directory(&self, texts: &Texts) -> String {
        let lead = text(&texts.t(w::DATA_DIRECTORY_LEAD));
        let inside = format!("<p>{lead}</p>{}", self.directory.shown(texts));
        section(&texts.t(w::DATA_DIRECTORY), &inside)
    }

    fn record(&self, texts: &Texts) -> String {
        let lead = text(&texts.t(w::DATA_RECORD_LEAD));
        let mut inside = format!("<p>{lead}</p>");
        let mut releases = self.record.iter();
        if let Some(newest) = releases.next() {
            inside.push_str(&newest.shown(texts));
        }
        let older: String = releases
            .map(|release| {
                let day = text(&day(texts, &release.time));
                format!(
                    "<details><summary>{day}</summary>{}</details>",
                    release.shown(texts)
                )
            })
            .collect();
        if !older.is_empty() {
            let title = text(&texts.t(w::DATA_OLDER));
            inside.push_str(&format!("<h3>{title}</h3>{older}"));
        }
        section(&texts.t(w::DATA_RECORD), &inside)
    }

    fn check(&self, texts: &Texts) -> String {
        let signed = match self.signed {
            true => w::DATA_CHECK_SIGNED,
            false => w::DATA_CHECK_UNSIGNED,
        };
        let paragraphs = [w::DATA_CHECK_HASH, signed].map(|message| texts.t(message));
        paragraphs
            .map(|words| format!("<p>{}</p>", text(&words)))
            .concat()
    }
}

impl Release {
    fn read(root: &Path, path: &str, time: &str) -> Result<Release, Error> {
        let folder = crate::data::inside(root, path)?;
        Ok(Release {
            path: path.to_owned(),
            time: time.to_owned(),
            package: Package::read(&folder)?,
            changes: changes::read(&folder)?,
        })
    }

    fn shown(&self, texts: &Texts) -> String {
        let made = texts.with(w::RELEASE_MADE, &[("date", &day(texts, &self.time))]);
        let licence = texts.with(w::RELEASE_LICENCE, &[("licence", &self.package.licence)]);
        format!(
            "<p class=\"quiet\">{} · {}</p>{}{}",
            text(&made),
            text(&licence),
            self.package.files(texts, &self.path),
            changes::shown(texts, &self.path, &self.changes),
        )
    }
}

fn section(title: &str, inside: &str) -> String {
    format!("<section><h2>{}</h2>{inside}</section>", text(title))
}

/// A CSV file of a release as rows of named cells; none where the file is not there, as one that
/// was withdrawn.
fn rows(path: &Path) -> Result<Vec<std::collections::BTreeMap<String, String>>, Error> {
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let wrong = |error: csv::Error| crate::data::wrong(path, error.to_string());
    let mut reader = csv::Reader::from_path(path).map_err(wrong)?;
    reader.deserialize().map(|row| row.map_err(wrong)).collect()
}
