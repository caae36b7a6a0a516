//! Water, railways and main roads: whose they are is said, what is wrong is named, and what lies in
//! a region is in its pack.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fs;
use std::path::Path;

use common::Source;
use senim_model::context::{Context, ContextKind};
use senim_model::index::Index;
use senim_publish::{archive, progress, release};
use serde_json::{Value, json};

const SETTINGS: &str = "\n[context]\nlicence = \"ODbL-1.0\"\nattribution = { kk = \"Нобай\", ru = \"Набросок\", en = \"Sketch\" }\n";

fn feature(kind: &str, geometry: &str, coordinates: Value) -> Value {
    let geometry = json!({ "type": geometry, "coordinates": coordinates });
    json!({ "type": "Feature", "properties": { "kind": kind }, "geometry": geometry })
}

/// The sample with these features.
fn source(features: &[Value]) -> Source {
    let source = Source::sample();
    let settings = source.text("senim.toml");
    let settings = settings.split("\n[context]").next().unwrap();
    source.put("senim.toml", format!("{settings}{SETTINGS}"));
    let file = json!({ "type": "FeatureCollection", "features": features });
    source.put("context.geojson", file.to_string());
    source
}

fn publish(source: &Source, to: &Path) -> Index {
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    let time = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = release::Request::new(source.path(), to, time);
    release::publish(&directory.unwrap(), &request).unwrap();
    serde_json::from_slice(&fs::read(to.join("index.json")).unwrap()).unwrap()
}

#[test]
fn it_is_a_fact_with_its_licence_and_a_pack_of_what_lies_there() {
    let data = tempfile::tempdir().unwrap();
    let lake = json!([[[71.4, 51.1], [71.5, 51.1], [71.5, 51.2], [71.4, 51.1]]]);
    let source = source(&[
        feature("water", "Polygon", lake),
        feature(
            "rail",
            "LineString",
            json!([[71.0, 51.0], [71.45, 51.15], [72.0, 51.3]]),
        ),
        feature(
            "road",
            "MultiLineString",
            json!([[[73.0, 49.8], [73.1, 49.8]], [[73.1, 49.8], [73.2, 49.9]]]),
        ),
    ]);
    let index = publish(&source, data.path());
    let release = data.path().join(&index.directory.path);
    let opened: Vec<Context> = index
        .directory
        .regions
        .iter()
        .map(|region| {
            let pack = region.context.as_ref().unwrap();
            release::open(&fs::read(release.join(&pack.path)).unwrap()).unwrap()
        })
        .collect();
    let kinds = |context: &Context| -> Vec<(ContextKind, bool, usize)> {
        let each = context.each();
        each.map(|(kind, is_polygon, lines)| (kind, is_polygon, lines[0].len()))
            .collect()
    };
    // The lake's ring is no longer closed.
    assert_eq!(
        kinds(&opened[0]),
        [(ContextKind::Water, true, 3), (ContextKind::Rail, false, 3)]
    );
    assert_eq!(kinds(&opened[1]), [(ContextKind::Road, false, 2); 2]);
    assert_eq!(opened[0].attribution.ru, "Набросок");
    let package = fs::read_to_string(release.join("datapackage.json")).unwrap();
    let package: Value = serde_json::from_str(&package).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let file = resources
        .iter()
        .find(|file| file["path"] == "context.geojson")
        .unwrap();
    assert_eq!(file["licenses"][0]["name"], "ODbL-1.0");
    assert_eq!(file["sources"][0]["title_kk"], "Нобай");
    // The facts alone give the same packs.
    let request = archive::Repack {
        data: data.path(),
        time: "2026-12-01T12:00:00Z".parse().unwrap(),
        key: None,
        progress: &progress::quiet,
    };
    assert_eq!(archive::repack(&request).unwrap(), None);
}

#[test]
fn every_fault_is_named() {
    let line = json!([[71.4, 51.1], [71.5, 51.1]]);
    let source = source(&[
        feature("metro", "LineString", line.clone()),
        feature(
            "rail",
            "Polygon",
            json!([[[71.4, 51.1], [71.5, 51.1], [71.5, 51.2], [71.4, 51.1]]]),
        ),
        feature("road", "LineString", json!([[71.4, 51.1]])),
        feature(
            "water",
            "Polygon",
            json!([[[71.4, 51.1], [71.5, 51.1], [71.5, 51.2], [71.4, 51.2]]]),
        ),
        feature("road", "LineString", json!([[710.4, 51.1], [71.5, 51.1]])),
        feature("road", "Point", json!([71.4, 51.1])),
        feature("road", "LineString", json!([[0.4, 51.1], [0.5, 51.1]])),
    ]);
    let said = source.problems();
    for (at, expected) in [
        "feature 1: its kind is “metro”, expected water, rail or road",
        "feature 2: a rail is a polygon, expected a line; only water may be one",
        "feature 3: a line has 1 positions, expected 2 or more",
        "feature 4: a ring does not end where it begins",
        "feature 5: [710.4, 51.1] is no longitude and latitude in degrees",
        "feature 6: its geometry is a “Point”, expected LineString, MultiLineString, Polygon or MultiPolygon",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(said[at], format!("error: context.geojson: {expected}"));
    }
    assert!(
        said[6].contains("1 of its features lie far from every region"),
        "{said:?}"
    );
}

#[test]
fn whose_it_is_has_to_be_said() {
    let plain = |settings: &str| -> Vec<String> {
        let source = source(&[feature(
            "road",
            "LineString",
            json!([[71.4, 51.1], [71.5, 51.1]]),
        )]);
        source.edit("senim.toml", |text| text.replace(SETTINGS, settings));
        source.problems()
    };
    let said = plain("");
    assert_eq!(
        said,
        [
            "error: context.geojson: is there, and senim.toml has no [context] with its licence and attribution"
        ]
    );
    let said = plain("\n[context]\nlicence = \"\"\nattribution = {}\n").join("\n");
    assert!(
        said.contains("column context: has no attribution"),
        "{said}"
    );
    assert!(said.contains("column context: has no licence"), "{said}");
    let source = source(&[]);
    source.remove("context.geojson");
    let said = source.problems();
    assert_eq!(
        said,
        ["error: context.geojson: does not exist, though senim.toml has [context]"]
    );
}
