//! What tests of foreign files share: settings without a table, and outlines of areas.

use senim_model::id::Id;
use senim_publish::check::Directory;

use super::{Source, shown};

pub(crate) const SETTINGS: &str = r#"
format = 1
languages = ["ru"]
licence = "CC0-1.0"
title = { ru = "Проба" }
publisher = { ru = "Проба" }
emergency = [{ number = "112", name = { ru = "Служба спасения" } }]
"#;

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// Outlines of areas, each with its ring.
pub(crate) fn outlines(of: &[(&str, &str)]) -> String {
    let features: Vec<String> = of
        .iter()
        .map(|(id, ring)| {
            format!(
                r#"{{"type":"Feature","properties":{{"id":"{id}"}},
                "geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
            )
        })
        .collect();
    let features = features.join(",");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

/// What is read and said of files that have no errors.
pub(crate) fn without_errors(source: &Source) -> (Directory, Vec<String>) {
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    (directory.unwrap(), shown(&report))
}
