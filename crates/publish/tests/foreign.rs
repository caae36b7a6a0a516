//! Files in the forms that others write, small and of our own: a classifier in one table, Kazakh in an
//! old font, a table in Latin-1, calls on a clock of twelve hours. They go in through a `senim.toml` alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::foreign::{SETTINGS, id, outlines, without_errors};
use common::{Source, publish_at, rows};
use senim_measure::Histogram;
use senim_model::directory::LocalityKind;

/// A folder of files, and what the settings say of them.
fn folder(files: &[(&str, &[u8])], mapping: &str) -> Source {
    let source = Source::empty();
    for (name, bytes) in files {
        source.put(name, bytes);
    }
    source.put("senim.toml", format!("{SETTINGS}\n{mapping}"));
    source
}

/// Outlines of areas far from each other.
fn far_apart(ids: &[&str]) -> String {
    let rings: Vec<String> = (0..ids.len())
        .map(|at| format!("[[{at},0],[{at}.5,0],[{at}.5,0.5],[{at},0]]"))
        .collect();
    let rings = rings.iter().map(String::as_str);
    outlines(&ids.iter().copied().zip(rings).collect::<Vec<_>>())
}

const CLASSIFIER: &str = r#"
[tables.regions]
file = "regions.geojson"
columns = { id = { column = "NAME_EN", slug = true }, kato = "KATO", name_kk = "NAME_KK", name_ru = "NAME_RU", name_en = "NAME_EN" }
constant = { time_zone = "Asia/Almaty" }
values.name_ru = { "Старое имя" = "Новое имя" }

[tables.localities]
file = "classifier.csv"
where = { level = ["settlement", "town"], name_ru = ["с.*", "г.*"] }

[tables.localities.columns]
id = "code"
region = { column = "code", first = 2 }
kind = "name_ru"
name_ru = { column = "name_ru", without = ["с.", "г."] }
name_kk = { column = "name_kk", without = ["а.", "қ."] }

[tables.localities.values]
kind = { "г.*" = "city", "*" = "village" }

[tables.localities.values.region]
59 = "north-side"
62 = "upper-land"
"#;

#[test]
fn regions_of_a_map_file_and_settlements_of_a_classifier() {
    // The Kazakh name of the first one holds a Latin i, as it looks the same.
    let regions = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"properties":{"KATO":"590000000","NAME_EN":"North Side","NAME_KK":"Солтүстiк","NAME_RU":"Старое имя"}},
        {"type":"Feature","geometry":null,"properties":{"KATO":"620000000","NAME_EN":"Upper Land","NAME_KK":"Жоғарғы","NAME_RU":"Верхняя"}}]}"#;
    let classifier = "code,level,name_ru,name_kk\n\
                      590000000,oblast,Северная область,Солтүстік облысы\n\
                      591000000,town,г.Заречный,Заречный қ.\n\
                      593235500,settlement,с.Орда,Орда а.\n\
                      623235600,settlement,с.Тихое,Тыныш а.\n\
                      623235700,station,ст.Новая,Жаңа ст.\n";
    let source = folder(
        &[
            ("regions.geojson", regions.as_bytes()),
            ("classifier.csv", classifier.as_bytes()),
            (
                "areas.csv",
                b"id,region,localities,vacant\nA-1,north-side,593235500,yes\n",
            ),
            ("areas.geojson", far_apart(&["A-1"]).as_bytes()),
        ],
        CLASSIFIER,
    );
    let (directory, said) = without_errors(&source);
    assert_eq!(directory.regions.len(), 2);
    assert_eq!(directory.regions[&id("north-side")].name.ru, "Новое имя");
    let latin = said.iter().find(|line| line.contains("Солтүстiк"));
    assert!(latin.unwrap().contains("regions.geojson"), "{said:?}");
    assert!(
        latin.unwrap().ends_with("Did you mean Солтүстік?"),
        "{said:?}"
    );
    let places = |at| {
        let place = &directory.localities[&id(at)];
        (place.name.ru.as_str(), place.name.kk.as_str(), place.kind)
    };
    assert_eq!(directory.localities.len(), 3, "no region and no station");
    assert_eq!(
        places("591000000"),
        ("Заречный", "Заречный", LocalityKind::City)
    );
    assert_eq!(places("593235500"), ("Орда", "Орда", LocalityKind::Village));
    assert_eq!(
        directory.localities[&id("623235600")].region,
        id("upper-land")
    );
}

