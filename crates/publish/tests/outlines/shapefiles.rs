//! Shapefiles as another library writes them, whole and damaged.

use std::fs;
use std::path::Path;

use senim_publish::problem::Report;
use senim_publish::source::geometry::from_shapefile;
use shapefile::dbase::{FieldValue, Record, TableWriterBuilder};
use shapefile::{Point, Polygon, PolygonRing};
use tempfile::TempDir;

use super::folder::{check, folder};

const WGS_84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

fn square(west: f64, south: f64, side: f64) -> Vec<Point> {
    let (east, north) = (west + side, south + side);
    let corners = [
        (west, south),
        (west, north),
        (east, north),
        (east, south),
        (west, south),
    ];
    corners.iter().map(|(x, y)| Point::new(*x, *y)).collect()
}

/// Two areas beside each other; the first has a hole, and an island in it.
fn write(folder: &Path) {
    let name = "BEAT".try_into().unwrap();
    let number = "NUMBER".try_into().unwrap();
    let table = TableWriterBuilder::new()
        .add_character_field(name, 20)
        .add_numeric_field(number, 10, 2);
    let path = folder.join("areas.shp");
    let mut writer = shapefile::Writer::from_path(path, table).unwrap();
    let hole = square(71.02, 51.02, 0.05);
    let first = Polygon::with_rings(vec![
        PolygonRing::Outer(square(71.0, 51.0, 0.1)),
        PolygonRing::Inner(hole),
        PolygonRing::Outer(square(71.03, 51.03, 0.01)),
    ]);
    let second = Polygon::new(PolygonRing::Outer(square(71.1, 51.0, 0.1)));
    for (polygon, id, number) in [(first, "Уч 1", 7.0), (second, "B2", 8.0)] {
        let mut record = Record::default();
        record.insert("BEAT".into(), FieldValue::Character(Some(id.into())));
        record.insert("NUMBER".into(), FieldValue::Numeric(Some(number)));
        writer.write_shape_and_record(&polygon, &record).unwrap();
    }
}

fn written(outlines: &str, ids: &[&str], prj: Option<&str>) -> TempDir {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let folder = folder(outlines, &ids);
    write(folder.path());
    if let Some(prj) = prj {
        fs::write(folder.path().join("areas.prj"), prj).unwrap();
    }
    folder
}

fn messages(report: &Report) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn areas_are_known_by_a_number_with_a_prefix() {
    let folder = written(
        "id = \"number\"\nprefix = \"KRG-\"",
        &["KRG-7", "KRG-8"],
        Some(WGS_84),
    );
    let report = check(folder.path(), false, None);
    // The hole around the island belongs to nobody.
    let found = messages(&report);
    assert_eq!(found.len(), 1, "{report}");
    assert!(
        found[0].starts_with("warning: areas.shp: a gap beside KRG-7: "),
        "{report}"
    );
}

#[test]
fn letters_are_read_in_the_encoding_that_is_named() {
    let folder = written("id = \"beat\"", &["B2"], Some(WGS_84));
    fs::write(folder.path().join("areas.cpg"), "UTF-8").unwrap();
    let report = check(folder.path(), false, None);
    let found = messages(&report);
    assert_eq!(found.len(), 1, "{report}");
    assert!(
        found[0].starts_with("error: areas.dbf: row 1: “Уч 1”: an identifier has"),
        "{report}"
    );
    fs::write(folder.path().join("areas.cpg"), "1251").unwrap();
    assert!(messages(&check(folder.path(), false, None))[0].contains("“РЈС‡ 1”"));
}

#[test]
fn what_is_missing_beside_a_shapefile_is_named() {
    let told = |change: &dyn Fn(&Path)| {
        let folder = written("id = \"number\"", &["7", "8"], Some(WGS_84));
        change(folder.path());
        messages(&check(folder.path(), false, None)).join("\n")
    };
    let remove =
        |name: &'static str| move |folder: &Path| fs::remove_file(folder.join(name)).unwrap();
    let add = |name: &'static str, text: &'static str| {
        move |folder: &Path| fs::write(folder.join(name), text).unwrap()
    };
    let utm = r#"PROJCS["Pulkovo_1942_GK_Zone_12",GEOGCS["GCS_Pulkovo_1942"]]"#;
    let all = [
        told(&remove("areas.prj")),
        told(&remove("areas.dbf")),
        told(&add("areas.prj", utm)),
        told(&add("areas.prj", "WGS 84")),
        told(&add("areas.cpg", "KZ-1048")),
        told(&add("areas.geojson", "{}")),
        told(&add("areas.shp", "")),
        told(&add("areas.dbf", "")),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn every_cut_and_every_changed_byte_is_survived() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    // Identifiers are found under the default name.
    let mut dbf = bytes("areas.dbf");
    let at = dbf.windows(6).position(|name| name == b"NUMBER").unwrap();
    dbf[at..at + 6].copy_from_slice(b"ID\0\0\0\0");
    let shp = bytes("areas.shp");
    let (areas, problems) = from_shapefile(&shp, &dbf, false);
    assert_eq!((areas.len(), problems.into_report().errors()), (2, 0));
    for length in 0..shp.len() {
        let (_, problems) = from_shapefile(&shp[..length], &dbf, false);
        assert!(problems.into_report().errors() > 0, "{length}");
    }
    for length in 0..dbf.len() {
        let _ = from_shapefile(&shp, &dbf[..length], false);
    }
    for change in [0x00, 0x7F, 0x80, 0xFF] {
        for at in 0..shp.len().max(dbf.len()) {
            let changed = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = change;
                }
                bytes
            };
            let _ = from_shapefile(&changed(&shp), &dbf, true);
            let _ = from_shapefile(&shp, &changed(&dbf), true);
        }
    }
}
