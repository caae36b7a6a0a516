//! What stands first, and what does not stand there at all: places, the locality that was named,
//! the number that is the house. Over the sample, its regions merged as the portal does it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of tests fails loudly"
)]

mod sample;

use std::sync::OnceLock;

use proptest::prelude::*;

use senim_lookup::{Answer, Finder, Found, Match, Name, Place, PlaceMatch, clear_first, settle};
use senim_model::directory::{RegionPack, StreetName};
use senim_model::text::Lang;

type Regions = Vec<(RegionPack, Finder)>;

fn search(regions: &Regions, query: &str) -> Vec<(usize, Found)> {
    let found = regions
        .iter()
        .map(|(pack, finder)| finder.search(pack, query, &[], 7));
    let mut found: Vec<Found> = found.collect();
    settle(&mut found);
    found.into_iter().enumerate().collect()
}

/// All matches, best first.
fn merged(regions: &Regions, query: &str) -> Vec<(usize, Match)> {
    let mut all: Vec<(usize, Match)> = search(regions, query)
        .into_iter()
        .flat_map(|(at, found)| found.matches.into_iter().map(move |found| (at, found)))
        .collect();
    all.sort_by_key(|(_, found)| found.score);
    all
}

fn shown(pack: &RegionPack, found: &Match) -> String {
    let street = &pack.streets[found.street as usize];
    let locality = &pack.localities[usize::from(street.locality)];
    let house = found
        .house
        .map_or(String::new(), |house| format!(", {house}"));
    format!(
        "{}{house} ({})",
        street.name.show(Lang::Ru),
        locality.name.ru
    )
}

fn streets(regions: &Regions, query: &str) -> Vec<String> {
    let found = merged(regions, query);
    found
        .iter()
        .map(|(at, found)| shown(&regions[*at].0, found))
        .collect()
}

fn place(pack: &RegionPack, found: &PlaceMatch) -> String {
    let name = match found.place {
        Place::Region => format!("[{}]", pack.region.name.ru),
        Place::District(at) => format!("[{}]", pack.districts[usize::from(at)].name.ru),
        Place::Locality(at) => pack.localities[usize::from(at)].name.ru.clone(),
    };
    let begun = if found.whole { "" } else { "…" };
    format!("{name}{begun}")
}

fn places(regions: &Regions, query: &str) -> Vec<String> {
    let found = search(regions, query).into_iter();
    found
        .flat_map(|(at, found)| {
            let pack = &regions[at].0;
            let places: Vec<String> = found
                .places
                .iter()
                .map(|found| place(pack, found))
                .collect();
            places
        })
        .collect()
}

#[test]
fn the_number_beside_the_type_is_the_name() {
    let regions = sample::regions();
    for (query, expected) in [
        ("13 мкр 17", "13-й микрорайон, 17 (Караганда)"),
        ("14 мкр 12", "14-й микрорайон, 12 (Караганда)"),
        ("12 мкр 13", "12-й микрорайон, 13 (Караганда)"),
        ("14 ықшамаудан 12", "14-й микрорайон, 12 (Караганда)"),
        ("мкр 14 12", "14-й микрорайон, 12 (Караганда)"),
        ("микрорайон 14 дом 12", "14-й микрорайон, 12 (Караганда)"),
        ("темиртау 8 мкр 5", "8-й микрорайон, 5 (Темиртау)"),
        ("3а мкр 4", "3а микрорайон, 4 (Темиртау)"),
        ("5, 13-й микрорайон", "13-й микрорайон, 5 (Караганда)"),
        ("101-көше, 7", "101-я улица, 7 (Астана)"),
        ("абая10 темиртау", "улица Абая, 10 (Темиртау)"),
        ("гоголя39 караганда", "улица Гоголя, 39 (Караганда)"),
        (
            "пр.строителей20 темиртау",
            "проспект Строителей, 20 (Темиртау)",
        ),
        ("е102 7", "улица Казыбек би, 7 (Астана)"),
        ("казыбек би 4", "улица Казыбек би, 4 (Астана)"),
    ] {
        assert_eq!(streets(&regions, query)[0], expected, "{query}");
    }
}

#[test]
fn a_text_that_names_a_place_finds_it_and_no_street_beside() {
    let regions = sample::regions();
    for (query, expected) in [
        ("Темиртау", &["Темиртау"][..]),
        ("темертау", &["Темиртау"]),
        ("город Темиртау", &["Темиртау"]),
        ("Астана", &["Астана"]),
        ("Нур-Султан", &["Астана"]),
        ("Уштобе", &["Уштобе"]),
        ("Майкудук", &["Караганда"]),
        ("Караганда", &["Караганда"]),
        ("Караганды", &["Караганда"]),
        ("Қарағанды облысы", &["[Карагандинская область]"]),
        ("с. Уштобе", &["Уштобе"]),
        ("Карагандинская область", &["[Карагандинская область]"]),
        ("Карагандинская область, Темиртау", &["Темиртау"]),
        ("район Казыбек би", &["[район имени Казыбек би]"]),
        (
            "г. Караганда, район Казыбек би",
            &["[район имени Казыбек би]"],
        ),
        ("ntvbhnfe", &["Темиртау"]),
    ] {
        assert_eq!(places(&regions, query), expected, "{query}");
        assert_eq!(streets(&regions, query), Vec::<String>::new(), "{query}");
    }
}

