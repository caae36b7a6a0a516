//! A report as people and as programs read it.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};

use crate::problem::{Problem, Severity};

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Errors first, then by file and row.
    pub problems: Vec<Problem>,
}

impl Severity {
    fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Held => "held",
            Severity::Warning => "warning",
        }
    }
}

impl Report {
    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many faults that hold a supplier's data back.
    pub fn held(&self) -> usize {
        self.count(Severity::Held)
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.of(severity).count()
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Problem> {
        let same = move |problem: &&Problem| problem.severity == severity;
        self.problems.iter().filter(same)
    }

    /// Errors, held faults and warnings of each file.
    fn by_file(&self) -> BTreeMap<&str, [usize; 3]> {
        let mut files: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for problem in &self.problems {
            let [errors, held, warnings] = files.entry(&problem.file).or_default();
            match problem.severity {
                Severity::Error => *errors += 1,
                Severity::Held => *held += 1,
                Severity::Warning => *warnings += 1,
            }
        }
        files
    }

    /// The report as JSON; docs/source-format.md describes its keys.
    pub fn to_json(&self) -> Value {
        let files: serde_json::Map<String, Value> = self
            .by_file()
            .into_iter()
            .map(|(file, [errors, held, warnings])| {
                let counts = json!({ "errors": errors, "held": held, "warnings": warnings });
                (file.to_owned(), counts)
            })
            .collect();
        let problems: Vec<Value> = self.problems.iter().map(problem_json).collect();
        json!({
            "format": 1,
            "problems": problems,
            "summary": {
                "errors": self.errors(),
                "held": self.held(),
                "warnings": self.warnings(),
                "files": files,
            },
        })
    }
}

fn problem_json(problem: &Problem) -> Value {
    json!({
        "severity": problem.severity.word(),
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.word(), self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
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
        for severity in [Severity::Error, Severity::Held, Severity::Warning] {
            let mut found = self.of(severity).peekable();
            let some = found.peek().is_some();
            for problem in found {
                writeln!(f, "{problem}")?;
            }
            if some {
                writeln!(f)?;
            }
        }
        for (file, counts) in self.by_file() {
            writeln!(f, "{file}: {}", count(counts))?;
        }
        let total = [self.errors(), self.held(), self.warnings()];
        write!(f, "{}", count(total))
    }
}

/// "2 errors, 1 warning"; what is held back is named where there is some.
fn count([errors, held, warnings]: [usize; 3]) -> String {
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let held = match held {
        0 => String::new(),
        held => format!("{held} held back, "),
    };
    format!(
        "{errors} error{}, {held}{warnings} warning{}",
        plural(errors),
        plural(warnings)
    )
}