#[test]
fn an_old_font_is_refused_and_a_code_that_stands_twice_is_named() {
    let mapping = r#"
        [tables.districts]
        file = "districts-2008.csv"
        columns = { id = "ID", name_ru = "RU_NAME", name_kk = "KZ_NAME" }
        constant = { region = "abay" }
    "#;
    let said = |rows: &str| {
        let districts = format!("ID,RU_NAME,KZ_NAME\n{rows}");
        let files: [(&str, &[u8]); 2] = [
            ("districts-2008.csv", districts.as_bytes()),
            (
                "regions.csv",
                "id,name_ru,time_zone\nabay,Абай,Asia/Almaty\n".as_bytes(),
            ),
        ];
        folder(&files, mapping).problems().join("\n")
    };
    let found = said("1,КУРЧУМСКИЙ РАЙОН,КЇРШІМ АУДАНЫ\n2,РАЙОН КУРМАНГАЗЫ,ЌЎРМАНЄАЗЫ АУДАНЫ\n");
    for expected in [
        "districts-2008.csv, row 2, column KZ_NAME: “КЇРШІМ АУДАНЫ” is text in an old Kazakh font encoding",
        "Did you mean КҮРШІМ АУДАНЫ?",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
    let found = said("1,КУРЧУМСКИЙ РАЙОН,КҮРШІМ АУДАНЫ\n1,СТЕПНОЙ РАЙОН,ДАЛА АУДАНЫ\n");
    let twice = "districts-2008.csv, row 3, column ID: 1 stands twice";
    assert!(found.contains(twice), "{found}");
}

#[test]
fn a_table_in_latin_1_is_read_where_that_is_said() {
    let table = "AISP;CISP;Município\r\n2;9;São Gonçalo\r\n2;10;São Gonçalo\r\n3;10;Três Rios\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    let mapping = r#"
        [tables.localities]
        file = "areas-iso.csv"
        encoding = "iso-8859-1"
        columns = { id = { column = "Município", slug = true }, name_ru = "Município" }
        constant = { region = "rio", kind = "city" }
        merge = true

        [tables.areas]
        file = "areas-iso.csv"
        encoding = "iso-8859-1"
        columns = { id = { column = "CISP", prefix = "CISP-" }, number = "CISP", localities = { column = "Município", slug = true } }
        constant = { region = "rio", vacant = "yes" }
        merge = true
    "#;
    let outlines = far_apart(&["CISP-9", "CISP-10"]);
    let files: [(&str, &[u8]); 3] = [
        ("areas-iso.csv", &bytes),
        (
            "regions.csv",
            "id,name_ru,time_zone\nrio,Рио,America/Sao_Paulo\n".as_bytes(),
        ),
        ("areas.geojson", outlines.as_bytes()),
    ];
    let (directory, _) = without_errors(&folder(&files, mapping));
    assert_eq!((directory.areas.len(), directory.localities.len()), (2, 2));
    assert_eq!(
        directory.localities[&id("sao-goncalo")].name.ru,
        "São Gonçalo"
    );
    let area = &directory.areas[&id("CISP-10")];
    assert_eq!(area.localities, ["sao-goncalo", "tres-rios"].map(id));
    // It is refused rather than guessed at.
    let undeclared = mapping.replace("encoding = \"iso-8859-1\"", "");
    let said = folder(&files, &undeclared).problems().join("\n");
    assert!(said.contains("is neither UTF-8 nor windows-1251"), "{said}");
}

#[test]
fn calls_on_a_clock_of_twelve_hours_are_counted_and_the_year_1900_is_no_arrival() {
    let settings = r#"
[response]
min_cell = 10
clocks = [{ from = "received", to = "arrived" }]
[[response.priority]]
id = "any"
name = { en = "any" }
[dates.calls]
received = ["%m/%d/%Y %I:%M:%S %p"]
arrived = ["%m/%d/%Y %I:%M:%S %p"]
[tables.calls]
columns = { id = "Event Number", received = "Time Queued", arrived = "Arrived Time" }
constant = { area = "AST-001", priority = "any" }
"#;
    let mut calls = String::from("Event Number,Time Queued,Arrived Time\n");
    for at in 0..40 {
        // Each waits from before noon until after it: five minutes in truth, and not twelve hours more.
        let arrived = match at % 4 {
            0 => "01/01/1900 12:00:00 AM",
            1 => "",
            _ => "10/05/2026 12:03:00 PM",
        };
        calls.push_str(&format!("2026{at:04},10/05/2026 11:58:00 AM,{arrived}\n"));
    }
    let source = Source::sample();
    let text = source.text("senim.toml");
    source.put("senim.toml", format!("{text}\n{settings}"));
    source.put("calls.csv", calls);
    let to = tempfile::tempdir().unwrap();
    let folder = publish_at(source.path(), to.path(), "2027-01-10T12:00:00Z");
    let cells = rows(&std::fs::read(folder.join("response.csv")).unwrap());
    let parse = |row: &std::collections::BTreeMap<String, String>| {
        Histogram::parse(&row["histogram"], row["unknown"].parse().unwrap()).unwrap()
    };
    let all: Vec<Histogram> = cells.iter().map(parse).collect();
    let mut expected = Histogram::default();
    for at in 0..40 {
        expected.add((at % 4 > 1).then_some(300));
    }
    assert_eq!(Histogram::sum(all.iter()), expected);
}
