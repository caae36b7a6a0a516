//! Surveys: tables of figures are checked (`check/surveys`), responses are read and estimated
//! ([`responses`]), what is of too few people is left out ([`small`]), and the rest is published with
//! its differences ([`differences`]) as tables ([`facts`]) and a pack. Responses are never published.

mod differences;
mod facts;
mod record;
mod responses;
mod settings;
mod small;

use std::collections::BTreeMap;

use senim_estimate::Estimate;
use senim_model::surveys::{Difference, Part, Surveys};

pub(crate) use record::{PACKS, tables};
pub(crate) use responses::{is_responses, read};
pub(crate) use settings::SurveySettings;

/// Where a figure stands: its wave, question, part and answer, as positions.
pub(crate) type Key = (u16, u16, Part, u16);

/// What is known before it is published.
#[derive(Debug, Default)]
pub struct Polled {
    /// Figures of tables and of responses; small ones too, no differences yet.
    pub(crate) surveys: Surveys,
    /// What was estimated from responses, in full.
    pub(crate) exact: BTreeMap<Key, Estimate>,
    /// Differences of groups of one wave, of which the responses are known.
    pub(crate) groups: Vec<Difference>,
}

/// A share from 0 to 1 in hundredths of a per cent, to a tenth of a per cent.
fn hundredths(share: f64) -> i16 {
    ((share * 1_000.0).round() * 10.0) as i16
}
