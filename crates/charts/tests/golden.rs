//! Each chart, small, as it is written.

use senim_charts::bars::{BarRow, Bars};
use senim_charts::distribution::{Bin, Distribution, Quantile};
use senim_charts::dots::{DotRow, Dots};
use senim_charts::heat::{Cell, Heat};
use senim_charts::map::{Fill, Map, Part};
use senim_charts::save::{self, Sheet};
use senim_charts::stack::{Answer, Answered, Part as Share, Stack, StackRow};
use senim_charts::trend::{Change, Series, Trend, Value};
use senim_charts::{Chart, Frame, Measure, Month, Reading, Target};

/// A chart on a phone, an element a line.
fn drawn(chart: &dyn Chart) -> String {
    lines(&chart.draw(&frame()).svg)
}

fn frame() -> Frame {
    Frame {
        id: "t".into(),
        width: 328.0,
        title: "Ден қою уақыты".into(),
        summary: String::new(),
    }
}

fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

fn known(value: f64, interval: Option<(f64, f64)>) -> Reading {
    Reading::Known { value, interval }
}

fn minutes(seconds: f64) -> String {
    format!("{} мин", seconds / 60.0)
}

fn months() -> Vec<Month> {
    let names = [
        (11, "қар", "2025"),
        (12, "жел", "2025"),
        (1, "қаң", "2026"),
        (2, "ақп", "2026"),
    ];
    let month = |(number, name, year): (u8, &str, &str)| Month {
        number,
        name: name.into(),
        year: year.into(),
    };
    names.map(month).to_vec()
}

fn series(name: &str, readings: [Reading; 4]) -> Series {
    let value = |reading| Value {
        reading,
        segment: 0,
        partial: false,
        said: format!("{name}: айы"),
    };
    Series {
        name: name.into(),
        values: readings.map(value).to_vec(),
    }
}

fn trend(series: Vec<Series>) -> Trend<'static> {
    Trend {
        months: months(),
        series,
        band: "90 %".into(),
        target: Some(Target {
            value: 600.0,
            label: "норматив".into(),
        }),
        changes: vec![Change {
            month: 3,
            label: "жаңа шекара".into(),
            said: "ақпан: жаңа шекара".into(),
        }],
        measure: Measure::Seconds,
        tick: &minutes,
    }
}

