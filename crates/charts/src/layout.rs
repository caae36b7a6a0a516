//! What holds for every chart, whatever it is given: XML that parses, labels that neither meet nor
//! leave the chart, points that a keyboard and a screen reader find.

mod honest;

use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::bars::{BarRow, Bars};
use crate::distribution::{Bin, Distribution, Quantile};
use crate::dots::{DotRow, Dots};
use crate::heat::{Cell, Heat};
use crate::label::Type;
use crate::map::{Fill, Map, Part as Place};
use crate::save::{self, Sheet};
use crate::stack::{Answer, Answered, Part as Share, Stack, StackRow};
use crate::trend::{Change, Series, Trend, Value};
use crate::{Chart, Frame, Measure, Month, Reading, Target};

/// How many of each chart are drawn.
const CASES: u32 = 64;

/// Draws a chart and its file, and looks at all that must hold.
fn check(chart: &dyn Chart, frame: &Frame) {
    let drawn = chart.draw(frame);
    let document = Document::parse(&drawn.svg).unwrap_or_else(|e| panic!("{e}: {}", drawn.svg));
    named(&document);
    let said: Vec<String> = chart.points().into_iter().map(|point| point.said).collect();
    reached(&document, &said);
    let drawn_said: Vec<&String> = drawn.points.iter().map(|point| &point.said).collect();
    assert_eq!(drawn_said, said.iter().collect::<Vec<_>>());
    apart(&document, (drawn.width, drawn.height));
    let sheet = Sheet {
        lang: frame.id.clone(),
        title: frame.title.clone(),
        subtitle: frame.summary.clone(),
        note: frame.summary.clone(),
        source: frame.title.clone(),
        link: frame.title.clone(),
        notice: Some(frame.summary.clone()),
    };
    let file = save::file(&drawn, &sheet);
    Document::parse(&file).unwrap_or_else(|e| panic!("{e}: {file}"));
}

fn attribute(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// The title and the description are where the chart says they are, and no id is twice.
fn named(document: &Document<'_>) {
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("group"));
    for name in ["aria-labelledby", "aria-describedby"] {
        assert!(ids.contains(&root.attribute(name).unwrap()));
    }
}

/// Each point is there once with its words, and one of them is a tab stop.
fn reached(document: &Document<'_>, said: &[String]) {
    let points = document
        .descendants()
        .filter(|node| node.has_attribute("data-point"));
    let mut points: Vec<Node<'_, '_>> = points.collect();
    points.sort_by_key(|node| attribute(*node, "data-point") as usize);
    assert_eq!(points.len(), said.len());
    for (at, node) in points.iter().enumerate() {
        assert_eq!(attribute(*node, "data-point") as usize, at);
        assert_eq!(node.attribute("role"), Some("img"));
        assert!(!node.attribute("aria-label").unwrap().trim().is_empty());
        let stop = if at == 0 { "0" } else { "-1" };
        assert_eq!(node.attribute("tabindex"), Some(stop));
        let hit = |node: Node<'_, '_>| node.attribute("class") == Some("chart-hit");
        assert!(node.descendants().any(hit) || node.descendants().any(is_line));
    }
}

fn is_line(node: Node<'_, '_>) -> bool {
    node.has_tag_name("line")
}

/// No label covers another or leaves the chart, by the measure that the layout has.
fn apart(document: &Document<'_>, (width, height): (f64, f64)) {
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    let boxes: Vec<([f64; 4], String)> = texts.map(measured).collect();
    for (at, (one, text)) in boxes.iter().enumerate() {
        assert!(
            one[0] >= -1.0 && one[1] >= -1.0 && one[2] <= width + 1.0 && one[3] <= height + 1.0,
            "{text:?} at {one:?} leaves {width} × {height}"
        );
        for (other, neighbour) in boxes.iter().skip(at + 1) {
            let meets = one[0] + 0.5 < other[2]
                && other[0] + 0.5 < one[2]
                && one[1] + 0.5 < other[3]
                && other[1] + 0.5 < one[3];
            assert!(
                !meets,
                "{text:?} at {one:?} covers {neighbour:?} at {other:?}"
            );
        }
    }
}

