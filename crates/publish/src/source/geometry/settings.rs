//! `[outlines]` of `senim.toml`: which file, which property, which tolerance.

use std::path::Path;

use serde::Deserialize;

use super::feature::Ids;
use super::{FILE, SHAPEFILE};
use crate::problem::{Place, Problems};
use crate::source::settings;

/// The table `[outlines]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutlineSettings {
    file: Option<String>,
    id: String,
    prefix: String,
    /// Overlaps and gaps that are nowhere wider than this are not reported, in metres.
    pub tolerance_metres: f64,
    /// Overlaps and gaps that are smaller than this are not reported, in square metres.
    pub least_square_metres: f64,
}

impl Default for OutlineSettings {
    fn default() -> Self {
        OutlineSettings {
            file: None,
            id: "id".into(),
            prefix: String::new(),
            tolerance_metres: 2.0,
            least_square_metres: 50.0,
        }
    }
}

impl OutlineSettings {
    /// Where the identifiers of features stand.
    pub(super) fn ids(&self) -> Ids {
        Ids {
            property: self.id.clone(),
            prefix: self.prefix.clone(),
        }
    }

    /// The file of a folder; two at once, or a name that is none, is a problem.
    pub(super) fn choose(&self, folder: &Path, prefix: &str, problems: &Problems) -> Chosen {
        let there = |name: &str| {
            let path = folder.join(format!("{prefix}{name}"));
            path.symlink_metadata().is_ok()
        };
        if let Some(file) = &self.file {
            return match wrong(file) {
                Some(_) => Chosen::Wrong,
                None if there(file) => Chosen::File(file.clone()),
                None => Chosen::Neither,
            };
        }
        match (there(FILE), there(SHAPEFILE)) {
            (true, false) => Chosen::File(FILE.into()),
            (false, true) => Chosen::File(SHAPEFILE.into()),
            (true, true) => {
                let message = format!(
                    "stands beside {SHAPEFILE}, expected one of them; take the other out, or name \
                     one in senim.toml as [outlines] file"
                );
                problems.error(Place::file(&format!("{prefix}{FILE}")), message);
                Chosen::Wrong
            }
            (false, false) => Chosen::Neither,
        }
    }

    /// Says that no folder has a map file.
    pub(crate) fn missing(&self, problems: &Problems) {
        if let Some(file) = &self.file {
            let place = Place::file(settings::FILE).column("outlines");
            problems.error(place, format!("file “{file}” is not in the source folder"));
            return;
        }
        let message = format!("is missing, and so is {SHAPEFILE}; areas need their outlines");
        problems.error(Place::file(FILE), message);
    }

    /// Says what is wrong with the settings themselves.
    pub(crate) fn check(&self, problems: &Problems) {
        if let Some(file) = &self.file
            && let Some(wrong) = wrong(file)
        {
            let place = Place::file(settings::FILE).column("outlines");
            problems.error(place, format!("file “{file}” {wrong}"));
        }
        for (name, value) in [
            ("tolerance_metres", self.tolerance_metres),
            ("least_square_metres", self.least_square_metres),
        ] {
            if !(0.0..=1e9).contains(&value) {
                let message = format!("{name} is {value}, expected a number from 0 up");
                problems.error(Place::file(settings::FILE).column("outlines"), message);
            }
        }
    }
}

/// Which file holds the outlines.
pub(super) enum Chosen {
    /// This one.
    File(String),
    /// The folder has none.
    Neither,
    /// It cannot be told, which is then a problem.
    Wrong,
}

/// What is wrong with the name of a map file.
fn wrong(file: &str) -> Option<&'static str> {
    let plain = !file.is_empty() && !file.contains(['/', '\\', ':']) && !file.starts_with('.');
    let kind = is_shapefile(file) || has_ending(file, "geojson") || has_ending(file, "json");
    if !plain {
        Some("is no plain file name; the map file lies in the source folder itself")
    } else if !kind {
        Some("ends in none of .geojson, .json, .shp")
    } else {
        None
    }
}

/// Whether a file name is that of a Shapefile.
pub(super) fn is_shapefile(file: &str) -> bool {
    has_ending(file, "shp")
}

fn has_ending(file: &str, ending: &str) -> bool {
    let found = Path::new(file).extension();
    found.is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
