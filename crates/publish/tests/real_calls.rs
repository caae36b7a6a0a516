//! Calls that real departments published, through the settings alone: they are read as they are, and
//! what is told of them is right. Where their files are absent, a test says so and passes; small files of
//! our own, of the same form, are tried everywhere, in `foreign.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDateTime;
use common::data::data;
use common::{Source, publish_at, rows};
use senim_measure::{Histogram, quantile};

type Row = BTreeMap<String, String>;

/// Publishes calls by settings; the table of a name.
fn published(settings: &str, calls: &[u8], to: &Path) -> impl Fn(&str) -> Vec<Row> + use<> {
    let source = Source::sample();
    let text = source.text("senim.toml");
    source.put("senim.toml", format!("{text}\n{settings}"));
    source.put("calls.csv", calls);
    let folder = publish_at(source.path(), to, "2026-12-10T12:00:00Z");
    move |name: &str| rows(&fs::read(folder.join(name)).unwrap())
}

/// How many calls rows tell of.
fn calls(rows: &[Row]) -> u64 {
    let calls = rows.iter().map(|row| row["calls"].parse::<u64>().unwrap());
    calls.sum()
}

/// All calls that are in a cell.
fn together(cells: &[Row]) -> Histogram {
    let parse =
        |row: &Row| Histogram::parse(&row["histogram"], row["unknown"].parse().unwrap()).unwrap();
    let all: Vec<Histogram> = cells.iter().map(parse).collect();
    Histogram::sum(all.iter())
}

/// The smallest duration that at least this share of calls did not exceed.
fn exact(sorted: &[u32], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64 - 1e-9).ceil() as usize;
    f64::from(sorted[rank.max(1) - 1])
}

/// Quantiles of a histogram are within the error that is declared of exact ones: 5 %.
fn assert_near(histogram: &Histogram, durations: &mut [u32]) {
    durations.sort_unstable();
    for share in [0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
        let (found, exact) = (
            quantile::quantile(histogram, share).unwrap(),
            exact(durations, share),
        );
        assert!(
            (found.value - exact).abs() <= exact * 0.05,
            "{share}: {found:?}, exactly {exact}"
        );
        assert!(
            found.low <= exact && exact <= found.high,
            "{share}: {found:?}, exactly {exact}"
        );
    }
}

const SEATTLE: &str = r#"
[response]
min_cell = 10
clocks = [{ from = "received", to = "arrived" }]
[[response.priority]]
id = "any"
name = { en = "any" }
[dates.calls]
received = ["%m/%d/%Y %I:%M:%S %p"]
arrived = ["%m/%d/%Y %I:%M:%S %p"]
[tables.calls]
columns = { id = "CAD Event Number", received = "Original Time Queued", arrived = "Arrived Time" }
constant = { area = "AST-001", priority = "any" }
"#;

#[test]
fn seattle_waited_as_long_as_its_histogram_says() {
    let Some(path) = data("police/seattle_calls_2018-2023.csv") else {
        return;
    };
    let bytes = fs::read(path).unwrap();
    let to = tempfile::tempdir().unwrap();
    let table = published(SEATTLE, &bytes, to.path());
    let histogram = together(&table("response.csv"));
    let excluded = calls(&table("response_excluded.csv"));
    let all = rows(&bytes);
    let few = all.len() as u64 - histogram.calls() - excluded;
    // Arrivals that are empty or in the year 1900 are not known, and no call is lost.
    assert!(
        histogram.unknown() > 20 && few < 40,
        "{} {few}",
        histogram.unknown()
    );
    // Cells of few calls are not published, so the exact figures are of those that may be.
    let pattern = "%m/%d/%Y %I:%M:%S %p";
    let at = |row: &Row, column: &str| NaiveDateTime::parse_from_str(&row[column], pattern).ok();
    let duration = |row: &Row| {
        let seconds = at(row, "Arrived Time")? - at(row, "Original Time Queued")?;
        u32::try_from(seconds.num_seconds()).ok()
    };
    let mut durations: Vec<u32> = all.iter().filter_map(duration).collect();
    let counted = durations
        .iter()
        .fold(Histogram::default(), |mut sum, seconds| {
            sum.add(Some(*seconds));
            sum
        });
    assert_near(&counted, &mut durations);
    assert!(counted.difference(&histogram) <= few + histogram.unknown() + excluded);
}

/// Times between the calls of Winston-Salem: 318,007 of them, none of which is generated.
#[test]
fn quantiles_of_many_real_durations_are_near() {
    let Some(all) = winston_salem() else { return };
    let mut moments: Vec<NaiveDateTime> = rows(&all)
        .iter()
        .filter_map(|row| {
            NaiveDateTime::parse_from_str(&row["incident_date_time"], "%Y-%m-%d %H:%M:%S").ok()
        })
        .collect();
    moments.sort_unstable();
    for apart in [1, 7, 60, 150] {
        let pairs = moments.iter().zip(moments.iter().skip(apart));
        let mut durations: Vec<u32> = pairs
            .map(|(one, next)| (*next - *one).num_seconds() as u32)
            .collect();
        let mut histogram = Histogram::default();
        durations
            .iter()
            .for_each(|seconds| histogram.add(Some(*seconds)));
        assert_near(&histogram, &mut durations);
    }
}

const WINSTON_SALEM: &str = r#"
[response]
clocks = [{ from = "received", to = "arrived" }]
[[response.priority]]
id = "any"
name = { en = "any" }
[tables.calls]
columns = { received = "incident_date_time" }
constant = { area = "AST-001", priority = "any" }
"#;

#[test]
fn every_call_of_winston_salem_is_in_a_cell_or_told_apart() {
    let Some(all) = winston_salem() else { return };
    let to = tempfile::tempdir().unwrap();
    let table = published(WINSTON_SALEM, &all, to.path());
    let cells = together(&table("response.csv"));
    let excluded = calls(&table("response_excluded.csv"));
    // None has an arrival; fewer than a cell's worth may be left out altogether.
    assert_eq!(cells.known(), 0);
    let told = cells.calls() + excluded;
    let all = rows(&all).len() as u64;
    assert!(told <= all && all - told < 30, "{told} of {all}");
}

fn winston_salem() -> Option<Vec<u8>> {
    let path = data("police/winston_salem_incidents_2018-2019.csv.gz")?;
    let mut all = Vec::new();
    let packed = File::open(path).unwrap();
    flate2::read::GzDecoder::new(packed)
        .read_to_end(&mut all)
        .unwrap();
    Some(all)
}
