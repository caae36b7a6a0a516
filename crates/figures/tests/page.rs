//! Pages of any data, for any address: nothing breaks, nothing that was published becomes markup,
//! and missing is never zero.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{data, month, page};
use proptest::prelude::*;
use senim_figures::{Choice, Context, Written, csv, embedded_region, embedding, form};
use senim_model::text::Lang;
use senim_texts::Texts;

#[test]
fn what_was_published_never_becomes_markup() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'=1+1&amp;";
    let data = data(hostile, 14, 7);
    assert!(data.check());
    for lang in Lang::ALL {
        let written = page(lang, &data, "with=d.d");
        let fields = form(&Texts::built_in(lang), &data, &Choice::default());
        let rows = written.blocks.iter().map(senim_figures::Block::rows);
        for html in rows.chain([written.html.clone(), fields]) {
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{html}"
            );
        }
    }
}

#[test]
fn a_month_that_is_missing_has_no_figure() {
    let data = data("x", 14, 7);
    let written = page(Lang::En, &data, "");
    let trend = written
        .blocks
        .iter()
        .find(|block| block.id == "trend")
        .unwrap();
    let file = csv(&trend.table, &[("link", &written.link)]);
    let line = file
        .lines()
        .find(|line| line.starts_with("2025-04,"))
        .unwrap();
    assert!(
        line.starts_with("2025-04,x,missing,,,,,,,,,,,,,https://"),
        "{line}"
    );
    // The line of the chart breaks there: April is in no segment with its neighbours.
    assert!(
        trend.svg.contains("chart-missing") || trend.svg.contains("missing)"),
        "{}",
        trend.svg
    );
}

#[test]
fn one_month_and_no_months_are_pages_too() {
    let one = page(Lang::Kk, &data("x", 1, 7), "");
    assert!(one.html.contains("class=\"big\""));
    let none = page(Lang::Kk, &data("x", 0, 7), "");
    assert!(none.html.contains("notice") && none.blocks.is_empty());
}

/// What a file of a part says, line by line.
fn rows(written: &Written, id: &str) -> Vec<String> {
    let block = written.blocks.iter().find(|block| block.id == id).unwrap();
    let file = csv(&block.table, &[]);
    file.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn places_stand_side_by_side_each_once_and_in_the_order_of_the_choice() {
    let mut data = data("x", 14, 7);
    data.areas[0].number = "1".into();
    data.areas[1].number = "2".into();
    let written = page(
        Lang::En,
        &data,
        "place=a.b&with=d.d,a.a,a.b&with=a.a,region",
    );
    assert!(written.link.contains("place=a.b&with=d.d,a.a,region&"));
    let names: Vec<String> = rows(&written, "compared")
        .iter()
        .map(|row| row.split(',').next().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["Area no.\u{a0}2", "x", "Area no.\u{a0}1", "x"]);
    // Two lines of a trend that are the same are two lines all the same.
    let trend = written
        .blocks
        .iter()
        .find(|block| block.id == "trend")
        .unwrap();
    for class in ["chart-s0", "chart-s1", "chart-s2", "chart-s3"] {
        assert!(trend.svg.contains(class), "{class}");
    }
    assert!(!trend.svg.contains("chart-s4"));
}

#[test]
fn a_number_that_is_not_there_has_its_reason_beside_it() {
    let mut data = data("urgent", 14, 7);
    data.areas[1].borders = vec![month(9)];
    let html = |query: &str| page(Lang::En, &data, query).html;
    let why = "there is a target for this priority only: urgent";
    let table = |html: &str| {
        let from = html.find("<table role=\"table\">").unwrap();
        html[from..from + html[from..].find("</table>").unwrap()].to_owned()
    };
    let all = table(&html("place=a.a&with=a.b&priority=all"));
    assert!(all.contains(&format!("–</span><span class=\"quiet small\">{why}<")));
    // A place without a figure says so once.
    let cell = "class=\"withheld\" colspan=\"4\"><span class=\"quiet small\">border changed<";
    assert!(all.contains(cell), "{all}");
    assert_eq!(
        all.matches('–').count() - all.matches(" – ").count(),
        1,
        "{all}"
    );
    let urgent = table(&html("place=a.a&with=a.b&priority=p"));
    assert!(!urgent.contains(why), "{urgent}");
}

#[test]
fn a_place_whose_border_changed_has_no_figure_beside_others_and_no_line_over_the_change() {
    let mut data = data("x", 14, 7);
    data.areas[1].number = "moved".into();
    data.areas[1].borders = vec![month(9)];
    let written = page(Lang::En, &data, "place=a.a&with=a.b");
    let compared = rows(&written, "compared");
    assert!(
        compared[0].starts_with("Area no.\u{a0}x,incomplete,"),
        "{compared:?}"
    );
    assert!(
        compared[1].starts_with("Area no.\u{a0}moved,not_comparable,,,,,,,,,,,,"),
        "{compared:?}"
    );
    assert!(written.html.contains("border changed"));
    let trend = written
        .blocks
        .iter()
        .find(|block| block.id == "trend")
        .unwrap();
    assert!(trend.points.iter().any(|point| {
        point.said.contains("border changed") && point.said.contains("Area no.\u{a0}moved")
    }));
    // Areas of a district, too, are not compared over a change.
    let district = page(Lang::En, &data, "place=d.d");
    let places = rows(&district, "places");
    assert!(
        places[1].starts_with("Area no.\u{a0}moved,not_comparable,,"),
        "{places:?}"
    );
}

/// A chart in a page of somebody else's.
const ALONE: Context<'_> = Context {
    live: true,
    width: Some(320.0),
    publisher: "x",
    released: "2026-11-24T12:00:00Z",
    release: "2026-11-24T12-00-00Z",
    address: "https://senim.example/en/r/response/",
    others: &[],
};

