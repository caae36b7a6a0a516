//! Files that nobody here wrote go in through a `senim.toml` alone, and what is odd about them is
//! said. The files are not in the repository; where they are absent, a test says so and passes. What
//! matters of them is tried everywhere by small files of our own, in `foreign.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;

use common::data::data;
use common::foreign::{SETTINGS, id, outlines, without_errors};
use common::{Source, shown};
use senim_model::directory::LocalityKind;

/// A folder with files as they came and one area, so that there is something to publish.
fn folder(files: &[&str], mapping: &str, area: Option<&str>) -> Option<Source> {
    let source = Source::empty();
    for file in files {
        let path = data(file)?;
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        source.put(&name, std::fs::read(path).unwrap());
    }
    source.put("senim.toml", format!("{SETTINGS}\n{mapping}"));
    if let Some(area) = area {
        let header = "id,region,localities,vacant";
        source.put("areas.csv", format!("{header}\n{area}\n"));
        let ring = "[[70,50],[71,50],[71,51],[70,50]]";
        source.put(
            "areas.geojson",
            outlines(&[(area.split(',').next().unwrap(), ring)]),
        );
    }
    Some(source)
}

const KAZAKHSTAN: &str = r#"
[tables.regions]
file = "kaz_adm1_2024.geojson"
columns = { id = { column = "ADM1_EN", slug = true }, kato = "KATO", name_kk = "ADM1_KK", name_ru = "ADM1_RU", name_en = "ADM1_EN" }
constant = { time_zone = "Asia/Almaty" }
values.name_ru = { "Чимкент" = "Шымкент" }

[tables.districts]
file = "kaz_adm2_2024.geojson"
columns = { id = "KATO", region = { column = "ADM1_EN", slug = true }, kato = "KATO", name_kk = "ADM2_KK", name_ru = "ADM2_RU", name_en = "ADM2_EN" }

[tables.localities]
file = "kato.csv"
where = { level = ["settlement", "sub_district"], name_ru = ["с.*", "г.*", "п.*"] }

[tables.localities.columns]
id = "kato"
region = { column = "kato", first = 2 }
kind = "name_ru"
name_ru = { column = "name_ru", without = ["с.", "с.а.", "г.", "п.", "с.о."] }
name_kk = { column = "name_kk", without = ["а.", "қ.", "к.", "а.о.", "с.а."] }

[tables.localities.values]
kind = { "г.*" = "city", "п.*" = "town", "*" = "village" }

[tables.localities.values.region]
10 = "abay"
11 = "akmola"
15 = "aktobe"
19 = "almaty"
23 = "atyrau"
27 = "west-kazakhstan"
31 = "zhambyl"
33 = "zhetysu"
35 = "karagandy"
39 = "kostanay"
43 = "kyzylorda"
47 = "mangystau"
55 = "pavlodar"
59 = "north-kazakhstan"
61 = "turkestan"
62 = "ulytau"
63 = "east-kazakhstan"
71 = "astana-city"
75 = "almaty-city"
79 = "shymkent-city"
"#;

#[test]
fn kazakhstans_regions_districts_and_settlements() {
    let files = [
        "kz/kaz_adm1_2024.geojson",
        "kz/kaz_adm2_2024.geojson",
        "kz/kato.csv",
    ];
    let area = "A-1,abay,101010000,yes";
    let Some(source) = folder(&files, KAZAKHSTAN, Some(area)) else {
        return;
    };
    let (directory, said) = without_errors(&source);
    assert_eq!(directory.regions.len(), 20);
    assert_eq!(directory.districts.len(), 224);
    // Shymkent's Russian name is mended, as the settings say.
    assert_eq!(directory.regions[&id("shymkent-city")].name.ru, "Шымкент");
    // The Latin letter in a Kazakh name is said, with the name that was meant.
    let latin = said
        .iter()
        .find(|line| line.contains("kaz_adm1_2024.geojson"));
    assert!(latin.unwrap().contains("Солтүстiк"), "{said:?}");
    assert!(
        latin
            .unwrap()
            .ends_with("Did you mean Солтүстік Қазақстан?"),
        "{latin:?}"
    );
    // Abbreviations are taken off the names.
    let semey = &directory.localities[&id("101010000")];
    assert_eq!(
        (semey.name.ru.as_str(), semey.name.kk.as_str()),
        ("Семей", "Семей")
    );
    assert_eq!(semey.kind, LocalityKind::City);
    let orda = &directory.localities[&id("103235500")];
    assert_eq!(
        (orda.name.ru.as_str(), orda.kind),
        ("Орда", LocalityKind::Village)
    );
    // Some names still have a letter of an old font; the others around show what is meant.
    let old = said.iter().filter(|line| line.contains("old Kazakh font"));
    let old: Vec<_> = old.collect();
    assert_eq!(old.len(), 10);
    assert!(old[0].starts_with("warning") && old[0].ends_with("Did you mean Көлбұлағы?"));
    // Names that a region has more than once cannot be told apart without a district.
    let shared = said.iter().find(|line| line.contains("share their name"));
    assert!(shared.unwrap().contains("kato.csv"), "{said:?}");
}

