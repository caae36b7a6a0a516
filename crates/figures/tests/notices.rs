//! What stands before figures: how a choice was met, which months do not count, what of the choice is
//! published elsewhere, and the way there.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{block, data, month, page, text};
use senim_figures::{Choice, Context, embedded_region, region};
use senim_measure::{Cell, Histogram, Key, Months, Period, Scope, State};
use senim_model::response::{Definition, People, Response};
use senim_model::text::Lang;
use senim_texts::Texts;

/// What a page says before its first chart, in English.
fn said(data: &Response, query: &str) -> String {
    let html = page(Lang::En, data, query).html;
    let end = html.find("class=\"measured\"").unwrap_or(html.len());
    html[..end].replace('\u{a0}', " ")
}

/// What a file of a part says, line by line.
fn rows(data: &Response, query: &str, part: &str) -> Vec<String> {
    let written = page(Lang::En, data, query);
    let file = senim_figures::csv(&block(&written, part).unwrap().table, &[]);
    file.lines().skip(1).map(str::to_owned).collect()
}

/// Twelve months that all came.
fn year() -> Response {
    let mut data = data("x", 12, 7);
    data.months
        .iter_mut()
        .for_each(|month| month.state = State::Reported);
    data
}

/// A cell of the first area.
fn cell(of: Period, months: &[u32], calls: u32) -> Cell {
    let mut mask = Months::default();
    months.iter().for_each(|at| mask.add(month(*at)));
    let mut histogram = Histogram::default();
    (0..calls).for_each(|call| histogram.add(Some(400 + call)));
    Cell {
        key: Key {
            scope: Scope {
                district: Some(0),
                area: Some(0),
            },
            period: of,
            priority: 0,
            since: None,
        },
        months: mask,
        histograms: vec![histogram],
    }
}

/// A region whose first area has forty calls in January, and so many that are published for all of
/// the first quarter alone.
fn mostly_by_quarter(calls: u32) -> Response {
    let mut data = year();
    let quarter = Period::parse("2025-Q1").unwrap();
    data.cells = vec![cell(month(0), &[0], 40), cell(quarter, &[1, 2], calls)];
    data.cells.sort_by_key(|cell| cell.key);
    data
}

#[test]
fn an_area_that_ended_says_so_and_leads_to_its_district() {
    let mut data = year();
    data.areas[1].number = "9".into();
    data.areas[1].until = Some(month(8));
    data.cells
        .retain(|cell| cell.key.scope.area == Some(0) || cell.key.period < month(8));
    // Up to the end of it: figures end there.
    let partly = said(&data, "place=a.b&from=2025-07&to=2025-09");
    assert!(partly.contains("Area no. 9 no longer exists: its last month was August 2025."));
    assert!(
        partly.contains("place=d.d&from=2025-07&to=2025-09"),
        "{partly}"
    );
    assert!(partly.contains("July 2025 – August 2025 ·"), "{partly}");
    // Months of which it knows nothing are not too few calls.
    let after = said(&data, "place=a.b&from=2025-11&to=2025-12");
    assert!(
        after.contains("no longer exists") && !after.contains("fewer than"),
        "{after}"
    );
    let trend = rows(&data, "place=a.b", "trend");
    assert!(
        trend[8].starts_with("2025-09,Area no.\u{a0}9,not_applicable,"),
        "{trend:?}"
    );
    // Beside others, too.
    let beside = rows(
        &data,
        "place=a.a&with=a.b&from=2025-10&to=2025-12",
        "compared",
    );
    assert!(
        beside[1].starts_with("Area no.\u{a0}9,not_applicable,,"),
        "{beside:?}"
    );
    assert!(!said(&data, "place=a.b&from=2025-01&to=2025-08").contains("no longer exists"));
}

#[test]
fn a_quarter_is_not_over_until_the_day_of_the_release() {
    let of = |released: &str| {
        let data = data("x", 14, 7);
        let context = Context {
            live: true,
            width: None,
            publisher: "x",
            released,
            release: "r",
            address: "",
            others: &[],
        };
        let written = region(
            &Texts::built_in(Lang::En),
            &data,
            &Choice::parse("to=2026-02"),
            &context,
        );
        written.html.contains("Q1 2026 is not over")
    };
    // Its last months never came, and are not awaited.
    assert!(!of("2026-11-22T12:00:00Z") && !of("2026-04-01T12:00:00Z"));
    assert!(of("2026-03-31T12:00:00Z"));
}

