//! A small country, and its page.

#![allow(dead_code, reason = "each test uses some of it")]

use senim_figures::{Choice, Context, Written, country, csv};
use senim_measure::{Histogram, Period, State};
use senim_model::id::Id;
use senim_model::index::{PublishedFile, Term};
use senim_model::response::{Clock, Country, Moment, Month, RegionSums, Sum};
use senim_model::text::{Lang, Text};
use senim_texts::Texts;

pub(crate) fn text(name: &str) -> Text {
    Text {
        kk: name.into(),
        ru: name.into(),
        en: name.into(),
    }
}

pub(crate) fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub(crate) fn clock(resolution_seconds: u32) -> Clock {
    Clock {
        from: Moment::Received,
        to: Moment::Arrived,
        resolution_seconds,
    }
}

pub(crate) fn sum(quarter: &str, since: Option<&str>, step: u32, minutes: u32) -> Sum {
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
pub(crate) fn region(id: &str, sums: Vec<Sum>) -> RegionSums {
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

pub(crate) fn data(regions: Vec<RegionSums>) -> Country {
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

pub(crate) const QUARTERS: [&str; 7] = [
    "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3",
];

/// One that is read to a second throughout.
pub(crate) fn steady(id: &str) -> RegionSums {
    region(id, QUARTERS.map(|quarter| sum(quarter, None, 1, 7)).into())
}

/// One that is read to a minute since July 2025.
pub(crate) fn changed(id: &str) -> RegionSums {
    let sums = QUARTERS.iter().enumerate().map(|(at, quarter)| match at {
        0 | 1 => sum(quarter, None, 1, 7),
        _ => sum(quarter, Some("2025-07"), 60, 9),
    });
    // What is published by year only comes after all quarters.
    region(id, sums.chain([sum("2025", None, 1, 7)]).collect())
}

pub(crate) fn context(live: bool) -> Context<'static> {
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

pub(crate) fn page(data: &Country, query: &str) -> Written {
    let href = |id: &str| format!("{id}/");
    let texts = Texts::built_in(Lang::En);
    country(&texts, data, &Choice::parse(query), &context(true), &href)
}

/// What a file of a part says, line by line.
pub(crate) fn rows(written: &Written, id: &str) -> Vec<String> {
    let block = written.blocks.iter().find(|block| block.id == id).unwrap();
    let file = csv(&block.table, &[]);
    file.lines().skip(1).map(str::to_owned).collect()
}

/// What is published by year only is of some of its months.
/// One whose calls took three minutes more than those of [`steady`].
pub(crate) fn slower(id: &str) -> RegionSums {
    region(id, QUARTERS.map(|quarter| sum(quarter, None, 1, 10)).into())
}
