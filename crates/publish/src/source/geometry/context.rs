//! `context.geojson`: water, railways and main roads, as far as a publisher has them.

use std::path::Path;

use senim_model::context::ContextKind;
use serde_json::value::RawValue;

use super::geojson::coordinates::{Position, read_as};
use super::geojson::{Members, collection, geometry, kind, members, text_of};
use super::{MOST_FAULTY, Outline, Ring, read_map};
use crate::problem::{Place, Problems};
use crate::source::table::shorten;

/// The name of the file.
pub(crate) const FILE: &str = "context.geojson";

/// A line or polygon, in WGS 84 degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub kind: ContextKind,
    /// Which feature of the file it belongs to; the first is 1.
    pub feature: usize,
    /// Its rings, closed, if it is a polygon; else its only line.
    pub lines: Vec<Ring>,
    /// It is a polygon.
    pub is_polygon: bool,
}

/// Reads the file; `None` where there is none, or where it is beyond reading, which is then a
/// problem.
pub(crate) fn read(folder: &Path, problems: &Problems) -> Option<Vec<Piece>> {
    if !folder.join(FILE).exists() {
        return None;
    }
    let bytes = read_map(folder, FILE, problems)?;
    let list = collection(
        &bytes,
        FILE,
        "whose features are lines and polygons",
        problems,
    )?;
    let mut pieces = Vec::new();
    let mut faulty = 0;
    for (at, raw) in list.iter().enumerate() {
        match feature(at + 1, raw) {
            Ok(found) => pieces.extend(found),
            Err(message) => {
                let message = format!("feature {}: {message}", at + 1);
                problems.error(Place::file(FILE), message);
                faulty += 1;
            }
        }
        if faulty >= MOST_FAULTY {
            let message = format!("has {faulty} faulty features; the others are not read");
            problems.error(Place::file(FILE), message);
            return None;
        }
    }
    Some(pieces)
}

fn feature(number: usize, raw: &RawValue) -> Result<Vec<Piece>, String> {
    let feature = members(raw).map_err(|found| format!("is {found}, expected a Feature"))?;
    let what = what(&feature)?;
    let geometry = geometry(&feature)?;
    let (lines, is_polygon) = lines(&geometry)?;
    if is_polygon && what != ContextKind::Water {
        let code = what.code();
        return Err(format!(
            "a {code} is a polygon, expected a line; only water may be one"
        ));
    }
    lines
        .iter()
        .flatten()
        .try_for_each(|line| check(line, is_polygon))?;
    let piece = |lines| Piece {
        kind: what,
        feature: number,
        lines,
        is_polygon,
    };
    Ok(lines.into_iter().map(piece).collect())
}

fn what(feature: &Members<'_>) -> Result<ContextKind, String> {
    let expected = "expected water, rail or road";
    let properties = feature.get("properties").and_then(|raw| members(raw).ok());
    let found = properties
        .as_ref()
        .and_then(|properties| properties.get("kind"));
    let Some(found) = found else {
        return Err(format!("has no “kind” among its properties, {expected}"));
    };
    let code = text_of(found).map_err(|found| format!("its kind is {found}, {expected}"))?;
    let known = ContextKind::ALL
        .into_iter()
        .find(|kind| kind.code() == code);
    known.ok_or_else(|| format!("its kind is “{}”, {expected}", shorten(&code)))
}

/// Lines one by one, or polygons with their rings; and which of the two.
fn lines(geometry: &Members<'_>) -> Result<(Outline, bool), String> {
    let kind = kind(geometry).map_err(|message| format!("its geometry {message}"))?;
    let coordinates = geometry
        .get("coordinates")
        .ok_or("its geometry has no coordinates")?;
    let plain = |line: Vec<Position>| line.into_iter().map(|Position(place)| place).collect();
    let many = |lines: Vec<Vec<Position>>| -> Vec<Ring> { lines.into_iter().map(plain).collect() };
    Ok(match kind.as_str() {
        "LineString" => (vec![many(vec![read_as(coordinates)?])], false),
        "MultiLineString" => {
            let lines = many(read_as(coordinates)?).into_iter();
            (lines.map(|line| vec![line]).collect(), false)
        }
        "Polygon" => (vec![many(read_as(coordinates)?)], true),
        "MultiPolygon" => {
            let polygons: Vec<Vec<Vec<Position>>> = read_as(coordinates)?;
            (polygons.into_iter().map(many).collect(), true)
        }
        other => {
            let other = shorten(other);
            return Err(format!(
                "its geometry is a “{other}”, expected LineString, MultiLineString, Polygon or \
                 MultiPolygon"
            ));
        }
    })
}

fn check(line: &Ring, is_ring: bool) -> Result<(), String> {
    let outside =
        |(lon, lat): &&(f64, f64)| !(-180.0..=180.0).contains(lon) || !(-90.0..=90.0).contains(lat);
    if let Some((lon, lat)) = line.iter().find(outside) {
        return Err(format!(
            "[{lon}, {lat}] is no longitude and latitude in degrees"
        ));
    }
    let (least, what) = if is_ring { (4, "ring") } else { (2, "line") };
    if line.len() < least {
        let count = line.len();
        return Err(format!(
            "a {what} has {count} positions, expected {least} or more"
        ));
    }
    if is_ring && line.first() != line.last() {
        return Err("a ring does not end where it begins".to_owned());
    }
    Ok(())
}
