//! Writes the calls of the sample anew: `cargo run -p senim-publish --example sample_calls`.

use std::fs::File;
use std::io::{self, BufWriter};

use chrono::NaiveDate;
use senim_publish::scale::{CallsPlan, calls};

fn main() -> io::Result<()> {
    let day = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    let areas = std::fs::read_to_string("sample/areas.csv")?;
    let write = |region: &str, plan: &CallsPlan| {
        let mine = |line: &&str| line.split(',').nth(2) == Some(region);
        let lines = areas.lines().filter(mine);
        let ids: Vec<&str> = lines.filter_map(|line| line.split(',').next()).collect();
        let file = File::create(format!("sample/calls-{region}.csv"))?;
        calls(&ids, plan, &mut BufWriter::new(file))
    };
    let astana = CallsPlan {
        from: day(2024, 11),
        to: day(2026, 11),
        calls: 30_000,
        with_seconds: true,
        without: Vec::new(),
        middle: (420.0, 900.0),
        seed: 1,
    };
    write("astana", &astana)?;
    let karaganda = CallsPlan {
        // October has not come yet, and of August 2025 everything was lost.
        to: day(2026, 10),
        calls: 20_000,
        with_seconds: false,
        without: vec![(2025, 8)],
        middle: (560.0, 1_300.0),
        seed: 2,
        ..astana
    };
    write("karaganda", &karaganda)
}
