//! Several suppliers, one directory. A supplier whose files have faults is held back: what it
//! published last stands in, and nobody else has to wait.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use senim_model::id::Id;

use super::maps::{self, Map};
use super::{Directory, Request, assemble};
use crate::coverage::WHOLE;
use crate::picture::Pictures;
use crate::problem::{Place, Problem, Problems, Severity};
use crate::response;
use crate::source::geometry::{self, Found as FoundMap, OutlineSettings};
use crate::source::intake::Intake;
use crate::source::mapping::Reading;
use crate::source::personal::Rules;
use crate::source::settings::{self, Settings};
use crate::source::shape::REGISTER;
use crate::source::tables::{Folder, Found, Tables};
use crate::source::toml;
use crate::source::values::Phones;
use crate::source::{inside, read_file};
use crate::surveys as polls;

/// The folder of the suppliers' folders.
const FOLDER: &str = "suppliers";

/// Suppliers whose rows do not count.
pub(super) type Held = BTreeSet<Id>;

/// A supplier with a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// The name of its folder.
    pub id: Id,
    /// Whether what it sent could be used.
    pub state: State,
}

/// Whether what a supplier sent could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is what is published.
    Fresh,
    /// It has faults; what was published last stands in.
    Late,
    /// It has faults, and nothing was published before.
    Missing,
}

/// Everything that was read, before it is checked.
pub(super) struct Sources<'a> {
    pub(super) folder: &'a Path,
    pub(super) today: NaiveDate,
    pub(super) settings: Option<&'a Settings>,
    suppliers: Vec<Id>,
    /// The folder itself, and those of its suppliers.
    folders: Vec<Folder>,
    tables: Tables,
    /// `[outlines]` of the settings.
    pub(super) outlines: OutlineSettings,
    /// `[phones]` of the settings.
    pub(super) phones: Option<Phones>,
    /// Where faults of outlines are drawn, once each.
    pub(super) pictures: Pictures<'a>,
    repair: bool,
    maps: Vec<Map>,
    /// What was published last.
    published: Published,
    /// What was wrong with the suppliers' files themselves.
    unreadable: Vec<Problem>,
}

/// What was published last, by supplier.
#[derive(Default)]
struct Published {
    tables: Tables,
    maps: Vec<Map>,
}

