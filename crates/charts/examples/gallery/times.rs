//! Samples of charts of durations.

use senim_charts::distribution::{Bin, Distribution, Quantile};
use senim_charts::dots::{DotRow, Dots};
use senim_charts::trend::{Change, Series, Trend, Value};
use senim_charts::{Measure, Month, Reading, Target};

use crate::samples::Sample;
use crate::words::{MONTHS_EN, MONTHS_KK, MONTHS_RU, percent, time_en, time_kk, time_ru};

const LONG: &str = "Алматинский район города Астаны вместе с посёлками, присоединёнными в 2024 году, и всеми дачными товариществами вдоль реки";

fn months(names: [&str; 12], count: usize) -> Vec<Month> {
    (0..count)
        .map(|at| Month {
            number: (at % 12 + 1) as u8,
            name: names[at % 12].into(),
            year: (2025 + at / 12).to_string(),
        })
        .collect()
}

fn known(value: f64, interval: Option<(f64, f64)>) -> Reading {
    Reading::Known { value, interval }
}

/// A year's rhythm around a level, in seconds; the same at every run.
fn rhythm(level: f64, count: usize, phase: f64) -> Vec<f64> {
    (0..count)
        .map(|at| {
            let turn = (at as f64 + phase) * std::f64::consts::PI / 6.0;
            (level * (1.0 + 0.12 * turn.cos() + 0.05 * (turn * 3.7).sin() - 0.006 * at as f64))
                .round()
        })
        .collect()
}

fn values(readings: Vec<Reading>, segment: impl Fn(usize) -> u32, names: [&str; 12]) -> Vec<Value> {
    let said = |at: usize, reading: &Reading| {
        let month = format!("{} {}", names[at % 12], 2025 + at / 12);
        match reading {
            Reading::Known { value, .. } => format!("{month}: {}", time_ru(*value)),
            Reading::Missing(words) | Reading::NotPublished(words) => format!("{month}: {words}"),
        }
    };
    readings
        .into_iter()
        .enumerate()
        .map(|(at, reading)| Value {
            segment: segment(at),
            said: said(at, &reading),
            reading,
        })
        .collect()
}

fn band(level: f64, count: usize) -> Vec<Reading> {
    let values = rhythm(level, count, 0.0);
    let wide = rhythm(level * 1.9, count, 1.0);
    let two = values.into_iter().zip(wide);
    two.map(|(value, high)| known(value, Some((value, high))))
        .collect()
}

fn alone(readings: Vec<Reading>) -> Trend<'static> {
    let count = readings.len();
    Trend {
        months: months(MONTHS_RU, count),
        series: vec![Series {
            name: "медиана".into(),
            values: values(readings, |_| 0, MONTHS_RU),
        }],
        band: "9 из 10 вызовов быстрее".into(),
        target: None,
        changes: vec![],
        measure: Measure::Seconds,
        tick: &time_ru,
    }
}

/// A trend with all that may happen to it.
fn gaps() -> Trend<'static> {
    let mut readings = band(520.0, 22);
    readings[6] = Reading::Missing("нет данных".into());
    for at in [13, 14] {
        readings[at] = Reading::NotPublished("не публикуется".into());
    }
    let mut trend = alone(readings);
    trend.target = Some(Target {
        value: 600.0,
        label: "норматив 10 мин".into(),
    });
    trend.changes = vec![
        Change {
            month: 9,
            label: "другие границы района".into(),
            said: "октябрь 2025: границы района изменились".into(),
        },
        Change {
            month: 16,
            label: "время считают с ответа оператора".into(),
            said: "май 2026: время считают с ответа оператора".into(),
        },
    ];
    for series in &mut trend.series {
        for (at, value) in series.values.iter_mut().enumerate() {
            value.segment = u32::from(at >= 9) + u32::from(at >= 16);
        }
    }
    trend
}

