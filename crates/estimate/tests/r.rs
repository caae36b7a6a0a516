//! Numbers against those of R's package `survey`, on its own example data. `r/survey.R` made both.
//! The data are facts of California's Department of Education (2000) and of the U.S. National Center
//! for Health Statistics (NHANES, the first 1,200 rows), which are in the public domain.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;
use std::path::Path;

use senim_estimate::{Design, Estimate, Unit, between_groups, between_waves, mean, proportion};

/// A table of responses.
struct Table {
    rows: Vec<BTreeMap<String, String>>,
}

fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/r/{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let named = |record: csv::StringRecord| {
        let cells = header.iter().zip(record.iter());
        cells
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    };
    reader.records().map(|row| named(row.unwrap())).collect()
}

impl Table {
    fn read(name: &str) -> Table {
        Table { rows: rows(name) }
    }

    fn design(&self, finite: bool) -> Design {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let units: Vec<Unit> = self
            .rows
            .iter()
            .map(|row| {
                let count = numbers.len() as u32;
                Unit {
                    stratum: *numbers.entry(&row["stratum"]).or_insert(count),
                    cluster: row["cluster"].parse().unwrap(),
                    weight: row["weight"].parse().unwrap(),
                    population: row["population"].parse().ok().filter(|_| finite),
                }
            })
            .collect();
        Design::new(&units).unwrap()
    }

    /// The values of a column in a group; of all, where it has no name.
    fn values(&self, column: &str, group: &str) -> Vec<Option<f64>> {
        let value = |row: &BTreeMap<String, String>| {
            let is_in = group.is_empty() || row["group"] == group;
            row[column].parse().ok().filter(|_| is_in)
        };
        self.rows.iter().map(value).collect()
    }

    fn answers(&self, group: &str) -> Vec<Option<bool>> {
        let values = self.values("answer", group).into_iter();
        values
            .map(|value| value.map(|value| value == 1.0))
            .collect()
    }
}

fn found(case: &BTreeMap<String, String>) -> Estimate {
    let finite = case["finite"] == "yes";
    let (name, group) = (case["table"].as_str(), case["group"].as_str());
    if case["what"] == "waves" {
        let (first, second) = name.split_once(' ').unwrap();
        let [first, second] = [first, second].map(|name| {
            let table = Table::read(name);
            proportion(&table.design(finite), &table.answers("")).unwrap()
        });
        return between_waves(&first, &second);
    }
    let table = Table::read(name);
    let design = table.design(finite);
    match case["what"].as_str() {
        "mean" => mean(&design, &table.values("score", group)),
        "proportion" => proportion(&design, &table.answers(group)),
        _ => {
            let (first, second) = group.split_once(' ').unwrap();
            let of = |group| table.values("answer", group);
            between_groups(&design, &of(first), &of(second))
        }
    }
    .unwrap()
}

/// Half a unit of the last digit that R printed.
fn printed(said: &str) -> (f64, f64) {
    let (_, exponent) = said.split_once('e').unwrap();
    let exponent: i32 = exponent.parse().unwrap();
    (said.parse().unwrap(), 0.51 * 10_f64.powi(exponent - 6))
}

#[test]
fn estimates_are_those_of_r_to_the_printed_digit() {
    let cases = rows("golden");
    assert!(cases.len() > 70, "{}", cases.len());
    for case in &cases {
        let found = found(case);
        let (low, high) = found.interval.unwrap();
        let numbers = [
            ("value", found.value),
            ("se", found.se),
            ("low", low),
            ("high", high),
        ];
        for (name, number) in numbers {
            let (known, half) = printed(&case[name]);
            assert!(
                (number - known).abs() <= half,
                "{name} {number:e} of {case:?}"
            );
        }
        assert_eq!(found.freedom.to_string(), case["df"], "{case:?}");
    }
}
