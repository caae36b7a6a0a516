//! Facts: the tables as they were checked, in one form, for people and their tools.

use senim_model::directory::{LocalityKind, Point};
use senim_model::id::Id;
use serde_json::{Value, json};

use super::File;
use super::sheet::{Sheet, names, optional, yes};
use crate::Error;
use crate::check::{Directory, RowOrigin, SourceAddress};
use crate::source::geometry::context::FILE as CONTEXT_GEOJSON;
use crate::source::geometry::{FILE as AREAS_GEOJSON, Outline};

fn list(ids: &[Id]) -> String {
    let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    ids.join("|")
}

fn degrees(at: Option<Point>) -> [String; 2] {
    let degrees = at.map(Point::degrees);
    [
        degrees
            .map(|(_, lat)| format!("{lat:.5}"))
            .unwrap_or_default(),
        degrees
            .map(|(lon, _)| format!("{lon:.5}"))
            .unwrap_or_default(),
    ]
}

/// A table being written. Where there are suppliers, every row says whose it is, so that what was
/// published of one can be found again.
struct Table {
    sheet: Sheet,
    supplied: bool,
}

impl Table {
    fn new(name: &'static str, columns: &[&str], directory: &Directory) -> Result<Table, Error> {
        let supplied = !directory.suppliers.is_empty();
        let columns: Vec<&str> = columns
            .iter()
            .copied()
            .chain(supplied.then_some("supplier"))
            .collect();
        let sheet = Sheet::new(name, &columns, directory.settings.sample)?;
        Ok(Table { sheet, supplied })
    }

    fn row(&mut self, mut cells: Vec<String>, origin: &RowOrigin) -> Result<(), Error> {
        if self.supplied {
            cells.push(optional(origin.supplier.as_ref()));
        }
        self.sheet.row(cells)
    }

    fn finish(self) -> Result<File, Error> {
        self.sheet.finish()
    }
}

/// All facts of a directory.
pub(super) fn files(directory: &Directory) -> Result<Vec<File>, Error> {
    let mut files = vec![
        regions(directory)?,
        districts(directory)?,
        localities(directory)?,
        areas(directory)?,
        inspectors(directory)?,
        places(directory)?,
        addresses(directory)?,
        holidays(directory)?,
        outlines(directory),
    ];
    files.extend(context(directory));
    Ok(files)
}

