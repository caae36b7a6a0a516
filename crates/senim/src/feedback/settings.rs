//! What the publisher's settings say of messages.

use std::path::Path;

use anyhow::{Context as _, Result};
use senim_feedback::office::Themes;
use senim_model::text::Text;
use serde::Deserialize;

/// `[feedback]` of `senim.toml`.
pub(super) struct Settings {
    /// So long messages are kept.
    pub(super) keep_days: u32,
    /// What messages are about.
    pub(super) themes: Themes,
}

#[derive(Deserialize)]
struct File {
    feedback: Option<Feedback>,
}

#[derive(Deserialize)]
struct Feedback {
    keep_days: u32,
    #[serde(default)]
    theme: Vec<Theme>,
}

#[derive(Deserialize)]
struct Theme {
    id: String,
    #[serde(default)]
    name: Text,
}

impl Settings {
    /// Reads them from a source folder.
    pub(super) fn read(source: &Path) -> Result<Settings> {
        let path = source.join("senim.toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let file: File = toml::from_str(&text).with_context(|| path.display().to_string())?;
        let feedback = file.feedback;
        let feedback = feedback.with_context(|| format!("{} has no [feedback]", path.display()))?;
        let themes = feedback.theme.into_iter();
        Ok(Settings {
            keep_days: feedback.keep_days,
            themes: themes.map(|theme| (theme.id, theme.name)).collect(),
        })
    }
}
