//! Calls go in, numbers come out: every one in one cell, none small, and none to be had by
//! subtraction, within a release or between two.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{Source, check_at as check, index, publish_at as publish, rows};
use proptest::prelude::*;
use senim_measure::{Every, Histogram, Period};
use senim_model::outline::Outline;
use senim_model::response::{Country, Response};
use senim_publish::progress::quiet;
use senim_publish::{archive, release};

const SETTINGS: &str = r#"
[response]
clocks = [{ from = "received", to = "arrived" }, { from = "dispatched", to = "arrived", resolution_seconds = 60 }]
[[response.priority]]
id = "urgent"
name = { kk = "шұғыл", ru = "срочные", en = "urgent" }
[[response.priority]]
id = "ordinary"
name = { kk = "кәдімгі", ru = "обычные", en = "ordinary" }
[[response.category]]
id = "theft"
name = { kk = "ұрлық", ru = "кража", en = "theft" }
[[response.target]]
priority = "urgent"
from = "received"
to = "arrived"
seconds = 600
"#;

/// The sample's directory, with calls of our own.
fn source(settings: &str, calls: &str) -> Source {
    let source = Source::sample();
    let text = source.text("senim.toml");
    source.put("senim.toml", format!("{text}\n{settings}"));
    source.put("calls.csv", calls);
    source
}

type Row = BTreeMap<String, String>;

fn table(data: &Path, name: &str) -> Vec<Row> {
    let path = data.join(&index(data).record.path).join(name);
    rows(&fs::read(path).unwrap())
}

/// Rows of `response.csv` by one clock, by what tells them apart.
fn cells(data: &Path, clock: &str) -> BTreeMap<[String; 6], (u64, Histogram)> {
    let rows = table(data, "response.csv")
        .into_iter()
        .filter(|row| row["clock"] == clock);
    rows.map(|row| {
        let key = ["region", "district", "area", "period", "priority", "since"];
        let histogram = Histogram::parse(&row["histogram"], row["unknown"].parse().unwrap());
        let calls = row["calls"].parse().unwrap();
        assert_eq!(histogram.as_ref().unwrap().calls(), calls);
        (
            key.map(|column| row[column].clone()),
            (calls, histogram.unwrap()),
        )
    })
    .collect()
}

const HEADER: &str = "received,arrived,priority,category,area\n";

/// So many calls of an area in a month, of which each took a minute longer than the one before.
fn calls(text: &mut String, area: &str, month: &str, count: usize) {
    for number in 0..count {
        let (day, minute) = (number % 28 + 1, number % 60);
        let hour = number / 28 % 24;
        let later = hour * 60 + minute + number % 17 + 1;
        let arrived = format!(
            "{month}-{day:02} {:02}:{:02}:{:02}",
            later / 60,
            later % 60,
            number % 60
        );
        let received = format!("{month}-{day:02} {hour:02}:{minute:02}:{:02}", number % 60);
        // At the end of a day the arrival would be on the next.
        let arrived = if later < 1440 { arrived } else { String::new() };
        writeln!(text, "{received},{arrived},urgent,theft,{area}").unwrap();
    }
}

const CLOCK: &str = "received-arrived";

