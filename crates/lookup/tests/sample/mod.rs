//! The sample's addresses as packs, one for each region, read straight from its tables.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of tests fails loudly"
)]

use std::collections::BTreeMap;

use senim_lookup::Finder;
use senim_model::directory::{
    Area, District, Locality, LocalityKind, Region, RegionPack, Served, Street, StreetName,
    StreetPart,
};
use senim_model::house::HouseList;
use senim_model::id::Id;
use senim_model::text::Text;

type Record = BTreeMap<String, String>;

fn table(name: &str) -> Vec<Record> {
    let path = format!("{}/../../sample/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.deserialize();
    records.map(|record| record.unwrap()).collect()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn list(text: &str) -> Vec<String> {
    text.split('|')
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}

fn name(record: &Record) -> Text {
    Text {
        kk: record["name_kk"].clone(),
        ru: record["name_ru"].clone(),
        en: record["name_en"].clone(),
    }
}

/// A pack and its index for each region of the sample.
pub(crate) fn regions() -> Vec<(RegionPack, Finder)> {
    table("regions.csv")
        .iter()
        .map(|region| {
            let pack = pack(region);
            let finder = Finder::new(&pack);
            (pack, finder)
        })
        .collect()
}

fn pack(region: &Record) -> RegionPack {
    let here = |record: &Record| record["region"] == region["id"];
    let localities: Vec<Record> = table("localities.csv").into_iter().filter(here).collect();
    let districts: Vec<Record> = table("districts.csv").into_iter().filter(here).collect();
    let areas: Vec<Record> = table("areas.csv").into_iter().filter(here).collect();
    let position = |table: &[Record], wanted: &str| {
        let at = table.iter().position(|record| record["id"] == wanted);
        at.map(|at| u16::try_from(at).unwrap())
    };
    let mut streets: BTreeMap<(u16, String, String), Street> = BTreeMap::new();
    for row in table("addresses.csv") {
        let Some(locality) = position(&localities, &row["locality"]) else {
            continue;
        };
        let key = (locality, row["street_kk"].clone(), row["street_ru"].clone());
        let street = streets.entry(key).or_insert_with(|| Street {
            locality,
            name: StreetName {
                kk: row["street_kk"].clone(),
                ru: row["street_ru"].clone(),
                aliases: list(&row["aliases"]),
            },
            parts: Vec::new(),
        });
        street.parts.push(StreetPart {
            area: position(&areas, &row["area"]).unwrap(),
            houses: HouseList::parse(&row["houses"]).unwrap(),
        });
    }
    RegionPack {
        region: Region {
            id: id(&region["id"]),
            name: name(region),
            time_zone: region["time_zone"].clone(),
        },
        base_minute: 0,
        offsets: Vec::new(),
        districts: districts
            .iter()
            .map(|record| District {
                id: id(&record["id"]),
                name: name(record),
            })
            .collect(),
        localities: localities
            .iter()
            .map(|record| Locality {
                id: id(&record["id"]),
                kind: LocalityKind::City,
                district: position(&districts, &record["district"]),
                name: name(record),
                aliases: list(&record["aliases"]),
            })
            .collect(),
        areas: areas
            .iter()
            .map(|record| Area {
                id: id(&record["id"]),
                number: record["number"].clone(),
                district: None,
                localities: Vec::new(),
                served: Served::Vacant,
                nearest: Vec::new(),
            })
            .collect(),
        inspectors: Vec::new(),
        places: Vec::new(),
        hours: Vec::new(),
        streets: streets.into_values().collect(),
    }
}
