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

/// What is checked, and how.
pub(crate) struct What<'a> {
    /// The source folder.
    pub(crate) source: &'a Path,
    /// The data folder: what it has published is compared, and stands in for who is held back.
    pub(crate) data: Option<&'a Path>,
    /// As of when.
    pub(crate) time: DateTime<Utc>,
    /// Whether outlines are mended.
    pub(crate) repair: bool,
    /// Where faults of outlines are drawn.
    pub(crate) pictures: Option<&'a Path>,
}

/// Prints everything that is wrong. Faults that only hold a supplier back count as faults here.
pub(crate) fn run(what: &What<'_>, format: Format) -> Result<ExitCode> {
    let (directory, report) = check(what);
    match format {
        Format::Text => eprintln!("{report}"),
        Format::Json => println!("{}", serde_json::to_string_pretty(&report.to_json())?),
    }
    Ok(match directory.is_some() && report.held() == 0 {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Checks a source folder; without a directory where there are errors.
pub(crate) fn check(what: &What<'_>) -> (Option<Directory>, Report) {
    let problems = Problems::default();
    // A day more, so that what is dated today in the east of the country is not in the future.
    let today = (what.time + chrono::TimeDelta::hours(14)).date_naive();
    let published: Option<PathBuf> = what.data.and_then(check::current_facts);
    let record: Option<PathBuf> = what.data.and_then(check::current_record);
    let request = Request {
        published: published.as_deref(),
        record: record.as_deref(),
        repair: what.repair,
        pictures: what.pictures,
        ..Request::new(what.source, today)
    };
    let directory = check::directory(&request, &problems);
    let report = problems.into_report();
    let directory = directory.filter(|_| report.errors() == 0);
    (directory, report)
}
