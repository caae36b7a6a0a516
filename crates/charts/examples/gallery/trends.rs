//! Samples of trends.

use senim_charts::trend::{Change, Series, Trend, Value};
use senim_charts::{Measure, Month, Reading, Target};

use crate::samples::{LONG, Sample, known};
use crate::words::{MONTHS_EN, MONTHS_KK, MONTHS_RU, percent, time_en, time_kk, time_ru};

fn months(names: [&str; 12], count: usize) -> Vec<Month> {
    (0..count)
        .map(|at| Month {
            number: (at % 12 + 1) as u8,
            name: names[at % 12].into(),
            year: (2025 + at / 12).to_string(),
        })
        .collect()
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
            partial: at == 1,
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
