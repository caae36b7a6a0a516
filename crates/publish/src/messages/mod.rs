//! What became of messages to the police: counts that the endpoint's store gives
//! (`senim feedback aggregate`) are put into cells that tell of nobody ([`cells`]), by theme too
//! ([`themes`]), and published beside the answers that officers wrote for everybody ([`facts`]).

mod answers;
mod cells;
mod counts;
mod facts;
mod record;
mod themes;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use senim_measure::Period;
use senim_message::{Confirmed, Outcome};
use senim_model::id::Id;

pub(crate) use answers::Answer;
pub(crate) use cells::{Cell, Key};
pub(crate) use counts::Counts;
pub(crate) use facts::{ANSWERS, CELLS, Published, SAID, SAID_THEMES, THEMES};
pub(crate) use record::tables;
pub(crate) use themes::Row;

/// The dataset of messages in `coverage.csv`. Whoever owes it is a region.
pub(crate) const DATASET: &str = "feedback";

/// Messages of a region, a district, a quarter and a theme: a row of `feedback.csv` of a source.
#[derive(Clone, Debug)]
pub(crate) struct SourceMessages {
    /// Where they came from.
    pub(crate) of: Group,
    /// What they are about, where an officer has said it.
    pub(crate) theme: Option<Id>,
    /// What became of them.
    pub(crate) counts: Counts,
}

/// Messages that are counted together at the finest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    /// The region.
    pub(crate) region: Id,
    /// The quarter in which they came.
    pub(crate) quarter: Period,
    /// The district, where it is known.
    pub(crate) district: Option<Id>,
}

/// What an officer wrote for everybody: a row of `feedback_answers.csv` of a source.
#[derive(Clone, Debug)]
pub(crate) struct SourceAnswer {
    /// Where the message came from.
    pub(crate) of: Group,
    /// What it is about.
    pub(crate) theme: Option<Id>,
    /// What it says, in the officer's words.
    pub(crate) summary: String,
    /// The answer.
    pub(crate) answer: String,
    /// How it was closed.
    pub(crate) outcome: Option<Outcome>,
    /// What its sender said of that.
    pub(crate) confirmed: Option<Confirmed>,
}

/// Both tables of a source.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// Counts.
    pub(crate) rows: Vec<SourceMessages>,
    /// Answers.
    pub(crate) answers: Vec<SourceAnswer>,
}

impl Messages {
    /// Messages by region and quarter: what came.
    pub(crate) fn delivered(&self) -> BTreeMap<(&str, Period), u64> {
        let mut delivered = BTreeMap::new();
        for row in &self.rows {
            let key = (row.of.region.as_str(), row.of.quarter);
            *delivered.entry(key).or_default() += row.counts.received;
        }
        delivered
    }
}
