//! The country's page: regions over time, and what is not put on one chart.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use proptest::prelude::*;
use senim_figures::{Choice, Context, Written, country, csv, embedded_country};
use senim_measure::{Histogram, Period, State};
use senim_model::id::Id;
use senim_model::index::{PublishedFile, Term};
use senim_model::response::{Clock, Country, Excluded, Moment, Month, RegionSums, Sum};
use senim_model::text::{Lang, Text};
use senim_texts::Texts;

fn text(name: &str) -> Text {
    Text {
        kk: name.into(),
        ru: name.into(),
        en: name.into(),
    }
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn clock(resolution_seconds: u32) -> Clock {
    Clock {
        from: Moment::Received,
        to: Moment::Arrived,
        resolution_seconds,
    }
}

fn sum(quarter: &str, since: Option<&str>, step: u32, minutes: u32) -> Sum {
    let mut histogram = Histogram::default();
    (0..50).for_each(|call| histogram.add(Some(minutes * 60 + call % 30)));
    Sum {
        period: period(quarter),
        priority: 0,
        since: since.map(period),
        months: period(quarter).months().collect(),
        clocks: vec![clock(step)],
        histograms: vec![histogram],
    }
}

/// A region with all months of 2025 and 2026, up to September.
fn region(id: &str, sums: Vec<Sum>) -> RegionSums {
    let first = period("2025-01");
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    RegionSums {
        id: Id::parse(id).unwrap(),
        name: text(id),
        file: PublishedFile {
            path: String::new(),
            bytes: 0,
            integrity: String::new(),
        },
        sums,
        months: months
            .take(21)
            .map(|month| Month {
                month,
                state: State::Reported,
                reason: text(""),
            })
            .collect(),
        people: None,
    }
}

fn data(regions: Vec<RegionSums>) -> Country {
    Country {
        min_cell: 30,
        priorities: vec![Term {
            id: Id::parse("urgent").unwrap(),
            name: text("urgent"),
        }],
        targets: Vec::new(),
        regions,
        excluded: Vec::new(),
    }
}

const QUARTERS: [&str; 7] = [
    "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3",
];

/// One that is read to a second throughout.
fn steady(id: &str) -> RegionSums {
    region(id, QUARTERS.map(|quarter| sum(quarter, None, 1, 7)).into())
}

/// One that is read to a minute since July 2025.
fn changed(id: &str) -> RegionSums {
    let sums = QUARTERS.iter().enumerate().map(|(at, quarter)| match at {
        0 | 1 => sum(quarter, None, 1, 7),
        _ => sum(quarter, Some("2025-07"), 60, 9),
    });
    // What is published by year only comes after all quarters.
    region(id, sums.chain([sum("2025", None, 1, 7)]).collect())
}

fn context(live: bool) -> Context<'static> {
    Context {
        live,
        width: live.then_some(320.0),
        publisher: "x",
        released: "2026-11-24T12:00:00Z",
        release: "2026-11-24T12-00-00Z",
        address: "https://senim.example/en/response/",
        others: &[],
    }
}

fn page(data: &Country, query: &str) -> Written {
    let href = |id: &str| format!("{id}/");
    let texts = Texts::built_in(Lang::En);
    country(&texts, data, &Choice::parse(query), &context(true), &href)
}

/// What a file of a part says, line by line.
fn rows(written: &Written, id: &str) -> Vec<String> {
    let block = written.blocks.iter().find(|block| block.id == id).unwrap();
    let file = csv(&block.table, &[]);
    file.lines().skip(1).map(str::to_owned).collect()
}

/// What is published by year only is of some of its months.
#[test]
fn what_was_never_in_the_time_is_not_cut_off_from_it() {
    let year = Sum {
        months: ["2025-01", "2025-05"].map(period).into_iter().collect(),
        ..sum("2025", None, 1, 7)
    };
    let sums = QUARTERS.map(|quarter| sum(quarter, None, 1, 7)).into_iter();
    let country = data(vec![region("a", sums.chain([year]).collect())]);
    let calls = |query: &str| {
        let written = page(&country, query);
        let block = written.blocks.iter().find(|block| block.id == "regions");
        let file = csv(&block.unwrap().table, &[]);
        let lines: Vec<Vec<&str>> = file.lines().map(|line| line.split(',').collect()).collect();
        let at = |name: &str| lines[0].iter().position(|cell| *cell == name).unwrap();
        let is_cut = written.html.contains("longer time");
        (lines[1][at("calls")].to_owned(), is_cut)
    };
    let of = |calls: &str, is_cut| (calls.to_owned(), is_cut);
    assert_eq!(calls("from=2025-04&to=2025-06"), of("50", true));
    assert_eq!(calls("from=2025-07&to=2025-09"), of("50", false));
    // All of its months lie in the time, though the year does not.
    assert_eq!(calls("from=2025-01&to=2025-06"), of("150", false));
}

