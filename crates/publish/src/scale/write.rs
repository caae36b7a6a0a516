//! Writing the large region as a source folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{REGION, Region};
use crate::Error;
use crate::source::settings;

/// Writes all tables. Settings and holidays are those of the small sample.
pub(super) fn folder(region: &Region, sample: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(|error| Error::io(to, error))?;
    for name in [settings::FILE, "holidays.csv"] {
        let from = sample.join(name);
        fs::copy(&from, to.join(name)).map_err(|error| Error::io(&from, error))?;
    }
    let tables = [
        (
            "regions.csv",
            format!(
                "id,name_kk,name_ru,name_en,time_zone\n{REGION},Үлкен өңір,Большой регион,Large region,Asia/Almaty\n"
            ),
        ),
        ("localities.csv", localities(region)),
        ("areas.csv", areas(region)),
        ("areas.geojson", outlines(region)),
        ("inspectors.csv", inspectors(region)),
        ("addresses.csv", addresses(region)),
        ("places.csv", places(region)),
    ];
    for (name, text) in tables {
        let path = to.join(name);
        fs::write(&path, text).map_err(|error| Error::io(&path, error))?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn localities(region: &Region) -> String {
    let mut out = String::from("id,region,kind,name_kk,name_ru,name_en,aliases,lat,lon\n");
    for row in &region.localities {
        let (lon, lat) = row.at;
        let _ = writeln!(
            out,
            "{},{REGION},{},{},{},{},{},{lat:.5},{lon:.5}",
            row.id,
            row.kind,
            quoted(&row.kk),
            quoted(&row.ru),
            quoted(&row.ru),
            quoted(&row.aliases),
        );
    }
    out
}

fn areas(region: &Region) -> String {
    let mut out = String::from("id,number,region,localities\n");
    for (at, row) in region.areas.iter().enumerate() {
        let locality = region
            .localities
            .get(row.locality)
            .map_or("", |locality| &locality.id);
        let _ = writeln!(out, "{},{},{REGION},{locality}", row.id, at + 1);
    }
    out
}

fn outlines(region: &Region) -> String {
    let features: Vec<String> = region
        .areas
        .iter()
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

fn inspectors(region: &Region) -> String {
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
    let mut out = String::from(
        "id,areas,name_kk,name_ru,rank,phone_mobile,phone_duty,languages,place,hours,assigned_since,verified_on\n",
    );
    for (at, row) in region.areas.iter().enumerate() {
        let pick = |list: &[(&'static str, &'static str)], at: usize| {
            list.get(at % list.len()).copied().unwrap_or(("", ""))
        };
        let (surname, given) = (pick(&SURNAMES, at * 7), pick(&GIVEN, at * 5));
        let hours = HOURS.get(at % HOURS.len()).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "I{at:03},{},{} {},{} {},captain,+7 000 1{:02} {:02} {:02},+7 000 200 00 {:02},kk|ru,P{:03},\"{hours}\",2024-{:02}-{:02},2026-10-{:02}",
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
    out
}

fn places(region: &Region) -> String {
    let mut out = String::from("id,kind,region,locality,name_kk,name_ru,lat,lon,hours,phone\n");
    for (at, row) in region.localities.iter().enumerate() {
        let (lon, lat) = row.at;
        let _ = writeln!(
            out,
            "P{at:03},district-point,{REGION},{},№ {n} учаскелік полиция пункті,Участковый пункт полиции № {n},{lat:.5},{lon:.5},Mo-Fr 09:00-18:00,+7 000 300 00 {at:02}",
            row.id,
            n = at + 1,
        );
    }
    out
}

fn addresses(region: &Region) -> String {
    let mut out = String::from("locality,street_kk,street_ru,aliases,houses,area\n");
    for street in &region.streets {
        let locality = region
            .localities
            .get(street.locality)
            .map_or("", |locality| &locality.id);
        for (houses, area) in &street.rows {
            let area = region.areas.get(*area).map_or("", |area| &area.id);
            let _ = writeln!(
                out,
                "{locality},{},{},{},{},{area}",
                quoted(&street.kk),
                quoted(&street.ru),
                quoted(&street.aliases),
                quoted(houses),
            );
        }
    }
    out
}
