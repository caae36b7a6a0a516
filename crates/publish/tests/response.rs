//! Calls go in, numbers come out: every one in one cell, and what is wrong with some is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fs;
use std::path::Path;

use common::calls::{CLOCK, HEADER, SETTINGS, calls, cells, packed, source, table};
use common::{check_at as check, index, publish_at as publish};
use senim_model::outline::Outline;
use senim_model::response::{Country, Response};
use senim_publish::progress::quiet;
use senim_publish::{archive, release};

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
    let few = country.excluded.iter().filter(|row| row.reason == "few");
    let few: u64 = few.map(|row| row.calls).sum();
    assert_eq!(published + minutes + few, rows - excluded);
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
fn a_region_of_which_too_few_calls_came_says_what_came() {
    let mut text = HEADER.to_owned();
    calls(&mut text, "AST-001", "2026-07", 12);
    let due = "[[due]]\ndataset = \"calls\"\nevery = \"month\"\nfrom = \"2026-07\"";
    let data = tempfile::tempdir().unwrap();
    publish(
        source(&format!("{due}\n{SETTINGS}"), &text).path(),
        data.path(),
        "2026-12-10T12:00:00Z",
    );
    let index = index(data.path());
    let path = data.path().join(&index.record.path);
    let file = index.record.response.unwrap();
    let country: Country = release::open(&fs::read(path.join(&file.path)).unwrap()).unwrap();
    let astana = country
        .regions
        .iter()
        .find(|row| row.id.as_str() == "astana");
    let pack = fs::read(path.join(&astana.unwrap().file.path)).unwrap();
    let pack: Response = release::open(&pack).unwrap();
    assert!(pack.check() && pack.cells.is_empty());
    let came: Vec<String> = (pack.months.iter())
        .map(|month| format!("{} {}", month.month, month.state.code()))
        .collect();
    let missing = ["08", "09", "10", "11"].map(|month| format!("2026-{month} missing"));
    assert_eq!(came[0], "2026-07 reported");
    assert_eq!(came[1..], missing);
    assert!(table(data.path(), "response.csv").is_empty());
    let verified = archive::verify(data.path(), None, &quiet).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
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
        .join("packs/v3/response/astana.pack");
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
        .filter(|problem| problem.contains("a row before, here or in another file"))
        .collect();
    let (one, two) = (
        "calls-2.csv, row 2, column id: ",
        "calls.csv, row 2, column id: ",
    );
    assert!(
        twice[0].contains(one) && twice[0].ends_with(": 50."),
        "{twice:?}"
    );
    assert!(
        twice[1].contains(two) && twice[1].ends_with(": 40."),
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