#[test]
fn a_choice_that_is_cut_or_empty_leads_to_the_nearest_one_that_is_not() {
    // Each end is widened by itself, and no further than is known.
    let mut long = year();
    long.months.truncate(11);
    long.cells = vec![
        cell(Period::parse("2025-Q1").unwrap(), &[0, 1, 2], 40),
        cell(month(9), &[9], 40),
    ];
    long.cells.sort_by_key(|cell| cell.key);
    let cut = said(&long, "place=a.a&from=2025-02&to=2025-10");
    assert!(cut.contains("40 calls are published only"), "{cut}");
    assert!(cut.contains("from=2025-01&to=2025-10"), "{cut}");
    // Of a month that did not come, the quarter.
    let missing = said(&data("x", 12, 7), "place=a.a&from=2025-04&to=2025-04");
    assert!(missing.contains("No data: April 2025"), "{missing}");
    assert!(
        missing.contains("The nearest choice that is published more fully"),
        "{missing}"
    );
    assert!(missing.contains("from=2025-04&to=2025-06"), "{missing}");
    // In what is said of a quarter that is not over, no figures are named where there are none.
    let mut open = year();
    open.months.truncate(11);
    open.cells.retain(|cell| cell.key.period < month(9));
    let html = region(
        &Texts::built_in(Lang::En),
        &open,
        &Choice::parse("from=2025-10&to=2025-11"),
        &Context {
            released: "2025-12-24T12:00:00Z",
            ..ALONE
        },
    )
    .html;
    assert!(
        html.contains("Q4 2025 is not over") && !html.contains("so these figures are not"),
        "{html}"
    );
    assert!(html.contains("from=2025-01&to=2025-11"), "{html}");
}

#[test]
fn where_figures_begin_later_the_part_before_is_offered() {
    let mut later = year();
    later.definitions.push(Definition {
        since: Some(month(6)),
        note: text("y"),
        ..later.definitions[0].clone()
    });
    let html = said(&later, "from=2025-01&to=2025-12");
    assert!(
        html.contains("Before July 2025, times were recorded otherwise"),
        "{html}"
    );
    assert!(
        html.contains("?from=2025-01&to=2025-06&priority=p"),
        "{html}"
    );
    assert!(
        html.contains("January 2025 – June 2025: measured otherwise</a>"),
        "{html}"
    );
    let before = said(&later, "from=2025-01&to=2025-06");
    assert!(!before.contains("measured otherwise"), "{before}");
    let mut moved = year();
    moved.areas[0].borders = vec![month(6)];
    let html = said(&moved, "place=a.a&from=2025-03&to=2025-12");
    assert!(
        html.contains("March 2025 – June 2025: border changed</a>"),
        "{html}"
    );
    // Elsewhere, nothing can be chosen.
    let alone = embedded_region(
        &Texts::built_in(Lang::En),
        &later,
        &Choice::parse("from=2025-01&to=2025-12&chart=distribution"),
        &ALONE,
    );
    assert!(!alone.html.contains("data-choice"), "{}", alone.html);
}

#[test]
fn months_that_are_not_known_are_not_replaced_in_silence() {
    const UNKNOWN: &str = "so the usual or the nearest is shown instead";
    let data = year();
    for query in [
        "from=2030-01&to=2031-01",
        "from=2026-01&to=2026-01",
        "from=2020-01",
    ] {
        assert!(said(&data, query).contains(UNKNOWN), "{query}");
    }
    for query in ["", "from=2025-12&to=2025-01", "to=2025-03"] {
        assert!(!said(&data, query).contains(UNKNOWN), "{query}");
    }
    let embedded = |chart: &str| {
        let choice = Choice::parse(&format!("chart={chart}"));
        embedded_region(&Texts::built_in(Lang::En), &data, &choice, &ALONE).html
    };
    assert!(embedded("xyz").contains(UNKNOWN) && !embedded("places").contains(UNKNOWN));
}

