//! A file of responses: columns are questions and splits of the publisher's own.

use std::path::Path;

use senim_model::id::Id;
use senim_model::surveys::{Question, Surveys};

use super::COLUMNS;
use crate::problem::{Place, Problems, suggestion};
use crate::source::grid::{Grid, Line};
use crate::source::table::shorten;
use crate::source::workbook::Workbook;
use crate::source::{delimited, encoding, read_file};

/// A file of responses.
pub(super) struct Sheet<'a> {
    file: &'a str,
    grid: Grid,
    header: Vec<String>,
}

/// Somebody's row.
pub(super) struct Row<'a> {
    sheet: &'a Sheet<'a>,
    line: &'a Line,
}

/// Reads a file; `None` where it cannot be used, which is then a problem.
pub(super) fn read<'a>(
    root: &Path,
    file: &'a str,
    data: &Surveys,
    problems: &Problems,
) -> Option<Sheet<'a>> {
    let bytes = read_file(root, file, problems)?;
    let grid = match file.to_lowercase().ends_with(".xlsx") {
        true => {
            let mut workbook = Workbook::open(bytes, file, problems)?;
            let sheet = workbook.sheets().first()?.clone();
            workbook.read(&sheet, file, problems)?
        }
        false => {
            let text = encoding::decode(bytes, None, file, problems)?;
            delimited::read(&text, file, problems)?
        }
    };
    let Some(first) = grid.rows.first() else {
        let message = "is empty; its first row has to name the columns";
        problems.error(Place::file(file), message);
        return None;
    };
    let header: Vec<String> = first
        .cells
        .iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    let questions = data.questions.iter().map(|question| &question.id);
    let splits = data.splits.iter().map(|split| &split.term.id);
    let known: Vec<&str> = COLUMNS
        .into_iter()
        .chain(questions.chain(splits).map(Id::as_str))
        .collect();
    let place = Place::row(file, first.number);
    for (at, name) in header.iter().enumerate() {
        if header.iter().take(at).any(|other| other == name) && !name.is_empty() {
            problems.error(place.column(name), "stands twice in the header");
        } else if !known.contains(&name.as_str()) {
            let message = "is neither a question of survey_questions nor a split of senim.toml, and is left out.";
            let hint = suggestion(name, known.iter().copied());
            problems.warning_with_hint(place.column(name), message, hint);
        }
    }
    let mut usable = true;
    for required in ["wave", "weight"] {
        if !header.iter().any(|name| name == required) {
            problems.error(place.column(required), "is missing from the header");
            usable = false;
        }
    }
    usable.then_some(Sheet { file, grid, header })
}

impl Sheet<'_> {
    /// Everybody.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let lines = self.grid.rows.iter().skip(1);
        lines.map(|line| Row { sheet: self, line })
    }
}

impl Row<'_> {
    /// As a spreadsheet shows it.
    pub(super) fn number(&self) -> usize {
        self.line.number
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place<'_> {
        Place::row(self.sheet.file, self.line.number)
    }

    /// A cell; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        let at = self.sheet.header.iter().position(|name| name == column);
        at.and_then(|at| self.line.cells.get(at))
            .map_or("", |cell| cell.trim())
    }

    /// The position of what a cell names; an empty cell is a problem.
    pub(super) fn position<'k>(
        &self,
        column: &str,
        known: impl Iterator<Item = &'k Id>,
        problems: &Problems,
    ) -> Option<u16> {
        if self.get(column).is_empty() {
            problems.error(self.place().column(column), "is empty");
        }
        self.may(column, known, problems)
    }

    /// The position of what a cell names, where it names something.
    pub(super) fn may<'k>(
        &self,
        column: &str,
        known: impl Iterator<Item = &'k Id>,
        problems: &Problems,
    ) -> Option<u16> {
        match self.get(column) {
            "" => None,
            text => self.one(column, text, known, problems),
        }
    }

    fn one<'k>(
        &self,
        column: &str,
        text: &str,
        known: impl Iterator<Item = &'k Id>,
        problems: &Problems,
    ) -> Option<u16> {
        let known: Vec<&str> = known.map(Id::as_str).collect();
        let found = known.iter().position(|id| *id == text);
        if found.is_none() {
            let message = format!("“{}” is not known.", shorten(text));
            let listed = problems.are_listed(self.sheet.file);
            let hint = listed
                .then(|| suggestion(text, known.iter().copied()))
                .flatten();
            problems.error_with_hint(self.place().column(column), message, hint);
        }
        found.and_then(|at| u16::try_from(at).ok())
    }

    /// The answers to a question; `None` where it was not answered.
    pub(super) fn answers<'k, K: Iterator<Item = &'k Id>>(
        &self,
        question: &Question,
        known: impl Fn() -> K,
        problems: &Problems,
    ) -> Option<Vec<u16>> {
        let column = question.id.as_str();
        let cell = self.get(column);
        if cell.is_empty() {
            return None;
        }
        let given: Vec<&str> = match question.several {
            true => cell
                .split('|')
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .collect(),
            false => vec![cell],
        };
        let given = given.into_iter();
        given
            .map(|text| self.one(column, text, known(), problems))
            .collect()
    }
}
