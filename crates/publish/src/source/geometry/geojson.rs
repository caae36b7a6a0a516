//! GeoJSON (RFC 7946): one feature at a time, so that memory follows the largest feature and not
//! the size of a tree of the whole file; nesting is only followed as deep as a polygon goes.

use std::collections::BTreeMap;

use senim_model::id::Id;
use serde_json::value::RawValue;

use super::feature::{Feature, Ids, Shape};
use super::{MOST_FAULTY, MOST_FEATURES, crs, faults};
use crate::problem::{Place, Problems};
use crate::source::table::shorten;

pub(super) mod coordinates;

use coordinates::{Position, read_as};

/// The members of an object, not yet read.
pub(super) type Members<'a> = BTreeMap<String, &'a RawValue>;

/// The features of a collection, not yet read; `None` where it is no GeoJSON of features, which is
/// then a problem. `whose` says what is expected of them.
pub(super) fn collection<'a>(
    bytes: &'a [u8],
    file: &str,
    whose: &str,
    problems: &Problems,
) -> Option<Vec<&'a RawValue>> {
    let text = text(bytes, file, problems)?;
    let wrong = |message: String| problems.error(Place::file(file), message);
    let whole: &RawValue = serde_json::from_str(text)
        .map_err(|error| {
            let place = Place {
                row: Some(error.line()),
                ..Place::file(file)
            };
            problems.error(place, format!("is no JSON: {error}{}", no_number(text)));
        })
        .ok()?;
    let collection = members(whole)
        .map_err(|found| wrong(format!("is {found}, expected a FeatureCollection")))
        .ok()?;
    if let Some(name) = collection.get("crs").and_then(|crs| crs_name(crs))
        && !crs::is_wgs84(&name)
    {
        wrong(crs::refusal(&name, file));
        return None;
    }
    let list = match kind(&collection).as_deref() {
        Ok("FeatureCollection") => features_of(&collection).map_err(wrong).ok()?,
        Ok("Feature") => vec![whole],
        Ok(kind) => {
            let kind = shorten(kind);
            wrong(format!(
                "is a “{kind}”, expected a FeatureCollection, {whose}"
            ));
            return None;
        }
        Err(message) => {
            wrong(format!("{message}, expected FeatureCollection"));
            return None;
        }
    };
    if list.len() > MOST_FEATURES {
        let count = list.len();
        wrong(format!("has {count} features, more than {MOST_FEATURES}"));
        return None;
    }
    Some(list)
}

/// The features of a file; `None` where it is no GeoJSON of features, which is then a problem.
pub(super) fn features(
    bytes: &[u8],
    file: &str,
    ids: &Ids,
    problems: &Problems,
) -> Option<Vec<Feature>> {
    let list = collection(
        bytes,
        file,
        "whose features say which area they outline",
        problems,
    )?;
    let wrong = |message: String| problems.error(Place::file(file), message);
    if list.is_empty() {
        wrong("has no feature, expected one for each area".into());
    }
    let mut features = Vec::new();
    let mut faulty = 0;
    for (at, raw) in list.iter().enumerate() {
        match feature(at + 1, raw, ids) {
            Ok(found) => features.push(found),
            Err(message) => {
                wrong(format!("feature {}: {message}", at + 1));
                faulty += 1;
            }
        }
        if faulty >= MOST_FAULTY {
            wrong(format!(
                "has {faulty} faulty features; the others are not read"
            ));
            return None;
        }
    }
    Some(features)
}

fn text<'a>(bytes: &'a [u8], file: &str, problems: &Problems) -> Option<&'a str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map_err(|error| {
            let message = format!(
                "is not UTF-8, which GeoJSON has to be: byte {} is none",
                error.valid_up_to() + 1
            );
            problems.error(Place::file(file), message);
        })
        .ok()
}

/// Programs that write what they cannot compute leave these words behind.
fn no_number(text: &str) -> &'static str {
    let found =
        |word: &str| text.contains(&format!("{word},")) || text.contains(&format!("{word}]"));
    if found("NaN") || found("Infinity") {
        "; NaN and Infinity are no numbers in JSON"
    } else {
        ""
    }
}

/// The members of an object; otherwise what was found instead.
pub(super) fn members(raw: &RawValue) -> Result<Members<'_>, String> {
    if !raw.get().starts_with('{') {
        return Err(describe(raw));
    }
    serde_json::from_str(raw.get()).map_err(|error| format!("no object: {error}"))
}