#[test]
fn a_chart_alone_has_its_notices_and_nothing_to_press() {
    let hostile = "\"><script>alert(1)</script>";
    let texts = Texts::built_in(Lang::En);
    for (chart, shown) in [
        ("places", "places"),
        ("x", "trend"),
        ("compared", "compared"),
    ] {
        let choice = Choice::parse(&format!("place=a.a&with=a.b&chart={chart}"));
        let written = embedded_region(&texts, &data(hostile, 14, 7), &choice, &ALONE);
        assert_eq!(written.blocks[0].id, shown);
        let html = &written.html;
        assert!(html.contains("No data: "), "{html}");
        assert!(html.contains("release=2026-11-24T12-00-00Z"), "{html}");
        for absent in ["<script", "<button", "<form", "data-choice"] {
            assert!(!html.contains(absent), "{absent} in {html}");
        }
        let code = embedding(&texts, &written, &written.blocks[0]);
        assert!(
            code.contains("response/embed/?place=a.a&amp;amp;with=a.b"),
            "{code}"
        );
        assert!(
            !code.contains("<script") && !code.contains("<iframe"),
            "{code}"
        );
    }
    let none = embedded_region(&texts, &data("x", 0, 7), &Choice::default(), &ALONE);
    assert!(none.html.contains("notice"));
}

#[test]
fn figures_are_no_finer_than_their_clock() {
    let mut data = data("x", 14, 7);
    data.definitions[0].clocks[0].resolution_seconds = 60;
    let html = page(Lang::En, &data, "").html;
    assert!(html.contains("<dd class=\"big\">7\u{a0}min</dd>"), "{html}");
    assert!(
        !html.contains("min 10\u{a0}s") && !html.contains("min 20\u{a0}s"),
        "{html}"
    );
}

#[test]
fn areas_with_one_number_are_told_apart_by_their_districts() {
    let mut data = data("x", 14, 7);
    let mut town = data.districts[0].clone();
    town.id = common::id("t");
    town.name = common::text("town");
    data.districts.push(town);
    data.areas[1].district = Some(1);
    let compared = rows(&page(Lang::En, &data, "place=a.a&with=a.b"), "compared");
    assert!(
        compared[0].starts_with("\"Area no.\u{a0}x, x\","),
        "{compared:?}"
    );
    assert!(
        compared[1].starts_with("\"Area no.\u{a0}x, town\","),
        "{compared:?}"
    );
    let fields = form(&Texts::built_in(Lang::Ru), &data, &Choice::default());
    assert!(fields.contains(">Участок №\u{a0}x, town<"), "{fields}");
    let alone = page(Lang::En, &data, "place=a.b");
    assert!(alone.html.contains("<h2>Area no.\u{a0}x, town</h2>"));
}