#[test]
fn the_samples_calls_are_all_in_one_cell_or_counted_as_left_out() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let data = tempfile::tempdir().unwrap();
    publish(&sample, data.path(), "2026-11-24T12:00:00Z");
    let published: u64 = cells(data.path(), CLOCK)
        .values()
        .map(|(calls, _)| calls)
        .sum();
    let minutes: u64 = cells(data.path(), "received-arrived.60s")
        .values()
        .map(|(calls, _)| calls)
        .sum();
    // Counted on their own: rows less those that are in no figure.
    let mut rows = 0;
    let mut excluded = 0;
    for file in ["astana", "astana-late", "karaganda"] {
        let text = fs::read_to_string(sample.join(format!("calls-{file}.csv"))).unwrap();
        let mut seen = std::collections::HashSet::new();
        for line in text.lines().skip(1) {
            rows += 1;
            let cells: Vec<&str> = line.split(',').collect();
            let reversed =
                cells[2] < cells[0] && !cells[2].is_empty() && !cells[2].starts_with("1900");
            excluded += u64::from(reversed || cells[6] == "UNKNOWN" || !seen.insert(line));
        }
    }
    let index = index(data.path());
    let file = index.record.response.unwrap();
    let path = data.path().join(&index.record.path);
    let country: Country = release::open(&fs::read(path.join(&file.path)).unwrap()).unwrap();
    assert_eq!(published + minutes + country.left_out, rows - excluded);
    assert!(
        cells(data.path(), CLOCK)
            .values()
            .all(|(calls, _)| *calls >= 30)
    );
    // Packs say what the tables say.
    let mut packed = 0;
    for region in &country.regions {
        let pack: Response =
            release::open(&fs::read(path.join(&region.file.path)).unwrap()).unwrap();
        packed += pack
            .cells
            .iter()
            .map(senim_measure::Cell::calls)
            .sum::<u64>();
        let sums = region
            .sums
            .iter()
            .map(|sum| sum.histograms[0].calls())
            .sum::<u64>();
        assert_eq!(
            sums,
            pack.cells
                .iter()
                .map(senim_measure::Cell::calls)
                .sum::<u64>()
        );
        let missing: Vec<String> = (pack.months.iter())
            .filter(|month| month.state != senim_measure::State::Reported)
            .map(|month| format!("{} {}", month.month, month.state.code()))
            .collect();
        match region.id.as_str() {
            "karaganda" => assert_eq!(missing, ["2025-08 missing", "2026-10 late"]),
            _ => assert!(missing.is_empty(), "{missing:?}"),
        }
    }
    assert_eq!(packed, published + minutes);
    for row in table(data.path(), "response_breakdowns.csv") {
        assert!(row["calls"].parse::<u64>().unwrap() >= 30);
    }
}

#[test]
fn between_releases_a_cell_changes_by_many_calls_or_not_at_all() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-002", "2026-07", 40);
    let data = tempfile::tempdir().unwrap();
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    let first = cells(data.path(), CLOCK);
    let received = |day: u32| format!("2026-07-{day:02} 23:30:59,,urgent,theft,AST-001\n");
    let mut more = text.clone();
    (1..5).for_each(|day| more.push_str(&received(day)));
    publish(
        source(SETTINGS, &more).path(),
        data.path(),
        "2026-12-11T12:00:00Z",
    );
    assert_eq!(cells(data.path(), CLOCK), first);
    more.push_str(&received(5));
    publish(
        source(SETTINGS, &more).path(),
        data.path(),
        "2026-12-12T12:00:00Z",
    );
    let third = cells(data.path(), CLOCK);
    let changed: Vec<u64> = third
        .iter()
        .filter(|(key, cell)| first[*key] != **cell)
        .map(|(_, cell)| cell.0)
        .collect();
    assert_eq!(changed, [105]);
}

/// Twice the area inside of rings, holes taken off.
fn inside(outline: &Outline, rings: &[Vec<i32>]) -> f64 {
    let of = |ring: &Vec<i32>| -> f64 {
        let points = outline.ring(ring);
        let next = points.iter().cycle().skip(1);
        let pairs = points.iter().zip(next);
        pairs.map(|(one, two)| one.0 * two.1 - two.0 * one.1).sum()
    };
    rings.iter().map(of).sum()
}

#[test]
fn districts_are_outlined_around_their_areas_with_few_points() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let data = tempfile::tempdir().unwrap();
    publish(&sample, data.path(), "2026-11-24T12:00:00Z");
    let pack = packed(data.path());
    let outline = &pack.outline;
    assert_eq!(outline.areas.len(), pack.areas.len());
    for (at, district) in pack.districts.iter().enumerate() {
        let areas = pack.areas.iter().zip(&outline.areas);
        let own = areas.filter(|(area, _)| area.district == Some(at as u16));
        let parts: Vec<f64> = own.map(|(_, rings)| inside(outline, rings)).collect();
        assert!(
            parts.iter().all(|part| part.abs() > 1e4),
            "{}: {parts:?}",
            district.id
        );
        let whole = inside(outline, &outline.districts[at]);
        let sum: f64 = parts.iter().sum();
        assert!(
            (whole - sum).abs() < sum.abs() * 1e-9,
            "{}: {whole} {sum}",
            district.id
        );
    }
    let points: usize = outline.arcs.iter().map(Vec::len).sum();
    assert!(points < pack.areas.len() * 25, "{points} points");
}

