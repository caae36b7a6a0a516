//! A release of the record: what adds up over time. The columns of its tables are described in
//! `package/schema.toml`.

mod coverage;

use chrono::NaiveDate;

use senim_model::index::PublishedFile;

use super::File;
use crate::Error;
use crate::check::Directory;
use crate::messages;
use crate::reform;
use crate::register;
use crate::response::{self, Before};
use crate::surveys;

/// What tables are made of.
pub(super) struct Material<'a> {
    /// What was checked.
    pub(super) directory: &'a Directory,
    /// The release before.
    pub(super) before: Option<Before<'a>>,
    /// The day of publication.
    pub(super) today: NaiveDate,
}

/// What a release is made of.
pub(super) struct Made {
    /// Tables and packs.
    pub(super) files: Vec<File>,
    /// The pack that the index names, where there are response times.
    pub(super) response: Option<PublishedFile>,
    /// The pack that the index names, where there are surveys.
    pub(super) surveys: Option<PublishedFile>,
}

/// The tables and packs of a release.
pub(super) fn make(material: &Material<'_>) -> Result<Made, Error> {
    let cells = coverage::cells(material)?;
    let directory = material.directory;
    let mut made = Made {
        files: vec![coverage::table(&cells, directory.settings.sample)?],
        response: None,
        surveys: None,
    };
    if let Some(calls) = &directory.calls {
        let tables = response::tables(directory, calls, material.before, &cells, material.today)?;
        made.response = tables.country;
        made.files.extend(tables.facts);
        made.files.extend(tables.packs);
    }
    if let Some(polled) = &directory.surveys {
        let tables = surveys::tables(polled, directory.settings.sample)?;
        made.surveys = Some(tables.pack);
        made.files.extend(tables.files);
    }
    if let Some(promised) = &directory.reform {
        let tables = reform::tables(promised, directory.settings.sample)?;
        made.files.extend(tables);
    }
    if let Some(found) = &directory.messages {
        let before = material.before.map(|before| before.folder);
        let tables = messages::tables(directory, found, before, material.today)?;
        made.files.extend(tables);
    }
    if let Some(recorded) = &directory.register {
        let supplied = !directory.suppliers.is_empty();
        made.files.extend(register::tables(
            recorded,
            supplied,
            directory.settings.sample,
        )?);
    }
    Ok(made)
}
