//! What officers wrote for everybody, each beside no finer a place and time than its message is
//! counted in.

use senim_measure::{Every, Period};
use senim_message::{Confirmed, Outcome};
use senim_model::id::Id;

use super::cells::Limits;
use super::{Cell, Group, Key, SourceAnswer};

/// An answer, as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The region.
    pub(crate) region: Id,
    /// The district, where its messages are counted by themselves.
    pub(crate) district: Option<Id>,
    /// The quarter, or the year, that its message is counted in; none where it is counted in none.
    pub(crate) period: Option<Period>,
    /// What it is about.
    pub(crate) theme: Option<Id>,
    /// What the message says, in the officer's words.
    pub(crate) summary: String,
    /// The answer.
    pub(crate) answer: String,
    /// How it was closed.
    pub(crate) outcome: Option<Outcome>,
    /// What its sender said of that.
    pub(crate) confirmed: Option<Confirmed>,
}

/// The answers to messages of quarters that are over.
pub(super) fn answers(answers: &[SourceAnswer], cells: &[Cell], limits: Limits) -> Vec<Answer> {
    let past = answers
        .iter()
        .filter(|answer| limits.are_past(answer.of.quarter));
    let place = |answer: &SourceAnswer| {
        let key = cell_of(&answer.of, cells);
        Answer {
            region: answer.of.region.clone(),
            district: key.and_then(|key| key.district.clone()),
            period: key.map(|key| key.period),
            theme: answer.theme.clone(),
            summary: answer.summary.clone(),
            answer: answer.answer.clone(),
            outcome: answer.outcome,
            confirmed: answer.confirmed,
        }
    };
    let mut all: Vec<Answer> = past.map(place).collect();
    let order = |answer: &Answer| {
        let newest = std::cmp::Reverse(answer.period);
        (
            answer.region.clone(),
            answer.theme.clone(),
            newest,
            answer.summary.clone(),
        )
    };
    all.sort_by_key(order);
    all
}

/// The cell of the region in which the messages of a group are.
fn cell_of<'a>(group: &Group, cells: &'a [Cell]) -> Option<&'a Key> {
    let find = |period: Period, district: Option<&Id>| {
        let of = |cell: &&Cell| {
            let Key {
                region,
                period: when,
                district: place,
            } = &cell.key;
            region.as_ref() == Some(&group.region) && *when == period && place.as_ref() == district
        };
        let cell = cells.iter().find(of)?;
        cell.quarters.contains(&group.quarter).then_some(&cell.key)
    };
    let district = group.district.as_ref();
    find(group.quarter, district)
        .or_else(|| find(group.quarter, None))
        .or_else(|| find(group.quarter.within(Every::Year), None))
}
