//! What the record publishes of messages.

use std::path::Path;

use chrono::NaiveDate;

use super::cells::{Groups, Limits, cells};
use super::facts::{Published, Tables};
use super::{Counts, Messages, SourceMessages, answers, themes};
use crate::Error;
use crate::check::Directory;
use crate::release::File;

/// Makes the tables of what was counted, and of what the release before says.
pub(crate) fn tables(
    directory: &Directory,
    messages: &Messages,
    before: Option<&Path>,
    today: NaiveDate,
) -> Result<Vec<File>, Error> {
    let before = match before {
        Some(folder) => Published::read(folder)?,
        None => Published::default(),
    };
    let (min_cell, min_change) = directory.settings.response.limits();
    let limits = Limits {
        min_cell,
        min_change,
        today,
    };
    published(messages, &before, limits).files(directory.settings.sample)
}

/// All that is published of messages.
pub(super) fn published(messages: &Messages, before: &Published, limits: Limits) -> Published {
    let office = tables_of(messages, Counts::by_office, &before.office, limits);
    Published {
        answers: answers::answers(&messages.answers, &office.cells, limits),
        senders: tables_of(messages, Counts::by_senders, &before.senders, limits),
        office,
    }
}

/// The tables of one side of what became of messages.
fn tables_of(
    messages: &Messages,
    side: impl Fn(&Counts) -> Counts,
    before: &Tables,
    limits: Limits,
) -> Tables {
    let rows = messages.rows.iter().map(|row| SourceMessages {
        counts: side(&row.counts),
        ..row.clone()
    });
    let rows: Vec<SourceMessages> = rows.collect();
    let mut groups = Groups::new();
    for row in &rows {
        groups.entry(row.of.clone()).or_default().add(&row.counts);
    }
    let cells = cells(&groups, limits, &before.cells);
    Tables {
        themes: themes::rows(&rows, &cells, limits, &before.themes),
        cells,
    }
}