#[test]
fn the_beginning_of_a_place_finds_it_and_streets_too() {
    let regions = sample::regions();
    assert_eq!(places(&regions, "тем"), ["Темиртау…"]);
    assert_eq!(places(&regions, "майк"), ["Караганда…"]);
    assert_eq!(places(&regions, "те"), Vec::<String>::new());
    let streets = streets(&regions, "кара");
    assert!(
        streets.iter().any(|name| name.contains("Карао")),
        "{streets:?}"
    );
    assert_eq!(places(&regions, "темиртау мкр"), ["Темиртау"]);
    // A street of the same name stays.
    assert_eq!(places(&regions, "сарыарка"), ["[район Сарыарка]"]);
    assert_eq!(self::streets(&regions, "сарыарка").len(), 2);
    assert_eq!(places(&regions, "сарыарка 6"), Vec::<String>::new());
}

#[test]
fn a_named_locality_rules_out_others_and_is_no_street() {
    let regions = sample::regions();
    for (query, expected) in [
        (
            "г. Караганда, ул. Абая 10",
            &[
                "улица Абая, 10 (Караганда)",
                "переулок Абая, 10 (Караганда)",
            ][..],
        ),
        (
            "бухар жырау 52 караганда",
            &["проспект Бухар-Жырау, 52 (Караганда)"],
        ),
        ("темиртау абая 10", &["улица Абая, 10 (Темиртау)"]),
        (
            "Карагандинское шоссе 10",
            &["Карагандинское шоссе, 10 (Темиртау)"],
        ),
        (
            "Темиртау Карагандинское шоссе 10",
            &["Карагандинское шоссе, 10 (Темиртау)"],
        ),
    ] {
        assert_eq!(streets(&regions, query), expected, "{query}");
    }
}

#[test]
fn a_city_s_name_that_is_needed_for_a_street_elsewhere_finds_that_street() {
    let mut regions = sample::regions();
    let pack = &mut regions[1].0;
    let mut street = pack.streets.last().unwrap().clone();
    street.name = StreetName {
        kk: "Астана көшесі".into(),
        ru: "улица Астана".into(),
        aliases: Vec::new(),
    };
    pack.streets.push(street);
    regions[1].1 = Finder::new(pack);
    for query in ["Астана көшесі 5", "ул. Астана, 5", "астана 5"] {
        assert_eq!(
            streets(&regions, query)[0],
            "улица Астана, 5 (Уштобе)",
            "{query}"
        );
    }
    assert_eq!(places(&regions, "астана"), ["Астана"]);
    assert_eq!(streets(&regions, "астана"), ["улица Астана (Уштобе)"]);
    assert_eq!(
        streets(&regions, "Астана абая 5"),
        ["проспект Абая, 5 (Астана)"]
    );
    assert_eq!(streets(&regions, "город Астана"), Vec::<String>::new());
}

#[test]
fn the_name_that_was_typed_can_be_shown() {
    let regions = sample::regions();
    for (query, lang, expected) in [
        (
            "теміртау бейбітшілік 10",
            Lang::Ru,
            Some("Бейбітшілік даңғылы"),
        ),
        ("теміртау бейбітшілік 10", Lang::Kk, None),
        ("темиртау мира 10", Lang::Ru, None),
        ("темиртау мира 10", Lang::Kk, Some("проспект Мира")),
        (
            "карла маркса 47 астана",
            Lang::Ru,
            Some("улица Карла Маркса"),
        ),
        ("абай 10 темиртау", Lang::Ru, None),
    ] {
        let (at, found) = merged(&regions, query).remove(0);
        let street = &regions[at].0.streets[found.street as usize];
        assert_eq!(found.typed_name(&street.name, lang), expected, "{query}");
    }
    let (_, found) = merged(&regions, "карла маркса 47 астана").remove(0);
    assert_eq!(found.via, Name::Alias(0));
}

#[test]
fn the_first_is_clear_where_nothing_else_fits_as_well() {
    let regions = sample::regions();
    for (query, expected) in [
        ("ерубаева 50", true),
        ("абая 10 темиртау", true),
        ("13 мкр 17", true),
        ("абая 10", false),
        ("мира 10", false),
        ("зззз", false),
    ] {
        let found = merged(&regions, query);
        let clear = clear_first(found.iter().map(|(_, found)| found));
        assert_eq!(clear, expected, "{query}");
        let asks = |found: &Match| matches!(found.answer, Answer::Localities(_));
        assert!(found.iter().all(|(_, found)| !asks(found)));
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_ordinary_answer(
        text in prop_oneof![
            any::<String>(),
            "[0-9]{0,2}-?(мкр|ул|й|ші|дом|кв|,)? ?(темиртау|абая|район|казыбек би|область)? ?[0-9а-яa-z,. -]{0,20}",
        ],
    ) {
        static REGIONS: OnceLock<Regions> = OnceLock::new();
        let regions = REGIONS.get_or_init(sample::regions);
        for (at, found) in search(regions, &text) {
            let (pack, finder) = &regions[at];
            let alone = finder.search(pack, &text, &[], 7);
            prop_assert!(alone.matches.len() <= 7);
            prop_assert!(alone.matches.is_sorted_by_key(|found| found.score));
            // Seen together, regions only lose matches.
            prop_assert!(found.matches.iter().all(|kept| alone.matches.contains(kept)));
            for kept in &alone.matches {
                let name = &pack.streets[kept.street as usize].name;
                prop_assert_ne!(kept.typed_name(name, Lang::Ru), Some(name.show(Lang::Ru)));
            }
        }
    }
}
