//! Regions, districts, localities, areas.

use std::collections::BTreeMap;

use senim_model::directory::LocalityKind;
use senim_model::id::Id;

use super::cells::Reader;
use super::{RESERVED, SourceArea, SourceDistrict, SourceLocality, SourceRegion};
use crate::problem::suggestion;
use crate::source::shape::{AREAS, DISTRICTS, LOCALITIES, REGIONS};
use crate::source::table::shorten;

pub(super) fn regions(reader: &Reader<'_>) -> Option<BTreeMap<Id, SourceRegion>> {
    let table = reader.required(REGIONS)?;
    let mut regions = BTreeMap::new();
    for row in table.rows() {
        let id = reader.id(row);
        let name = reader.name(row);
        let text = row.get("time_zone");
        let zone = text.parse::<chrono_tz::Tz>();
        if zone.is_err() {
            let hint = suggestion(text, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
            let message = format!(
                "“{}” is no IANA time zone, expected one like Asia/Almaty.",
                shorten(text)
            );
            reader
                .problems
                .error_with_hint(row.place().column("time_zone"), message, hint);
        }
        if let Some(id) = &id {
            let text = id.as_str();
            if RESERVED.contains(&text) || text.chars().any(|char| char.is_ascii_uppercase()) {
                reader.problems.error(
                    row.place().column("id"),
                    format!(
                        "“{text}” cannot stand in page addresses: lower case, and none of {}",
                        RESERVED.join(", ")
                    ),
                );
            }
        }
        if let (Some(id), Ok(zone)) = (id, zone) {
            let kato = row.get("kato").to_owned();
            reader.keep(
                &mut regions,
                row,
                id,
                SourceRegion {
                    origin: row.origin(),
                    kato,
                    name,
                    zone,
                },
            );
        }
    }
    Some(regions)
}

pub(super) fn districts(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
) -> BTreeMap<Id, SourceDistrict> {
    let mut districts = BTreeMap::new();
    let Some(table) = reader.optional(DISTRICTS) else {
        return districts;
    };
    for row in table.rows() {
        let id = reader.id(row);
        let name = reader.name(row);
        let region = reader.refers(row, "region", regions);
        if let (Some(id), Some(region)) = (id, region) {
            let kato = row.get("kato").to_owned();
            reader.keep(
                &mut districts,
                row,
                id,
                SourceDistrict {
                    origin: row.origin(),
                    region,
                    kato,
                    name,
                },
            );
        }
    }
    districts
}

pub(super) fn localities(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    districts: &BTreeMap<Id, SourceDistrict>,
) -> Option<BTreeMap<Id, SourceLocality>> {
    let table = reader.required(LOCALITIES)?;
    let mut localities = BTreeMap::new();
    for row in table.rows() {
        let id = reader.id(row);
        let name = reader.name(row);
        let region = reader.refers(row, "region", regions);
        let district = reader.may_refer(row, "district", Some(districts));
        let kind = match row.get("kind") {
            "city" => Some(LocalityKind::City),
            "town" => Some(LocalityKind::Town),
            "village" => Some(LocalityKind::Village),
            other => {
                let message = format!("“{}” is none of city, town, village", shorten(other));
                reader.problems.error(row.place().column("kind"), message);
                None
            }
        };
        let at = reader.point(row);
        if let (Some(region), Some(district)) = (&region, &district)
            && let Some(found) = districts.get(district)
        {
            reader.same_region(row, "district", (district, &found.region), region);
        }
        if let (Some(id), Some(region), Some(kind)) = (id, region, kind) {
            let aliases = row.list("aliases").into_iter().map(str::to_owned).collect();
            let locality = SourceLocality {
                origin: row.origin(),
                region,
                district,
                kind,
                name,
                aliases,
                at,
            };
            reader.keep(&mut localities, row, id, locality);
        }
    }
    Some(localities)
}

pub(super) fn areas(
    reader: &Reader<'_>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    districts: &BTreeMap<Id, SourceDistrict>,
    localities: Option<&BTreeMap<Id, SourceLocality>>,
) -> Option<BTreeMap<Id, SourceArea>> {
    let table = reader.required(AREAS)?;
    let mut areas = BTreeMap::new();
    for row in table.rows() {
        let id = reader.id(row);
        let region = reader.refers(row, "region", regions);
        let district = reader.may_refer(row, "district", Some(districts));
        let served = reader.all_refer(row, "localities", localities);
        if row.list("localities").is_empty() {
            reader.problems.error(
                row.place().column("localities"),
                "is empty; an area serves at least one",
            );
        }
        if let Some(region) = &region {
            if let Some(district) = &district
                && let Some(found) = districts.get(district)
            {
                reader.same_region(row, "district", (district, &found.region), region);
            }
            for locality in &served {
                if let Some(found) = localities.and_then(|all| all.get(locality)) {
                    reader.same_region(row, "localities", (locality, &found.region), region);
                }
            }
        }
        let vacant = reader.yes(row, "vacant");
        if let (Some(id), Some(region)) = (id, region) {
            let number = match row.get("number") {
                "" => id.to_string(),
                number => number.to_owned(),
            };
            let area = SourceArea {
                origin: row.origin(),
                number,
                region,
                district,
                localities: served,
                vacant,
            };
            reader.keep(&mut areas, row, id, area);
        }
    }
    Some(areas)
}
