//! Outlines of areas, in WGS 84 degrees: from a map file to polygons that can be believed.
//!
//! [`geojson`] and [`shapefile`] return features as they are written, [`rings`] puts them on the
//! grid that is published, [`faults`] finds what a polygon must not do, [`repair`] mends it, and
//! [`outline`](mod@outline) says so.

pub(crate) mod context;
mod crs;
mod dbf;
mod faults;
mod feature;
mod geojson;
pub(crate) mod grid;
mod nearby;
mod outline;
pub(crate) mod overlay;
mod repair;
mod rings;
mod settings;
mod shapefile;

use std::collections::BTreeMap;
use std::path::Path;

use senim_model::id::Id;

use self::feature::{Feature, Ids};
use self::settings::Chosen;
pub use self::settings::OutlineSettings;
use super::read_file;
use crate::picture::Pictures;
use crate::problem::{Place, Problems};

pub(crate) use self::nearby::{Box2, Boxes, tangled};

/// The name of the file where `senim.toml` names no other.
pub const FILE: &str = "areas.geojson";

/// The other name of the file.
pub(crate) const SHAPEFILE: &str = "areas.shp";

/// The largest map file that is read, in bytes: six thousand detailed areas need a quarter of it,
/// and what is read takes several times its size in memory.
const MOST_BYTES: u64 = 128 << 20;

/// The most features of a map file.
const MOST_FEATURES: usize = 50_000;

/// The most faulty features of a map file that are named; the report of a file of rubbish would
/// else be larger than the file.
const MOST_FAULTY: usize = 1_000;

/// A closed ring, its first position repeated at the end: longitude, latitude.
pub type Ring = Vec<(f64, f64)>;

/// Polygons, each an outer ring and its holes.
pub type Outline = Vec<Vec<Ring>>;

/// Outlines as they were read.
#[derive(Debug)]
pub(crate) struct Outlines {
    /// File inside the source folder, with its sub-folder.
    pub(crate) file: String,
    /// Outlines by area.
    pub(crate) areas: BTreeMap<Id, Outline>,
    /// Areas whose outline has a fault, which is then a problem; with the ground that it covers
    /// nevertheless, so that their neighbours can be compared with them, or empty.
    pub(crate) faulty: BTreeMap<Id, Outline>,
}

/// What a folder has of outlines.
#[derive(Debug)]
pub(crate) enum Found {
    /// They were read.
    Outlines(Outlines),
    /// The file is there and beyond reading, which is then a problem.
    Broken,
    /// There is no file.
    Missing,
}

/// What reading outlines needs.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The source folder.
    pub(crate) folder: &'a Path,
    /// What names of files begin with: `suppliers/<id>/`, or nothing.
    pub(crate) prefix: &'a str,
    /// `[outlines]` of the settings.
    pub(crate) settings: &'a OutlineSettings,
    /// Whether to mend what can be mended without guessing.
    pub(crate) repair: bool,
    /// Where faults are drawn.
    pub(crate) pictures: &'a Pictures<'a>,
    /// Where faults are reported.
    pub(crate) problems: &'a Problems,
}

/// Reads the outlines by area.
pub(crate) fn read(request: &Request<'_>) -> Found {
    let Request {
        folder,
        prefix,
        settings,
        problems,
        ..
    } = *request;
    let file = match settings.choose(folder, prefix, problems) {
        Chosen::File(name) => format!("{prefix}{name}"),
        Chosen::Neither => return Found::Missing,
        Chosen::Wrong => return Found::Broken,
    };
    match features(folder, &file, &settings.ids(), problems) {
        Some(features) => Found::Outlines(outlines(features, file, request)),
        None => Found::Broken,
    }
}

fn features(folder: &Path, file: &str, ids: &Ids, problems: &Problems) -> Option<Vec<Feature>> {
    if settings::is_shapefile(file) {
        return shapefile::read(folder, file, ids, problems);
    }
    let bytes = read_map(folder, file, problems)?;
    geojson::features(&bytes, file, ids, problems)
}

/// Reads a file of at most [`MOST_BYTES`].
fn read_map(folder: &Path, file: &str, problems: &Problems) -> Option<Vec<u8>> {
    let bytes = std::fs::metadata(folder.join(file)).map_or(0, |meta| meta.len());
    if bytes > MOST_BYTES {
        let message = format!(
            "has {bytes} bytes, more than {MOST_BYTES}; five decimals of a degree are enough, and \
             lines can be simplified"
        );
        problems.error(Place::file(file), message);
        return None;
    }
    read_file(folder, file, problems)
}

/// Features become outlines, each believed only without a fault.
fn outlines(features: Vec<Feature>, file: String, request: &Request<'_>) -> Outlines {
    let mut numbers: BTreeMap<Id, usize> = BTreeMap::new();
    let mut outlines = Outlines {
        file,
        areas: BTreeMap::new(),
        faulty: BTreeMap::new(),
    };
    for feature in features {
        if outlines.faulty.len() >= MOST_FAULTY {
            let message = format!("has {MOST_FAULTY} faulty outlines; the others are not read");
            request.problems.error(Place::file(&outlines.file), message);
            break;
        }
        let (id, number) = (feature.id.clone(), feature.number);
        if let Some(first) = numbers.get(&id) {
            let message = format!("features {first} and {number} are both {id}, expected one each");
            request.problems.error(Place::file(&outlines.file), message);
            continue;
        }
        numbers.insert(id.clone(), number);
        match outline::outline(feature, &outlines.file, request) {
            Ok(outline) => outlines.areas.insert(id, outline),
            Err(ground) => outlines.faulty.insert(id, ground),
        };
    }
    outlines
}

/// Outlines from the bytes of a GeoJSON file and what is wrong with them; for fuzzing.
pub fn from_geojson(bytes: &[u8], repair: bool) -> (BTreeMap<Id, Outline>, Problems) {
    from_bytes(repair, |ids, problems| {
        geojson::features(bytes, FILE, ids, problems)
    })
}

/// Outlines from the bytes of a Shapefile and its table and what is wrong with them; for fuzzing.
pub fn from_shapefile(shp: &[u8], dbf: &[u8], repair: bool) -> (BTreeMap<Id, Outline>, Problems) {
    from_bytes(repair, |ids, problems| {
        let table = dbf::Table::read(dbf, None)
            .map_err(|message| problems.error(Place::file("areas.dbf"), message))
            .ok()?;
        shapefile::features(shp, &table, (SHAPEFILE, "areas.dbf"), ids, problems)
    })
}

fn from_bytes(
    repair: bool,
    features: impl FnOnce(&Ids, &Problems) -> Option<Vec<Feature>>,
) -> (BTreeMap<Id, Outline>, Problems) {
    let problems = Problems::default();
    let settings = OutlineSettings::default();
    let found = features(&settings.ids(), &problems).unwrap_or_default();
    let request = Request {
        folder: Path::new(""),
        prefix: "",
        settings: &settings,
        repair,
        pictures: &Pictures::none(),
        problems: &problems,
    };
    let areas = outlines(found, FILE.into(), &request).areas;
    (areas, problems)
}