#[test]
fn the_usual_months_begin_with_the_first_that_came() {
    let mut data = year();
    data.months[..11]
        .iter_mut()
        .for_each(|month| month.state = State::Missing);
    let html = said(&data, "");
    assert!(
        html.contains("<p class=\"quiet\">December 2025 ·"),
        "{html}"
    );
    assert!(!html.contains("No data"), "{html}");
}

#[test]
fn where_calls_came_and_all_are_too_few_that_is_said_beside_what_is_missing() {
    let mut data = data("x", 5, 7);
    data.cells.clear();
    let html = said(&data, "from=2025-01&to=2025-05");
    assert!(
        html.contains("Figures of fewer than 30 calls are not published"),
        "{html}"
    );
    assert!(html.contains("No data: April 2025."), "{html}");
    data.months
        .iter_mut()
        .for_each(|month| month.state = State::Missing);
    assert!(!said(&data, "from=2025-01&to=2025-05").contains("fewer than"));
}

#[test]
fn where_more_calls_are_cut_than_counted_their_number_and_a_wider_choice_come_first() {
    let few = said(&mostly_by_quarter(60), "place=a.a&from=2025-01&to=2025-02");
    let at = |what: &str| few.find(what).unwrap_or_else(|| panic!("{what} in {few}"));
    assert!(at("<dd class=\"big\">40</dd>") < at("60 calls are published only"));
    assert!(at("60 calls are published only") < at("from=2025-01&to=2025-03"));
    assert!(at("from=2025-01&to=2025-03") < at("<dt>Median</dt>"));
    assert!(at("<summary>Figures of these calls") < at("<dt>Median</dt>"));
    // A citation, and tables, say so too.
    let written = page(
        Lang::En,
        &mostly_by_quarter(60),
        "place=a.a&from=2025-01&to=2025-02",
    );
    let cited = &written.html[written.html.find("id=\"citation\"").unwrap()..];
    let cited = &cited[..cited.find("</p>").unwrap()];
    assert!(cited.contains("40 calls. Up to 60 more only"), "{cited}");
    let with = "place=a.a&with=a.b&from=2025-01&to=2025-02";
    let beside = rows(&mostly_by_quarter(60), with, "compared");
    assert!(beside[0].starts_with("Area no.\u{a0}x,few,"), "{beside:?}");
    let part = "place=a.a&from=2025-01&to=2025-02&chart=distribution";
    let data = mostly_by_quarter(60);
    let alone = embedded_region(
        &Texts::built_in(Lang::En),
        &data,
        &Choice::parse(part),
        &ALONE,
    );
    assert!(
        alone.html.contains("60 calls are published only"),
        "{}",
        alone.html
    );
    // As many as are counted: the usual order.
    let half = said(&mostly_by_quarter(40), "place=a.a&from=2025-01&to=2025-02");
    assert!(
        !half.contains("Figures of these calls") && half.contains("40 calls are published only")
    );
}

#[test]
fn a_rate_has_its_interval_or_a_reason_why_there_is_none() {
    let mut data = year();
    data.people = vec![People {
        scope: Scope::REGION,
        people: 96_000,
        on: "2025-01-01".into(),
    }];
    // Two areas, forty calls in each of the months that have cells.
    let calls: u64 = data.cells.iter().map(Cell::calls).sum();
    assert_eq!(calls, 800);
    let whole = said(&data, "from=2025-01&to=2025-12");
    // 800 / 96,000, with Byar's interval.
    assert!(
        whole.contains("83.3 a year per 10,000 residents"),
        "{whole}"
    );
    assert!(
        whole.contains("95% confidence interval: 77.7 – 89.3"),
        "{whole}"
    );
    let part = said(&data, "from=2025-01&to=2025-06");
    assert!(part.contains("No rate per 10,000 residents"), "{part}");
    // Nobody knows how many live in the district: nothing is said of it.
    assert!(!said(&data, "place=d.d").contains("10,000"));
}

const ALONE: Context<'_> = Context {
    live: true,
    width: Some(320.0),
    publisher: "x",
    released: "2026-11-24T12:00:00Z",
    release: "2026-11-24T12-00-00Z",
    address: "https://senim.example/en/r/response/",
    others: &[],
};