#[test]
fn trend_alone() {
    let chart = trend(vec![series(
        "медиана",
        [
            known(480.0, Some((480.0, 900.0))),
            known(510.0, Some((510.0, 960.0))),
            Reading::Missing("дерек жоқ".into()),
            known(450.0, Some((450.0, 840.0))),
        ],
    )]);
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn trend_of_two() {
    let chart = trend(vec![
        series(
            "Есіл",
            [480.0, 510.0, 500.0, 450.0].map(|value| known(value, None)),
        ),
        series(
            "Нұра",
            [
                known(300.0, None),
                Reading::NotPublished("жарияланбайды".into()),
                known(310.0, None),
                known(330.0, None),
            ],
        ),
    ]);
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn long_names_stand_whole_below_a_narrow_trend() {
    let with = |last| {
        let value = |value| known(value, None);
        [value(480.0), value(510.0), value(500.0), last]
    };
    let late = Reading::Missing("измеряется иначе, с октября 2025".into());
    let chart = trend(vec![
        series("Карагандинская область", with(late)),
        series("область Абай", with(known(330.0, None))),
    ]);
    let narrow = Frame {
        width: 328.0,
        ..frame()
    };
    let svg = chart.draw(&narrow).svg;
    assert!(!svg.contains('…'), "{svg}");
    for whole in [
        ">Карагандинская область<",
        ">измеряется иначе, с октября 2025<",
    ] {
        assert!(svg.contains(whole), "{whole} in {svg}");
    }
}

#[test]
fn distribution() {
    let bin = |(from, to, share)| Bin {
        from,
        to,
        share,
        said: format!("{from} – {to}: {share} %"),
    };
    let bins = [
        (0.0, 120.0, 10.0),
        (120.0, 600.0, 60.0),
        (600.0, f64::INFINITY, 30.0),
    ];
    let chart = Distribution {
        bins: bins.map(bin).to_vec(),
        target: Some(Target {
            value: 600.0,
            label: "70 %".into(),
        }),
        quantiles: vec![Quantile {
            value: 400.0,
            label: "медиана".into(),
            said: "медиана 6 мин 40 с".into(),
        }],
        tick: &minutes,
    };
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn dots() {
    let row = |name: &str, reading, shown: &str| DotRow {
        name: name.into(),
        reading,
        shown: shown.into(),
        said: format!("{name} {shown}"),
    };
    let chart = Dots {
        rows: vec![
            row("Есіл", known(480.0, Some((450.0, 520.0))), "8 мин"),
            row("Нұра", Reading::NotPublished("жарияланбайды".into()), ""),
        ],
        target: None,
        measure: Measure::Seconds,
        tick: &minutes,
        joined: &[],
    };
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn heat() {
    let cell = |reading: Reading| Cell {
        shown: String::new(),
        said: "ұяшық".into(),
        reading,
    };
    let row = |readings: [Reading; 2]| readings.map(cell).to_vec();
    let chart = Heat {
        rows: ["дс", "сс"].map(String::from).to_vec(),
        columns: ["0", "12"].map(String::from).to_vec(),
        cells: vec![
            row([known(1.0, None), known(20.0, None)]),
            row([known(10.0, None), Reading::Missing("дерек жоқ".into())]),
        ],
        bounds: [5.0, 10.0, 15.0, 20.0],
        classes: ["< 5", "5–10", "10–15", "15–20", "≥ 20"].map(String::from),
    };
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn map() {
    let part = |name: &str, left: f64, fill| Part {
        name: name.into(),
        said: format!("{name}: 7 мин"),
        fill,
        rings: vec![vec![
            (left, 0.0),
            (left + 10.0, 0.0),
            (left + 10.0, 8.0),
            (left, 8.0),
        ]],
    };
    let hidden = Fill::NotPublished("жарияланбайды".into());
    insta::assert_snapshot!(drawn(&Map {
        parts: vec![
            part("Есіл", 0.0, Fill::Class(3, false)),
            part("Алматы", 10.0, Fill::Class(0, true)),
            part("Нұра", 20.0, hidden),
        ],
        classes: vec!["4 мин және одан қысқа".into(), "4 – 6 мин".into()],
        unsure: "дәл емес".into(),
    }));
}

#[test]
fn bars() {
    let row = |name: &str, value, interval| BarRow {
        name: name.into(),
        reading: known(value, interval),
        shown: format!("{value}"),
        said: format!("{name}: {value}"),
    };
    let chart = Bars {
        rows: vec![row("Ұрлық", 9.7, Some((8.6, 10.8))), row("Өзге", 0.0, None)],
    };
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn stack() {
    let part = |(share, name): (f64, &str)| Share {
        share,
        shown: format!("{share} %"),
        said: format!("Астана, {name}: {share} %"),
    };
    let answer = |(name, aside): (&str, bool)| Answer {
        name: name.into(),
        aside,
    };
    let chart = Stack {
        answers: [("иә", false), ("жоқ", false), ("айту қиын", true)]
            .map(answer)
            .to_vec(),
        rows: vec![
            StackRow {
                name: "Астана".into(),
                answered: Answered::Parts(
                    [(60.0, "иә"), (37.0, "жоқ"), (3.0, "айту қиын")]
                        .map(part)
                        .to_vec(),
                ),
            },
            StackRow {
                name: "Нұра".into(),
                answered: Answered::Missing {
                    words: "дерек жоқ".into(),
                    said: "Нұра: дерек жоқ".into(),
                },
            },
        ],
    };
    insta::assert_snapshot!(drawn(&chart));
}

#[test]
fn a_file_says_all_of_what_is_shown() {
    let places = "Карагандинская область, район имени Казыбек би / ".repeat(5);
    let sheet = Sheet {
        subtitle: format!("{places}· 2\u{a0}430\u{a0}вызовов"),
        ..Sheet::default()
    };
    let svg = save::file(&Bars { rows: vec![] }.draw(&frame()), &sheet);
    assert!(
        svg.contains("2\u{a0}430\u{a0}вызовов<") && !svg.contains('…'),
        "{svg}"
    );
}

#[test]
fn file() {
    let chart = Bars { rows: vec![] };
    let sheet = Sheet {
        lang: "kk".into(),
        title: "Ден қою уақыты".into(),
        subtitle: "n = 1 204 · 2026 жылғы қазан".into(),
        note: "Сызық – медиана.".into(),
        source: "Дереккөз: Астана қаласының ПД, 2026 жылғы 1 қараша".into(),
        link: "https://senim.example/kk/".into(),
        notice: Some("Үлгі деректер".into()),
    };
    insta::assert_snapshot!(lines(&save::file(&chart.draw(&frame()), &sheet)));
}