impl<'a> Sources<'a> {
    /// Reads the folder and those of its suppliers.
    pub(super) fn read(
        request: &Request<'a>,
        settings: Option<&'a Settings>,
        intake: Intake,
        problems: &Problems,
    ) -> Sources<'a> {
        let (common, personal) = (intake.reading, intake.personal);
        let suppliers = suppliers(request.folder, problems);
        let alone = suppliers.is_empty();
        let mut sources = Sources {
            folder: request.folder,
            today: request.today,
            settings,
            suppliers,
            folders: Vec::new(),
            tables: Tables::default(),
            outlines: intake.outlines,
            phones: intake.phones,
            pictures: Pictures::new(request.pictures, request.folder, problems),
            repair: request.repair,
            maps: Vec::new(),
            published: Published::read(request, alone, &personal, problems),
            unreadable: Vec::new(),
        };
        let own = Folder {
            supplier: None,
            prefix: String::new(),
            reading: common.clone(),
            personal: personal.clone(),
        };
        sources.add(own, problems);
        let found = Problems::default();
        for id in sources.suppliers.clone() {
            let prefix = format!("{FOLDER}/{id}/");
            let reading = own_settings(request.folder, &prefix, &found).with_common(&common);
            let folder = Folder {
                supplier: Some(id),
                prefix,
                reading,
                personal: personal.clone(),
            };
            sources.add(folder, &found);
        }
        sources.unreadable = found.into_report().problems;
        sources
    }

    fn add(&mut self, folder: Folder, problems: &Problems) {
        self.tables.read(self.folder, &folder, problems);
        let found = geometry::read(&geometry::Request {
            folder: self.folder,
            prefix: &folder.prefix,
            settings: &self.outlines,
            repair: self.repair,
            pictures: &self.pictures,
            problems,
        });
        self.maps.push(Map {
            supplier: folder.supplier.clone(),
            stands_in: false,
            found,
        });
        self.folders.push(folder);
    }

    /// What was published last.
    pub(super) fn published(&self) -> &Tables {
        &self.published.tables
    }

    /// A table of all whose rows count; what was published stands in for those held back.
    pub(super) fn table(&self, name: &str, held: &Held) -> Found<'_> {
        let counts = |supplier: Option<&Id>| supplier.is_none_or(|id| !held.contains(id));
        let found = self.tables.table(name, counts);
        let is_held = |supplier: Option<&Id>| supplier.is_some_and(|id| held.contains(id));
        match (found, self.published.tables.table(name, is_held)) {
            (Found::Table(mut table), Found::Table(published)) => {
                table.parts.extend(published.parts);
                Found::Table(table)
            }
            (Found::Missing, published) => published,
            (found, _) => found,
        }
    }

    /// The maps of all whose rows count; what was published stands in for those held back.
    pub(super) fn maps(&self, held: &Held) -> Vec<&Map> {
        maps::counting(&self.maps, &self.published.maps, held)
    }

    /// Whether an area is one of somebody who is held back.
    pub(super) fn may_be_held(&self, area: &Id, held: &Held) -> bool {
        self.tables
            .may_have("areas", area, |supplier| held.contains(supplier))
    }

    fn state(&self, id: &Id, held: &Held) -> State {
        if !held.contains(id) {
            return State::Fresh;
        }
        let mut published = self.published.tables.parts.iter();
        match published.any(|part| part.supplier.as_ref() == Some(id)) {
            true => State::Late,
            false => State::Missing,
        }
    }

    /// The supplier in whose folder a problem stands.
    fn whose(&self, problem: &Problem) -> Option<&Id> {
        let inside = problem.file.strip_prefix(FOLDER)?.strip_prefix('/')?;
        let (name, _) = inside.split_once('/')?;
        self.suppliers.iter().find(|id| id.as_str() == name)
    }

    /// Suppliers that have errors.
    fn faulty(&self, problems: &[Problem]) -> Held {
        problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .filter_map(|problem| self.whose(problem).cloned())
            .collect()
    }
}

impl Published {
    /// Reads the tables, and the outlines where there are suppliers whom they could stand in for.
    fn read(
        request: &Request<'_>,
        alone: bool,
        personal: &Rules,
        problems: &Problems,
    ) -> Published {
        let Some(folder) = request.published else {
            return Published::default();
        };
        let found = Problems::default();
        let mut tables = Tables::default();
        let own = Folder {
            supplier: None,
            prefix: String::new(),
            reading: Reading::default(),
            personal: personal.clone(),
        };
        tables.read(folder, &own, &found);
        if let Some(record) = request.record {
            tables.read_some(record, &own, &REGISTER, &found);
        }
        let map = match alone {
            true => FoundMap::Missing,
            false => geometry::read(&geometry::Request {
                folder,
                prefix: "",
                settings: &OutlineSettings::default(),
                repair: false,
                pictures: &Pictures::none(),
                problems: &found,
            }),
        };
        let errors = |problem: &Problem| problem.severity == Severity::Error;
        for mut problem in found.into_report().problems.into_iter().filter(errors) {
            problem.file.insert_str(0, "published ");
            // Without what was published, a check still says what is wrong with what is new.
            problem.severity = Severity::Warning;
            problems.push(problem);
        }
        tables.parts = tables
            .parts
            .into_iter()
            .flat_map(|part| part.by_supplier("published "))
            .collect();
        let maps = match map {
            FoundMap::Outlines(outlines) => maps::by_supplier(outlines, &tables),
            FoundMap::Broken | FoundMap::Missing => Vec::new(),
        };
        Published { tables, maps }
    }
}

