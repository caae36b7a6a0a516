//! Personal data in a source folder stops publication, and nothing of it is repeated in the report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::Source;

#[test]
fn personal_data_stops_publication() {
    for (cell, expected) in [
        ("850101300005", "an individual identification number (ИИН)"),
        ("i.petrov@mail.example", "a private e-mail address"),
        ("Домашний адрес: ул. Абая 5", "a home address"),
    ] {
        let source = Source::sample();
        source.edit("inspectors.csv", |text| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines[0].push_str(",Примечание");
            lines[1].push_str(&format!(",{cell}"));
            lines.join("\n")
        });
        let said = source.problems();
        let place = "error: inspectors.csv, row 2, column Примечание: holds ";
        assert!(
            said[0].starts_with(&format!("{place}{expected}")),
            "{said:?}"
        );
        assert!(!said[0].contains(cell));
    }
}

#[test]
fn settings_add_to_what_is_looked_for_and_name_the_offices_own_addresses() {
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        format!(
            "{text}\n[check]\nemail_domains = [\"police.example\"]\n\n\
             [[personal]]\nname = \"a badge number\"\nform = \"AA-999999\"\n"
        )
    });
    source.edit("places.csv", |text| {
        text.replacen(
            "улица Кенесары, 30",
            "улица Кенесары, 30 (pp1@police.example)",
            1,
        )
    });
    assert_eq!(source.problems(), Vec::<String>::new());
    source.edit("places.csv", |text| {
        text.replacen("пункт полиции № 1", "пункт полиции KZ-123456", 1)
    });
    let said = source.problems();
    assert!(
        said[0].contains("row 2, column name_ru: holds a badge number"),
        "{said:?}"
    );
}

#[test]
fn a_place_outside_of_its_region_is_found() {
    let source = Source::sample();
    source.edit("places.csv", |text| {
        text.replacen("51.15364,71.41248", "71.41248,51.15364", 1)
    });
    let said = source.problems();
    assert!(
        said[0].contains("row 2, column lat: 71.41248, 51.15364 lies more than 5000 m outside")
    );
    assert!(
        said[0].ends_with("Did you mean lat 51.15364, lon 71.41248?"),
        "{said:?}"
    );
}