/// The pack of Astana in the current release.
fn packed(data: &Path) -> Response {
    let path = data.join(&index(data).record.path);
    let pack = path.join("packs/v2/response/astana.pack");
    release::open(&fs::read(pack).unwrap()).unwrap()
}

#[test]
fn a_pack_says_what_was_revised_and_goes_on_saying_so_until_figures_change() {
    let data = tempfile::tempdir().unwrap();
    let publish = |text: &str, time: &str, reason: &str| {
        let source = source(SETTINGS, text);
        let (directory, report) = check(source.path(), time);
        assert_eq!(report.errors(), 0, "{report}");
        let request = release::Request {
            reason,
            ..release::Request::new(source.path(), data.path(), time.parse().unwrap())
        };
        let made = release::publish(&directory.unwrap(), &request).unwrap();
        (made.record.is_some(), packed(data.path()).revision)
    };
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-002", "2026-07", 40);
    calls(&mut text, "AST-002", "2026-10", 40);
    calls(&mut text, "AST-003", "2026-10", 35);
    calls(&mut text, "AST-004", "2026-10", 25);
    assert_eq!(publish(&text, "2026-12-10T12:00:00Z", "").1, None);
    // Late rows: of a cell, and so many that there is one more.
    for day in 1..6 {
        text.push_str(&format!(
            "2026-07-{day:02} 23:30:59,,urgent,theft,AST-001\n"
        ));
    }
    calls(&mut text, "AST-003", "2026-07", 30);
    let (_, found) = publish(&text, "2026-12-11T12:00:00Z", "Late rows");
    let revision = found.clone().unwrap();
    assert_eq!(revision.since, "2026-12-10T12:00:00Z");
    assert_eq!(revision.reason, "Late rows");
    assert_eq!(revision.open.to_string(), "2026-12");
    assert_eq!(revision.came, []);
    let old: Vec<u64> = revision
        .before
        .iter()
        .map(senim_measure::Cell::calls)
        .collect();
    assert_eq!(old, [100]);
    let new = |revision: &senim_model::revision::Revision| -> Vec<String> {
        let cells = packed(data.path()).cells;
        let added = revision.added.iter().map(|at| &cells[*at as usize]);
        added
            .map(|cell| format!("{} {}", cell.key.period, cell.calls()))
            .collect()
    };
    assert_eq!(new(&revision), ["2026-07 30"]);
    // The same again, later and for another reason: no release, and the same is said.
    assert_eq!(
        publish(&text, "2026-12-12T12:00:00Z", "Again"),
        (false, found)
    );
    // A month comes, and the quarter is over: nothing that was said before is another now.
    calls(&mut text, "AST-005", "2026-10", 10);
    calls(&mut text, "AST-001", "2026-12", 50);
    let (is_new, found) = publish(&text, "2027-01-10T12:00:00Z", "");
    let revision = found.unwrap();
    assert!(is_new && revision.before.is_empty());
    assert_eq!(revision.since, "2026-12-11T12:00:00Z");
    let came: Vec<String> = revision.came.iter().map(ToString::to_string).collect();
    assert_eq!(came, ["2026-12"]);
    assert_eq!(new(&revision), ["2026-Q4 35"]);
}

