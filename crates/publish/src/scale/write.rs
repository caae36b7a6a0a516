//! Writing large regions as one source folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Region, tiling};
use crate::Error;
use crate::source::geometry::context;
use crate::source::settings;

/// Writes all tables. Settings, holidays and what lies around are those of the small sample.
pub(super) fn folder(regions: &[Region], sample: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(|error| Error::io(to, error))?;
    for name in ["holidays.csv", context::FILE] {
        let from = sample.join(name);
        fs::copy(&from, to.join(name)).map_err(|error| Error::io(&from, error))?;
    }
    let from = sample.join(settings::FILE);
    let text = fs::read_to_string(&from).map_err(|error| Error::io(&from, error))?;
    save(&to.join(settings::FILE), &of_regions(&text, regions))?;
    for (name, header, rows) in TABLES {
        let mut text = format!("{header}\n");
        for region in regions {
            rows(region, &mut text);
        }
        save(&to.join(name), &text)?;
    }
    save(&to.join("areas.geojson"), &outlines(regions))
}

/// The sample's settings without what they say of one of its regions that is not there.
fn of_regions(settings: &str, regions: &[Region]) -> String {
    let known = |id: &str| regions.iter().any(|region| region.id == id);
    let gone: Vec<String> = ["astana", "karaganda"]
        .into_iter()
        .filter(|id| !known(id))
        .map(|id| format!("\"{id}\""))
        .collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut dropped = false;
    for part in settings.split("\n\n") {
        // An exception belongs to the rule before it.
        let goes_on = dropped && part.starts_with("[[due.exception]]");
        dropped = goes_on || gone.iter().any(|id| part.contains(id));
        if !dropped {
            kept.push(part);
        }
    }
    kept.join("\n\n")
}

fn save(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| Error::io(path, error))
}

/// Writes the rows of a region.
type Rows = fn(&Region, &mut String);

/// File, header, rows.
const TABLES: [(&str, &str, Rows); 6] = [
    (
        "regions.csv",
        "id,name_kk,name_ru,name_en,time_zone",
        own_row,
    ),
    (
        "localities.csv",
        "id,region,kind,name_kk,name_ru,name_en,aliases,lat,lon",
        localities,
    ),
    ("areas.csv", "id,number,region,localities", areas),
    (
        "inspectors.csv",
        "id,areas,name_kk,name_ru,rank,phone_mobile,phone_duty,languages,place,hours,assigned_since,verified_on",
        inspectors,
    ),
    (
        "addresses.csv",
        "locality,street_kk,street_ru,aliases,houses,area,lat,lon",
        addresses,
    ),
    (
        "places.csv",
        "id,kind,region,locality,name_kk,name_ru,name_en,lat,lon,hours,phone,services",
        places,
    ),
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn own_row(region: &Region, out: &mut String) {
    let [kk, ru, en] = &region.name;
    let _ = writeln!(out, "{},{kk},{ru},{en},Asia/Almaty", region.id);
}

fn localities(region: &Region, out: &mut String) {
    for row in &region.localities {
        let (lon, lat) = row.at;
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{lat:.5},{lon:.5}",
            row.id,
            region.id,
            row.kind,
            quoted(&row.kk),
            quoted(&row.ru),
            quoted(&row.ru),
            quoted(&row.aliases),
        );
    }
}

fn areas(region: &Region, out: &mut String) {
    for (at, row) in region.areas.iter().enumerate() {
        let locality = region
            .localities
            .get(row.locality)
            .map_or("", |locality| &locality.id);
        let _ = writeln!(out, "{},{},{},{locality}", row.id, at + 1, region.id);
    }
}

