//! The tables of the register, as they are published and as they are read again.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::text::Text;
use senim_register::{
    Answer, Asked, Event, Evidence, EvidenceKind, Indicator, Kind, Place, Problem, Register,
    Status, Value,
};

use super::Recorded;
use crate::Error;
use crate::release::File;
use crate::release::sheet::{Sheet, names, optional};
use crate::release::table::{Table, Values, id};

/// The register itself.
pub(crate) const PROBLEMS: &str = "problems.csv";
const AGENCIES: &str = "agencies.csv";
const THEMES: &str = "problem_themes.csv";
const EVENTS: &str = "problem_events.csv";
const EVIDENCE: &str = "problem_evidence.csv";

/// Columns of the register.
const COLUMNS: [&str; 40] = [
    "id",
    "region",
    "district",
    "area",
    "theme",
    "name_kk",
    "name_ru",
    "name_en",
    "problem_kk",
    "problem_ru",
    "problem_en",
    "recommendation_kk",
    "recommendation_ru",
    "recommendation_en",
    "decision_kk",
    "decision_ru",
    "decision_en",
    "decided_on",
    "document_kk",
    "document_ru",
    "document_en",
    "url",
    "agency",
    "due",
    "first_due",
    "status",
    "indicator_kk",
    "indicator_ru",
    "indicator_en",
    "before",
    "before_on",
    "after",
    "after_on",
    "confirmed",
    "confirmed_n",
    "confirmed_yes",
    "confirmed_how_kk",
    "confirmed_how_ru",
    "confirmed_how_en",
    "confirmed_on",
];

/// What is written where residents were not asked.
const NOT_ASKED: &str = "not_asked";

