//! The files of calls, of the publisher and of each supplier.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use senim_model::id::Id;

use super::Calls;
use super::count::{Counter, FileCounts};
use super::counts::Counts;
use crate::check::Directory;
use crate::problem::{Problem, Problems, Severity};
use crate::source::mapping::Mapping;
use crate::source::part::Wanted;
use crate::source::shape::CALLS;
use crate::source::tables::{Folder, is_calls, split};

/// Where to look for calls.
pub(crate) struct Request<'a> {
    /// The source folder.
    pub(crate) root: &'a Path,
    /// It, and those of its suppliers.
    pub(crate) folders: &'a [Folder],
    /// Suppliers whose files do not count.
    pub(crate) held: &'a BTreeSet<Id>,
    /// The day as of which calls are in the future.
    pub(crate) today: NaiveDate,
}

/// Counts all calls; `None` where nothing is to be measured. A file of a supplier that has errors is
/// held back as a whole: what was published of its months stays.
pub(crate) fn read(
    request: &Request<'_>,
    directory: &Directory,
    problems: &Problems,
) -> Option<Calls> {
    let settings = &directory.settings.response;
    let root = request.root;
    let folders = request.folders.iter();
    let counts = |folder: &&Folder| {
        let supplier = folder.supplier.as_ref();
        supplier.is_none_or(|id| !request.held.contains(id))
    };
    settings.check(directory.regions.keys(), problems);
    let files: Vec<(&Folder, String)> = folders
        .filter(counts)
        .flat_map(|folder| files(root, folder).map(move |file| (folder, file)))
        .collect();
    if !settings.is_used() {
        for (_, file) in &files {
            let message = "is left out, as [response] in senim.toml names no clocks and priorities";
            problems.warning(crate::problem::Place::file(file), message);
        }
        return None;
    }
    let mut counter = Counter::new(root, directory, request.today);
    let mut regions: BTreeMap<usize, Counts> = BTreeMap::new();
    let mut excluded = BTreeMap::new();
    for (folder, file) in files {
        let Some(counts) = file_counts(&mut counter, folder, &file, problems) else {
            continue;
        };
        for (region, counts) in counts.regions {
            regions.entry(region).or_default().merge(counts);
        }
        for (key, calls) in counts.excluded {
            *excluded.entry(key).or_default() += calls;
        }
    }
    let regions = counter.regions.into_iter().enumerate().map(|(at, region)| {
        let counts = regions.remove(&at).unwrap_or_default();
        (region, counts)
    });
    Some(Calls {
        regions: regions.collect(),
        excluded,
    })
}

/// The files of calls of a folder, by name: `calls.csv`, `calls-2025.csv`, or what the settings say.
fn files(root: &Path, folder: &Folder) -> impl Iterator<Item = String> {
    let mapped = folder
        .reading
        .tables
        .get(CALLS.table)
        .and_then(|mapping| mapping.file.clone());
    let entries = std::fs::read_dir(root.join(&folder.prefix))
        .into_iter()
        .flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            let (stem, ending) = split(name);
            let is_table = matches!(ending, "csv" | "tsv" | "xlsx");
            match &mapped {
                Some(file) => file == name,
                None => is_table && is_calls(stem),
            }
        })
        .collect();
    names.sort();
    let prefix = folder.prefix.clone();
    names.into_iter().map(move |name| format!("{prefix}{name}"))
}

/// The calls of a file; `None` where it has errors.
fn file_counts(
    counter: &mut Counter<'_>,
    folder: &Folder,
    file: &str,
    problems: &Problems,
) -> Option<FileCounts> {
    let unmapped = Mapping::default();
    let wanted = Wanted {
        shape: CALLS,
        file,
        supplier: folder.supplier.as_ref(),
        reading: &folder.reading,
        mapping: folder.reading.tables.get(CALLS.table).unwrap_or(&unmapped),
        personal: &folder.personal,
    };
    let found = Problems::default();
    let counts = counter.file(&wanted, &found);
    let found = found.into_report().problems;
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    let has_errors = found.iter().any(is_error);
    for mut problem in found {
        if folder.supplier.is_some() && is_error(&problem) {
            problem.severity = Severity::Held;
        }
        problems.push(problem);
    }
    (!has_errors).then_some(counts)
}