fn outlines(regions: &[Region]) -> String {
    let areas = regions.iter().flat_map(|region| &region.areas);
    let features: Vec<String> = areas
        .map(|row| {
            let ring: Vec<String> = row.ring.iter().map(|(lon, lat)| format!("[{lon:.5},{lat:.5}]")).collect();
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                row.id,
                ring.join(",")
            )
        })
        .collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn inspectors(region: &Region, out: &mut String) {
    const SURNAMES: [(&str, &str); 12] = [
        ("Ахметов", "Ахметов"),
        ("Сәрсенов", "Сарсенов"),
        ("Жұмабаев", "Жумабаев"),
        ("Оспанов", "Оспанов"),
        ("Қасымов", "Касымов"),
        ("Нұрғалиев", "Нургалиев"),
        ("Ким", "Ким"),
        ("Иванов", "Иванов"),
        ("Тілеубаев", "Тлеубаев"),
        ("Әбдірахманов", "Абдрахманов"),
        ("Байжанов", "Байжанов"),
        ("Мұратов", "Муратов"),
    ];
    const GIVEN: [(&str, &str); 9] = [
        ("Ерлан", "Ерлан"),
        ("Нұрлан", "Нурлан"),
        ("Айдос", "Айдос"),
        ("Данияр", "Данияр"),
        ("Бауыржан", "Бауыржан"),
        ("Сергей", "Сергей"),
        ("Ғалымжан", "Галымжан"),
        ("Олжас", "Олжас"),
        ("Тимур", "Тимур"),
    ];
    const HOURS: [&str; 5] = [
        "Tu,Th 18:00-20:00; Sa 10:00-12:00; PH off",
        "Mo,We,Fr 17:00-19:00; PH off",
        "Mo-Fr 18:00-20:00; PH off",
        "We 18:00-20:00; Sa 10:00-13:00",
        "Tu 18:00-20:00; Fr 15:00-17:00; PH off",
    ];
    let prefix = &region.prefix;
    for (at, row) in region.areas.iter().enumerate() {
        let pick = |list: &[(&'static str, &'static str)], at: usize| {
            list.get(at % list.len()).copied().unwrap_or(("", ""))
        };
        let (surname, given) = (pick(&SURNAMES, at * 7), pick(&GIVEN, at * 5));
        let hours = HOURS.get(at % HOURS.len()).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "{prefix}I{at:03},{},{} {},{} {},captain,+7 000 1{:02} {:02} {:02},+7 000 200 00 {:02},kk|ru,{prefix}P{:03},\"{hours}\",2024-{:02}-{:02},2026-10-{:02}",
            row.id,
            surname.0,
            given.0,
            surname.1,
            given.1,
            at / 100,
            at % 100,
            at * 37 % 100,
            row.locality,
            row.locality,
            at % 12 + 1,
            at % 28 + 1,
            at % 31 + 1,
        );
    }
}

fn places(region: &Region, out: &mut String) {
    for (at, row) in region.places.iter().enumerate() {
        let locality = region.localities.get(row.locality);
        let (lon, lat) = row.at;
        let [kk, ru, en] = &row.name;
        let _ = writeln!(
            out,
            "{}P{at:03},{},{},{},{kk},{ru},{en},{lat:.5},{lon:.5},{},{},{}",
            region.prefix,
            row.kind,
            region.id,
            locality.map_or("", |locality| &locality.id),
            row.hours,
            row.phone,
            row.services,
        );
    }
}

fn addresses(region: &Region, out: &mut String) {
    let mut streets = vec![0; region.areas.len()];
    for street in &region.streets {
        let locality = region
            .localities
            .get(street.locality)
            .map_or("", |locality| &locality.id);
        for (houses, area) in &street.rows {
            let (Some(area), Some(before)) = (region.areas.get(*area), streets.get_mut(*area))
            else {
                continue;
            };
            let (lon, lat) = tiling::spread(&area.ring, *before);
            *before += 1;
            let _ = writeln!(
                out,
                "{locality},{},{},{},{},{},{lat:.5},{lon:.5}",
                quoted(&street.kk),
                quoted(&street.ru),
                quoted(&street.aliases),
                quoted(houses),
                area.id,
            );
        }
    }
}
