//! The files of calls, of the publisher and of each supplier.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::path::Path;

use chrono::NaiveDate;
use senim_model::id::Id;

use super::count::Counter;
use super::counts::Counts;
use super::found::FileCounts;
use super::rows::{Row, Table};
use super::seen::Seen;
use super::{Calls, excluded, text};
use crate::check::Directory;
use crate::in_order::{in_order, processors};
use crate::problem::{Problem, Problems, Severity};
use crate::source::mapping::{Mapping, Reading};
use crate::source::part::Wanted;
use crate::source::personal::Rules;
use crate::source::shape::CALLS;
use crate::source::tables::{Folder, is_calls, is_table};

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
        .flat_map(|folder| {
            files(root, folder)
                .into_iter()
                .map(move |file| (folder, file))
        })
        .collect();
    if !settings.is_used() {
        for (_, file) in &files {
            let message = "is left out, as [response] in senim.toml names no clocks and priorities";
            problems.warning(crate::problem::Place::file(file), message);
        }
        return None;
    }
    let counter = Counter::new(root, directory, request.today);
    let mut sums = Sums::default();
    in_order(
        processors(),
        &files,
        &|(folder, file)| one(&counter, folder, file, &Seen::default()),
        &mut |at, found| {
            // What earlier files hold too is counted once: then this one is counted again without it.
            let found = match files.get(at) {
                Some((folder, file)) if sums.seen.shares(&found.seen) => {
                    one(&counter, folder, file, &sums.seen)
                }
                _ => found,
            };
            sums.add(found, problems);
        },
    );
    let regions = counter.regions.into_iter().enumerate().map(|(at, region)| {
        let counts = sums.regions.remove(&at).unwrap_or_default();
        (region, counts)
    });
    Some(Calls {
        regions: regions.collect(),
        excluded: sums.excluded,
    })
}

/// Tells how many calls of a text are counted, of how many rows, and how many are left out: reading
/// without a folder, for fuzzing.
pub(crate) fn account(directory: &Directory) -> impl Fn(&[u8]) -> [u64; 3] + Send + Sync + use<> {
    let counter = Counter::new(Path::new(""), directory, NaiveDate::MAX);
    move |bytes| {
        let wanted = Wanted {
            shape: CALLS,
            file: "calls.csv",
            supplier: None,
            reading: &Reading::default(),
            mapping: &Mapping::default(),
            personal: &Rules::default(),
        };
        let problems = Problems::default();
        let mut rows = 0;
        let mut count = |_: &Row<'_>| rows += 1;
        // Looking at nothing at once, the general reader reads all.
        let _ = text::of_bytes(bytes, 0, &mut Table::new(&wanted, &problems, &mut count));
        let (found, _) = counter.text(bytes, &wanted, &problems);
        let regions = found.regions.values();
        let counted = regions.flat_map(|counts| counts.by_month().map(|(_, calls)| calls));
        [counted.sum(), rows, found.excluded.values().sum()]
    }
}

/// What one file holds; no counts where it has errors.
struct OfFile {
    counts: Option<FileCounts>,
    seen: Seen,
    problems: Vec<Problem>,
}

/// What all files hold together.
#[derive(Default)]
struct Sums {
    regions: BTreeMap<usize, Counts>,
    excluded: BTreeMap<excluded::Key, u64>,
    seen: Seen,
}

impl Sums {
    fn add(&mut self, found: OfFile, problems: &Problems) {
        for problem in found.problems {
            problems.push(problem);
        }
        let Some(counts) = found.counts else { return };
        self.seen.absorb(found.seen);
        for (region, counts) in counts.regions {
            match self.regions.entry(region) {
                Entry::Vacant(place) => {
                    place.insert(counts);
                }
                Entry::Occupied(mut there) => there.get_mut().merge(counts),
            }
        }
        for (key, calls) in counts.excluded {
            *self.excluded.entry(key).or_default() += calls;
        }
    }
}

/// The files of calls of a folder, by name: `calls.csv`, `calls-2025.csv`, or what the settings say.
fn files(root: &Path, folder: &Folder) -> Vec<String> {
    let mapping = folder.reading.tables.get(CALLS.table);
    let mapped = mapping.and_then(|mapping| mapping.file.as_deref());
    folder.files(root, |name| match mapped {
        Some(file) => file == name,
        None => is_table(name, is_calls),
    })
}

/// The calls of a file, but for those that were seen before.
fn one(counter: &Counter<'_>, folder: &Folder, file: &str, before: &Seen) -> OfFile {
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
    let (counts, seen) = counter.file(&wanted, before, &found);
    let mut problems = found.into_report().problems;
    let has_errors = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    if folder.supplier.is_some() {
        let errors = problems
            .iter_mut()
            .filter(|problem| problem.severity == Severity::Error);
        errors.for_each(|problem| problem.severity = Severity::Held);
    }
    OfFile {
        counts: (!has_errors).then_some(counts),
        seen,
        problems,
    }
}
