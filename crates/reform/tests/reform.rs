//! No text breaks out of a page of the reform, no data make it panic, and its counts add up.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use proptest::prelude::*;
use senim_model::id::Id;
use senim_model::text::{Lang, Text};
use senim_reform::{
    Amount, Around, Better, Indicator, Promise, Reform, Source, Target, Unit, Value, When, page,
};
use senim_texts::Texts;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn written(lang: Lang, reform: &Reform, region: Option<&str>, released: &str) -> String {
    let regions = [(id("north"), "<North> & \"sea\"".to_owned())];
    let around = Around {
        texts: &Texts::built_in(lang),
        sample: true,
        publisher: "<Publisher>",
        released,
        release: "now",
        folder: "data/record/now/",
        path: "kk/reform/",
        place: region,
        regions: &regions,
    };
    page(&around, reform, region.map(id).as_ref()).1
}

fn texts() -> impl Strategy<Value = Text> {
    let hostile = prop_oneof![
        Just(String::new()),
        Just("<script>x</script>".to_owned()),
        Just("\"'><b onload=\"x".to_owned()),
        any::<String>(),
    ];
    [hostile.clone(), hostile.clone(), hostile].prop_map(|[kk, ru, en]| Text { kk, ru, en })
}

fn sources() -> impl Strategy<Value = Source> {
    let url = prop_oneof![
        Just(String::new()),
        Just("javascript:alert(1)".to_owned()),
        Just("https://x.example/\"><script>".to_owned()),
    ];
    (texts(), url).prop_map(|(name, url)| Source { name, url })
}

fn values(unit: Unit) -> impl Strategy<Value = Value> {
    let when = prop_oneof![
        (2020..2030_i32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2020..2030_i32).prop_map(|year| year.to_string()),
        (2020..2030_i32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}-07")),
    ];
    let number = amounts(unit);
    let yes = any::<[bool; 4]>();
    (when, number, yes, texts(), sources()).prop_map(|(when, amount, yes, note, source)| Value {
        region: yes[0].then(|| id("north")),
        when: When::parse(&when).unwrap(),
        amount,
        about: yes[1],
        new_definition: yes[2],
        note,
        source,
        quoted: yes[3],
    })
}

fn amounts(unit: Unit) -> impl Strategy<Value = Amount> {
    let number = prop_oneof![0..101_u64, 0..2_000_000_000_u64].prop_map(Amount::of);
    number.prop_map(move |amount| {
        if unit.holds(amount) {
            amount
        } else {
            Amount::of(7)
        }
    })
}

fn indicators() -> impl Strategy<Value = Indicator> {
    let unit = prop::sample::select(Unit::ALL.to_vec());
    let parts = unit.prop_flat_map(|unit| {
        let better = prop::sample::select(Better::ALL.to_vec());
        let values = prop::collection::vec(values(unit), 0..6);
        let dates = prop::option::of((2020..2030_i32).prop_map(|year| format!("{year}-06-30")));
        (
            Just(unit),
            better,
            values,
            prop::option::of(amounts(unit)),
            dates,
            [texts(), texts(), texts()],
            sources(),
            any::<bool>(),
        )
    });
    parts.prop_map(
        |(unit, better, mut values, target, due, [name, definition, text], source, quoted)| {
            values.sort_by_key(|value| (value.when.last_day(), value.when.first_day()));
            Indicator {
                id: id("i"),
                region: None,
                name,
                unit,
                better,
                definition,
                promise: Promise {
                    text,
                    target: target
                        .zip(better.bound())
                        .map(|(amount, bound)| Target { amount, bound }),
                    due: due.map(|due| due.parse().unwrap()),
                    said: "2020-01-01".parse().ok(),
                    source,
                },
                quoted,
                values,
            }
        },
    )
}

fn reforms() -> impl Strategy<Value = Reform> {
    prop::collection::vec(indicators(), 0..4).prop_map(|mut indicators| {
        for (of, at) in indicators.iter_mut().zip(0..) {
            of.id = id(&format!("i{at}"));
            // The last promise is the region's own.
            if at == 3 {
                of.region = Some(id("north"));
                of.values.iter_mut().for_each(|value| value.region = None);
            }
        }
        Reform { indicators }
    })
}

/// The start tags of a page, by their names; fails where a tag is left open.
fn balanced(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{html}");
        } else if !tag.ends_with('/') && tag != "br" {
            assert!(
                name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                "{name}"
            );
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_text_breaks_out_of_a_page_and_counts_add_up(
        reform in reforms(),
        lang in prop::sample::select(Lang::ALL.to_vec()),
        of_region in any::<bool>(),
        day in "202[0-9]-0[1-9]-1[0-9]",
    ) {
        let region = of_region.then_some("north");
        let html = written(lang, &reform, region, &format!("{day}T12:00:00Z"));
        for hostile in ["<script", "<b ", "href=\"javascript:", "<Publisher", "<North"] {
            prop_assert!(!html.contains(hostile), "{}", html);
        }
        balanced(&html);
        let counted: usize = html
            .split("<strong>")
            .skip(1)
            .filter_map(|part| part.split_once("</strong></a>")?.0.parse::<usize>().ok())
            .sum();
        let own = reform.indicators.iter().filter(|of| of.region.as_ref() == region.map(id).as_ref());
        let shown = html.matches("class=\"group\"").count() > 0;
        prop_assert!(!shown || counted == own.count());
    }

    #[test]
    fn no_time_of_a_release_makes_it_panic(released in any::<String>(), reform in reforms()) {
        written(Lang::Kk, &reform, None, &released);
    }
}