#[test]
fn what_is_told_of_no_region_is_told_of_the_country() {
    let excluded = |reason: &str, calls| Excluded {
        year: None,
        reason: reason.into(),
        calls,
    };
    let country = Country {
        excluded: vec![excluded("no_area", 85), excluded("few", 658)],
        ..data(vec![steady("a")])
    };
    let html = page(&country, "").html;
    let said = "743 calls are in no figure: in no area, 85; too few like them, 658.";
    assert!(html.contains(said), "{html}");
}

#[test]
fn regions_of_one_clock_share_a_chart() {
    let written = page(&data(vec![steady("a"), steady("b")]), "");
    let ids: Vec<&str> = written.blocks.iter().map(|block| block.id).collect();
    assert_eq!(ids, ["regions", "trend"]);
    let rows = rows(&written, "trend");
    assert_eq!(rows.len(), 2 * QUARTERS.len());
    assert!(rows[0].starts_with("2025-Q1,a,reported,43"), "{rows:?}");
    assert!(rows[0].ends_with(",50,0,received-arrived"), "{rows:?}");
}

#[test]
fn regions_of_different_clocks_have_charts_of_their_own_and_the_page_says_so() {
    let written = page(&data(vec![steady("a"), changed("b")]), "");
    let seconds = rows(&written, "trend");
    let of = |rows: &[String], start: &str| {
        let found = rows.iter().find(|row| row.starts_with(start)).cloned();
        found.unwrap_or_default()
    };
    assert!(of(&seconds, "2025-Q2,b,").starts_with("2025-Q2,b,reported,4"));
    assert_eq!(
        of(&seconds, "2025-Q3,b,"),
        "2025-Q3,b,not_comparable,,,,,,,,,,,,"
    );
    let minutes = rows(&written, "trend-2");
    assert!(
        !minutes.iter().any(|row| row.contains(",a,")),
        "{minutes:?}"
    );
    assert_eq!(
        of(&minutes, "2025-Q2,b,"),
        "2025-Q2,b,not_comparable,,,,,,,,,,,,"
    );
    assert!(of(&minutes, "2025-Q3,b,").starts_with("2025-Q3,b,reported,5"));
    assert!(written.html.contains("cannot be compared"));
    let minutes = &written.blocks[2];
    assert!(minutes.note.starts_with("b. "), "{}", minutes.note);
    // The chart of medians says whose times are whole minutes, and shows them no finer.
    let regions = &written.blocks[0];
    assert!(
        regions.svg.contains("times are recorded in steps"),
        "{}",
        regions.svg
    );
    assert!(
        !regions.table.rows[1][2].0.contains("\u{a0}s"),
        "{:?}",
        regions.table.rows
    );
}

/// What a section of the page says.
fn section(written: &Written, id: &str) -> String {
    let start = written.html.find(&format!("id=\"{id}\"")).unwrap();
    let inside = &written.html[start..];
    inside[..inside.find("</section>").unwrap()].to_owned()
}

/// The big numbers of the headline.
fn bigs(written: &Written) -> Vec<String> {
    let headline = section(written, "together");
    let parts = headline.split("class=\"big\">").skip(1);
    parts
        .map(|part| part[..part.find('<').unwrap()].to_owned())
        .collect()
}

/// One whose calls took three minutes more than those of [`steady`].
fn slower(id: &str) -> RegionSums {
    region(id, QUARTERS.map(|quarter| sum(quarter, None, 1, 10)).into())
}

#[test]
fn the_headline_adds_up_regions_of_one_clock_and_names_the_others() {
    let written = page(&data(vec![steady("a"), changed("b"), slower("c")]), "");
    // Four quarters of fifty calls in two regions: half of them took 7 minutes, half of them 10.
    let bigs = bigs(&written);
    assert_eq!((bigs.len(), bigs[2].as_str()), (3, "400"));
    assert!(bigs[0].starts_with("7\u{a0}min"), "{bigs:?}");
    assert!(bigs[1].starts_with("10\u{a0}min"), "{bigs:?}");
    let headline = section(&written, "together");
    assert!(headline.contains("alike: a, c."), "{headline}");
    assert!(headline.contains("Left out: b (times are recorded in steps of 1\u{a0}min)."));
    // Of another time, all three are recorded alike.
    let early = page(
        &data(vec![steady("a"), changed("b"), slower("c")]),
        "from=2025-01&to=2025-06",
    );
    assert_eq!(self::bigs(&early)[2], "300");
    assert!(section(&early, "together").contains("alike: a, b, c."));
    assert!(
        early.link.contains("from=2025-01&to=2025-06&"),
        "{}",
        early.link
    );
}

