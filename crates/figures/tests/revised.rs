//! What was revised since the release before is said with what it was; what only came, or was only
//! completed, is not called revised.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{block, data, month, page};
use senim_measure::{Cell, Histogram, Key, Period, Scope};
use senim_model::response::Response;
use senim_model::revision::Revision;
use senim_model::text::Lang;

fn calls(count: u32, minutes: u32) -> Histogram {
    let mut histogram = Histogram::default();
    (0..count).for_each(|_| histogram.add(Some(minutes * 60)));
    histogram
}

/// The cell of the first area in a month.
fn cell_at(data: &Response, at: u32) -> usize {
    let is = |cell: &Cell| cell.key.period == month(at) && cell.key.scope.area == Some(0);
    data.cells.iter().position(is).unwrap()
}

/// A region of which nothing changed since the release of 24 October 2026.
fn unchanged() -> Response {
    let mut data = data("x", 14, 7);
    data.revision = Some(Revision {
        since: "2026-10-24T12:00:00Z".into(),
        reason: common::text(""),
        open: Period::parse("2026-10").unwrap(),
        came: Vec::new(),
        before: Vec::new(),
        added: Vec::new(),
    });
    data
}

/// The same, where the first area's cell of a month was another one.
fn revised(at: u32, histogram: Histogram) -> Response {
    let mut data = unchanged();
    let mut old = data.cells[cell_at(&data, at)].clone();
    old.histograms = vec![histogram];
    data.revision.as_mut().unwrap().before.push(old);
    data
}

/// What the page of a choice says of revisions.
fn said(data: &Response, query: &str) -> String {
    assert!(data.check());
    let html = page(Lang::En, data, query).html.replace('\u{a0}', " ");
    let notice = html.split_once("<p class=\"notice revised\">");
    let notice = notice.map(|(_, rest)| rest.split_once("</p>").unwrap().0.to_owned());
    let not = "Not revised since the release of 24 October 2026.";
    match (notice, html.contains(not)) {
        (Some(notice), false) => notice,
        (None, true) => not.to_owned(),
        (None, false) => String::new(),
        (Some(notice), true) => format!("both: {notice}"),
    }
}

const MARCH: &str = "from=2025-03&to=2025-03";
const NOT: &str = "Not revised since the release of 24 October 2026.";
const PART: &str = "Part of these figures was revised since the release of 24 October 2026.";

#[test]
fn a_revised_figure_says_what_it_was_and_others_say_that_they_are_as_they_were() {
    let mut data = revised(2, calls(35, 3));
    // Forty calls of the other area stayed at seven minutes.
    let was =
        "Revised: in the release of 24 October 2026, the median was 7 min 20 s, from 75 calls.";
    assert_eq!(said(&data, MARCH), was);
    let own = "Revised: in the release of 24 October 2026, the median was 3 min, from 35 calls.";
    assert_eq!(said(&data, &format!("place=a.a&{MARCH}")), own);
    assert_eq!(said(&data, &format!("place=a.b&{MARCH}")), NOT);
    assert_eq!(said(&data, "from=2025-01&to=2025-02"), NOT);
    data.revision.as_mut().unwrap().reason = common::text("Late calls <b>");
    assert_eq!(
        said(&data, MARCH),
        format!("{was} Why: Late calls &lt;b&gt;")
    );
    for lang in Lang::ALL {
        assert!(page(lang, &data, MARCH).html.contains("notice revised"));
    }
}

#[test]
fn without_a_release_before_nothing_is_said() {
    assert_eq!(said(&data("x", 14, 7), MARCH), "");
    assert_eq!(said(&unchanged(), MARCH), NOT);
}

#[test]
fn what_was_revised_is_marked_in_the_trend() {
    let data = revised(2, calls(35, 3));
    let written = page(Lang::En, &data, "place=a.a");
    let trend = block(&written, "trend").unwrap();
    let note = "Revised since the release of 24 October 2026: March 2025.";
    assert!(
        trend.note.replace('\u{a0}', " ").ends_with(note),
        "{}",
        trend.note
    );
    let rows = &trend.table.rows;
    let states: Vec<&str> = rows.iter().take(4).map(|row| row[2].1.as_str()).collect();
    assert_eq!(states, ["reported", "reported", "revised", "missing"]);
    assert_eq!(rows[2][2].0, "revised");
    assert!(
        trend.points[2].said.ends_with(", revised"),
        "{:?}",
        trend.points[2]
    );
}

#[test]
fn months_that_came_and_quarters_that_ended_are_no_revision() {
    let mut came = unchanged();
    came.revision.as_mut().unwrap().came = vec![month(2)];
    assert_eq!(said(&came, MARCH), NOT);
    // Among them something was revised: what it was, was of fewer months.
    let mut both = revised(1, calls(35, 3));
    both.revision.as_mut().unwrap().came = vec![month(2)];
    assert_eq!(said(&both, "from=2025-01&to=2025-03"), PART);
    // A quarter's cell that there is now, as the quarter is over.
    let mut data = unchanged();
    let quarter = |data: &mut Response, open: &str| {
        let mut cell = data.cells[cell_at(data, 1)].clone();
        cell.key = Key {
            period: Period::parse("2025-Q1").unwrap(),
            scope: Scope::REGION,
            ..cell.key
        };
        data.cells.push(cell);
        data.cells.sort_by_key(|cell| cell.key);
        let at = data
            .cells
            .iter()
            .position(|cell| cell.key.scope == Scope::REGION);
        let revision = data.revision.as_mut().unwrap();
        revision.added = vec![at.unwrap() as u32];
        revision.open = Period::parse(open).unwrap();
    };
    quarter(&mut data, "2025-03");
    assert_eq!(said(&data, "from=2025-01&to=2025-03"), NOT);
    // The quarter was over long before: late rows made the cell.
    let mut data = unchanged();
    quarter(&mut data, "2025-10");
    let was =
        "Revised: in the release of 24 October 2026, the median was 7 min 20 s, from 240 calls.";
    assert_eq!(said(&data, "from=2025-01&to=2025-03"), was);
}

#[test]
fn where_nothing_was_published_or_too_much_changed_no_old_figure_is_told() {
    let mut added = unchanged();
    let at = cell_at(&added, 2) as u32;
    added.revision.as_mut().unwrap().added = vec![at];
    let none = "Revised: in the release of 24 October 2026, nothing was published for this choice.";
    assert_eq!(said(&added, &format!("place=a.a&{MARCH}")), none);
    let mut many = revised(2, calls(35, 3));
    many.revision.as_mut().unwrap().before[0].histograms.clear();
    assert_eq!(said(&many, MARCH), PART);
    // The clock that is shown is as it was.
    let mut same = unchanged();
    let old = same.cells[cell_at(&same, 2)].clone();
    same.revision.as_mut().unwrap().before.push(old);
    assert_eq!(said(&same, MARCH), NOT);
}
