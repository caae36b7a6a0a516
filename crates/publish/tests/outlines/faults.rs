//! A fault of every kind, and what is said about it.

use std::fmt::Write as _;

use proptest::prelude::*;
use senim_publish::source::geometry::from_geojson;

const SQUARE: &str = "[[71,51],[71.1,51],[71.1,51.1],[71,51.1],[71,51]]";

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    let features = features.join(",\n");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

fn polygon(rings: &[&str]) -> String {
    format!(
        r#"{{"type":"Polygon","coordinates":[{}]}}"#,
        rings.join(",")
    )
}

/// A file with one area of these rings.
fn rings(rings: &[&str]) -> Vec<u8> {
    collection(&[feature(r#"{"id":"A"}"#, &polygon(rings))]).into_bytes()
}

/// A file with one area of this geometry.
fn geometry(geometry: &str) -> Vec<u8> {
    collection(&[feature(r#"{"id":"A"}"#, geometry)]).into_bytes()
}

/// A file with an area of these properties.
fn properties(properties: &str) -> Vec<u8> {
    collection(&[feature(properties, &polygon(&[SQUARE]))]).into_bytes()
}

fn in_system(name: &str) -> Vec<u8> {
    let square = feature(r#"{"id":"A"}"#, &polygon(&[SQUARE]));
    let crs = format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#);
    format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{square}]}}"#).into_bytes()
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let hole = "[[71.02,51.02],[71.02,51.05],[71.05,51.05],[71.05,51.02],[71.02,51.02]]";
    let far = "[[72.02,51.02],[72.02,51.05],[72.05,51.05],[72.05,51.02],[72.02,51.02]]";
    let smaller = "[[71.03,51.03],[71.03,51.04],[71.04,51.04],[71.04,51.03],[71.03,51.03]]";
    let across = "[[71.05,51.05],[71.05,51.06],[71.2,51.06],[71.2,51.05],[71.05,51.05]]";
    let two = format!(r#"{{"type":"MultiPolygon","coordinates":[[{SQUARE}],[{hole}]]}}"#);
    vec![
        ("empty", Vec::new()),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
        (
            "cut off",
            br#"{"type":"FeatureCollection","features":["#.to_vec(),
        ),
        ("a list", b"[]".to_vec()),
        ("a bare geometry", polygon(&[SQUARE]).into_bytes()),
        ("no features", br#"{"type":"FeatureCollection"}"#.to_vec()),
        (
            "features of another kind",
            br#"{"type":"FeatureCollection","features":[1,null,{}]}"#.to_vec(),
        ),
        (
            "nested 10,000 deep",
            geometry(&format!(r#"{{"type":"Polygon","coordinates":{deep}}}"#)),
        ),
        ("nothing but nesting", deep.clone().into_bytes()),
        ("NaN", rings(&["[[NaN,51],[71.1,51],[71.1,51.1],[71,51]]"])),
        (
            "1e308",
            rings(&["[[1e308,51],[71.1,51],[71.1,51.1],[1e308,51]]"]),
        ),
        (
            "1e999",
            rings(&["[[1e999,51],[71.1,51],[71.1,51.1],[1e999,51]]"]),
        ),
        (
            "numbers as text",
            rings(&[r#"[["71","51"],[71.1,51],[71.1,51.1],[71,51]]"#]),
        ),
        (
            "metres",
            rings(&["[[500000,5650000],[500100,5650000],[500100,5650100],[500000,5650000]]"]),
        ),
        (
            "latitude first",
            rings(&["[[51,171],[51.1,171],[51.1,171.1],[51,171]]"]),
        ),
        (
            "across the 180th meridian",
            rings(&["[[179,51],[-179,51],[-179,52],[179,52],[179,51]]"]),
        ),
        ("null geometry", geometry("null")),
        (
            "a point",
            geometry(r#"{"type":"Point","coordinates":[71,51]}"#),
        ),
        ("no ring", rings(&[])),
        ("an empty ring", rings(&["[]"])),
        ("two positions", rings(&["[[71,51],[71.1,51],[71,51]]"])),
        (
            "on a line",
            rings(&["[[71,51],[71.1,51],[71.2,51],[71,51]]"]),
        ),
        (
            "open",
            rings(&["[[71,51],[71.1,51],[71.1,51.1],[71,51.1]]"]),
        ),
        (
            "a bow tie",
            rings(&["[[71,51],[71.1,51.1],[71.1,51],[71,51.1],[71,51]]"]),
        ),
        (
            "there and back",
            rings(&["[[71,51],[71.1,51],[71.1,51.1],[71.2,51.2],[71.1,51.1],[71,51.1],[71,51]]"]),
        ),
        (
            "touches itself",
            rings(&["[[71,51],[71.05,51.1],[71.1,51],[71.1,51.2],[71.05,51.1],[71,51.2],[71,51]]"]),
        ),
        ("a hole across its border", rings(&[SQUARE, across])),
        ("a hole elsewhere", rings(&[SQUARE, far])),
        ("a hole in a hole", rings(&[SQUARE, hole, smaller])),
        ("a polygon in a polygon", geometry(&two)),
        (
            "at 0, 0",
            rings(&["[[0,0],[0.1,0],[0.1,0.1],[0,0.1],[0,0]]"]),
        ),
        (
            "four numbers",
            rings(&["[[71,51,300,1],[71.1,51,300,2],[71.1,51.1,300,3],[71,51,300,1]]"]),
        ),
        (
            "a single feature",
            feature(r#"{"id":"A"}"#, &polygon(&[SQUARE])).into_bytes(),
        ),
        ("no id", properties(r#"{"name":"A","beat":1}"#)),
        ("a number as id", properties(r#"{"id":17.0}"#)),
        ("a broken number as id", properties(r#"{"id":17.5}"#)),
        ("an id with separators", properties(r#"{"id":" B_1/2 "}"#)),
        ("an id in other letters", properties(r#"{"id":"Уч-1"}"#)),
        ("a list as id", properties(r#"{"id":["A"]}"#)),
        (
            "one id twice",
            collection(&[
                feature(r#"{"id":1}"#, &polygon(&[SQUARE])),
                feature(r#"{"id":"1"}"#, &polygon(&[SQUARE])),
            ])
            .into_bytes(),
        ),
        ("WGS 84 by name", in_system("urn:ogc:def:crs:OGC:1.3:CRS84")),
        ("another system", in_system("urn:ogc:def:crs:EPSG::28472")),
    ]
}

#[test]
fn every_fault_is_explained_and_mended_only_when_asked() {
    let mut told = String::new();
    for (title, bytes) in files() {
        let tell = |repair: bool| {
            let (areas, problems) = from_geojson(&bytes, repair);
            let ids: Vec<String> = areas.keys().map(ToString::to_string).collect();
            let read = if ids.is_empty() {
                "none".to_owned()
            } else {
                ids.join(", ")
            };
            (read, problems.into_report())
        };
        let (read, report) = tell(false);
        writeln!(told, "# {title}: areas read: {read}").unwrap();
        for problem in &report.problems {
            writeln!(told, "{problem}").unwrap();
        }
        let (read, mended) = tell(true);
        if mended != report {
            writeln!(told, "with --repair: {read}").unwrap();
            for problem in &mended.problems {
                writeln!(told, "{problem}").unwrap();
            }
        }
        told.push('\n');
    }
    insta::assert_snapshot!(told);
}

/// A ring of so many chords across a square that all their crossings would fill the memory.
fn tangle(corners: usize) -> Vec<u8> {
    let at = |step: usize, prime: usize| 71.0 + ((step * prime) % 9_973) as f64 / 1e4;
    let position = |step: usize| format!("[{},{}]", at(step, 7_919), at(step, 6_133) - 20.0);
    let ring: Vec<String> = (0..corners).chain([0]).map(position).collect();
    rings(&[&format!("[{}]", ring.join(","))])
}

#[test]
fn a_tangle_is_refused_before_it_takes_all_memory() {
    for corners in [500, 5_000] {
        let (areas, problems) = from_geojson(&tangle(corners), true);
        let report = problems.into_report();
        assert!(areas.is_empty(), "{report}");
        assert!(
            report
                .to_string()
                .contains("A: is too tangled to be checked"),
            "{report}"
        );
    }
}

proptest! {
    /// The same as the fuzz target `outlines`, for a moment.
    #[test]
    fn no_change_of_a_file_makes_its_reader_panic(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"[]{},:\"0179.-eE n\0\xff".to_vec())), 1..6),
    ) {
        let mut files = files();
        let (_, mut bytes) = files.swap_remove(file.index(files.len()));
        for (at, byte) in changes {
            if let Some(found) = bytes.len().checked_sub(1).map(|last| at.index(last + 1)) {
                bytes[found] = byte;
            }
        }
        let (areas, problems) = from_geojson(&bytes, false);
        prop_assert!(!areas.is_empty() || problems.into_report().errors() > 0);
        let (mended, _) = from_geojson(&bytes, true);
        prop_assert!(mended.len() >= areas.len());
        for (id, outline) in mended {
            let geometry = serde_json::json!({"type": "MultiPolygon", "coordinates": outline});
            let again = collection(&[feature(&format!(r#"{{"id":"{id}"}}"#), &geometry.to_string())]);
            let (again, problems) = from_geojson(again.as_bytes(), false);
            let report = problems.into_report();
            prop_assert_eq!(report.errors(), 0, "{}", report);
            prop_assert_eq!(again.into_values().next(), Some(outline));
        }
    }
}
