//! `[feedback]` of `senim.toml`: who reads messages, how long they are kept, what they are sorted by.

use std::path::Path;

use senim_model::feedback::Feedback;
use senim_model::id::Id;
use senim_model::index::{Emergency, Term};
use senim_model::text::{Lang, Text};
use serde::Deserialize;

use super::read_file;
use super::settings::FILE;
use super::toml::parse;
use crate::problem::{Place, Problems};

/// `[feedback]`. A source folder without it takes no messages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedbackSettings {
    /// For how many days messages are kept.
    keep_days: u32,
    /// Who reads them.
    readers: Text,
    /// What they are about.
    #[serde(default)]
    theme: Vec<Term>,
    /// Crisis lines.
    #[serde(default)]
    help: Vec<Emergency>,
}

/// What those who read messages need of the settings: a fault elsewhere in them is no reason to
/// leave messages lying, or to keep them for longer than was promised.
#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    languages: Vec<Lang>,
    feedback: Option<FeedbackSettings>,
}

/// Reads `[feedback]` of a source folder and nothing else of it; `None` where there is none, or
/// something is wrong with it, and the problems say what.
pub fn read(folder: &Path, problems: &Problems) -> Option<Feedback> {
    let place = Place::file(FILE);
    let Some(bytes) = read_file(folder, FILE, problems) else {
        problems.error(place, "is missing");
        return None;
    };
    let part: Part = parse(bytes, place, problems)?;
    let Some(feedback) = part.feedback else {
        problems.error(place, "has no [feedback]");
        return None;
    };
    feedback.check(&part.languages, problems);
    Some(feedback.published())
}

/// Nobody needs a message for longer.
const MOST_DAYS: u32 = 3_650;

impl FeedbackSettings {
    /// Says what does not make sense. `languages` are those that names are expected in.
    pub(super) fn check(&self, languages: &[Lang], problems: &Problems) {
        let error = |column: &str, message: String| {
            problems.error(Place::file(FILE).column(column), message);
        };
        if !(1..=MOST_DAYS).contains(&self.keep_days) {
            let message = format!("is {}, expected 1 to {MOST_DAYS} days", self.keep_days);
            error("feedback.keep_days", message);
        }
        // Who sends has to know who reads, in the language of the page.
        for lang in languages
            .iter()
            .filter(|lang| self.readers.get(**lang).trim().is_empty())
        {
            let message = format!("says nothing in {}; who reads the messages?", lang.code());
            error("feedback.readers", message);
        }
        if self.theme.is_empty() {
            let message =
                "names none; officers sort messages by them, and answers are shown by them";
            error("feedback.theme", message.to_owned());
        }
        for (at, theme) in self.theme.iter().enumerate() {
            if self.theme.iter().take(at).any(|other| other.id == theme.id) {
                error("feedback.theme", format!("names {} twice", theme.id));
            }
            if theme.name.is_empty() {
                error("feedback.theme", format!("{} has no name", theme.id));
            }
        }
        for line in &self.help {
            if !super::settings::can_be_dialled(&line.number) {
                error(
                    "feedback.help",
                    format!("“{}” cannot be dialled", line.number),
                );
            }
            if line.name.is_empty() {
                error("feedback.help", format!("{} has no name", line.number));
            }
        }
    }

    /// What messages may be about.
    pub(crate) fn themes(&self) -> impl Iterator<Item = &Id> {
        self.theme.iter().map(|theme| &theme.id)
    }

    /// As it is published.
    pub(crate) fn published(&self) -> Feedback {
        Feedback {
            keep_days: self.keep_days,
            readers: self.readers.clone(),
            themes: self.theme.clone(),
            help: self.help.clone(),
        }
    }
}
