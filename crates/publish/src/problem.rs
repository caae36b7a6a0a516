//! What is wrong with a source folder: everything at once, each with its place.

use std::cell::RefCell;
use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Worth a look; publication goes on.
    Warning,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// File inside the source folder.
    pub file: String,
    /// Row as a spreadsheet shows it: the header is row 1.
    pub row: Option<usize>,
    /// Column by its name in the header.
    pub column: Option<String>,
    /// What is wrong, with what was found and what was expected.
    pub message: String,
    /// What was probably meant.
    pub hint: Option<String>,
}

/// Where a problem stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// File inside the source folder.
    pub file: &'a str,
    /// Row as a spreadsheet shows it.
    pub row: Option<usize>,
    /// Column by its name.
    pub column: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A file as a whole.
    pub fn file(file: &'a str) -> Place<'a> {
        Place {
            file,
            row: None,
            column: None,
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

/// A collection of problems that every check may add to.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Problem>>,
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

    fn add(&self, severity: Severity, place: Place<'_>, message: String, hint: Option<String>) {
        self.found.borrow_mut().push(Problem {
            severity,
            file: place.file.to_owned(),
            row: place.row,
            column: place.column.map(str::to_owned),
            message,
            hint,
        });
    }

    /// Everything that was found: errors first, then by file and row.
    pub fn into_report(self) -> Report {
        let mut problems = self.found.into_inner();
        problems.sort();
        problems.dedup();
        Report { problems }
    }
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Errors first, then by file and row.
    pub problems: Vec<Problem>,
}

impl Report {
    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let same = |problem: &&Problem| problem.severity == severity;
        self.problems.iter().filter(same).count()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{word}: {}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let (errors, warnings) = (self.errors(), self.warnings());
        write!(
            f,
            "{errors} error{}, {warnings} warning{}",
            plural(errors),
            plural(warnings)
        )
    }
}

/// What was probably meant, out of what there is: at most two letters away.
pub fn suggestion<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|known| (strsim::damerau_levenshtein(found, known), known))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, known)| format!("Did you mean {known}?"))
}
