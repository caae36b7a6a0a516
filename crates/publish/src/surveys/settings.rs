//! `[surveys]` of `senim.toml`: what questions measure, and how people are told apart.

use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::surveys::Split;
use senim_model::text::Text;
use serde::Deserialize;

use crate::problem::{Place, Problems};
use crate::source::settings::FILE;

/// `[surveys]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SurveySettings {
    /// Figures of fewer people are not published.
    pub(crate) min_base: u32,
    /// What questions measure.
    pub(crate) theme: Vec<Term>,
    /// How people are told apart.
    split: Vec<SplitSettings>,
}

/// `[[surveys.split]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitSettings {
    id: Id,
    name: Text,
    group: Vec<Term>,
}

impl Default for SurveySettings {
    fn default() -> SurveySettings {
        SurveySettings {
            min_base: 50,
            theme: Vec::new(),
            split: Vec::new(),
        }
    }
}

/// The fewest people of a figure that can be set.
const FEWEST: u32 = 10;

impl SurveySettings {
    /// Says what does not make sense.
    pub(crate) fn check(&self, problems: &Problems) {
        let error = |column: &str, message: String| {
            problems.error(Place::file(FILE).column(column), message);
        };
        if self.min_base < FEWEST {
            let message = format!("is {}, expected at least {FEWEST}", self.min_base);
            error("surveys.min_base", message);
        }
        let themes: Vec<&Id> = self.theme.iter().map(|term| &term.id).collect();
        let splits = self.split.iter();
        let parts: Vec<&Id> = splits
            .flat_map(|split| split.group.iter().map(|term| &term.id).chain([&split.id]))
            .collect();
        for (name, all) in [("surveys.theme", themes), ("surveys.split", parts)] {
            for (at, id) in all.iter().enumerate() {
                if all.iter().take(at).any(|other| other == id) {
                    error(name, format!("names {id} twice"));
                }
            }
        }
    }

    /// How people are told apart.
    pub(crate) fn splits(&self) -> Vec<Split> {
        let split = |split: &SplitSettings| Split {
            term: Term {
                id: split.id.clone(),
                name: split.name.clone(),
            },
            groups: split.group.clone(),
        };
        self.split.iter().map(split).collect()
    }
}
