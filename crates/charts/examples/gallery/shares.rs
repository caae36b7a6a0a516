//! Samples of charts of counts and shares.

use senim_charts::bars::{BarRow, Bars};
use senim_charts::heat::{Cell, Heat};
use senim_charts::stack::{Answer, Answered, Part, Stack, StackRow};
use senim_charts::{Chart, Reading};

use crate::samples::{LONG, Sample, known};

/// Grids.
pub(crate) fn heats() -> Vec<Sample> {
    let sample = |id, lang, title, chart: Heat| Sample {
        id,
        lang,
        title,
        summary: "",
        chart: Box::new(chart),
        criteria: &[
            "Five classes from light to dark, in grey too; their bounds stand below.",
            "The value stands in the cell where all have room, and is read out where the focus is.",
            "On a phone hours go down, so that a finger finds a cell.",
            "One tab stop; arrows lead as they are on the screen.",
        ],
    };
    let week = |days: [&str; 7], missing: &str, hidden: &str, classes: [&str; 5]| {
        let cell = |day: usize, hour: usize| {
            let night = ((hour as f64 - 3.0) * std::f64::consts::PI / 12.0).cos();
            let minutes = (8.0 - 3.0 * night + if day >= 5 { 1.5 } else { 0.0 }).round();
            let reading = match (day, hour) {
                (2, 3 | 4) => Reading::NotPublished(hidden.into()),
                (6, 11) => Reading::Missing(missing.into()),
                _ => known(minutes, None),
            };
            Cell {
                said: format!("{} {hour}:00 – {minutes}", days[day]),
                shown: if reading == known(minutes, None) {
                    format!("{minutes}")
                } else {
                    String::new()
                },
                reading,
            }
        };
        Heat {
            rows: days.map(String::from).to_vec(),
            columns: (0..24).map(|hour| format!("{hour}")).collect(),
            cells: (0..7)
                .map(|day| (0..24).map(|hour| cell(day, hour)).collect())
                .collect(),
            bounds: [6.0, 8.0, 10.0, 12.0],
            classes: classes.map(String::from),
        }
    };
    let en = week(
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        "no data",
        "not published",
        ["under 6 min", "6–8", "8–10", "10–12", "12 min and more"],
    );
    let kk = week(
        [
            "дүйсенбі",
            "сейсенбі",
            "сәрсенбі",
            "бейсенбі",
            "жұма",
            "сенбі",
            "жексенбі",
        ],
        "дерек жоқ",
        "жарияланбайды",
        [
            "6 минутқа дейін",
            "6–8",
            "8–10",
            "10–12",
            "12 мин және одан көп",
        ],
    );
    let mut short = kk.clone();
    short.rows = ["дс", "сс", "ср", "бс", "жм", "сб", "жк"]
        .map(String::from)
        .to_vec();
    let mut extreme = en.clone();
    extreme.rows.truncate(2);
    extreme.rows.push(LONG.into());
    for (at, row) in extreme.cells.iter_mut().enumerate() {
        row.truncate(20usize.saturating_sub(at * 4));
        for cell in row {
            cell.shown = "1 234 567".into();
            cell.reading = known(if at == 1 { f64::NAN } else { 1e300 }, None);
        }
    }
    let empty = Heat {
        rows: vec![],
        columns: vec![],
        cells: vec![],
        ..en.clone()
    };
    vec![
        sample("heat", "en", "Median by weekday and hour", en),
        sample(
            "heat-kk",
            "kk",
            "Апта күні мен сағат бойынша медиана",
            short,
        ),
        sample("heat-long", "kk", "Ұзын атаулар", kk),
        sample("heat-extreme", "ru", "Крайние значения", extreme),
        sample("heat-empty", "en", "Nothing at all", empty),
    ]
}

