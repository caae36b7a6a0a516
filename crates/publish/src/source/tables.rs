//! Which files hold which tables: in the source folder, and in those of its suppliers.

use std::collections::BTreeMap;
use std::path::Path;

use senim_model::id::Id;

use super::grid::Grid;
use super::mapping::{Mapping, Reading};
use super::personal::Rules;
use super::shape::{CALLS, SHAPES, Shape};
use super::table::{Part, Table};
use super::workbook::Workbook;
use super::{delimited, encoding, inside, legacy, part, properties, read_file};
use crate::problem::{Place, Problems, suggestion};
use crate::surveys::is_responses;

/// A folder with tables.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    /// Whose it is; nobody's is the source folder itself.
    pub(crate) supplier: Option<Id>,
    /// What its files' names begin with: `suppliers/<id>/`, or nothing.
    pub(crate) prefix: String,
    /// How its tables are to be read.
    pub(crate) reading: Reading,
    /// What must not be in them.
    pub(crate) personal: Rules,
}

impl Folder {
    /// Its files that are wanted by their own names, each as the source folder has it, in order.
    pub(crate) fn files(&self, root: &Path, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let entries = std::fs::read_dir(root.join(&self.prefix));
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| wanted(name))
            .map(|name| format!("{}{name}", self.prefix))
            .collect();
        names.sort();
        names
    }
}

/// Whether a file is a table by its ending, and its name without it is one that is wanted.
pub(crate) fn is_table(name: &str, wanted: impl Fn(&str) -> bool) -> bool {
    let (stem, ending) = split(name);
    matches!(ending, "csv" | "tsv" | "xlsx") && wanted(stem)
}

/// All tables that were found.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// What was read.
    pub(crate) parts: Vec<Part>,
    /// What is there and could not be read: the table, and whose.
    broken: Vec<(&'static str, Option<Id>)>,
}

/// One table of the directory.
pub(crate) enum Found<'a> {
    /// It is there.
    Table(Table<'a>),
    /// It is there and cannot be used.
    Broken,
    /// It is not there.
    Missing,
}

impl Tables {
    /// Reads all tables of a folder.
    pub(crate) fn read(&mut self, root: &Path, folder: &Folder, problems: &Problems) {
        if let Some(mut files) = self.read_some(root, folder, &SHAPES, problems) {
            files.others(&folder.reading, problems);
        }
    }

    /// Reads some tables of a folder; its files, where it can be read.
    pub(crate) fn read_some<'a>(
        &mut self,
        root: &'a Path,
        folder: &'a Folder,
        shapes: &[Shape],
        problems: &Problems,
    ) -> Option<Files<'a>> {
        let mut files = Files::list(root, &folder.prefix, problems)?;
        let unmapped = Mapping::default();
        for shape in shapes.iter().copied() {
            let mapping = folder.reading.tables.get(shape.table).unwrap_or(&unmapped);
            let tables = &folder.reading.tables;
            let Some((file, grid)) = files.table(shape, mapping, tables, problems) else {
                continue;
            };
            let wanted = part::Wanted {
                shape,
                file: &file,
                supplier: folder.supplier.as_ref(),
                reading: &folder.reading,
                mapping,
                personal: &folder.personal,
            };
            let part = grid.and_then(|grid| part::read(&grid, &wanted, problems));
            match part.filter(|part| !legacy::is_legacy(part, problems)) {
                Some(part) => self.parts.push(part),
                None => self.broken.push((shape.table, folder.supplier.clone())),
            }
        }
        Some(files)
    }

    /// A table of all those whose rows count.
    pub(crate) fn table(&self, name: &str, counts: impl Fn(Option<&Id>) -> bool) -> Found<'_> {
        let broken = |(table, whose): &(&str, Option<Id>)| *table == name && counts(whose.as_ref());
        if self.broken.iter().any(broken) {
            return Found::Broken;
        }
        let parts: Vec<&Part> = self
            .parts
            .iter()
            .filter(|part| part.table == name && counts(part.supplier.as_ref()))
            .collect();
        match parts.is_empty() {
            true => Found::Missing,
            false => Found::Table(Table { parts }),
        }
    }
}

