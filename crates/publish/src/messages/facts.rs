//! The tables of messages, as they are published and as they are read again.

use std::collections::BTreeSet;
use std::path::Path;

use senim_measure::{Histogram, Period};
use senim_message::{Confirmed, Outcome};

use super::{Answer, Cell, Counts, Key, Row};
use crate::Error;
use crate::release::File;
use crate::release::sheet::{Sheet, optional};
use crate::release::table::{Table, Values, id};

/// What the office did, by region, district and period.
pub(crate) const CELLS: &str = "feedback.csv";
/// The same by region, quarter and theme.
pub(crate) const THEMES: &str = "feedback_themes.csv";
/// What senders said, by region, district and period.
pub(crate) const SAID: &str = "feedback_confirmed.csv";
/// The same by region, quarter and theme.
pub(crate) const SAID_THEMES: &str = "feedback_confirmed_themes.csv";
/// What officers wrote for everybody.
pub(crate) const ANSWERS: &str = "feedback_answers.csv";

/// All that is published of messages.
#[derive(Debug, Default)]
pub(crate) struct Published {
    /// What the office did, of all messages.
    pub(crate) office: Tables,
    /// What senders said, of those messages of which they said anything.
    pub(crate) senders: Tables,
    /// What officers wrote for everybody.
    pub(crate) answers: Vec<Answer>,
}

/// The tables of one side.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// By region, district and period.
    pub(crate) cells: Vec<Cell>,
    /// By region, quarter and theme.
    pub(crate) themes: Vec<Row>,
}

/// Columns of what the office did.
const OFFICE: [&str; 8] = [
    "received",
    "answered",
    "days",
    "closed_done",
    "closed_partly",
    "closed_elsewhere",
    "closed_impossible",
    "reopened",
];

/// Columns of what senders said.
const SENDERS: [&str; 4] = [
    "said",
    "confirmed_solved",
    "confirmed_partly",
    "confirmed_not",
];

/// The files of a side, their columns, and how they are written and read.
struct Side {
    cells: &'static str,
    themes: &'static str,
    columns: &'static [&'static str],
    write: fn(&Counts) -> Vec<String>,
    read: fn(&Values<'_>) -> Option<Counts>,
}

const BY_OFFICE: Side = Side {
    cells: CELLS,
    themes: THEMES,
    columns: &OFFICE,
    write: write_office,
    read: read_office,
};

const BY_SENDERS: Side = Side {
    cells: SAID,
    themes: SAID_THEMES,
    columns: &SENDERS,
    write: write_senders,
    read: read_senders,
};

impl Published {
    /// Reads the tables of a release; a table that is not there, or was withdrawn, is empty.
    pub(crate) fn read(folder: &Path) -> Result<Published, Error> {
        Ok(Published {
            office: Tables::read(folder, &BY_OFFICE)?,
            senders: Tables::read(folder, &BY_SENDERS)?,
            answers: Table::read(folder, ANSWERS)?.all(answer)?,
        })
    }

    /// The tables.
    pub(super) fn files(&self, sample: bool) -> Result<Vec<File>, Error> {
        let office = self.office.files(&BY_OFFICE, sample)?;
        let senders = self.senders.files(&BY_SENDERS, sample)?;
        let mut files = vec![self.answers(sample)?];
        files.extend(office.into_iter().chain(senders));
        Ok(files)
    }

    fn answers(&self, sample: bool) -> Result<File, Error> {
        let columns = [
            "region",
            "district",
            "period",
            "theme",
            "summary",
            "answer",
            "outcome",
            "confirmed",
        ];
        let mut sheet = Sheet::new(ANSWERS, &columns, sample)?;
        for answer in &self.answers {
            sheet.row(vec![
                answer.region.to_string(),
                optional(answer.district.as_ref()),
                optional(answer.period),
                optional(answer.theme.as_ref()),
                answer.summary.clone(),
                answer.answer.clone(),
                optional(answer.outcome.map(Outcome::code)),
                optional(answer.confirmed.map(Confirmed::code)),
            ])?;
        }
        sheet.finish()
    }
}

