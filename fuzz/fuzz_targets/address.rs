//! No text makes a search panic, and all that it finds is there.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use senim_lookup::{Answer, Finder};
use senim_model::directory::{
    Area, Locality, LocalityKind, Region, RegionPack, Served, Street, StreetName, StreetPart,
};
use senim_model::house::HouseList;
use senim_model::id::Id;
use senim_model::text::Text;

/// Streets of every sort: several areas, aliases, numbers, one language alone.
const STREETS: [(&str, &str, &str, &str); 5] = [
    ("Абай даңғылы", "проспект Абая", "", "1-37 тақ; 2-42 жұп"),
    ("Абай даңғылы", "проспект Абая", "", "39- тақ; 44- жұп"),
    ("Бұқар жырау даңғылы", "проспект Бухар-Жырау", "Советский проспект", ""),
    ("5-ықшамаудан", "5-й микрорайон", "", "1-20, 21к2, 12/3А"),
    ("", "улица 137-й стрелковой дивизии", "", ""),
];

static REGION: LazyLock<(RegionPack, Finder)> = LazyLock::new(|| {
    let pack = region();
    let finder = Finder::new(&pack);
    (pack, finder)
});

fn region() -> RegionPack {
    let id = |text: &str| Id::parse(text).expect("an identifier");
    let name = |text: &str| Text {
        kk: text.to_owned(),
        ru: text.to_owned(),
        en: text.to_owned(),
    };
    let mut streets: Vec<Street> = Vec::new();
    for (at, (kk, ru, alias, houses)) in STREETS.into_iter().enumerate() {
        let part = StreetPart {
            area: at as u16,
            houses: HouseList::parse(houses).expect("a house list"),
        };
        match streets.last_mut() {
            Some(street) if street.name.ru == ru => street.parts.push(part),
            _ => streets.push(Street {
                locality: 0,
                name: StreetName {
                    kk: kk.to_owned(),
                    ru: ru.to_owned(),
                    aliases: if alias.is_empty() { Vec::new() } else { vec![alias.to_owned()] },
                },
                parts: vec![part],
            }),
        }
    }
    RegionPack {
        region: Region {
            id: id("karaganda"),
            name: name("Карагандинская область"),
            time_zone: "Asia/Almaty".into(),
        },
        base_minute: 0,
        offsets: Vec::new(),
        districts: Vec::new(),
        localities: vec![Locality {
            id: id("351010000"),
            kind: LocalityKind::City,
            district: None,
            name: name("Қарағанды"),
            aliases: vec!["Qaragandy".into()],
        }],
        areas: (0..STREETS.len())
            .map(|at| Area {
                id: id(&format!("KRG-{at:03}")),
                number: at.to_string(),
                district: None,
                localities: vec![0],
                served: Served::Vacant,
                nearest: Vec::new(),
            })
            .collect(),
        inspectors: Vec::new(),
        places: Vec::new(),
        hours: Vec::new(),
        streets,
    }
}

fuzz_target!(|text: &str| {
    let (pack, finder) = &*REGION;
    for found in finder.search(pack, text, &[], 7).matches {
        assert!((found.street as usize) < pack.streets.len());
        let areas = match found.answer {
            Answer::Area(area) => vec![area],
            Answer::Choose(areas) => areas,
            Answer::Localities(_) => unreachable!("there is one locality"),
        };
        assert!(!areas.is_empty());
        assert!(areas.iter().all(|area| usize::from(*area) < pack.areas.len()));
    }
});