/// The left, upper, right and lower end of a text, and what it says.
fn measured(node: Node<'_, '_>) -> ([f64; 4], String) {
    let kind = match node.attribute("class").unwrap() {
        "chart-tick" => Type::Tick,
        "chart-note" => Type::Note,
        "chart-name" => Type::Name,
        "chart-value" => Type::Value,
        "chart-own" => Type::Own,
        "chart-inside" => Type::Inside,
        other => panic!("{other}"),
    };
    let own = node.children().filter(|child| child.is_text());
    let text: String = own.filter_map(|child| child.text()).collect();
    let wide = kind.width(&text);
    let start = match node.attribute("text-anchor") {
        Some("middle") => attribute(node, "x") - wide / 2.0,
        Some("end") => attribute(node, "x") - wide,
        _ => attribute(node, "x"),
    };
    let base = attribute(node, "y");
    let size = kind.size();
    (
        [start, base - size * 0.8, start + wide, base + size * 0.25],
        text,
    )
}

/// Values that charts have, and values that they should not.
fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..2000.0f64,
        1 => prop::num::f64::ANY,
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(0.0), Just(-40.0)],
    ]
}

/// Words, markup, other scripts, control characters, and far too much of all.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі ]{0,24}",
        1 => any::<String>(),
        1 => Just("<script>alert('1')</script> & \"".to_owned()),
        1 => Just("و\u{202e}قت\u{0}\u{1b}".to_owned()),
        1 => "[а-я ]{500}",
    ]
}

fn reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        4 => (float(), prop::option::of((float(), float())))
            .prop_map(|(value, interval)| Reading::Known { value, interval }),
        1 => words().prop_map(Reading::Missing),
        1 => words().prop_map(Reading::NotPublished),
    ]
}

fn fill() -> impl Strategy<Value = Fill> {
    prop_oneof![
        4 => (0..7usize, any::<bool>()).prop_map(|(class, unsure)| Fill::Class(class, unsure)),
        1 => words().prop_map(Fill::NotPublished),
        1 => words().prop_map(Fill::Missing),
        1 => words().prop_map(Fill::Late),
        1 => words().prop_map(Fill::Nothing),
    ]
}

fn rings() -> impl Strategy<Value = Vec<Vec<(f64, f64)>>> {
    prop::collection::vec(prop::collection::vec((float(), float()), 0..9), 0..3)
}

fn target() -> impl Strategy<Value = Option<Target>> {
    prop::option::of((float(), words()).prop_map(|(value, label)| Target { value, label }))
}

fn frame() -> impl Strategy<Value = Frame> {
    let width = prop_oneof![
        Just(328.0),
        Just(720.0),
        200.0..1200.0f64,
        prop::num::f64::ANY
    ];
    (words(), width, words(), words()).prop_map(|(id, width, title, summary)| Frame {
        id,
        width,
        title,
        summary,
    })
}

/// How long ticks are written: as one letter, or as many.
fn tick(long: bool) -> &'static dyn Fn(f64) -> String {
    if long {
        &|value| format!("{value} минут после поступления")
    } else {
        &|value| format!("{value:.0}")
    }
}

fn months(count: usize, first: u8, name: &str) -> Vec<Month> {
    (0..count)
        .map(|at| Month {
            number: (usize::from(first) + at) as u8 % 12 + 1,
            name: name.chars().take(8).collect(),
            year: (2024 + at / 12).to_string(),
        })
        .collect()
}