/// The tables. Where there are suppliers, each row says whose it is, so that what was published of one
/// can stand in.
pub(crate) fn tables(
    recorded: &Recorded,
    supplied: bool,
    sample: bool,
) -> Result<Vec<File>, Error> {
    let Recorded {
        register,
        agency_suppliers,
        problem_suppliers,
    } = recorded;
    let out = |name, columns: &[&'static str]| Supplied::new(name, columns, supplied, sample);
    let mut agencies = out(AGENCIES, &["id", "name_kk", "name_ru", "name_en"])?;
    for (agency, supplier) in register.agencies.iter().zip(agency_suppliers) {
        agencies.row(term(agency), supplier.as_ref())?;
    }
    let mut themes = Sheet::new(THEMES, &["id", "name_kk", "name_ru", "name_en"], sample)?;
    for theme in &register.themes {
        themes.row(term(theme))?;
    }
    let mut problems = out(PROBLEMS, &COLUMNS)?;
    let columns = ["problem", "date", "kind", "text_kk", "text_ru", "text_en"];
    let mut events = out(EVENTS, &columns)?;
    let columns = ["problem", "kind", "to", "label_kk", "label_ru", "label_en"];
    let mut evidence = out(EVIDENCE, &columns)?;
    for (problem, supplier) in register.problems.iter().zip(problem_suppliers) {
        let supplier = supplier.as_ref();
        let id = problem.id.to_string();
        problems.row(row_of(problem), supplier)?;
        for event in &problem.events {
            let start = [id.clone(), event.date.to_string(), event.kind.code().into()];
            events.row(with_names(start, &event.text), supplier)?;
        }
        for of in &problem.evidence {
            let start = [id.clone(), of.kind.code().into(), of.to.clone()];
            evidence.row(with_names(start, &of.label), supplier)?;
        }
    }
    Ok(vec![
        agencies.sheet.finish()?,
        themes.finish()?,
        problems.sheet.finish()?,
        events.sheet.finish()?,
        evidence.sheet.finish()?,
    ])
}

/// A table whose rows may be of suppliers.
struct Supplied {
    sheet: Sheet,
    supplied: bool,
}

impl Supplied {
    fn new(
        name: &'static str,
        columns: &[&'static str],
        supplied: bool,
        sample: bool,
    ) -> Result<Supplied, Error> {
        let own = columns.iter().copied();
        let columns: Vec<&str> = own.chain(supplied.then_some("supplier")).collect();
        let sheet = Sheet::new(name, &columns, sample)?;
        Ok(Supplied { sheet, supplied })
    }

    fn row(&mut self, mut cells: Vec<String>, supplier: Option<&Id>) -> Result<(), Error> {
        if self.supplied {
            cells.push(optional(supplier));
        }
        self.sheet.row(cells)
    }
}

fn with_names<const N: usize>(start: [String; N], of: &Text) -> Vec<String> {
    start.into_iter().chain(names(of)).collect()
}

fn term(of: &Term) -> Vec<String> {
    with_names([of.id.to_string()], &of.name)
}

fn row_of(problem: &Problem) -> Vec<String> {
    let place = &problem.place;
    let start = [
        problem.id.to_string(),
        place.region.id.to_string(),
        optional(place.district.as_ref().map(|district| &district.id)),
        optional(place.area.as_ref().map(|(area, _)| area)),
        problem.theme.to_string(),
    ];
    let mut row = with_names(start, &problem.name);
    for of in [&problem.what, &problem.recommendation, &problem.decision] {
        row.extend(names(of));
    }
    row.push(optional(problem.decided_on));
    row.extend(names(&problem.document));
    row.extend([
        problem.document_url.clone(),
        optional(problem.agency.as_ref()),
        optional(problem.due),
        optional(problem.first_due),
        problem.status.code().to_owned(),
    ]);
    let indicator = problem.indicator.as_ref();
    row.extend(indicator.map(|of| names(&of.name)).unwrap_or_default());
    let values = [
        indicator.map(|of| of.before),
        indicator.and_then(|of| of.after),
    ];
    for value in values {
        row.extend([
            optional(value.map(|of| of.number)),
            optional(value.map(|of| of.on)),
        ]);
    }
    let asked = problem.asked.as_ref();
    row.push(
        asked
            .map_or(NOT_ASKED, |asked| asked.answer.code())
            .to_owned(),
    );
    row.push(optional(asked.map(|asked| asked.n)));
    row.push(optional(asked.and_then(|asked| asked.solved)));
    row.extend(asked.map(|asked| names(&asked.how)).unwrap_or_default());
    row.push(optional(asked.map(|asked| asked.on)));
    row
}

/// What places are called now.
pub(crate) struct Names {
    /// Regions.
    pub(crate) regions: BTreeMap<Id, Text>,
    /// Districts.
    pub(crate) districts: BTreeMap<Id, Text>,
    /// Numbers of areas.
    pub(crate) areas: BTreeMap<Id, String>,
}

impl Names {
    fn term(names: &BTreeMap<Id, Text>, id: Id) -> Term {
        let name = names.get(&id).cloned().unwrap_or_else(|| Text {
            en: id.to_string(),
            ..Text::default()
        });
        Term { id, name }
    }

    fn place(&self, row: &Values<'_>) -> Option<Place> {
        let area = row.may("area", id)?.map(|area| {
            let number = self.areas.get(&area).cloned();
            let number = number.unwrap_or_else(|| area.to_string());
            (area, number)
        });
        let district = row.may("district", id)?;
        Some(Place {
            region: Names::term(&self.regions, id(row.text("region"))?),
            district: district.map(|district| Names::term(&self.districts, district)),
            area,
        })
    }
}

/// Reads the tables of a release; empty where they are not there, or were withdrawn.
pub(crate) fn read(folder: &Path, names: &Names) -> Result<Register, Error> {
    let terms = |file| Table::read(folder, file)?.all(read_term);
    let mut events = by_problem(Table::read(folder, EVENTS)?.all(read_event)?);
    let mut evidence = by_problem(Table::read(folder, EVIDENCE)?.all(read_evidence)?);
    let problems = Table::read(folder, PROBLEMS)?.all(|row| read_problem(row, names))?;
    let problems = problems.into_iter().map(|problem| Problem {
        events: events.remove(&problem.id).unwrap_or_default(),
        evidence: evidence.remove(&problem.id).unwrap_or_default(),
        ..problem
    });
    Ok(Register {
        agencies: terms(AGENCIES)?,
        themes: terms(THEMES)?,
        problems: problems.collect(),
    })
}

fn by_problem<T>(rows: Vec<(Id, T)>) -> BTreeMap<Id, Vec<T>> {
    let mut found: BTreeMap<Id, Vec<T>> = BTreeMap::new();
    for (problem, row) in rows {
        found.entry(problem).or_default().push(row);
    }
    found
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

fn read_term(row: &Values<'_>) -> Option<Term> {
    Some(Term {
        id: id(row.text("id"))?,
        name: row.names("name"),
    })
}

fn read_event(row: &Values<'_>) -> Option<(Id, Event)> {
    let event = Event {
        date: day(row.text("date"))?,
        kind: Kind::from_code(row.text("kind"))?,
        text: row.names("text"),
    };
    Some((id(row.text("problem"))?, event))
}

fn read_evidence(row: &Values<'_>) -> Option<(Id, Evidence)> {
    let evidence = Evidence {
        kind: EvidenceKind::from_code(row.text("kind"))?,
        to: row.text("to").to_owned(),
        label: row.names("label"),
    };
    Some((id(row.text("problem"))?, evidence))
}

fn read_value(row: &Values<'_>, number: &str, on: &str) -> Option<Option<Value>> {
    if row.text(number).is_empty() {
        return Some(None);
    }
    let (number, on) = (row.number(number)?, day(row.text(on))?);
    Some(Some(Value { number, on }))
}

fn read_asked(row: &Values<'_>) -> Option<Option<Asked>> {
    if row.text("confirmed") == NOT_ASKED {
        return Some(None);
    }
    Some(Some(Asked {
        answer: Answer::from_code(row.text("confirmed"))?,
        n: row.number("confirmed_n")?,
        solved: row.may("confirmed_yes", |cell| cell.parse().ok())?,
        how: row.names("confirmed_how"),
        on: day(row.text("confirmed_on"))?,
    }))
}

/// A problem without its events and evidence.
fn read_problem(row: &Values<'_>, names: &Names) -> Option<Problem> {
    let after = read_value(row, "after", "after_on")?;
    let indicator = read_value(row, "before", "before_on")?.map(|before| Indicator {
        name: row.names("indicator"),
        before,
        after,
    });
    Some(Problem {
        id: id(row.text("id"))?,
        place: names.place(row)?,
        theme: id(row.text("theme"))?,
        name: row.names("name"),
        what: row.names("problem"),
        recommendation: row.names("recommendation"),
        decision: row.names("decision"),
        decided_on: row.may("decided_on", day)?,
        document: row.names("document"),
        document_url: row.text("url").to_owned(),
        agency: row.may("agency", id)?,
        due: row.may("due", day)?,
        first_due: row.may("first_due", day)?,
        status: Status::from_code(row.text("status"))?,
        indicator,
        asked: read_asked(row)?,
        events: Vec::new(),
        evidence: Vec::new(),
    })
}
