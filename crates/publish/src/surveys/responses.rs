//! Weighted responses: a row for each person, a column for each question and split. They are read,
//! estimated, and never published.

mod estimated;
mod grid;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use senim_estimate::{Design, Unit};
use senim_model::id::Id;
use senim_model::surveys::Surveys;

use super::Polled;
use crate::problem::{Place, Problems, Severity};
use crate::source::table::shorten;
use crate::source::tables::{Folder, is_one_of, is_table};
use crate::source::values;

/// The name of the table.
const RESPONSES: &str = "survey_responses";

/// Columns that every file of responses may have, beside questions and splits.
const COLUMNS: [&str; 6] = [
    "wave",
    "stratum",
    "cluster",
    "weight",
    "population",
    "region",
];

/// Whether a file of that name holds responses: `survey_responses`, or `survey_responses-2026`.
pub(crate) fn is_responses(stem: &str) -> bool {
    is_one_of(stem, RESPONSES)
}

/// Somebody who answered.
struct Person {
    unit: Unit,
    region: Option<u16>,
    /// The group of each split.
    groups: Vec<Option<u16>>,
    /// The answers to each question; none where it was not answered.
    answers: Vec<Option<Vec<u16>>>,
}

/// Reads and estimates all responses. A supplier's file with errors is held back as a whole.
pub(crate) fn read(
    root: &Path,
    folders: &[Folder],
    held: &BTreeSet<Id>,
    polled: &mut Polled,
    problems: &Problems,
) {
    let mut files_of: BTreeMap<u16, String> = BTreeMap::new();
    for folder in folders {
        if folder.supplier.as_ref().is_some_and(|id| held.contains(id)) {
            continue;
        }
        for file in folder.files(root, |name| is_table(name, is_responses)) {
            let found = Problems::default();
            let waves = one(root, &file, &polled.surveys, &found);
            for at in waves.keys() {
                let wave = polled.surveys.waves.get(usize::from(*at));
                if let (Some(wave), Some(first)) = (wave, files_of.get(at)) {
                    // How people were drawn is not known of a part of them.
                    let message = format!(
                        "{} is in {first} too; responses of one wave stand in one file",
                        wave.id
                    );
                    found.error(Place::file(&file).column("wave"), message);
                }
                files_of.entry(*at).or_insert_with(|| file.clone());
            }
            let mut problems_of_file = found.into_report().problems;
            let is_error = |severity| severity == Severity::Error;
            let has_errors = problems_of_file
                .iter()
                .any(|found| is_error(found.severity));
            if folder.supplier.is_some() {
                let errors = problems_of_file.iter_mut();
                for error in errors.filter(|found| is_error(found.severity)) {
                    error.severity = Severity::Held;
                }
            }
            problems_of_file
                .into_iter()
                .for_each(|found| problems.push(found));
            if !has_errors {
                for (wave, (people, design)) in waves {
                    estimated::add(polled, wave, &people, &design, &file, problems);
                }
            }
        }
    }
    polled
        .surveys
        .outcomes
        .sort_by_key(|of| (of.wave, of.question, of.part));
}

type Waves = BTreeMap<u16, (Vec<Person>, Design)>;

/// The waves of a file, each with its people and how they were drawn.
fn one(root: &Path, file: &str, data: &Surveys, problems: &Problems) -> Waves {
    let Some(sheet) = grid::read(root, file, data, problems) else {
        return Waves::new();
    };
    let mut waves: BTreeMap<u16, (Vec<Person>, Vec<usize>)> = BTreeMap::new();
    let mut names = Names::default();
    for row in sheet.rows() {
        let wave = row.position("wave", data.waves.iter().map(|wave| &wave.id), problems);
        let person = person(&row, data, &mut names, problems);
        if let (Some(wave), Some(person)) = (wave, person) {
            let (people, rows) = waves.entry(wave).or_default();
            people.push(person);
            rows.push(row.number());
        }
    }
    let design = |(wave, (people, rows)): (u16, (Vec<Person>, Vec<usize>))| {
        let units: Vec<Unit> = people.iter().map(|person| person.unit).collect();
        match Design::new(&units) {
            Ok(design) => Some((wave, (people, design))),
            Err(faults) => {
                for (at, fault) in faults {
                    let row = rows.get(at).copied().unwrap_or_default();
                    let column = match fault {
                        senim_estimate::DesignFault::Weight(_) => "weight",
                        _ => "population",
                    };
                    problems.error(Place::row(file, row).column(column), fault.to_string());
                }
                None
            }
        }
    };
    waves.into_iter().filter_map(design).collect()
}

/// Numbers of strata and clusters by what the file calls them.
#[derive(Default)]
struct Names {
    strata: BTreeMap<String, u32>,
    clusters: BTreeMap<String, u32>,
}

fn numbered(names: &mut BTreeMap<String, u32>, name: &str) -> u32 {
    let next = names.len() as u32;
    *names.entry(name.to_owned()).or_insert(next)
}

fn person(
    row: &grid::Row<'_>,
    data: &Surveys,
    names: &mut Names,
    problems: &Problems,
) -> Option<Person> {
    let number = |column: &str, what: &str| {
        let text = row.get(column);
        let number = values::number(text);
        if number.is_none() && !text.is_empty() {
            let message = format!("“{}” is no {what}", shorten(text));
            problems.error(row.place().column(column), message);
        }
        number
    };
    let weight = number("weight", "number of people");
    if row.get("weight").is_empty() {
        problems.error(row.place().column("weight"), "is empty");
    }
    let population = number("population", "number of clusters");
    let is_unread = population.is_none() && !row.get("population").is_empty();
    let regions = data.regions.iter().map(|term| &term.id);
    let region = row.may("region", regions, problems);
    let groups = data.splits.iter().map(|split| {
        let groups = split.groups.iter().map(|term| &term.id);
        row.may(split.term.id.as_str(), groups, problems)
    });
    let groups = groups.collect();
    let answers = data.questions.iter().map(|question| {
        let scale = data.scale_of(question)?;
        let known = || scale.answers.iter().map(|answer| &answer.id);
        row.answers(question, known, problems)
    });
    let answers = answers.collect();
    // Without clusters, everybody was drawn alone.
    let alone = row.number().to_string();
    let cluster = match row.get("cluster") {
        "" => &alone,
        cluster => cluster,
    };
    // What is no number says nothing of its stratum.
    (!is_unread).then_some(())?;
    Some(Person {
        unit: Unit {
            stratum: numbered(&mut names.strata, row.get("stratum")),
            cluster: numbered(&mut names.clusters, cluster),
            weight: weight?,
            population,
        },
        region,
        groups,
        answers,
    })
}