#[test]
fn a_classifier_in_an_old_font_is_refused() {
    let mapping = r#"
        [tables.districts]
        file = "kato_2008_legacy_encoding.csv"
        columns = { id = "ID", name_ru = "RU_NAME", name_kk = "KZ_NAME" }
        constant = { region = "abay" }
    "#;
    let Some(source) = folder(&["kz/kato_2008_legacy_encoding.csv"], mapping, None) else {
        return;
    };
    let said = source.problems().join("\n");
    let expected = "kato_2008_legacy_encoding.csv, row 2, column KZ_NAME: “КЇРШІМ АУДАНЫ” is text \
                    in an old Kazakh font encoding";
    assert!(
        said.contains(expected) && said.contains("Did you mean КҮРШІМ АУДАНЫ?"),
        "{said}"
    );
}

#[test]
fn a_code_that_two_districts_of_astana_have_is_said() {
    let mapping = r#"
        [tables.districts]
        file = "astana_districts.geojson"
        columns = { id = "kato", name_ru = "name_object", name_kk = "name_object_kaz" }
        constant = { region = "astana" }
    "#;
    let Some(source) = folder(&["kz/astana_districts.geojson"], mapping, None) else {
        return;
    };
    source.put(
        "regions.csv",
        "id,name_ru,time_zone\nastana,Астана,Asia/Almaty\n",
    );
    let said = source.problems().join("\n");
    for (row, code) in [(5, "711110000"), (6, "711210000")] {
        let expected =
            format!("astana_districts.geojson, row {row}, column kato: {code} stands twice");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn seattles_beats_and_precincts() {
    let mapping = r#"
        [tables.districts]
        file = "spd-precincts.geojson"
        columns = { id = "name", name_ru = "name" }
        constant = { region = "seattle" }

        [tables.areas]
        file = "spd-beats.geojson"
        columns = { id = { column = "name", prefix = "SPD-" }, number = "name", district = "name" }
        constant = { region = "seattle", localities = "seattle", vacant = "yes" }
        values.district = { "B*" = "N", "J*" = "N", "L*" = "N", "N*" = "N", "U*" = "N", "D*" = "W", "K*" = "W", "M*" = "W", "Q*" = "W", "C*" = "E", "E*" = "E", "G*" = "E", "O*" = "S", "R*" = "S", "S*" = "S", "F*" = "SW", "W*" = "SW" }
    "#;
    let files = ["police/spd-beats.geojson", "police/spd-precincts.geojson"];
    let Some(source) = folder(&files, mapping, None) else {
        return;
    };
    source.put(
        "regions.csv",
        "id,name_ru,time_zone\nseattle,Сиэтл,America/Los_Angeles\n",
    );
    source.put(
        "localities.csv",
        "id,region,kind,name_ru\nseattle,seattle,city,Сиэтл\n",
    );
    // Outlines are read on their own; here they only have to be there.
    let beats: serde_json::Value =
        serde_json::from_slice(&std::fs::read(data(files[0]).unwrap()).unwrap()).unwrap();
    let names: BTreeSet<String> = beats["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|beat| format!("SPD-{}", beat["properties"]["name"].as_str().unwrap()))
        .collect();
    let far = |at: usize| format!("[[{at},0],[{at}.5,0],[{at}.5,0.5],[{at},0]]");
    let rings: Vec<String> = (0..names.len()).map(far).collect();
    let of: Vec<(&str, &str)> = names
        .iter()
        .zip(&rings)
        .map(|(n, r)| (n.as_str(), r.as_str()))
        .collect();
    source.put("areas.geojson", outlines(&of));
    let (directory, _) = without_errors(&source);
    assert_eq!((directory.areas.len(), directory.districts.len()), (51, 5));
    let beat = &directory.areas[&id("SPD-B1")];
    assert_eq!(
        (beat.number.as_str(), &beat.district),
        ("B1", &Some(id("N")))
    );
}

#[test]
fn rios_police_areas() {
    let mapping = r#"
        [tables.localities]
        file = "Relacao_RISPxAISPxCISP_iso.csv"
        encoding = "iso-8859-1"
        columns = { id = { column = "Município", slug = true }, name_ru = "Município" }
        constant = { region = "rio", kind = "city" }
        merge = true

        [tables.areas]
        file = "Relacao_RISPxAISPxCISP_iso.csv"
        encoding = "iso-8859-1"
        columns = { id = { column = "CISP", prefix = "CISP-" }, number = "CISP", localities = { column = "Município", slug = true } }
        constant = { region = "rio", vacant = "yes" }
        merge = true
    "#;
    let file = "police/rio/Relacao_RISPxAISPxCISP_iso.csv";
    let Some(source) = folder(&[file], mapping, None) else {
        return;
    };
    source.put(
        "regions.csv",
        "id,name_ru,time_zone\nrio,Рио,America/Sao_Paulo\n",
    );
    let (_, report) = source.check();
    let said = shown(&report);
    // Without its encoding declared, the file is refused rather than guessed at.
    let errors: Vec<_> = said
        .iter()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(errors.len(), 1, "{said:?}");
    assert!(
        errors[0].contains("areas.geojson: is missing"),
        "{errors:?}"
    );
    let undeclared = mapping.replace("encoding = \"iso-8859-1\"", "");
    source.put("senim.toml", format!("{SETTINGS}\n{undeclared}"));
    let said = source.problems().join("\n");
    assert!(
        said.contains("row 1: is neither UTF-8 nor windows-1251"),
        "{said}"
    );
    // With outlines, all of it is there: 137 areas, 92 municipalities.
    source.put("senim.toml", format!("{SETTINGS}\n{mapping}"));
    let path = data(file).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let column = |at: usize| -> BTreeSet<&str> {
        text.lines()
            .skip(1)
            .filter_map(|line| line.split(';').nth(at))
            .collect()
    };
    let names: Vec<String> = column(2)
        .iter()
        .map(|number| format!("CISP-{number}"))
        .collect();
    let far = |at: usize| format!("[[{at},0],[{at}.5,0],[{at}.5,0.5],[{at},0]]");
    let rings: Vec<String> = (0..names.len()).map(far).collect();
    let of: Vec<(&str, &str)> = names
        .iter()
        .zip(&rings)
        .map(|(n, r)| (n.as_str(), r.as_str()))
        .collect();
    source.put("areas.geojson", outlines(&of));
    let (directory, _) = without_errors(&source);
    assert_eq!(directory.areas.len(), column(2).len());
    assert_eq!(directory.localities.len(), column(4).len());
    let area = &directory.areas[&id("CISP-108")];
    assert_eq!(
        area.localities,
        ["areal", "comendador-levy-gasparian", "tres-rios"].map(id)
    );
    assert_eq!(
        directory.localities[&id("sao-goncalo")].name.ru,
        "São Gonçalo"
    );
}

#[test]
fn populated_places_lack_names_and_say_so() {
    let mapping = r#"
        [tables.localities]
        file = "places.csv"
        where = { placetype = ["locality"] }
        columns = { id = "wof_id", aliases = "name_kk_variants" }
        constant = { region = "kz", kind = "village" }
    "#;
    let Some(source) = folder(&["kz/places.csv"], mapping, None) else {
        return;
    };
    source.put(
        "regions.csv",
        "id,name_ru,time_zone\nkz,Казахстан,Asia/Almaty\n",
    );
    source.edit("senim.toml", |text| {
        text.replace("[\"ru\"]", "[\"kk\", \"ru\"]")
    });
    let (_, report) = source.check();
    // Of a file with thousands of problems, a thousand are listed and the rest is counted.
    let said = shown(&report);
    let lacking = said
        .iter()
        .filter(|line| line.contains("name_ru: is empty"));
    assert!(lacking.count() > 100, "{said:?}");
    let rest = said.iter().find(|line| line.contains("more problems"));
    assert!(rest.unwrap().contains("places.csv: has "), "{rest:?}");
}
