//! The country's page: which months are added up, and of which each region is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

#[path = "common/country.rs"]
mod common;

use common::*;
use senim_measure::State;
use senim_model::response::Month;

#[test]
fn a_region_whose_figure_is_of_fewer_months_says_of_which_and_why() {
    let mut late = slower("c");
    late.months.remove(0);
    let written = page(
        &data(vec![steady("a"), changed("b"), late]),
        "from=2025-01&to=2026-09",
    );
    let rows = rows(&written, "regions");
    assert!(rows[0].starts_with("a,reported,") && rows[0].ends_with(",2025-01,2026-09"));
    assert!(rows[1].starts_with("b,incomplete,") && rows[1].ends_with(",2025-07,2026-09"));
    assert!(rows[2].starts_with("c,incomplete,") && rows[2].ends_with(",2025-02,2026-09"));
    let why = "July 2025 – September 2026: times were recorded otherwise before";
    let start = written.html.find("class=\"headline compared\"").unwrap();
    let beside = &written.html[start..];
    let beside = &beside[..beside.find("</table>").unwrap()];
    let block = &written.blocks[0];
    for said in [beside, &block.svg, &block.rows()] {
        assert!(said.contains(why), "{said}");
        assert!(said.contains("February 2025 – September 2026"), "{said}");
    }
}

#[test]
fn calls_of_a_year_count_where_all_of_it_is_asked_for() {
    let mut whole = steady("b");
    whole.sums.push(sum("2025", None, 1, 7));
    let page = |query: &str| page(&data(vec![whole.clone(), steady("a")]), query);
    assert!(rows(&page("from=2025-01&to=2025-12"), "regions")[0].contains(",250,0,"));
    let part = page("from=2025-01&to=2025-06");
    assert!(rows(&part, "regions")[0].contains(",100,0,"));
    assert!(part.html.contains("Up to 50 more only"), "{}", part.html);
}

#[test]
fn a_region_of_which_more_calls_are_cut_than_counted_says_so_and_is_not_added_up() {
    let mut cut = steady("b");
    let calls = |quarter: &str| {
        let mut sum = sum(quarter, None, 1, 7);
        (0..200).for_each(|_| sum.histograms[0].add(Some(500)));
        sum
    };
    cut.sums.push(calls("2026"));
    let page = page(
        &data(vec![steady("a"), cut, slower("c")]),
        "from=2026-01&to=2026-09",
    );
    assert!(rows(&page, "regions")[1].starts_with("b,few,4"));
    assert!(page.html.contains("b (few of its calls)"), "{}", page.html);
    assert!(page.html.contains("alike: a, c."), "{}", page.html);
}

#[test]
fn in_the_first_quarter_of_all_its_months_are_shown() {
    let mut first = region("a", vec![sum("2026-Q4", None, 1, 7)]);
    first.months = ["2026-07", "2026-08", "2026-09", "2026-10"]
        .map(|month| Month {
            month: period(month),
            state: match month {
                "2026-10" => State::Reported,
                _ => State::Missing,
            },
            reason: text(""),
        })
        .into();
    let written = page(&data(vec![first]), "");
    let row = &rows(&written, "regions")[0];
    assert!(
        row.starts_with("a,incomplete,4") && row.ends_with(",2026-10,2026-10"),
        "{row}"
    );
    assert!(written.html.contains("Q4 2026"), "{}", written.html);
}

#[test]
fn months_that_are_no_ends_of_quarters_are_not_replaced_in_silence() {
    let data = data(vec![steady("a"), steady("b")]);
    let said = |query: &str| page(&data, query).html.contains("the usual or the nearest");
    for query in ["from=2026-02&to=2026-02", "from=2030-01", "to=2020-03"] {
        assert!(said(query), "{query}");
    }
    for query in ["", "from=2025-01&to=2025-06", "from=2025-06&to=2025-01"] {
        assert!(!said(query), "{query}");
    }
}
