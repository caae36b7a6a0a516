//! Samples of maps.

use senim_charts::Map;
use senim_charts::map::{Fill, Part};

use crate::samples::{LONG, Sample};

/// Maps.
pub(crate) fn maps() -> Vec<Sample> {
    let sample = |id, lang, title, chart: Map| Sample {
        id,
        lang,
        title,
        summary: "",
        chart: Box::new(chart),
        criteria: &[
            "Five classes from light to dark, in grey too; what has none has a pattern of its own.",
            "Stripes over a class say that it is not sure.",
            "Names stand where they have room; all are read out where the focus is.",
            "One tab stop; arrows lead as places lie.",
        ],
    };
    let square = |column: f64, row: f64, side: f64| {
        let (left, top) = (column * 100.0, row * 60.0);
        let (right, bottom) = (left + side * 100.0, top + side * 60.0);
        vec![(left, top), (right, top), (right, bottom), (left, bottom)]
    };
    let fills = [
        Fill::Class(0, false),
        Fill::Class(1, false),
        Fill::Class(2, false),
        Fill::Class(3, false),
        Fill::Class(4, false),
        Fill::Class(3, true),
        Fill::NotPublished("не публикуется (чтобы защитить людей)".into()),
        Fill::Missing("нет данных".into()),
        Fill::Late("поступит позже".into()),
        Fill::Nothing("неприменимо".into()),
    ];
    let part = |(at, fill): (usize, Fill)| Part {
        name: format!("{} район", at + 1),
        said: format!("{} район: {fill:?}", at + 1),
        fill,
        rings: vec![square((at % 4) as f64, (at / 4) as f64, 1.0)],
    };
    let all = Map {
        parts: fills.into_iter().enumerate().map(part).collect(),
        classes: [
            "до 4 мин",
            "4 – 6 мин",
            "6 – 8 мин",
            "8 – 10 мин",
            "10 мин и дольше",
        ]
        .map(String::from)
        .to_vec(),
        unsure: "неточно: мало вызовов".into(),
    };
    let mut extreme = all.clone();
    for (at, part) in extreme.parts.iter_mut().enumerate() {
        part.name = LONG.into();
        part.rings = match at {
            0 => vec![square(0.0, 0.0, 40.0), square(1.0, 1.0, 0.001)],
            1 => vec![vec![(f64::NAN, 3.0), (1e300, -1e300)]],
            _ => vec![square(1.0, 1.0, 0.001)],
        };
    }
    let none = Map {
        parts: vec![],
        classes: vec![],
        unsure: String::new(),
    };
    vec![
        sample("map", "ru", "Медиана на карте", all),
        sample("map-extreme", "ru", "Одно место больше всех", extreme),
        sample("map-empty", "en", "Nothing at all", none),
    ]
}
