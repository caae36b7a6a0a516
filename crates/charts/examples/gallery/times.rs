//! Samples of distributions and of places beside each other.

use senim_charts::distribution::{Bin, Distribution, Quantile};
use senim_charts::dots::{DotRow, Dots};
use senim_charts::{Measure, Reading, Target};

use crate::samples::{LONG, Sample, known};
use crate::words::time_ru;

/// The bins that the publisher writes: exact below 20 s, then 10 % wide, a target as an edge.
fn bins(target: f64) -> Vec<f64> {
    let mut edges: Vec<f64> = (0..=20).map(f64::from).collect();
    let mut edge: f64 = 20.0;
    while edge < 14_400.0 {
        edge *= 1.1;
        edges.push(edge.round());
    }
    edges.push(target);
    edges.sort_by(f64::total_cmp);
    edges.push(f64::INFINITY);
    edges
}

/// What a page makes of them: bins that a finger finds, and that an ear can follow.
const COARSE: [f64; 18] = [
    0.0,
    60.0,
    90.0,
    120.0,
    180.0,
    240.0,
    300.0,
    360.0,
    420.0,
    480.0,
    600.0,
    720.0,
    900.0,
    1200.0,
    1800.0,
    3600.0,
    7200.0,
    f64::INFINITY,
];

fn spread(edges: &[f64]) -> Vec<Bin> {
    let under = |edge: f64| {
        // Logistic in the logarithm of time, around 7 minutes.
        if edge <= 0.0 {
            0.004
        } else {
            1.0 / (1.0 + (edge / 430.0).powf(-2.4))
        }
    };
    edges
        .windows(2)
        .map(|two| (two[0], two[1]))
        .map(|(from, to)| {
            let before = if from <= 0.0 { 0.0 } else { under(from) };
            let share = (under(to.min(1e12)) - before) * 100.0;
            Bin {
                from,
                to,
                share,
                said: format!("{} – {}: {share:.1} %", time_ru(from), time_ru(to.min(1e6))),
            }
        })
        .collect()
}

/// Distributions.
pub(crate) fn distributions() -> Vec<Sample> {
    let criteria: &[&str] = &[
        "Equal areas are equal shares; the axis of time is logarithmic and says times people use.",
        "Within the target bars are filled, beyond it they are outlined.",
        "One tab stop; left and right lead through the bins, up to the median.",
    ];
    let of = |bins, quantiles: &[(f64, &str)]| Distribution {
        bins,
        target: Some(Target {
            value: 600.0,
            label: "69 % за 10 мин".into(),
        }),
        quantiles: quantiles
            .iter()
            .map(|(value, label)| Quantile {
                value: *value,
                label: (*label).into(),
                said: (*label).into(),
            })
            .collect(),
        tick: &time_ru,
    };
    let sample = |id, title, chart: Distribution<'static>| Sample {
        id,
        lang: "ru",
        title,
        summary: "",
        chart: Box::new(chart),
        criteria,
    };
    let both: &[(f64, &str)] = &[
        (430.0, "медиана 7 мин 10 с"),
        (1080.0, "90-й процентиль 18 мин"),
    ];
    let bin = |from, to, share| Bin {
        from,
        to,
        share,
        said: format!("{from} – {to}: {share}"),
    };
    vec![
        sample(
            "distribution",
            "Как распределено время реагирования",
            of(spread(&COARSE), both),
        ),
        sample(
            "distribution-fine",
            "То же в интервалах выпуска",
            of(spread(&bins(600.0)), both),
        ),
        sample(
            "distribution-one",
            "Один интервал",
            of(vec![bin(300.0, 600.0, 100.0)], &[]),
        ),
        sample("distribution-empty", "Нет вызовов", of(vec![], &[])),
        sample(
            "distribution-extreme",
            "Крайние значения",
            of(
                vec![
                    bin(f64::NAN, 10.0, f64::NAN),
                    bin(10.0, 10.0, 5.0),
                    bin(20.0, f64::INFINITY, f64::INFINITY),
                    bin(1e9, 1e12, -4.0),
                ],
                &[
                    (f64::NAN, "нет"),
                    (600.0, LONG),
                    (1e300, LONG),
                    (600.0, "медиана"),
                ],
            ),
        ),
    ]
}

/// Rows of dots.
pub(crate) fn dots() -> Vec<Sample> {
    let criteria: &[&str] = &[
        "The order is the caller's; there are no ranks.",
        "An interval is a bar through the dot; where nothing is known, words say why.",
        "One tab stop; up and down lead from place to place.",
    ];
    let row = |name: &str, reading: Reading| DotRow {
        name: name.into(),
        shown: reading_shown(&reading),
        said: format!("{name}: {}", reading_shown(&reading)),
        reading,
    };
    let sample = |id, title, rows: Vec<DotRow>, measure| Sample {
        id,
        lang: "ru",
        title,
        summary: "",
        chart: Box::new(Dots {
            rows,
            target: Some(Target {
                value: 600.0,
                label: "норматив 10 мин".into(),
            }),
            measure,
            tick: &time_ru,
            joined: &[],
        }),
        criteria,
    };
    let around = |value: f64, by: f64| known(value, Some((value - by, value + by * 1.3)));
    vec![
        sample(
            "dots",
            "Медиана по районам",
            vec![
                row("Алматинский район", around(430.0, 12.0)),
                row("Байконурский район", around(452.0, 20.0)),
                row("Есильский район", around(610.0, 95.0)),
                row(
                    "Нура",
                    Reading::NotPublished("не публикуется: мало вызовов".into()),
                ),
                row("Сарайшик", Reading::Missing("данные поступят позже".into())),
                row("Сарыаркинский район", around(388.0, 40.0)),
            ],
            Measure::Seconds,
        ),
        sample(
            "dots-long",
            "Длинные названия и крайние значения",
            vec![
                row(LONG, around(430.0, 12.0)),
                row(LONG, Reading::NotPublished(LONG.into())),
                row("<b>Разметка</b> & \"кавычки\"", known(1200.0, None)),
                row(
                    "حي الملك عبد الله \u{202e}обратно",
                    known(f64::INFINITY, None),
                ),
                row("", known(0.0, Some((f64::NAN, 4.0)))),
            ],
            Measure::Seconds,
        ),
        sample("dots-empty", "Ни одного района", vec![], Measure::Seconds),
    ]
}

fn reading_shown(reading: &Reading) -> String {
    match reading {
        Reading::Known { value, .. } => time_ru(*value),
        Reading::Missing(_) | Reading::NotPublished(_) => String::new(),
    }
}
