//! A small region, and its page.

#![allow(dead_code, reason = "each test uses some of it")]

use senim_figures::{Block, Choice, Context, Written, region};
use senim_measure::{Cell, Histogram, Key, Months, Period, Scope, State};
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::outline::Outline;
use senim_model::response::{
    Area, Breakdown, Clock, Definition, District, Moment, Month, Response, Target, Trait,
};
use senim_model::text::{Lang, Text};
use senim_texts::Texts;

pub(crate) fn text(name: &str) -> Text {
    Text {
        kk: name.into(),
        ru: name.into(),
        en: name.into(),
    }
}

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub(crate) fn month(at: u32) -> Period {
    Period::parse(&format!("{}-{:02}", 2025 + at / 12, at % 12 + 1)).unwrap()
}

/// A region of one district and two areas, in which everything has the same name.
pub(crate) fn data(name: &str, months: u32, minutes: u32) -> Response {
    let term = |of: &str| Term {
        id: id(of),
        name: text(name),
    };
    let mut histogram = Histogram::default();
    (0..40).for_each(|call| histogram.add((call > 2).then_some(minutes * 60 + call)));
    let cell = |area: u16, at: u32| {
        let mut mask = Months::default();
        mask.add(month(at));
        Cell {
            key: Key {
                scope: Scope {
                    district: Some(0),
                    area: Some(area),
                },
                period: month(at),
                priority: 0,
                since: None,
            },
            months: mask,
            histograms: vec![histogram.clone()],
        }
    };
    let mut cells: Vec<Cell> = (0..2)
        .flat_map(|area| {
            (0..months)
                .filter(|at| at % 5 != 3)
                .map(move |at| (area, at))
        })
        .map(|(area, at)| cell(area, at))
        .collect();
    cells.sort_by_key(|cell| cell.key);
    let state = |at: u32| {
        if at % 5 == 3 {
            State::Missing
        } else {
            State::Reported
        }
    };
    Response {
        region: id("r"),
        name: text(name),
        min_cell: 30,
        priorities: vec![term("p")],
        categories: vec![term("c")],
        channels: vec![term("h")],
        definitions: vec![Definition {
            since: None,
            clocks: vec![Clock {
                from: Moment::Received,
                to: Moment::Arrived,
                resolution_seconds: 1,
            }],
            note: text(name),
        }],
        targets: vec![Target {
            priority: 0,
            from: Moment::Received,
            to: Moment::Arrived,
            seconds: 600,
        }],
        months: (0..months)
            .map(|at| Month {
                month: month(at),
                state: state(at),
                reason: text(name),
            })
            .collect(),
        districts: vec![District {
            id: id("d"),
            name: text(name),
            borders: Vec::new(),
        }],
        areas: ["a", "b"]
            .map(|of| Area {
                id: id(of),
                number: name.into(),
                district: Some(0),
                until: None,
                borders: Vec::new(),
            })
            .into(),
        people: Vec::new(),
        cells,
        breakdowns: vec![Breakdown {
            quarter: Period::parse("2025-Q1").unwrap(),
            since: None,
            has: Trait::Category(0),
            rest: false,
            calls: 40,
            histogram: histogram.clone(),
        }],
        excluded: Vec::new(),
        outline: outline(),
        revision: None,
    }
}

/// Two squares side by side, and the district around both.
pub(crate) fn outline() -> Outline {
    let point = |lon, lat| Point { lon, lat };
    let line = |raw: &[(i32, i32)]| raw.iter().map(|(lon, lat)| point(*lon, *lat)).collect();
    Outline {
        narrow: 700,
        areas: vec![vec![vec![0, 1]], vec![vec![2, !0]]],
        districts: vec![vec![vec![1, 2]]],
        arcs: vec![
            line(&[(100, 0), (100, 100)]),
            line(&[(100, 100), (0, 100), (0, 0), (100, 0)]),
            line(&[(100, 0), (200, 0), (200, 100), (100, 100)]),
        ],
    }
}

pub(crate) fn page(lang: Lang, data: &Response, query: &str) -> Written {
    let context = Context {
        live: true,
        width: Some(320.0),
        publisher: &data.name.ru,
        released: "2026-11-24T12:00:00Z",
        release: "2026-11-24T12-00-00Z",
        address: "https://senim.example/ru/r/response/",
    };
    region(
        &Texts::built_in(lang),
        data,
        &Choice::parse(query),
        &context,
    )
}

/// A part of a page.
pub(crate) fn block<'a>(written: &'a Written, id: &str) -> Option<&'a Block> {
    written.blocks.iter().find(|block| block.id == id)
}