#[test]
fn a_file_has_the_time_the_clock_and_how_sure_each_number_is() {
    let mut data = data("x", 14, 7);
    data.definitions[0].clocks[0].resolution_seconds = 60;
    let written = page(
        Lang::En,
        &data,
        "place=a.a&with=a.b&from=2025-01&to=2025-03",
    );
    let block = written
        .blocks
        .iter()
        .find(|block| block.id == "compared")
        .unwrap();
    let file = csv(&block.table, &[]);
    let mut lines = file.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(head.len(), row.len());
    let cell = |name: &str| row[head.iter().position(|head| *head == name).unwrap()];
    assert_eq!((cell("from"), cell("to")), ("2025-01", "2025-03"));
    assert_eq!(cell("clock"), "received-arrived.60s");
    for (low, value, high) in [
        ("p90_low_seconds", "p90_seconds", "p90_high_seconds"),
        ("within_target_low", "within_target", "within_target_high"),
    ] {
        let number = |name: &str| cell(name).parse::<f64>().unwrap();
        assert!(
            number(low) <= number(value) && number(value) <= number(high),
            "{row:?}"
        );
    }
}

#[test]
fn a_trend_alone_names_each_of_its_clocks_and_has_all_months() {
    let mut data = data("x", 14, 7);
    let mut later = data.definitions[0].clone();
    later.since = Some(month(6));
    later.clocks[0].resolution_seconds = 60;
    data.definitions.push(later);
    let texts = Texts::built_in(Lang::En);
    let of = |chart: &str| {
        let choice = Choice::parse(&format!("place=a.a&with=a.b&chart={chart}"));
        embedded_region(&texts, &data, &choice, &ALONE).html
    };
    let trend = of("trend");
    assert!(
        trend.contains(
            "from the call to the arrival: January 2025 – June 2025 (times are recorded in steps of \
             1\u{a0}s), July 2025 – February 2026 (times are recorded in steps of 1\u{a0}min)"
        ),
        "{trend}"
    );
    assert!(!trend.contains("the figures begin there"), "{trend}");
    // What is missing of all its months is said.
    assert!(
        trend.contains("No data: April 2025, September 2025"),
        "{trend}"
    );
    // Other parts are of the months since the change, and say so.
    assert!(of("compared").contains("the figures begin there"));
}

#[test]
fn each_page_that_is_cited_has_a_key_of_its_own() {
    let key = |query: &str| {
        let html = page(Lang::En, &data("x", 14, 7), query).html;
        let (_, after) = html.split_once("@misc{").unwrap();
        after.split_once(',').unwrap().0.to_owned()
    };
    assert!(key("").starts_with("senim20261124T120000Z"), "{}", key(""));
    assert_eq!(key(""), key(""));
    assert_ne!(key(""), key("place=d.d"));
}

#[test]
fn a_distribution_is_that_of_the_first_place_and_says_so_in_its_file() {
    let written = page(Lang::En, &data("x", 14, 7), "place=a.a&with=d.d");
    let block = written
        .blocks
        .iter()
        .find(|block| block.id == "distribution");
    let block = block.unwrap();
    assert!(!block.shown.contains(" / "), "{}", block.shown);
    assert!(csv(&block.table, &[]).contains(",share,place\r\n"));
    assert!(rows(&written, "distribution")[0].ends_with(",Area no.\u{a0}x"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_address_and_no_data_break_a_page(
        query in "((place|with)=(d\\.d|a\\.a|a\\.zz|region)(,a\\.b|,d\\.d)?&){0,3}(from=20(24|25|26)-(01|06|12)&)?(to=20(24|25|26)-(02|11)&)?(priority=(p|q|all)&)?.{0,20}",
        name in ".{0,30}",
        months in 0u32..26,
        minutes in 0u32..2_000,
    ) {
        let data = data(&name, months, minutes);
        let written = page(Lang::Ru, &data, &query);
        prop_assert!(!written.html.is_empty());
        // The link asks for the same again.
        if let Some((_, query)) = written.link.split_once('?') {
            let again = page(Lang::Ru, &data, query);
            prop_assert_eq!(again.link, written.link);
        }
    }
}
