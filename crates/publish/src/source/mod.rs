//! Reading a source folder: settings, tables, geometry. What is read is not yet believed.

mod aliases;
pub(crate) mod clean;
pub(crate) mod delimited;
pub(crate) mod encoding;
pub mod feedback;
pub mod geometry;
pub(crate) mod grid;
mod inflate;
pub(crate) mod intake;
mod legacy;
pub(crate) mod mapping;
pub(crate) mod part;
pub(crate) mod personal;
mod properties;
pub mod settings;
pub(crate) mod shape;
pub mod table;
pub(crate) mod tables;
pub(crate) mod toml;
pub(crate) mod values;
pub(crate) mod workbook;

use std::fs::Metadata;
use std::path::{Component, Path};

use crate::check::Directory;
use crate::problem::{Place, Problems};

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 128 << 20;

/// Reads a file of the source folder; `None` where it does not exist. Whatever else keeps it from
/// being read is a problem.
pub(crate) fn read_file(folder: &Path, name: &str, problems: &Problems) -> Option<Vec<u8>> {
    let path = folder.join(name);
    let place = Place::file(name);
    let meta = inside(folder, name, problems)?;
    if !meta.is_file() {
        problems.error(place, "is no file");
        return None;
    }
    if meta.len() > MOST_BYTES {
        problems.error(
            place,
            format!("has {} bytes, more than {MOST_BYTES}", meta.len()),
        );
        return None;
    }
    std::fs::read(&path)
        .map_err(|error| problems.error(place, format!("cannot be read: {error}")))
        .ok()
}

/// What the system says of a file or folder of the source folder; `None` where it does not exist.
/// No name and no link leads out of the folder.
pub(crate) fn inside(folder: &Path, name: &str, problems: &Problems) -> Option<Metadata> {
    let place = Place::file(name);
    let mut path = folder.to_owned();
    let mut found = None;
    for component in Path::new(name).components() {
        let Component::Normal(component) = component else {
            problems.error(place, "is no path inside of the source folder");
            return None;
        };
        path.push(component);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => {
                problems.error(
                    place,
                    "is a link; the source folder holds the files themselves",
                );
                return None;
            }
            Ok(meta) => found = Some(meta),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => {
                problems.error(place, format!("cannot be read: {error}"));
                return None;
            }
        }
    }
    found
}

/// The rows of a table file of some ending, header first, and what is wrong with them: reading
/// without a folder, for tests and fuzzing.
pub fn rows(bytes: &[u8], ending: &str) -> (Vec<Vec<String>>, Problems) {
    let problems = Problems::default();
    let file = format!("table.{ending}");
    let grid = match ending {
        "xlsx" => {
            workbook::Workbook::open(bytes.to_vec(), &file, &problems).and_then(|mut workbook| {
                let sheets = workbook.sheets();
                let grids = sheets
                    .iter()
                    .map(|sheet| workbook.read(sheet, &file, &problems));
                // All sheets are read, the last one is returned.
                grids.last().flatten()
            })
        }
        "geojson" => properties::read(bytes, &file, &problems),
        _ => encoding::decode(bytes.to_vec(), None, &file, &problems)
            .and_then(|text| delimited::read(&text, &file, &problems)),
    };
    if let Some(grid) = &grid {
        for shape in shape::SHAPES {
            let wanted = part::Wanted {
                shape,
                file: &file,
                supplier: None,
                reading: &mapping::Reading::default(),
                mapping: &mapping::Mapping::default(),
                personal: &personal::Rules::default(),
            };
            if let Some(part) = part::read(grid, &wanted, &problems) {
                legacy::is_legacy(&part, &problems);
            }
        }
    }
    let rows = grid.map(|grid| grid.rows).unwrap_or_default();
    (rows.into_iter().map(|row| row.cells).collect(), problems)
}

/// Tells of a table how many calls are counted, of how many rows, and how many are left out: reading
/// without a folder, for fuzzing.
pub fn calls(directory: &Directory) -> impl Fn(&[u8]) -> [u64; 3] + Send + Sync + use<> {
    crate::response::account(directory)
}
