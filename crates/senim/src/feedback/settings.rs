//! What the publisher's settings say of messages.

use std::path::Path;

use anyhow::{Result, bail};
use senim_feedback::office::Themes;
use senim_publish::problem::Problems;
use senim_publish::source::feedback;

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