proptest! {
    // A chart is large; the whole of them takes some seconds.
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn trend(
        frame in frame(),
        count in 0..40usize,
        first in 0..12u8,
        name in words(),
        series in prop::collection::vec(
            (words(), prop::collection::vec((reading(), 0..3u32, words()), 0..40)),
            0..6,
        ),
        band in words(),
        target in target(),
        changes in prop::collection::vec((0..40usize, words()), 0..6),
        seconds in any::<bool>(),
        long in any::<bool>(),
    ) {
        let value = |(reading, segment, said)| Value { reading, segment, partial: segment == 1, said };
        let chart = Trend {
            months: months(count, first, &name),
            series: series
                .into_iter()
                .map(|(name, values)| Series {
                    name,
                    values: values.into_iter().map(value).collect(),
                })
                .collect(),
            band,
            target,
            changes: changes
                .into_iter()
                .map(|(month, label)| Change { month, said: label.clone(), label })
                .collect(),
            measure: if seconds { Measure::Seconds } else { Measure::Number },
            tick: tick(long),
        };
        check(&chart, &frame);
    }

    #[test]
    fn distribution(
        frame in frame(),
        bins in prop::collection::vec((float(), float(), float(), words()), 0..30),
        target in target(),
        quantiles in prop::collection::vec((float(), words()), 0..4),
        long in any::<bool>(),
    ) {
        let bin = |(from, to, share, said)| Bin { from, to, share, said };
        let quantile = |(value, label): (f64, String)| Quantile {
            value,
            said: label.clone(),
            label,
        };
        let chart = Distribution {
            bins: bins.into_iter().map(bin).collect(),
            target,
            quantiles: quantiles.into_iter().map(quantile).collect(),
            tick: tick(long),
        };
        check(&chart, &frame);
    }

    #[test]
    fn dots(
        frame in frame(),
        rows in prop::collection::vec((words(), reading(), words(), words()), 0..12),
        target in target(),
        long in any::<bool>(),
    ) {
        let row = |(name, reading, shown, said)| DotRow { name, reading, shown, said };
        let chart = Dots {
            rows: rows.into_iter().map(row).collect(),
            target,
            measure: Measure::Seconds,
            tick: tick(long),
            joined: &[],
        };
        check(&chart, &frame);
    }

    #[test]
    fn heat(
        frame in frame(),
        rows in prop::collection::vec(words(), 0..8),
        columns in prop::collection::vec(words(), 0..25),
        cells in prop::collection::vec(
            prop::collection::vec((reading(), "[0-9]{0,3}", words()), 0..26),
            0..9,
        ),
        classes in prop::array::uniform5(words()),
        bounds in prop::array::uniform4(float()),
    ) {
        let cell = |(reading, shown, said)| Cell { reading, shown, said };
        let cells = cells.into_iter();
        let chart = Heat {
            rows,
            columns,
            cells: cells.map(|row| row.into_iter().map(cell).collect()).collect(),
            bounds,
            classes,
        };
        check(&chart, &frame);
    }

    #[test]
    fn map(
        frame in frame(),
        parts in prop::collection::vec((words(), fill(), words(), rings()), 0..9),
        classes in prop::collection::vec(words(), 0..7),
        unsure in words(),
    ) {
        let part = |(name, fill, said, rings)| Place { name, fill, said, rings };
        let parts = parts.into_iter().map(part).collect();
        check(&Map { parts, classes, unsure }, &frame);
    }

    #[test]
    fn bars(
        frame in frame(),
        rows in prop::collection::vec((words(), reading(), words(), words()), 0..12),
    ) {
        let row = |(name, reading, shown, said)| BarRow { name, reading, shown, said };
        check(&Bars { rows: rows.into_iter().map(row).collect() }, &frame);
    }

    #[test]
    fn stack(
        frame in frame(),
        answers in prop::collection::vec((words(), any::<bool>()), 0..9),
        rows in prop::collection::vec(
            (words(), 0..4u8, prop::collection::vec((float(), words(), words()), 0..9)),
            0..8,
        ),
    ) {
        let part = |(share, shown, said)| Share { share, shown, said };
        let row = |(name, kind, parts): (String, u8, Vec<_>)| {
            let answered = match kind {
                0 => Answered::Missing { words: name.clone(), said: name.clone() },
                1 => Answered::NotPublished { words: name.clone(), said: name.clone() },
                _ => Answered::Parts(parts.into_iter().map(part).collect()),
            };
            StackRow { name, answered }
        };
        let chart = Stack {
            answers: answers.into_iter().map(|(name, aside)| Answer { name, aside }).collect(),
            rows: rows.into_iter().map(row).collect(),
        };
        check(&chart, &frame);
    }
}
