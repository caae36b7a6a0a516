//! Shapefiles: polygons of a `.shp`, identifiers of its `.dbf`, the coordinate system of its
//! `.prj`. The layout is that of "ESRI Shapefile Technical Description" (1998).
//!
//! The crates that read these files reserve memory by the sizes that a file names, or refuse a
//! table for a column nobody needs; here every size is compared with the bytes that are there.
//! One of them writes the files of our tests.

use std::path::Path;

use super::dbf::{Cell, Table};
use super::feature::{Feature, Ids, RawRing, Shape};
use super::{MOST_FAULTY, MOST_FEATURES, crs, faults, read_map};
use crate::problem::{Place, Problems};
use crate::source::table::shorten;

/// Reads the features of a Shapefile and of the files beside it; `None` where they are beyond use,
/// which is then a problem.
pub(super) fn read(
    folder: &Path,
    file: &str,
    ids: &Ids,
    problems: &Problems,
) -> Option<Vec<Feature>> {
    let shp = read_map(folder, file, problems)?;
    let beside = |ending: &str| {
        let name = companion(folder, file, ending);
        read_map(folder, &name, problems).map(|bytes| (name, bytes))
    };
    let missing = |ending: &str, what: &str| {
        if !folder.join(companion(folder, file, ending)).exists() {
            let name = companion(folder, file, ending);
            problems.error(Place::file(&name), format!("is missing; {what} of {file}"));
        }
    };
    let prj = beside("prj");
    match &prj {
        Some((name, bytes)) => {
            let text = String::from_utf8_lossy(bytes);
            if let Err(message) = crs::check_prj(&text, file) {
                problems.error(Place::file(name), message);
                return None;
            }
        }
        None => missing("prj", "it names the coordinate system"),
    }
    let dbf = beside("dbf");
    if dbf.is_none() {
        missing("dbf", "it holds the identifiers");
    }
    let (dbf_name, dbf) = dbf?;
    let cpg = beside("cpg").map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    let table = Table::read(&dbf, cpg.as_deref())
        .map_err(|message| problems.error(Place::file(&dbf_name), message))
        .ok()?;
    let features = features(&shp, &table, (file, &dbf_name), ids, problems)?;
    prj.map(|_| features)
}

/// The file beside a Shapefile with another ending, in whichever case it is written.
fn companion(folder: &Path, file: &str, ending: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let upper = format!("{stem}.{}", ending.to_ascii_uppercase());
    if folder.join(&upper).exists() {
        upper
    } else {
        format!("{stem}.{ending}")
    }
}

/// The features of a Shapefile and its table, whose names are `files`.
pub(super) fn features(
    shp: &[u8],
    table: &Table<'_>,
    (file, table_file): (&str, &str),
    ids: &Ids,
    problems: &Problems,
) -> Option<Vec<Feature>> {
    let wrong = |message: String| problems.error(Place::file(file), message);
    let Some(column) = table.column(&ids.property) else {
        problems.error(Place::file(table_file), ids.missing(table.names()));
        return None;
    };
    let records = records(shp).map_err(wrong).ok()?;
    if records.len() != table.records {
        wrong(format!(
            "has {} shapes, {table_file} has {} rows; expected as many",
            records.len(),
            table.records
        ));
        return None;
    }
    let mut features = Vec::new();
    let mut faulty = 0;
    for (at, record) in records.into_iter().enumerate() {
        let number = at + 1;
        let Some(cell) = table.cell(at, column) else {
            continue;
        };
        let id = match cell {
            Cell::Text(text) => ids.of_text(&text),
            Cell::Number(text) => ids.of_number(&text),
        };
        let id = match id {
            Ok(id) => id,
            Err(message) => {
                problems.error(Place::file(table_file), format!("row {number}: {message}"));
                faulty += 1;
                if faulty >= MOST_FAULTY {
                    return None;
                }
                continue;
            }
        };
        features.push(Feature {
            number,
            id,
            shape: rings(record).map(Shape::Rings),
        });
    }
    Some(features)
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn degrees(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The contents of the records, one for each shape.
fn records(shp: &[u8]) -> Result<Vec<&[u8]>, String> {
    const HEADER: usize = 100;
    if big(shp, 0) != Some(9994) || shp.len() < HEADER {
        return Err("is no Shapefile: it does not begin with the number 9994 and a header".into());
    }
    // Sizes count words of 16 bits.
    let size = big(shp, 24).map_or(0, |words| words as usize * 2);
    if size > shp.len() {
        let has = shp.len();
        return Err(format!(
            "is cut off: its header says {size} bytes, it has {has}"
        ));
    }
    let mut records = Vec::new();
    let mut rest = shp.get(HEADER..size.max(HEADER)).unwrap_or_default();
    while !rest.is_empty() {
        let number = records.len() + 1;
        let words =
            big(rest, 4).ok_or_else(|| format!("feature {number}: its header is cut off"))?;
        let length = words as usize * 2;
        let record = rest
            .get(8..)
            .and_then(|rest| rest.get(..length))
            .ok_or_else(|| {
                format!("feature {number}: its {length} bytes reach beyond the end of the file")
            })?;
        records.push(record);
        if records.len() > MOST_FEATURES {
            return Err(format!("has more than {MOST_FEATURES} features"));
        }
        rest = rest.get(8 + length..).unwrap_or_default();
    }
    Ok(records)
}

/// The rings of a polygon.
fn rings(record: &[u8]) -> Result<Vec<RawRing>, String> {
    let cut = || "its shape is cut off".to_owned();
    // 5 is a polygon, 15 and 25 have heights and measures behind what a polygon has.
    match little(record, 0).ok_or_else(cut)? {
        5 | 15 | 25 => {}
        0 => return Err("has no shape, expected a polygon".into()),
        kind => {
            let kind = shape_name(kind);
            return Err(format!("its shape is a {kind}, expected a polygon"));
        }
    }
    let count = |at| {
        little(record, at)
            .map(|count| count as usize)
            .ok_or_else(cut)
    };
    let (parts, points) = (count(36)?, count(40)?);
    if parts > faults::MOST_RINGS {
        return Err(faults::too_many_rings(parts));
    }
    let start = 44 + parts * 4;
    let needed = points
        .checked_mul(16)
        .and_then(|size| size.checked_add(start));
    if needed.is_none_or(|needed| needed > record.len()) {
        let has = record.len();
        return Err(format!(
            "its {parts} rings of {points} positions do not fit into {has} bytes"
        ));
    }
    let mut rings = Vec::with_capacity(parts);
    for part in 0..parts {
        let first = count(44 + part * 4)?;
        let end = if part + 1 < parts {
            count(44 + (part + 1) * 4)?
        } else {
            points
        };
        if first > end || end > points {
            return Err(format!(
                "ring {} goes from position {first} to {end} of {points}",
                part + 1
            ));
        }
        let position = |at: usize| {
            let at = start + at * 16;
            degrees(record, at).zip(degrees(record, at + 8))
        };
        rings.push((first..end).filter_map(position).collect());
    }
    Ok(rings)
}

fn shape_name(kind: u32) -> String {
    match kind {
        1 | 11 | 21 => "point".into(),
        3 | 13 | 23 => "line".into(),
        8 | 18 | 28 => "set of points".into(),
        31 => "body of patches".into(),
        _ => shorten(&format!("shape of the unknown type {kind}")),
    }
}