#[test]
fn where_many_cells_changed_their_old_numbers_are_left_out() {
    let data = tempfile::tempdir().unwrap();
    let text = |count: usize| {
        let mut text = HEADER.to_owned();
        for area in 1..=26 {
            for month in ["2026-07", "2026-08"] {
                calls(&mut text, &format!("AST-{area:03}"), month, count);
            }
        }
        text
    };
    publish(
        source(SETTINGS, &text(40)).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    publish(
        source(SETTINGS, &text(60)).path(),
        data.path(),
        "2026-12-11T12:00:00Z",
    );
    let revision = packed(data.path()).revision.unwrap();
    assert_eq!(revision.before.len(), 52);
    assert!(
        revision
            .before
            .iter()
            .all(|cell| cell.histograms.is_empty())
    );
}

#[test]
fn a_year_of_which_months_do_not_come_again_stays_as_it_was() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    calls(&mut text, "AST-001", "2026-08", 20);
    calls(&mut text, "AST-001", "2026-09", 20);
    let data = tempfile::tempdir().unwrap();
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2027-01-10T12:00:00Z",
    );
    let mut next = HEADER.to_owned();
    calls(&mut next, "AST-001", "2026-09", 200);
    calls(&mut next, "AST-001", "2027-01", 50);
    publish(
        source(SETTINGS, &next).path(),
        data.path(),
        "2027-02-10T12:00:00Z",
    );
    let found: Vec<String> = (cells(data.path(), CLOCK).into_iter())
        .map(|(key, (calls, _))| format!("{} {calls}", key[3]))
        .collect();
    assert_eq!(found, ["2026-07 100", "2026-Q3 40", "2027-01 50"]);
}

#[test]
fn months_are_those_of_the_region_and_calls_count_where_areas_belonged() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-06", 35);
    // Half past ten in the evening of 31 May in UTC is the first of June in Astana.
    text.push_str("2026-05-31T22:30:00Z,,urgent,theft,AST-001\n");
    calls(&mut text, "AST-016", "2025-06", 40);
    calls(&mut text, "AST-016", "2025-07", 41);
    let source = source(SETTINGS, &text);
    let data = tempfile::tempdir().unwrap();
    publish(source.path(), data.path(), "2026-12-10T12:00:00Z");
    let found: Vec<String> = (cells(data.path(), CLOCK).into_iter())
        .map(|([_, district, area, period, ..], (calls, _))| {
            format!("{district} {area} {period} {calls}")
        })
        .collect();
    assert_eq!(
        found,
        [
            "almaty AST-016 2025-06 40",
            "saraishyq AST-016 2025-07 41",
            "saryarqa AST-001 2026-06 36"
        ]
    );
}

#[test]
fn what_is_wrong_with_calls_is_said_once_with_its_first_row() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-06", 31);
    text.push_str("soon,,urgent,theft,AST-001\n,,urgent,theft,AST-001\n");
    text.push_str("2026-06-01 10:00,,urgnt,theft,AST-001\n2026-06-01 11:00,,urgnt,theft,AST-001\n");
    text.push_str("2027-06-01 10:00,,urgent,theft,AST-001\n2026-06-01 10:00,2026-06-01 09:00,urgent,,AST-001\n");
    text.push_str("2026-06-01 10:00,,urgent,,AST-999\n2026-06-01 10:00,,,,AST-001\n");
    text.push_str("2026-06-01 12:00,,urgent,,AST-001\n2026-06-01 12:00,,urgent,,AST-001\n");
    let (_, report) = check(source(SETTINGS, &text).path(), "2026-12-10T12:00:00Z");
    let of_calls: Vec<String> = (report.problems.iter())
        .filter(|problem| problem.file == "calls.csv")
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(of_calls.join("\n"));
}

#[test]
fn settings_that_make_no_sense_are_told() {
    let settings = SETTINGS
        .replace("seconds = 600", "seconds = 613")
        .replace("to = \"arrived\"\nseconds", "to = \"closed\"\nseconds")
        .replace("[response]", "[response]\nmin_cell = 3\nmin_change = 0");
    let change =
        "[[response.change]]\nsince = \"2026-01\"\nregions = [\"astan\"]\nclocks = []\nnote = {}\n";
    let (_, report) = check(
        source(&format!("{settings}\n{change}"), HEADER).path(),
        "2026-12-10T12:00:00Z",
    );
    let found: Vec<String> = (report.problems.iter())
        .filter(|problem| {
            problem
                .column
                .as_deref()
                .is_some_and(|column| column.starts_with("response"))
        })
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(found.join("\n"));
}

