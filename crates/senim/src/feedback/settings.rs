//! What the publisher's settings say of messages.

use std::path::Path;

use anyhow::{Result, bail};
use senim_feedback::office::{Names, Themes};
use senim_model::text::Text;
use senim_publish::problem::Problems;
use senim_publish::source::feedback;

use crate::facts::columns;

/// `[feedback]` of `senim.toml`.
pub(super) struct Settings {
    /// So long messages are kept.
    pub(super) keep_days: u32,
    /// What messages are about.
    pub(super) themes: Themes,
}

impl Settings {
    /// Reads them from a source folder, as strictly as they are published.
    pub(super) fn read(source: &Path) -> Result<Settings> {
        let problems = Problems::default();
        let read = feedback::read(source, &problems);
        let report = problems.into_report();
        let Some(feedback) = read.filter(|_| report.errors() == 0) else {
            bail!("{}:\n{report}", source.display());
        };
        let themes = feedback.themes.into_iter();
        Ok(Settings {
            keep_days: feedback.keep_days,
            themes: themes
                .map(|theme| (theme.id.to_string(), theme.name))
                .collect(),
        })
    }
}

/// What places are called in a source folder. Where a table is no plain CSV, identifiers stay: a
/// name is a help to officers, and no more.
pub(super) fn names(source: &Path) -> Names {
    let mut names = Names::default();
    for table in ["regions.csv", "districts.csv", "places.csv"] {
        let rows = columns(&source.join(table), ["id", "name_kk", "name_ru", "name_en"]);
        let rows = rows.unwrap_or_default().into_iter();
        let named = rows.map(|[id, kk, ru, en]| (id, Text { kk, ru, en }));
        names
            .named
            .extend(named.filter(|(_, name)| *name != Text::default()));
    }
    let areas = columns(&source.join("areas.csv"), ["id", "number"]).unwrap_or_default();
    let areas = areas.into_iter().map(|[id, number]| (id, number));
    names
        .areas
        .extend(areas.filter(|(_, number)| !number.is_empty()));
    names
}
