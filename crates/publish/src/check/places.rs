//! Places of help, and public holidays.

use std::collections::BTreeMap;

use senim_model::id::Id;

use super::cells::Reader;
use super::{SourceHoliday, SourceLocality, SourcePlace, SourceRegion};
use crate::source::settings::{Settings, Terms};
use crate::source::shape::{HOLIDAYS, PLACES};

pub(super) fn places(
    reader: &Reader<'_>,
    settings: Option<&Settings>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    localities: Option<&BTreeMap<Id, SourceLocality>>,
) -> BTreeMap<Id, SourcePlace> {
    let mut places = BTreeMap::new();
    let Some(table) = reader.optional(PLACES) else {
        return places;
    };
    for row in table.rows() {
        let id = reader.id(row);
        let region = reader.refers(row, "region", regions);
        let term = |column: &str, text: &str, of: Terms| match settings {
            Some(settings) => reader.term(row, column, text, settings.terms(of)),
            None => reader.term(row, column, text, std::iter::empty()),
        };
        let kind = term("kind", row.get("kind"), Terms::PlaceKinds);
        let services = row.list("services");
        let services = services
            .into_iter()
            .filter_map(|text| term("services", text, Terms::Services))
            .collect();
        let locality = reader.may_refer(row, "locality", localities);
        if let (Some(region), Some(locality)) = (&region, &locality)
            && let Some(found) = localities.and_then(|all| all.get(locality))
        {
            reader.same_region(row, "locality", (locality, &found.region), region);
        }
        let name = reader.name(row);
        let address = reader.text(row, "address");
        let at = reader.point(row);
        let hours = reader.hours(row);
        let phone = reader.phone(row, "phone");
        let languages = row.list("languages").into_iter().map(str::to_owned);
        let languages = languages.collect();
        let opened_on = reader.past(row, "opened_on");
        let verified_on = reader.past(row, "verified_on");
        let photo = reader.photo(row);
        if let (Some(id), Some(region), Some(kind)) = (id, region, kind) {
            let place = SourcePlace {
                origin: row.origin(),
                kind,
                region,
                locality,
                name,
                address,
                at,
                hours,
                phone,
                services,
                languages,
                opened_on,
                photo,
                verified_on,
            };
            reader.keep(&mut places, row, id, place);
        }
    }
    places
}

pub(super) fn holidays(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
) -> Vec<SourceHoliday> {
    let Some(table) = reader.optional(HOLIDAYS) else {
        return Vec::new();
    };
    table
        .rows()
        .filter_map(|row| {
            let region = reader.may_refer(row, "region", regions);
            let name = reader.name(row);
            if row.get("date").is_empty() {
                reader
                    .problems
                    .error(row.place().column("date"), "is empty");
            }
            let date = reader.date(row, "date")?;
            Some(SourceHoliday {
                origin: row.origin(),
                date,
                region,
                name,
            })
        })
        .collect()
}