#[test]
fn what_is_withdrawn_takes_its_packs_along_and_everything_is_in_order() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 100);
    let data = tempfile::tempdir().unwrap();
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    let verified = archive::verify(data.path(), None, &quiet).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    let release = index(data.path()).record.path;
    archive::withdraw(&archive::Withdrawal {
        data: data.path(),
        release: &release,
        file: "response.csv",
        reason: "an error in the source",
        time: "2026-12-11T12:00:00Z".parse().unwrap(),
        key: None,
    })
    .unwrap();
    let index = index(data.path());
    assert_eq!(index.record.response, None);
    let verified = archive::verify(data.path(), None, &quiet).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    // A damaged pack is found.
    publish(
        source(SETTINGS, &text).path(),
        data.path(),
        "2026-12-12T12:00:00Z",
    );
    let record = common::index(data.path()).record;
    let pack = data
        .path()
        .join(&record.path)
        .join("packs/v2/response/astana.pack");
    fs::write(pack, "x").unwrap();
    let verified = archive::verify(data.path(), None, &quiet).unwrap();
    assert_eq!(verified.faults.len(), 1, "{:?}", verified.faults);
}

/// Files are counted at the same time, and what two of them hold is counted once all the same; what a
/// file with faults holds is not lost to another.
#[test]
fn what_two_files_hold_is_counted_once() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-06", 40);
    let mut more = HEADER.to_owned();
    calls(&mut more, "AST-001", "2026-06", 50);
    let source = source(SETTINGS, &text);
    source.put("calls-1.csv", &more);
    source.put("calls-2.csv", &more);
    let (directory, report) = check(source.path(), "2026-12-10T12:00:00Z");
    assert!(directory.is_some());
    let twice: Vec<String> = (report.problems.iter())
        .map(ToString::to_string)
        .filter(|problem| problem.contains("came twice"))
        .collect();
    let (one, two) = ("calls-2.csv, row 2: ", "calls.csv, row 2: ");
    assert!(
        twice[0].contains(one) && twice[0].ends_with(": 50"),
        "{twice:?}"
    );
    assert!(
        twice[1].contains(two) && twice[1].ends_with(": 40"),
        "{twice:?}"
    );
    let data = tempfile::tempdir().unwrap();
    publish(source.path(), data.path(), "2026-12-10T12:00:00Z");
    let all: u64 = cells(data.path(), CLOCK)
        .values()
        .map(|(calls, _)| calls)
        .sum();
    assert_eq!(all, 50);
}

/// Few calls of a quarter stand in a cell of their area and year. All calls of that quarter by category,
/// less its cells, would say how many.
#[test]
fn calls_by_category_tell_of_few_neither_in_a_quarter_nor_in_those_that_have_none() {
    let by_category = |parts: &[(&str, usize)]| {
        let mut text = HEADER.to_owned();
        for (month, count) in parts {
            calls(&mut text, "AST-001", month, *count);
            calls(&mut text, "AST-002", month, 60);
        }
        let data = tempfile::tempdir().unwrap();
        publish(
            source(SETTINGS, &text).path(),
            data.path(),
            "2026-12-10T12:00:00Z",
        );
        let rows = table(data.path(), "response_breakdowns.csv").into_iter();
        let categories = rows.filter(|row| row["trait"] == "category");
        categories
            .map(|row| format!("{} {}", row["quarter"], row["calls"]))
            .collect::<Vec<_>>()
    };
    // Each is large by itself.
    let whole = by_category(&[("2025-02", 30), ("2025-05", 30)]);
    assert_eq!(whole, ["2025-Q1 90", "2025-Q2 90"]);
    // Three and twenty-eight are in one cell of the year.
    assert!(by_category(&[("2025-02", 3), ("2025-05", 28)]).is_empty());
}