fn compared(
    names: [&str; 4],
    months_of: [&'static str; 12],
    tick: &'static dyn Fn(f64) -> String,
    gone: [&str; 2],
) -> Trend<'static> {
    let levels = [430.0, 470.0, 640.0, 300.0];
    let series = names
        .iter()
        .zip(levels)
        .enumerate()
        .map(|(at, (name, level))| {
            let mut readings: Vec<Reading> = rhythm(level, 22, at as f64 * 2.0)
                .into_iter()
                .map(|value| known(value, None))
                .collect();
            if at == 1 {
                readings[11] = Reading::Missing(gone[0].into());
            }
            if at == 3 {
                for reading in &mut readings[4..7] {
                    *reading = Reading::NotPublished(gone[1].into());
                }
            }
            Series {
                name: (*name).into(),
                values: values(readings, |_| 0, months_of),
            }
        });
    Trend {
        months: months(months_of, 22),
        series: series.collect(),
        band: String::new(),
        target: None,
        changes: vec![],
        measure: Measure::Seconds,
        tick,
    }
}

/// Trends.
pub(crate) fn trends() -> Vec<Sample> {
    let criteria: &[&str] = &[
        "Lines are told apart by shape and dash, and named at their ends.",
        "A month without data breaks the line; missing is hatched, not published is dotted, both are labelled.",
        "What cannot be compared is not joined; a dashed line says what changed.",
        "One tab stop; arrows lead along a line, to other lines and to what changed.",
    ];
    let sample = |id, lang, title, chart: Trend<'static>| Sample {
        id,
        lang,
        title,
        summary: "",
        chart: Box::new(chart),
        criteria,
    };
    let shares = Trend {
        measure: Measure::Number,
        tick: &percent,
        target: Some(Target {
            value: 75.0,
            label: "target 75 %".into(),
        }),
        ..compared(
            ["Almaty", "Astana", "Shymkent", "Karaganda Region"],
            MONTHS_EN,
            &time_en,
            ["no data", "not published"],
        )
    };
    let mut shares = shares;
    for series in &mut shares.series {
        for value in &mut series.values {
            if let Reading::Known { value, .. } = &mut value.reading {
                *value /= 8.0;
            }
        }
    }
    let mut extreme = alone(vec![
        known(f64::NAN, None),
        known(1e300, Some((0.0, f64::INFINITY))),
        known(-1e300, None),
        known(f64::NEG_INFINITY, None),
        known(5.0, None),
    ]);
    extreme.measure = Measure::Number;
    let mut one = alone(band(520.0, 1));
    one.target = Some(Target {
        value: 600.0,
        label: "норматив 10 мин".into(),
    });
    vec![
        sample(
            "trend-gaps",
            "ru",
            "Время реагирования: пробелы, границы, норматив",
            gaps(),
        ),
        sample(
            "trend",
            "ru",
            "Время реагирования по месяцам",
            alone(band(520.0, 24)),
        ),
        sample(
            "trend-four",
            "kk",
            "Төрт аудан: ден қою уақытының медианасы",
            compared(
                [
                    "Алматы ауданы",
                    "Байқоңыр ауданы",
                    "Есіл ауданы",
                    "Сарыарқа ауданы",
                ],
                MONTHS_KK,
                &time_kk,
                ["дерек жоқ", "жарияланбайды"],
            ),
        ),
        sample(
            "trend-share",
            "en",
            "Four regions: share of calls within target",
            shares,
        ),
        sample("trend-five-years", "ru", "Пять лет", alone(band(520.0, 60))),
        sample("trend-one", "ru", "Один месяц", one),
        sample(
            "trend-nothing",
            "ru",
            "Ничего не опубликовано",
            alone(vec![
                Reading::NotPublished("не публикуется".into());
                12
            ]),
        ),
        sample("trend-empty", "ru", "Нет месяцев", alone(vec![])),
        sample("trend-extreme", "ru", "Крайние значения", extreme),
        sample(
            "trend-long",
            "ru",
            "Длинные названия",
            compared(
                [LONG, LONG, "Сарыарка", ""],
                MONTHS_RU,
                &time_ru,
                [LONG, LONG],
            ),
        ),
    ]
}

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