/// The suppliers' folders.
fn suppliers(folder: &Path, problems: &Problems) -> Vec<Id> {
    let Some(meta) = inside(folder, FOLDER, problems) else {
        return Vec::new();
    };
    if !meta.is_dir() {
        problems.error(Place::file(FOLDER), "is no folder");
        return Vec::new();
    }
    let entries = std::fs::read_dir(folder.join(FOLDER));
    let names = entries.into_iter().flatten().flatten();
    let mut names: Vec<String> = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names.retain(|name| {
        let path = format!("{FOLDER}/{name}");
        match inside(folder, &path, problems) {
            Some(meta) if meta.is_dir() => true,
            Some(_) => {
                problems.warning(
                    Place::file(&path),
                    "is no supplier's folder, and is left out",
                );
                false
            }
            None => false,
        }
    });
    let parse = |name: String| {
        let id = Id::parse(&name);
        let path = format!("{FOLDER}/{name}");
        if let Err(error) = &id {
            problems.error(Place::file(&path), format!("is a supplier’s name: {error}"));
        }
        if name == WHOLE {
            let message = "is a supplier’s name: “all” stands for the directory as a whole";
            problems.error(Place::file(&path), message);
        }
        id.ok()
    };
    names.into_iter().filter_map(parse).collect()
}

/// What a supplier's own `senim.toml` says of reading its files.
fn own_settings(folder: &Path, prefix: &str, problems: &Problems) -> Reading {
    let file = format!("{prefix}{}", settings::FILE);
    let place = Place::file(&file);
    let reading: Option<Reading> =
        read_file(folder, &file, problems).and_then(|bytes| toml::parse(bytes, place, problems));
    let reading = reading.unwrap_or_default();
    reading.check(place, problems);
    reading
}

/// Checks everything, and holds back the suppliers that have errors.
pub(super) fn directory(sources: &Sources<'_>, problems: &Problems) -> Option<Directory> {
    let check = |held: &Held| {
        let found = Problems::default();
        let directory = assemble(sources, held, &found);
        (directory, found.into_report().problems)
    };
    let mut held = sources.faulty(&sources.unreadable);
    let mut faults = sources.unreadable.clone();
    // Whoever has a file beyond reading is still told what is wrong with the others.
    for id in &held {
        let others = held.iter().filter(|other| *other != id).cloned().collect();
        let found = check(&others).1;
        let of_id = |problem: &&Problem| sources.whose(problem) == Some(id);
        faults.extend(found.iter().filter(of_id).cloned());
    }
    let (mut directory, mut found) = check(&held);
    loop {
        let mut faulty = sources.faulty(&found);
        if faulty.is_empty() {
            break;
        }
        // A fault of one may be the consequence of another's: whoever has none once the others are
        // held back is let in again.
        if faulty.len() > 1 {
            let suspects = faulty.clone();
            for id in &suspects {
                let mut others: Held = held.union(&faulty).cloned().collect();
                others.remove(id);
                if !sources.faulty(&check(&others).1).contains(id) {
                    faulty.remove(id);
                }
            }
        }
        if faulty.is_empty() {
            faulty = sources.faulty(&found);
        }
        let of_faulty =
            |problem: &&Problem| sources.whose(problem).is_some_and(|id| faulty.contains(id));
        faults.extend(found.iter().filter(of_faulty).cloned());
        held.extend(faulty);
        (directory, found) = check(&held);
    }
    for mut problem in faults.into_iter().chain(found) {
        let is_held = sources.whose(&problem).is_some_and(|id| held.contains(id));
        if is_held && problem.severity == Severity::Error {
            problem.severity = Severity::Held;
        }
        problems.push(problem);
    }
    let mut directory = directory?;
    let suppliers = sources.suppliers.iter().map(|id| Supplier {
        id: id.clone(),
        state: sources.state(id, &held),
    });
    directory.suppliers = suppliers.collect();
    directory.calls = response::read(
        &response::Request {
            root: sources.folder,
            folders: &sources.folders,
            held: &held,
            today: sources.today,
        },
        &directory,
        problems,
    );
    if let Some(polled) = &mut directory.surveys {
        polls::read(sources.folder, &sources.folders, &held, polled, problems);
    }
    Some(directory)
}
