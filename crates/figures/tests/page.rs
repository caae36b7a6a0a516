//! Pages of any data, for any address: nothing breaks, nothing that was published becomes markup,
//! and missing is never zero.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{data, page};
use proptest::prelude::*;
use senim_figures::{Choice, csv, form};
use senim_model::id::Id;
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
        line.starts_with("2025-04,x,missing,,,,,,,,https://"),
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

#[test]
fn areas_are_chosen_by_their_district() {
    let mut data = data("x", 14, 7);
    let mut other = data.districts[0].clone();
    other.id = Id::parse("e").unwrap();
    other.name.en = "Elsewhere".into();
    data.districts.push(other);
    data.areas[1].district = Some(1);
    let fields = form(&Texts::built_in(Lang::En), &data, &Choice::default());
    let (_, elsewhere) = fields
        .split_once("<optgroup label=\"Areas: Elsewhere\">")
        .unwrap();
    let (elsewhere, _) = elsewhere.split_once("</optgroup>").unwrap();
    assert!(
        elsewhere.contains("a.b") && !elsewhere.contains("a.a"),
        "{elsewhere}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_address_and_no_data_break_a_page(
        query in "((place|with)=(d\\.d|a\\.a|a\\.zz|region)&)?(from=20(24|25|26)-(01|06|12)&)?(to=20(24|25|26)-(02|11)&)?(priority=(p|q|all)&)?.{0,20}",
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