/// Of each quarter, and of the quarters of a year without a table, calls that are in no cell of theirs
/// are many or none. `groups`: calls by area and month.
fn tells_of_few(data: &Path, groups: &BTreeMap<(String, Period), u64>) -> Option<String> {
    let cells = cells(data, CLOCK);
    let within = |month: &Period, every| month.within(every).to_string();
    let mut apart: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for ((area, month), calls) in groups {
        let has = |period: String| {
            let key = |key: &&[String; 6]| key[2] == *area && key[3] == period;
            cells.keys().any(|other| key(&other))
        };
        let quarter = within(month, Every::Quarter);
        let whole_area = has(month.to_string()) || has(quarter.clone());
        let wide = cells
            .keys()
            .any(|key| key[2].is_empty() && key[3] == quarter);
        let (in_year, left_out) = apart.entry(quarter).or_default();
        match (whole_area, has(within(month, Every::Year))) {
            (true, _) => {}
            (false, true) => *in_year += calls,
            (false, false) if wide => {}
            (false, false) => *left_out += calls,
        }
    }
    let rows = table(data, "response_breakdowns.csv");
    let shown: BTreeSet<&String> = rows.iter().map(|row| &row["quarter"]).collect();
    let few = |calls: u64| calls > 0 && calls < 30;
    let mut hidden: BTreeMap<&str, u64> = BTreeMap::new();
    for (quarter, (in_year, left_out)) in &apart {
        if !shown.contains(quarter) {
            *hidden.entry(&quarter[..4]).or_default() += in_year;
        } else if few(in_year + left_out) || few(*left_out) {
            return Some(format!(
                "{quarter}: {in_year} in the year, {left_out} left out"
            ));
        }
    }
    let year = hidden.iter().find(|(_, calls)| few(**calls))?;
    Some(format!(
        "{}: {} in quarters without a table",
        year.0, year.1
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Whatever calls of two years there are: tables by category and hour tell of few beside no cell.
    #[test]
    fn no_table_tells_of_few(numbers in prop::collection::vec((1u32..9, 0u32..24, 1usize..40), 1..60)) {
        let mut groups: BTreeMap<(String, Period), u64> = BTreeMap::new();
        let mut text = HEADER.to_owned();
        for (area, month, count) in numbers {
            let month = format!("{}-{:02}", 2024 + month / 12, month % 12 + 1);
            let area = format!("AST-{area:03}");
            let key = (area.clone(), Period::parse(&month).unwrap());
            if let Entry::Vacant(group) = groups.entry(key) {
                group.insert(count as u64);
                calls(&mut text, &area, &month, count);
            }
        }
        let data = tempfile::tempdir().unwrap();
        publish(source(SETTINGS, &text).path(), data.path(), "2026-12-10T12:00:00Z");
        prop_assert_eq!(tells_of_few(data.path(), &groups), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Whatever calls there are: no cell is small, and all are in one cell or left out.
    #[test]
    fn no_release_tells_of_few(numbers in prop::collection::vec((1u32..27, 1u32..7, 1usize..60), 1..25)) {
        let mut groups: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (area, month, count) in numbers {
            groups.insert((area, month), count);
        }
        let mut text = HEADER.to_owned();
        for ((area, month), count) in &groups {
            calls(&mut text, &format!("AST-{area:03}"), &format!("2026-{month:02}"), *count);
        }
        let data = tempfile::tempdir().unwrap();
        publish(source(SETTINGS, &text).path(), data.path(), "2026-12-10T12:00:00Z");
        let cells = cells(data.path(), CLOCK);
        prop_assert!(cells.values().all(|(calls, _)| *calls >= 30));
        let published: u64 = cells.values().map(|(calls, _)| calls).sum();
        let all: usize = groups.values().sum();
        prop_assert!(published <= all as u64);
        for ((area, month), count) in groups {
            let is_alone = cells.keys().any(|key| key[2] == format!("AST-{area:03}") && key[3] == format!("2026-{month:02}"));
            prop_assert_eq!(is_alone, count >= 30);
        }
    }
}