#[test]
fn where_nothing_is_published_the_page_says_so() {
    let none = Reform::default();
    let time = "2026-11-24T12:00:00Z";
    assert!(written(Lang::Kk, &none, None, time).contains("әлі жарияланған жоқ"));
    assert!(written(Lang::En, &none, Some("north"), time).contains("for this place yet"));
}

/// An indicator of the country, or of a region, with a target in hundredths of a whole.
fn share(name: &str, region: Option<&str>, target: u64, better: Better) -> Indicator {
    let bound = better.bound().unwrap();
    Indicator {
        id: id(name),
        region: region.map(id),
        name: Text {
            ru: name.into(),
            ..Text::default()
        },
        unit: Unit::Percent,
        better,
        definition: Text::default(),
        promise: Promise {
            text: Text::default(),
            target: Some(Target {
                amount: Amount::of(target),
                bound,
            }),
            due: None,
            said: None,
            source: Source::default(),
        },
        quoted: false,
        values: vec![Value {
            region: region.is_none().then(|| id("north")),
            when: When::parse("2026").unwrap(),
            amount: Amount::of(50),
            about: false,
            new_definition: false,
            note: Text::default(),
            source: Source::default(),
            quoted: false,
        }],
    }
}

#[test]
fn a_region_counts_its_own_and_those_of_the_country_apart() {
    let mut reform = Reform {
        indicators: vec![
            share("a", None, 80, Better::Up),
            share("b", None, 80, Better::Up),
            share("c", Some("north"), 80, Better::Up),
        ],
    };
    let of = |reform: &Reform, region| written(Lang::Ru, reform, region, "2026-11-26T12:00:00Z");
    let all = [of(&reform, None), of(&reform, Some("north"))];
    assert!(
        all[0].contains("<span class=\"quiet\">своих показателей – 1, общих – 2</span>"),
        "{}",
        all[0]
    );
    assert!(all[0].contains("г.: 2 показателя"), "{}", all[0]);
    assert!(
        all[1].contains("г.: своих показателей – 1, общих – 2"),
        "{}",
        all[1]
    );
    reform.indicators.truncate(2);
    assert!(of(&reform, None).contains("<span class=\"quiet\">2 общих показателя</span>"));
}

#[test]
fn a_card_does_not_repeat_its_group_and_its_figure_stands_apart_from_its_date() {
    let mut missed = share("a", None, 80, Better::Up);
    let values = ["2026-03-31", "2026-06-30"].map(|when| Value {
        region: None,
        when: When::parse(when).unwrap(),
        ..missed.values[0].clone()
    });
    missed.promise.due = "2026-05-01".parse().ok();
    missed.values = values.to_vec();
    let reform = Reform {
        indicators: vec![missed],
    };
    let html = written(Lang::En, &reform, None, "2026-11-26T12:00:00Z").replace('\u{a0}', " ");
    let (before, card) = html.split_once("<section class=\"measured").unwrap();
    assert!(before.contains("Not reached by its date <span"), "{before}");
    assert!(!card.contains("Not reached by its date"), "{card}");
    let now = "<span class=\"big\">50%</span> <span class=\"line quiet\">30 June 2026</span>";
    assert!(card.contains(now), "{card}");
    // Pictures stand with the chart that they are of.
    let (details, below) = card.split_once("</details>").unwrap();
    for picture in ["data-svg=", "data-png="] {
        assert!(
            details.contains(picture) && !below.contains(picture),
            "{card}"
        );
    }
    assert!(below.contains("senim-a.csv"), "{below}");
}

#[test]
fn a_target_at_the_end_of_what_there_is_has_nothing_beyond() {
    let reform = Reform {
        indicators: vec![
            share("a", None, 100, Better::Up),
            share("b", None, 0, Better::Down),
            share("c", None, 80, Better::Up),
        ],
    };
    let html = written(Lang::Ru, &reform, None, "2026-11-26T12:00:00Z");
    assert!(
        html.contains("<dd>100\u{a0}%</dd>") && html.contains("<dd>0\u{a0}%</dd>"),
        "{html}"
    );
    assert!(html.contains("<dd>80\u{a0}% или больше</dd>"), "{html}");
}

#[test]
fn links_that_stay_name_the_release() {
    let reform = Reform {
        indicators: vec![share("a", None, 80, Better::Up)],
    };
    let html = written(Lang::Kk, &reform, None, "2026-11-26T12:00:00Z");
    assert!(
        html.contains("href=\"kk/reform/?release=now#indicator-a\""),
        "{html}"
    );
    assert!(
        html.contains("https://example.org/kk/reform/?release=now</p>"),
        "{html}"
    );
}
