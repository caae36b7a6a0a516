//! Surveys: waves, questions with their answers, shares.

mod questions;
mod results;
mod waves;

use std::collections::BTreeMap;

use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::surveys::Surveys;

use super::SourceRegion;
use super::cells::Reader;
use crate::problem::Place;
use crate::source::settings::Settings;
use crate::source::shape::{SURVEY_ANSWERS, SURVEY_QUESTIONS, SURVEY_RESULTS, SURVEY_WAVES};
use crate::source::table::Row;
use crate::surveys::Polled;

/// The longest text of a question, a frame, a note, in letters.
const MOST_TEXT: usize = 1_000;

/// What regions there are.
type Regions<'a> = Option<&'a BTreeMap<Id, SourceRegion>>;

/// What the tables of surveys say; `None` where there is none of them.
pub(super) fn surveys(
    reader: &Reader<'_>,
    settings: Option<&Settings>,
    regions: Regions<'_>,
) -> Option<Polled> {
    let tables = [
        SURVEY_WAVES,
        SURVEY_QUESTIONS,
        SURVEY_ANSWERS,
        SURVEY_RESULTS,
    ];
    let found = tables.map(|shape| reader.optional(shape));
    if found.iter().all(Option::is_none) {
        return None;
    }
    let [waves, questions, answers, results] = found;
    let settings = settings.map(|settings| &settings.surveys);
    let mut data = Surveys {
        min_base: settings.map_or(0, |settings| settings.min_base),
        themes: settings
            .map(|settings| settings.theme.clone())
            .unwrap_or_default(),
        splits: settings
            .map(|settings| settings.splits())
            .unwrap_or_default(),
        ..Surveys::default()
    };
    data.regions = used_regions(waves.iter().chain(&results), regions);
    data.scales = answers
        .map(|table| questions::scales(reader, &table))
        .unwrap_or_default();
    if let Some(table) = questions {
        questions::questions(reader, &table, &mut data);
    }
    if let Some(table) = waves {
        waves::waves(reader, &table, regions, &mut data);
    }
    if let Some(table) = results {
        results::results(reader, &table, regions, &mut data);
    }
    if data.waves.is_empty() || data.questions.is_empty() {
        let table = if data.waves.is_empty() {
            SURVEY_WAVES
        } else {
            SURVEY_QUESTIONS
        };
        let file = format!("{}.csv", table.table);
        let message = "has no rows, though other tables of surveys are there";
        reader.problems.warning(Place::file(&file), message);
    }
    Some(Polled {
        surveys: data,
        ..Polled::default()
    })
}

/// The regions that are named, in their order.
fn used_regions<'a>(
    tables: impl Iterator<Item = &'a crate::source::table::Table<'a>>,
    regions: Regions<'_>,
) -> Vec<Term> {
    let named: Vec<&str> = tables
        .flat_map(|table| table.rows().map(|row| row.get("region")))
        .collect();
    let regions = regions.into_iter().flatten();
    regions
        .filter(|(id, _)| named.contains(&id.as_str()))
        .map(|(id, region)| Term {
            id: id.clone(),
            name: region.name.clone(),
        })
        .collect()
}

/// The position of an identifier.
fn position<'a>(id: &Id, all: impl Iterator<Item = &'a Id>) -> Option<u16> {
    let mut all = all.enumerate();
    let (at, _) = all.find(|(_, known)| *known == id)?;
    u16::try_from(at).ok()
}

impl Reader<'_> {
    /// The position of something that another table has; an empty cell is a problem.
    fn position_of<'k>(
        &self,
        row: Row<'_>,
        column: &str,
        table: &str,
        known: impl Iterator<Item = &'k Id>,
    ) -> Option<u16> {
        let known: Vec<&Id> = known.collect();
        let id = self.known(row, column, table, &known)?;
        position(&id, known.into_iter())
    }
}