impl Tables {
    /// Whether a table of some has a row of an identifier, or may have one, as it cannot be read.
    pub(crate) fn may_have(&self, name: &str, id: &Id, of: impl Fn(&Id) -> bool) -> bool {
        let is_of = |supplier: &Option<Id>| supplier.as_ref().is_some_and(&of);
        let mut broken = self.broken.iter();
        let mut parts = self.parts.iter();
        broken.any(|(table, whose)| *table == name && is_of(whose))
            || parts.any(|part| {
                let counts = part.table == name && is_of(&part.supplier);
                counts && part.rows().any(|row| row.get("id") == id.as_str())
            })
    }
}

/// The files of one folder.
pub(crate) struct Files<'a> {
    root: &'a Path,
    prefix: &'a str,
    names: Vec<String>,
    /// Workbooks that were opened; `None` where that failed.
    workbooks: BTreeMap<String, Option<Workbook>>,
}

impl<'a> Files<'a> {
    fn list(root: &'a Path, prefix: &'a str, problems: &Problems) -> Option<Files<'a>> {
        let path = root.join(prefix);
        let entries = std::fs::read_dir(&path)
            .map_err(|error| {
                let message = format!("the folder cannot be read: {error}");
                let shown = path.to_string_lossy();
                problems.error(Place::file(&shown), message);
            })
            .ok()?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            // Excel leaves such a file beside a workbook that is open.
            .filter(|name| !name.starts_with("~$") && !name.starts_with('.'))
            .collect();
        names.sort();
        Some(Files {
            root,
            prefix,
            names,
            workbooks: BTreeMap::new(),
        })
    }

    /// The file that holds a table, with its rows where they could be read. `None` where no file
    /// holds it.
    fn table(
        &mut self,
        shape: Shape,
        mapping: &Mapping,
        tables: &BTreeMap<String, Mapping>,
        problems: &Problems,
    ) -> Option<(String, Option<Grid>)> {
        let name = shape.table;
        // What the settings read as another table is none by its name.
        let is_other = |file: &str| {
            let known = |shape: &Shape| tables.get(shape.table)?.file.as_deref();
            SHAPES.iter().filter_map(known).any(|mapped| mapped == file)
        };
        let mut found: Vec<(String, Option<String>)> = Vec::new();
        if let Some(file) = &mapping.file {
            let path = format!("{}{file}", self.prefix);
            if inside(self.root, &path, problems).is_none() {
                let message = format!("does not exist, though senim.toml reads {name} from it");
                problems.error(Place::file(&path), message);
                return Some((path, None));
            }
            found.push((file.clone(), mapping.sheet.clone()));
        } else {
            for file in self.names.clone() {
                let (stem, ending) = split(&file);
                let is_named = stem == name && !is_other(&file);
                match ending {
                    "csv" | "tsv" if is_named => found.push((file, None)),
                    "xlsx" => {
                        let sheet = self.sheet(&file, name, is_named, problems);
                        found.extend(sheet.map(|sheet| (file, Some(sheet))));
                    }
                    _ => {}
                }
            }
        }
        let (file, sheet) = found.first()?.clone();
        let path = format!("{}{file}", self.prefix);
        if let Some((other, _)) = found.get(1) {
            let message = format!(
                "holds the table {name}, and so does {}{other}; keep one of them",
                self.prefix
            );
            problems.error(Place::file(&path), message);
            return Some((path, None));
        }
        let grid = self.grid(&file, sheet.as_deref(), mapping, name, problems);
        Some((path, grid))
    }

    /// The sheet of a workbook that holds a table.
    fn sheet(
        &mut self,
        file: &str,
        table: &str,
        is_named: bool,
        problems: &Problems,
    ) -> Option<String> {
        let Some(workbook) = self.workbook(file, problems) else {
            return is_named.then(String::new);
        };
        let sheets = workbook.sheets();
        let named = sheets
            .iter()
            .find(|sheet| sheet.trim().to_lowercase() == table);
        let first = || sheets.first().filter(|_| is_named);
        named.or_else(first).cloned()
    }

    fn workbook(&mut self, file: &str, problems: &Problems) -> Option<&mut Workbook> {
        let path = format!("{}{file}", self.prefix);
        let root = self.root;
        let opened = self.workbooks.entry(file.to_owned()).or_insert_with(|| {
            let bytes = read_file(root, &path, problems)?;
            Workbook::open(bytes, &path, problems)
        });
        opened.as_mut()
    }

    fn grid(
        &mut self,
        file: &str,
        sheet: Option<&str>,
        mapping: &Mapping,
        table: &str,
        problems: &Problems,
    ) -> Option<Grid> {
        let path = format!("{}{file}", self.prefix);
        match split(file).1 {
            "xlsx" => {
                let workbook = self.workbook(file, problems)?;
                let sheets = workbook.sheets();
                let named = sheets.iter().find(|sheet| sheet.to_lowercase() == table);
                let sheet = sheet.or_else(|| named.or(sheets.first()).map(String::as_str))?;
                if !sheets.iter().any(|known| known == sheet) {
                    let hint = suggestion(sheet, sheets.iter().map(String::as_str));
                    let message = format!("has no sheet “{sheet}”, as senim.toml says.");
                    problems.error_with_hint(Place::file(&path), message, hint);
                    return None;
                }
                workbook.read(sheet, &path, problems)
            }
            "geojson" | "json" => {
                properties::read(&read_file(self.root, &path, problems)?, &path, problems)
            }
            _ => {
                let bytes = read_file(self.root, &path, problems)?;
                let encoding = mapping.encoding.as_deref();
                let text = encoding::decode(bytes, encoding, &path, problems)?;
                delimited::read(&text, &path, problems)
            }
        }
    }

    /// Files that look like tables and are none.
    fn others(&mut self, reading: &Reading, problems: &Problems) {
        let tables = || SHAPES.iter().map(|shape| shape.table);
        let read = |file: &String| {
            let mut mapped = reading.tables.values();
            mapped.any(|mapping| mapping.file.as_ref() == Some(file))
        };
        for file in &self.names {
            let (stem, ending) = split(file);
            let packed = ["gz", "zip", "7z", "rar", "xls", "ods"];
            let has = |ending: &&str| {
                file.rsplit_once('.')
                    .is_some_and(|(_, of)| of.eq_ignore_ascii_case(ending))
            };
            if let Some(ending) = packed.into_iter().find(has) {
                let path = format!("{}{file}", self.prefix);
                let message = format!(
                    "is left out: a table is .csv, .tsv or .xlsx, and .{ending} is none of them; unpack it or \
                     save it as one"
                );
                problems.warning(Place::file(&path), message);
            }
            let sheets = self.workbooks.get(file).and_then(Option::as_ref);
            let sheets = sheets.map(Workbook::sheets).unwrap_or_default();
            let has_sheet = || {
                let known =
                    |sheet: &String| tables().any(|table| sheet.trim().to_lowercase() == table);
                sheets.iter().any(known)
            };
            let looks = matches!(ending, "csv" | "tsv" | "xlsx");
            let known =
                || tables().any(|table| table == stem) || is_calls(stem) || is_responses(stem);
            if !looks || known() || read(file) || has_sheet() {
                continue;
            }
            let path = format!("{}{file}", self.prefix);
            let message = "is no table that is known, and is left out.";
            problems.warning_with_hint(Place::file(&path), message, suggestion(stem, tables()));
        }
    }
}

/// Whether a file of that name holds calls: `calls`, or `calls-2025` for one of several.
pub(crate) fn is_calls(stem: &str) -> bool {
    is_one_of(stem, CALLS.table)
}

/// Whether a file is one of several that hold a table.
pub(crate) fn is_one_of(stem: &str, table: &str) -> bool {
    let rest = stem.strip_prefix(table);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The name of a file without its ending, and the ending in lower case.
pub(crate) fn split(file: &str) -> (&str, &'static str) {
    const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "geojson", "json"];
    let Some((stem, ending)) = file.rsplit_once('.') else {
        return (file, "");
    };
    let known = ENDINGS
        .into_iter()
        .find(|known| ending.eq_ignore_ascii_case(known));
    (stem, known.unwrap_or_default())
}
