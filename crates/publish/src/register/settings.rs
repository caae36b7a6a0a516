//! `[problems]` of `senim.toml`: what problems of the register are about.

use senim_model::index::Term;
use serde::Deserialize;

use crate::problem::{Place, Problems};
use crate::source::settings::FILE;

/// `[problems]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RegisterSettings {
    /// What problems are about.
    pub(crate) theme: Vec<Term>,
}

impl RegisterSettings {
    /// Says what does not make sense.
    pub(crate) fn check(&self, problems: &Problems) {
        for (at, theme) in self.theme.iter().enumerate() {
            if self.theme.iter().take(at).any(|other| other.id == theme.id) {
                let message = format!("names {} twice", theme.id);
                problems.error(Place::file(FILE).column("problems.theme"), message);
            }
        }
    }
}