/// What a value is, in words.
fn describe(raw: &RawValue) -> String {
    let text = raw.get();
    match text.bytes().next() {
        Some(b'{') => "an object".into(),
        Some(b'[') => "a list".into(),
        Some(b'"') => format!("the text {}", shorten(text)),
        Some(b'n') => "null".into(),
        Some(b't' | b'f') => shorten(text),
        _ => format!("the number {}", shorten(text)),
    }
}

pub(super) fn text_of(raw: &RawValue) -> Result<String, String> {
    serde_json::from_str(raw.get()).map_err(|_| describe(raw))
}

/// The type that an object says it has.
pub(super) fn kind(members: &Members<'_>) -> Result<String, String> {
    let kind = members.get("type").ok_or("has no “type”")?;
    text_of(kind).map_err(|found| format!("its type is {found}"))
}

/// The name of a coordinate system, as files before RFC 7946 give it.
fn crs_name(crs: &RawValue) -> Option<String> {
    let crs = members(crs).ok()?;
    let properties = members(crs.get("properties")?).ok()?;
    text_of(properties.get("name")?).ok()
}

fn features_of<'a>(collection: &Members<'a>) -> Result<Vec<&'a RawValue>, String> {
    let features = collection
        .get("features")
        .ok_or("is a FeatureCollection without “features”")?;
    if !features.get().starts_with('[') {
        let found = describe(features);
        return Err(format!("its features are {found}, expected a list"));
    }
    serde_json::from_str(features.get()).map_err(|error| format!("its features: {error}"))
}

fn feature(number: usize, raw: &RawValue, ids: &Ids) -> Result<Feature, String> {
    let feature = members(raw).map_err(|found| format!("is {found}, expected a Feature"))?;
    match kind(&feature) {
        Ok(kind) if kind == "Feature" => {}
        Ok(kind) => return Err(format!("is a “{}”, expected a Feature", shorten(&kind))),
        Err(message) => return Err(format!("{message}, expected Feature")),
    }
    let id = id(&feature, ids)?;
    Ok(Feature {
        number,
        id,
        shape: geometry(&feature).and_then(|geometry| shape(&geometry)),
    })
}

pub(super) fn geometry<'a>(feature: &Members<'a>) -> Result<Members<'a>, String> {
    let geometry = feature.get("geometry").ok_or("has no geometry")?;
    members(geometry).map_err(|found| format!("its geometry is {found}, expected a Polygon"))
}

fn id(feature: &Members<'_>, ids: &Ids) -> Result<Id, String> {
    let properties = match feature.get("properties") {
        Some(properties) if properties.get() != "null" => members(properties)
            .map_err(|found| format!("its properties are {found}, expected an object"))?,
        _ => Members::new(),
    };
    // A feature's own identifier stands beside its properties.
    let own = || feature.get("id").filter(|_| ids.property == "id");
    let Some(value) = properties.get(&ids.property).or_else(own) else {
        return Err(ids.missing(properties.keys().map(String::as_str)));
    };
    match value.get().bytes().next() {
        Some(b'"') => ids.of_text(&text_of(value).unwrap_or_default()),
        Some(b'-' | b'0'..=b'9') => ids.of_number(value.get()),
        _ => Err(format!(
            "its “{}” is {}, expected a text or a number",
            ids.property,
            describe(value)
        )),
    }
}

fn shape(geometry: &Members<'_>) -> Result<Shape, String> {
    let kind = kind(geometry).map_err(|message| format!("its geometry {message}"))?;
    let expected = "expected Polygon or MultiPolygon";
    if kind != "Polygon" && kind != "MultiPolygon" {
        let kind = shorten(&kind);
        return Err(format!("its geometry is a “{kind}”, {expected}"));
    }
    let coordinates = geometry
        .get("coordinates")
        .ok_or("its geometry has no coordinates")?;
    let plain = |ring: Vec<Position>| ring.into_iter().map(|Position(place)| place).collect();
    let polygons = if kind == "Polygon" {
        vec![read_as::<Vec<Vec<Position>>>(coordinates)?]
    } else {
        read_as::<Vec<Vec<Vec<Position>>>>(coordinates)?
    };
    let rings: usize = polygons.iter().map(Vec::len).sum();
    if rings > faults::MOST_RINGS {
        return Err(faults::too_many_rings(rings));
    }
    Ok(Shape::Polygons(
        polygons
            .into_iter()
            .map(|polygon| polygon.into_iter().map(plain).collect())
            .collect(),
    ))
}
