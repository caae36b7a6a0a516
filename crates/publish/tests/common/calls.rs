//! Calls for tests: the sample's directory with calls of our own, and the cells that come of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use senim_measure::Histogram;
use senim_model::response::Response;
use senim_publish::release;

use super::{Source, index, rows};

pub(crate) const SETTINGS: &str = r#"
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
pub(crate) fn source(settings: &str, calls: &str) -> Source {
    let source = Source::sample();
    let text = source.text("senim.toml");
    source.put("senim.toml", format!("{text}\n{settings}"));
    source.put("calls.csv", calls);
    source
}

pub(crate) type Row = BTreeMap<String, String>;

pub(crate) fn table(data: &Path, name: &str) -> Vec<Row> {
    let path = data.join(&index(data).record.path).join(name);
    rows(&fs::read(path).unwrap())
}

/// Rows of `response.csv` by one clock, by what tells them apart.
pub(crate) fn cells(data: &Path, clock: &str) -> BTreeMap<[String; 6], (u64, Histogram)> {
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

pub(crate) const HEADER: &str = "received,arrived,priority,category,area\n";

/// So many calls of an area in a month, of which each took a minute longer than the one before.
pub(crate) fn calls(text: &mut String, area: &str, month: &str, count: usize) {
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

pub(crate) const CLOCK: &str = "received-arrived";

/// The pack of Astana in the current release.
pub(crate) fn packed(data: &Path) -> Response {
    let path = data.join(&index(data).record.path);
    let pack = path.join("packs/v3/response/astana.pack");
    release::open(&fs::read(pack).unwrap()).unwrap()
}