fn write_office(counts: &Counts) -> Vec<String> {
    let Counts {
        received,
        answered,
        days,
        closed,
        reopened,
        ..
    } = counts;
    let mut cells = vec![received.to_string(), answered.to_string(), days.to_string()];
    cells.extend(closed.iter().map(u64::to_string));
    cells.push(reopened.to_string());
    cells
}

fn read_office(row: &Values<'_>) -> Option<Counts> {
    let [.., done, partly, elsewhere, impossible, reopened] = OFFICE;
    Some(Counts {
        received: row.number("received")?,
        answered: row.number("answered")?,
        days: Histogram::parse(row.text("days"), 0)?,
        closed: [
            row.number(done)?,
            row.number(partly)?,
            row.number(elsewhere)?,
            row.number(impossible)?,
        ],
        reopened: row.number(reopened)?,
        confirmed: [0; 3],
    })
}

fn write_senders(counts: &Counts) -> Vec<String> {
    let all = std::iter::once(&counts.received).chain(&counts.confirmed);
    all.map(u64::to_string).collect()
}

fn read_senders(row: &Values<'_>) -> Option<Counts> {
    let [all, solved, partly, not] = SENDERS;
    Some(Counts {
        received: row.number(all)?,
        confirmed: [row.number(solved)?, row.number(partly)?, row.number(not)?],
        ..Counts::default()
    })
}

impl Tables {
    fn read(folder: &Path, side: &Side) -> Result<Tables, Error> {
        let cells = Table::read(folder, side.cells)?;
        let themes = Table::read(folder, side.themes)?;
        Ok(Tables {
            cells: cells.all(|row| cell(row, (side.read)(row)?))?,
            themes: themes.all(|row| theme(row, (side.read)(row)?))?,
        })
    }

    fn files(&self, side: &Side, sample: bool) -> Result<[File; 2], Error> {
        let columns = |own: &[&'static str]| [own, side.columns].concat();
        let own = ["region", "district", "period", "quarters", "min_cell"];
        let mut cells = Sheet::new(side.cells, &columns(&own), sample)?;
        for cell in &self.cells {
            let quarters: Vec<String> = cell.quarters.iter().map(ToString::to_string).collect();
            let own = vec![
                optional(cell.key.region.as_ref()),
                optional(cell.key.district.as_ref()),
                cell.key.period.to_string(),
                quarters.join("|"),
                cell.min_cell.to_string(),
            ];
            cells.row([own, (side.write)(&cell.counts)].concat())?;
        }
        let own = ["region", "quarter", "theme", "rest"];
        let mut themes = Sheet::new(side.themes, &columns(&own), sample)?;
        for row in &self.themes {
            let rest = if row.theme.is_none() { "yes" } else { "" };
            let own = vec![
                row.region.to_string(),
                row.quarter.to_string(),
                optional(row.theme.as_ref()),
                rest.to_owned(),
            ];
            themes.row([own, (side.write)(&row.counts)].concat())?;
        }
        Ok([cells.finish()?, themes.finish()?])
    }
}

fn cell(row: &Values<'_>, counts: Counts) -> Option<Cell> {
    let quarters = row.text("quarters").split('|').map(Period::parse);
    Some(Cell {
        key: Key {
            region: row.may("region", id)?,
            period: Period::parse(row.text("period"))?,
            district: row.may("district", id)?,
        },
        quarters: quarters.collect::<Option<BTreeSet<Period>>>()?,
        min_cell: row.number("min_cell")?,
        counts,
    })
}

fn theme(row: &Values<'_>, counts: Counts) -> Option<Row> {
    Some(Row {
        region: id(row.text("region"))?,
        quarter: Period::parse(row.text("quarter"))?,
        theme: row.may("theme", id)?,
        counts,
    })
}

fn answer(row: &Values<'_>) -> Option<Answer> {
    Some(Answer {
        region: id(row.text("region"))?,
        district: row.may("district", id)?,
        period: row.may("period", Period::parse)?,
        theme: row.may("theme", id)?,
        summary: row.text("summary").to_owned(),
        answer: row.text("answer").to_owned(),
        outcome: row.may("outcome", Outcome::from_code)?,
        confirmed: row.may("confirmed", Confirmed::from_code)?,
    })
}