#[test]
fn regions_that_differ_have_no_common_median_but_a_number_of_calls() {
    let written = page(&data(vec![steady("a"), changed("b")]), "");
    assert_eq!(bigs(&written), ["400"]);
    assert!(section(&written, "together").contains("no common median"));
    // A month that did not come makes a region another one, too.
    let mut gap = slower("b");
    gap.months[20].state = State::Missing;
    let written = page(&data(vec![steady("a"), gap.clone(), slower("c")]), "");
    assert!(section(&written, "together").contains("Left out: b (incomplete)."));
    assert_eq!(bigs(&page(&data(vec![steady("a"), gap]), "")), ["400"]);
    // Of one region there is no sum.
    let alone = page(&data(vec![steady("a")]), "");
    assert!(!alone.html.contains("id=\"together\""));
}

#[test]
fn each_region_has_its_calls_and_the_share_without_a_time_on_the_page() {
    let mut unknown = steady("b");
    (0..50).for_each(|_| unknown.sums[6].histograms[0].add(None));
    let written = page(&data(vec![steady("a"), unknown]), "");
    let start = written.html.find("class=\"headline compared\"").unwrap();
    let table = &written.html[start..];
    let table = &table[..table.find("</table>").unwrap()];
    for said in [
        "<a href=\"a/\">a</a>",
        ">200<",
        "not recorded: 0%",
        ">250<",
        "not recorded: 20%",
    ] {
        assert!(table.contains(said), "{said} in {table}");
    }
    for said in [
        "Source: x, release of",
        "class=\"method\"",
        "id=\"choose-from\"",
    ] {
        assert!(written.html.contains(said), "{said}");
    }
    // The selector stands before all that it governs.
    let at = |what: &str| written.html.find(what).unwrap();
    assert!(at("id=\"choose-priority\"") < at("id=\"together\""));
    assert!(
        at("id=\"regions\"") < at("id=\"choose-a\"") && at("id=\"choose-a\"") < at("id=\"trend\"")
    );
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
fn up_to_five_regions_are_picked_in_the_order_of_the_data() {
    let all = ["a", "b", "c", "d", "e", "f", "g"].map(steady);
    let data = data(all.into());
    let names = |query: &str| {
        let mut names: Vec<String> = rows(&page(&data, query), "trend")
            .iter()
            .filter_map(|row| row.split(',').nth(1).map(str::to_owned))
            .collect();
        names.dedup();
        names.concat()
    };
    assert_eq!(names(""), "abcde");
    assert_eq!(names("regions=g,b"), "bg");
    assert_eq!(names("regions=g&regions=b"), "bg");
    let unknown = page(&data, "regions=b,atlantis");
    assert!(unknown.html.contains("not in these data"));
    // With five there is no room for one more.
    assert_eq!(page(&data, "").html.matches("\" disabled>").count(), 2);
    assert_eq!(
        page(&data, "regions=b")
            .html
            .matches("\" disabled>")
            .count(),
        0
    );
}

#[test]
fn a_chart_alone_says_of_how_many_calls_and_leads_to_the_whole_page_of_its_release() {
    let data = data(vec![steady("a"), changed("b")]);
    let texts = Texts::built_in(Lang::En);
    let choice = Choice::parse("regions=b&chart=trend");
    let written = embedded_country(&texts, &data, &choice, &context(true));
    assert_eq!(written.blocks.len(), 1);
    assert_eq!(written.blocks[0].id, "trend");
    assert!(written.html.contains("250 calls"), "{}", written.html);
    assert!(written.html.contains("release=2026-11-24T12-00-00Z"));
    assert!(!written.html.contains("<button") && !written.html.contains("<form"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_address_and_no_data_break_the_page(
        query in "((from=20(24|25|26)-(01|06|12)&)|(to=20(25|26)-(02|11)&)|(clock=received-(arrived|closed)&)|(regions=(a|b|zz)(,b|,c)?&)|(priority=(urgent|q|all)&)|(chart=(trend|regions|x)&)){0,3}.{0,20}",
        steps in prop::collection::vec((0usize..7, any::<bool>(), prop::sample::select(vec![1u32, 60])), 0..12),
    ) {
        let sums = steps.into_iter().map(|(at, later, step)| {
            sum(QUARTERS[at], later.then_some("2025-07"), step, 7)
        });
        let data = data(vec![region("a", sums.collect()), steady("b")]);
        let written = page(&data, &query);
        prop_assert!(!written.html.is_empty());
        if let Some((_, query)) = written.link.split_once('?') {
            prop_assert_eq!(&page(&data, query).link, &written.link);
        }
    }
}