fn regions(directory: &Directory) -> Result<File, Error> {
    let columns = ["id", "kato", "name_kk", "name_ru", "name_en", "time_zone"];
    let mut sheet = Table::new("regions.csv", &columns, directory)?;
    for (id, row) in &directory.regions {
        let mut cells = vec![id.to_string(), row.kato.clone()];
        cells.extend(names(&row.name));
        cells.push(row.zone.name().to_owned());
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn districts(directory: &Directory) -> Result<File, Error> {
    let columns = ["id", "region", "kato", "name_kk", "name_ru", "name_en"];
    let mut sheet = Table::new("districts.csv", &columns, directory)?;
    for (id, row) in &directory.districts {
        let mut cells = vec![id.to_string(), row.region.to_string(), row.kato.clone()];
        cells.extend(names(&row.name));
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn localities(directory: &Directory) -> Result<File, Error> {
    let columns = [
        "id", "region", "district", "kind", "name_kk", "name_ru", "name_en", "aliases", "lat",
        "lon",
    ];
    let mut sheet = Table::new("localities.csv", &columns, directory)?;
    for (id, row) in &directory.localities {
        let kind = match row.kind {
            LocalityKind::City => "city",
            LocalityKind::Town => "town",
            LocalityKind::Village => "village",
        };
        let mut cells = vec![
            id.to_string(),
            row.region.to_string(),
            optional(row.district.as_ref()),
            kind.to_owned(),
        ];
        cells.extend(names(&row.name));
        cells.push(row.aliases.join("|"));
        cells.extend(degrees(row.at));
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn areas(directory: &Directory) -> Result<File, Error> {
    let columns = ["id", "number", "region", "district", "localities", "vacant"];
    let mut sheet = Table::new("areas.csv", &columns, directory)?;
    for (id, row) in &directory.areas {
        let cells = vec![
            id.to_string(),
            row.number.clone(),
            row.region.to_string(),
            optional(row.district.as_ref()),
            list(&row.localities),
            yes(row.vacant),
        ];
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn inspectors(directory: &Directory) -> Result<File, Error> {
    let columns = [
        "id",
        "areas",
        "acting_for",
        "name_kk",
        "name_ru",
        "name_en",
        "rank",
        "phone_mobile",
        "phone_office",
        "messenger",
        "phone_duty",
        "phone_superior",
        "languages",
        "place",
        "hours",
        "assigned_since",
        "verified_on",
        "photo",
    ];
    let mut sheet = Table::new("inspectors.csv", &columns, directory)?;
    for (id, row) in &directory.inspectors {
        use senim_model::directory::ContactKind::{Duty, Messenger, Mobile, Office, Superior};
        let phone = |kind| {
            let found = row.contacts.iter().find(|(found, _)| *found == kind);
            found
                .map(|(_, phone)| phone.e164().to_owned())
                .unwrap_or_default()
        };
        let mut cells = vec![id.to_string(), list(&row.areas), list(&row.acting_for)];
        cells.extend(names(&row.name));
        cells.push(optional(row.rank.as_ref()));
        cells.extend([Mobile, Office, Messenger, Duty, Superior].map(phone));
        cells.push(row.languages.join("|"));
        cells.push(optional(row.place.as_ref()));
        cells.push(row.hours.clone());
        cells.push(optional(row.assigned_since));
        cells.push(optional(row.verified_on));
        cells.push(row.photo.clone());
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn places(directory: &Directory) -> Result<File, Error> {
    let columns = [
        "id",
        "kind",
        "region",
        "locality",
        "name_kk",
        "name_ru",
        "name_en",
        "address_kk",
        "address_ru",
        "address_en",
        "lat",
        "lon",
        "hours",
        "phone",
        "services",
        "languages",
        "opened_on",
        "photo",
        "verified_on",
    ];
    let mut sheet = Table::new("places.csv", &columns, directory)?;
    for (id, row) in &directory.places {
        let mut cells = vec![
            id.to_string(),
            row.kind.to_string(),
            row.region.to_string(),
            optional(row.locality.as_ref()),
        ];
        cells.extend(names(&row.name));
        cells.extend(names(&row.address));
        cells.extend(degrees(row.at));
        cells.push(row.hours.clone());
        cells.push(optional(row.phone.as_ref().map(|phone| phone.e164())));
        cells.push(list(&row.services));
        cells.push(row.languages.join("|"));
        cells.push(optional(row.opened_on));
        cells.push(row.photo.clone());
        cells.push(optional(row.verified_on));
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

fn addresses(directory: &Directory) -> Result<File, Error> {
    let columns = [
        "locality",
        "street_kk",
        "street_ru",
        "aliases",
        "houses",
        "area",
        "lat",
        "lon",
    ];
    let mut sheet = Table::new("addresses.csv", &columns, directory)?;
    for row in sorted(&directory.addresses) {
        let mut cells = vec![
            row.locality.to_string(),
            row.street_kk.clone(),
            row.street_ru.clone(),
            row.aliases.join("|"),
            row.houses_text.clone(),
            row.area.to_string(),
        ];
        cells.extend(degrees(row.at));
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

/// Addresses in the order in which they are published; packs take them in the same order, so that
/// they can be made from either the source or the facts.
pub(super) fn sorted(addresses: &[SourceAddress]) -> Vec<&SourceAddress> {
    let mut rows: Vec<_> = addresses.iter().collect();
    rows.sort_by_key(|row| (&row.locality, &row.street_kk, &row.street_ru, &row.area));
    rows
}

fn holidays(directory: &Directory) -> Result<File, Error> {
    let columns = ["date", "region", "name_kk", "name_ru", "name_en"];
    let mut sheet = Table::new("holidays.csv", &columns, directory)?;
    for row in &directory.holidays {
        let mut cells = vec![row.date.to_string(), optional(row.region.as_ref())];
        cells.extend(names(&row.name));
        sheet.row(cells, &row.origin)?;
    }
    sheet.finish()
}

/// The outlines as RFC 7946 wants them, one feature a line.
fn outlines(directory: &Directory) -> File {
    let features = directory.outlines.iter().map(|(id, outline)| {
        let mut properties = json!({ "id": id.as_str() });
        if let (true, Some(properties)) = (directory.settings.sample, properties.as_object_mut()) {
            properties.insert("sample".into(), Value::Bool(true));
        }
        let feature = json!({
            "type": "Feature",
            "properties": properties,
            "geometry": geometry(outline),
        });
        feature.to_string()
    });
    collection(AREAS_GEOJSON, features)
}

/// Features, one a line.
fn collection(path: &str, features: impl Iterator<Item = String>) -> File {
    let lines: Vec<String> = features.collect();
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        lines.join(",\n")
    );
    File {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Water, railways and main roads, in the order of the source. `None` where there are none.
fn context(directory: &Directory) -> Option<File> {
    if directory.context.is_empty() {
        return None;
    }
    let features = directory.context.iter().map(|piece| {
        let geometry = match piece.lines.as_slice() {
            [line] if !piece.is_polygon => {
                json!({ "type": "LineString", "coordinates": positions(line) })
            }
            rings => geometry(&vec![rings.to_vec()]),
        };
        let properties = json!({ "kind": piece.kind.code() });
        json!({ "type": "Feature", "properties": properties, "geometry": geometry }).to_string()
    });
    Some(collection(CONTEXT_GEOJSON, features))
}

fn positions(line: &[(f64, f64)]) -> Vec<Value> {
    let published = line.iter().map(|(lon, lat)| {
        let (lon, lat) = Point::from_degrees(*lon, *lat).degrees();
        json!([lon, lat])
    });
    published.collect()
}

fn geometry(outline: &Outline) -> Value {
    let polygon = |rings: &Vec<Vec<(f64, f64)>>| -> Value {
        let rings = rings.iter().enumerate().map(|(at, ring)| {
            let mut positions = positions(ring);
            if (twice_area(ring) > 0.0) != (at == 0) {
                positions.reverse();
            }
            Value::Array(positions)
        });
        Value::Array(rings.collect())
    };
    match outline.as_slice() {
        [one] => json!({ "type": "Polygon", "coordinates": polygon(one) }),
        many => {
            let polygons: Vec<Value> = many.iter().map(polygon).collect();
            json!({ "type": "MultiPolygon", "coordinates": polygons })
        }
    }
}

/// Twice the signed area of a closed ring by the shoelace formula.
fn twice_area(ring: &[(f64, f64)]) -> f64 {
    ring.iter()
        .zip(ring.iter().skip(1))
        .map(|((x1, y1), (x2, y2))| x1 * y2 - x2 * y1)
        .sum()
}
