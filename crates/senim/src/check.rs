//! `senim check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::ValueEnum;
use senim_publish::check::{self, Directory, Request};
use senim_publish::problem::{Problems, Report};

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for each problem
    Text,
    /// What docs/source-format.md describes
    Json,
}

/// Prints everything that is wrong. Faults that only hold a supplier back count as faults here.
pub(crate) fn run(source: &Path, data: Option<&Path>, format: Format) -> Result<ExitCode> {
    let (directory, report) = check(source, data, Utc::now());
    match format {
        Format::Text => eprintln!("{report}"),
        Format::Json => println!("{}", serde_json::to_string_pretty(&report.to_json())?),
    }
    Ok(match directory.is_some() && report.held() == 0 {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Checks a source folder beside what a data folder has published; without a directory where there
/// are errors.
pub(crate) fn check(
    source: &Path,
    data: Option<&Path>,
    time: DateTime<Utc>,
) -> (Option<Directory>, Report) {
    let problems = Problems::default();
    // A day more, so that what is dated today in the east of the country is not in the future.
    let today = (time + chrono::TimeDelta::hours(14)).date_naive();
    let published: Option<PathBuf> = data.and_then(check::current_facts);
    let request = Request {
        published: published.as_deref(),
        ..Request::new(source, today)
    };
    let directory = check::directory(&request, &problems);
    let report = problems.into_report();
    let directory = directory.filter(|_| report.errors() == 0);
    (directory, report)
}
