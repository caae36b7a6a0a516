//! What is wrong with a source folder: everything at once, each with its place.

use std::cell::RefCell;
use std::collections::BTreeMap;

pub use crate::report::Report;
use crate::source::settings;
use crate::source::table::shorten;
pub(crate) use crate::suggest::suggestion;

/// So many problems of one file are kept; the rest is only counted, so that a file of nothing but
/// faults cannot fill the memory.
const MOST_PER_FILE: usize = 1_000;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// A fault in a supplier's files: what that supplier published last stays, the others go on.
    Held,
    /// Worth a look; publication goes on.
    Warning,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// File inside the source folder, with its sub-folder.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row as a spreadsheet shows it: the header is usually row 1.
    pub row: Option<usize>,
    /// Column by its name in the header of the file.
    pub column: Option<String>,
    /// What is wrong, with what was found and what was expected.
    pub message: String,
    /// What was probably meant.
    pub hint: Option<String>,
    /// How many problems of the file this stands for, as they are not listed; none where it is one.
    pub unlisted: usize,
}

/// Where a problem stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// File inside the source folder.
    pub file: &'a str,
    /// Sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// Row as a spreadsheet shows it.
    pub row: Option<usize>,
    /// Column by its name.
    pub column: Option<&'a str>,
    /// What the file itself calls the columns.
    pub header: Option<&'a Header>,
}

/// What a file calls the columns of a table: the table's own names beside the file's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header(pub(crate) Vec<(String, String)>);

impl Header {
    fn in_file<'a>(&'a self, column: &'a str) -> &'a str {
        let found = self.0.iter().find(|(own, _)| own == column);
        found.map_or(column, |(_, theirs)| theirs)
    }
}

impl<'a> Place<'a> {
    /// A file as a whole.
    pub fn file(file: &'a str) -> Place<'a> {
        Place {
            file,
            sheet: None,
            row: None,
            column: None,
            header: None,
        }
    }

    /// A row of it.
    pub fn row(file: &'a str, row: usize) -> Place<'a> {
        Place {
            row: Some(row),
            ..Place::file(file)
        }
    }

    /// A cell of that row.
    pub fn column(self, column: &'a str) -> Place<'a> {
        Place {
            column: Some(column),
            ..self
        }
    }
}

/// A text that does nothing to a terminal but stand there.
fn printable(text: &str) -> String {
    let visible = |char: char| {
        if char.is_control() && char != '\n' {
            '�'
        } else {
            char
        }
    };
    text.chars().map(visible).collect()
}

/// A collection of problems that every check may add to.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Problem>>,
    /// How many of each file are listed, and how many are not.
    counts: RefCell<BTreeMap<String, [usize; 2]>>,
}

impl Problems {
    /// Adds an error.
    pub fn error(&self, place: Place<'_>, message: impl Into<String>) {
        self.add(Severity::Error, place, message.into(), None);
    }

    /// Adds an error with what was probably meant.
    pub fn error_with_hint(
        &self,
        place: Place<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(Severity::Error, place, message.into(), hint);
    }

    /// Adds a warning.
    pub fn warning(&self, place: Place<'_>, message: impl Into<String>) {
        self.add(Severity::Warning, place, message.into(), None);
    }

    /// Adds a warning with what was probably meant.
    pub fn warning_with_hint(
        &self,
        place: Place<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(Severity::Warning, place, message.into(), hint);
    }

    fn add(&self, severity: Severity, place: Place<'_>, message: String, hint: Option<String>) {
        let in_file = |column| place.header.map_or(column, |header| header.in_file(column));
        self.push(Problem {
            severity,
            file: printable(place.file),
            sheet: place.sheet.map(shorten),
            row: place.row,
            column: place.column.map(|column| shorten(in_file(column))),
            message: printable(&message),
            hint: hint.as_deref().map(printable),
            unlisted: 0,
        });
    }

    /// Adds a problem that was found elsewhere.
    pub(crate) fn push(&self, problem: Problem) {
        let mut counts = self.counts.borrow_mut();
        let [listed, unlisted] = counts.entry(problem.file.clone()).or_default();
        if problem.unlisted > 0 || *listed == MOST_PER_FILE {
            *unlisted += problem.unlisted.max(1);
        } else {
            *listed += 1;
            self.found.borrow_mut().push(problem);
        }
    }

    /// Whether the next problem of a file is still listed, and not only counted.
    pub(crate) fn are_listed(&self, file: &str) -> bool {
        let counts = self.counts.borrow();
        counts
            .get(file)
            .is_none_or(|[listed, _]| *listed < MOST_PER_FILE)
    }

    /// Everything that was found: errors first, then by file and row.
    pub fn into_report(self) -> Report {
        let mut problems = self.found.into_inner();
        for (file, [_, unlisted]) in self.counts.into_inner() {
            if unlisted > 0 {
                let listed = problems.iter().filter(|problem| problem.file == file);
                let severity = listed.map(|problem| problem.severity).min();
                let more = if unlisted == 1 { "problem" } else { "problems" };
                problems.push(Problem {
                    severity: severity.unwrap_or(Severity::Error),
                    file,
                    sheet: None,
                    row: None,
                    column: None,
                    message: format!("has {unlisted} more {more}"),
                    hint: None,
                    unlisted,
                });
            }
        }
        // What is wrong with the settings may be why the rest is.
        problems.sort_by_cached_key(|problem| {
            let is_other = problem.file != settings::FILE;
            (problem.severity, is_other, problem.clone())
        });
        problems.dedup();
        Report { problems }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_counted_once() {
        let faults = |many: usize| {
            let problems = Problems::default();
            (1..=many).for_each(|row| problems.error(Place::row("a.csv", row), "is wrong"));
            problems
        };
        let all = faults(3);
        for problem in faults(MOST_PER_FILE + 7).into_report().problems {
            all.push(problem);
        }
        let report = all.into_report();
        let more: Vec<&str> = (report.problems.iter())
            .map(|problem| problem.message.as_str())
            .filter(|message| message.contains("more"))
            .collect();
        assert_eq!(more, ["has 10 more problems"]);
        let one = faults(MOST_PER_FILE + 1).into_report();
        assert!(one.to_string().contains("has 1 more problem"));
        assert!(!one.to_string().contains("problems\n"));
    }
}
