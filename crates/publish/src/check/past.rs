//! What areas were before, and how many people live where.

use std::collections::BTreeMap;

use senim_measure::{Every, Period};
use senim_model::id::Id;

use super::cells::Reader;
use super::{SourceArea, SourceDistrict, SourcePast, SourcePopulation, SourceRegion};
use crate::source::shape::{AREA_HISTORY, POPULATION};
use crate::source::table::shorten;

pub(super) fn areas(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    districts: &BTreeMap<Id, SourceDistrict>,
) -> Vec<SourcePast> {
    let Some(table) = reader.optional(AREA_HISTORY) else {
        return Vec::new();
    };
    let row = |row: crate::source::table::Row<'_>| {
        let area = Id::parse(row.get("area"));
        if let Err(error) = &area {
            let message = format!("“{}”: {error}", shorten(row.get("area")));
            reader.problems.error(row.place().column("area"), message);
        }
        let region = reader.refers(row, "region", regions);
        let district = reader.may_refer(row, "district", Some(districts));
        let until = Period::parse(row.get("until")).filter(|until| until.every() == Every::Month);
        if until.is_none() {
            let message = format!(
                "“{}” is no month; expected one like 2025-08",
                shorten(row.get("until"))
            );
            reader.problems.error(row.place().column("until"), message);
        }
        let area = area.ok()?;
        let number = match row.get("number") {
            "" => area.to_string(),
            number => number.to_owned(),
        };
        Some(SourcePast {
            area,
            region: region?,
            district,
            number,
            until: until?,
        })
    };
    table.rows().filter_map(row).collect()
}

pub(super) fn population(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    districts: &BTreeMap<Id, SourceDistrict>,
    areas: Option<&BTreeMap<Id, SourceArea>>,
) -> Vec<SourcePopulation> {
    let Some(table) = reader.optional(POPULATION) else {
        return Vec::new();
    };
    let row = |row: crate::source::table::Row<'_>| {
        let region = reader.may_refer(row, "region", regions);
        let district = reader.may_refer(row, "district", Some(districts));
        let area = reader.may_have_area(row, areas);
        let text = row.get("people");
        let people = text
            .replace([' ', '\u{a0}'], "")
            .parse()
            .ok()
            .filter(|people| *people > 0);
        if people.is_none() {
            let message = format!("“{}” is no number of people", shorten(text));
            reader.problems.error(row.place().column("people"), message);
        }
        if ["region", "district", "area"]
            .iter()
            .all(|column| row.get(column).is_empty())
        {
            reader.problems.error(
                row.place(),
                "names neither a region nor a district nor an area",
            );
        }
        let date = reader.date(row, "date");
        // It was of an area that is held back.
        let is_somewhere = region.is_some() || district.is_some() || area.is_some();
        is_somewhere.then_some(())?;
        Some(SourcePopulation {
            region,
            district,
            area,
            people: people?,
            date: date?,
        })
    };
    table.rows().filter_map(row).collect()
}