/// Bars.
pub(crate) fn bars() -> Vec<Sample> {
    let sample = |id, lang, title, rows| Sample {
        id,
        lang,
        title,
        summary: "",
        chart: Box::new(Bars { rows }) as Box<dyn Chart>,
        criteria: &[
            "Bars begin at zero; the value stands at the end of the row.",
            "Whiskers show the interval.",
            "One tab stop; up and down lead from row to row.",
        ],
    };
    let row = |name: &str, reading: Reading, shown: &str| BarRow {
        name: name.into(),
        said: format!("{name}: {shown}"),
        shown: shown.into(),
        reading,
    };
    vec![
        sample(
            "bars",
            "ru",
            "Вызовы по видам на 10 000 жителей",
            vec![
                row("Семейно-бытовые", known(48.2, Some((46.0, 50.4))), "48,2"),
                row("Нарушение тишины", known(31.0, Some((29.1, 33.0))), "31,0"),
                row(
                    "Дорожные происшествия",
                    known(22.4, Some((20.9, 24.0))),
                    "22,4",
                ),
                row("Кража", known(9.7, Some((8.6, 10.8))), "9,7"),
                row(
                    "Розыск детей",
                    Reading::NotPublished("не публикуется".into()),
                    "",
                ),
                row("Ложные", Reading::Missing("нет данных".into()), ""),
                row("Прочие", known(0.0, None), "0"),
            ],
        ),
        sample(
            "bars-extreme",
            "ru",
            "Крайние значения",
            vec![
                row(LONG, known(-5.0, Some((-9.0, -1.0))), "−5"),
                row(LONG, known(12.0, None), LONG),
                row("", known(f64::NAN, None), "?"),
            ],
        ),
        sample("bars-empty", "ru", "Ничего нет", vec![]),
    ]
}

/// Stacks.
pub(crate) fn stacks() -> Vec<Sample> {
    let sample = |id, lang, title, chart: Stack| Sample {
        id,
        lang,
        title,
        summary: "",
        chart: Box::new(chart) as Box<dyn Chart>,
        criteria: &[
            "Answers go from dark to light in their order; what stands aside is grey.",
            "The share stands inside its part where it has room, and is read out.",
            "One tab stop; arrows lead along a row and from row to row.",
        ],
    };
    let answers = |names: &[&str], aside: usize| -> Vec<Answer> {
        let names = names.iter().enumerate();
        names
            .map(|(at, name)| Answer {
                name: (*name).into(),
                aside: at >= aside,
            })
            .collect()
    };
    let parts = |name: &str, shares: &[f64]| StackRow {
        name: name.into(),
        answered: Answered::Parts(
            shares
                .iter()
                .map(|share| Part {
                    share: *share,
                    shown: format!("{share}\u{a0}%"),
                    said: format!("{name}: {share} %"),
                })
                .collect(),
        ),
    };
    let trust = Stack {
        answers: answers(
            &[
                "толық сенемін",
                "сенген дұрыс",
                "сенбеген дұрыс",
                "мүлде сенбеймін",
                "айту қиын",
            ],
            4,
        ),
        rows: vec![
            parts("Қазақстан", &[21.0, 38.0, 22.0, 12.0, 7.0]),
            parts("Астана", &[27.0, 41.0, 17.0, 9.0, 6.0]),
            parts("Қарағанды облысы", &[18.0, 35.0, 26.0, 18.0, 3.0]),
            StackRow {
                name: "Ұлытау облысы".into(),
                answered: Answered::NotPublished {
                    words: "жарияланбайды: жауап аз".into(),
                    said: "Ұлытау облысы: жарияланбайды".into(),
                },
            },
        ],
    };
    let extreme = Stack {
        answers: answers(&[LONG, "б", "в", "г", "д", "е", "ё", LONG], 7),
        rows: vec![
            parts(LONG, &[f64::NAN, -4.0, 1e300, f64::INFINITY, 3.0]),
            parts("Больше ста", &[60.0, 60.0, 60.0]),
            parts(
                "Меньше ста",
                &[10.0, 0.0, 10.0, 1.0, 2.0, 3.0, 4.0, 5.0, 99.0],
            ),
            parts("", &[]),
        ],
    };
    vec![
        sample("stack", "kk", "Полицияға сенесіз бе?", trust),
        sample("stack-extreme", "ru", "Крайние значения", extreme),
        sample(
            "stack-empty",
            "ru",
            "Ничего нет",
            Stack {
                answers: vec![],
                rows: vec![],
            },
        ),
    ]
}
