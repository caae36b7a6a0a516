//! The colours of charts: enough contrast in light and dark, apart for colour-blind readers, and
//! the same in a file as in the page.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../style/tokens.css");
const CHARTS: &str = include_str!("../../../style/charts.css");

type Colour = [f64; 3];

/// Red, green and blue in 0..=1, linear in light.
fn colour(hex: &str) -> Colour {
    let digits = hex.trim().trim_start_matches('#');
    let long: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.into(),
    };
    let channel = |at: usize| {
        let value = u8::from_str_radix(&long[at..at + 2], 16).unwrap();
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    [channel(0), channel(2), channel(4)]
}

/// WCAG 2.2, relative luminance.
fn luminance([red, green, blue]: Colour) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, contrast ratio.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Tokens with their light and their dark value.
fn tokens() -> BTreeMap<&'static str, [&'static str; 2]> {
    let declared = TOKENS.lines().chain(CHARTS.lines());
    declared
        .filter_map(|line| {
            let (name, value) = line
                .trim()
                .strip_prefix("--")?
                .split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
            Some((name, [light, dark]))
        })
        .collect()
}

fn grounds(at: usize) -> [Colour; 2] {
    let tokens = tokens();
    ["paper", "card"].map(|name| colour(tokens[name][at]))
}

#[test]
fn lines_and_text_have_contrast_in_light_and_dark() {
    let tokens = tokens();
    let least = [
        ("ink", 4.5),
        ("soft", 4.5),
        ("series-1", 4.5),
        ("series-2", 4.5),
        ("series-3", 4.5),
        ("series-4", 4.5),
        ("series-5", 4.5),
        ("fill", 3.0),
        ("edge", 3.0),
        ("accent", 3.0),
    ];
    for (name, least) in least {
        for at in [0, 1] {
            for ground in grounds(at) {
                let ratio = contrast(colour(tokens[name][at]), ground);
                assert!(ratio >= least, "{name} {at}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn lines_over_bars_have_contrast() {
    let tokens = tokens();
    for at in [0, 1] {
        let ratio = contrast(colour(tokens["ink"][at]), colour(tokens["fill"][at]));
        assert!(ratio >= 3.0, "{at}: {ratio:.2}");
    }
}

#[test]
fn text_inside_fills_has_contrast() {
    let tokens = tokens();
    let pairs = [
        ("ink", "aside"),
        ("ink", "heat-1"),
        ("ink", "heat-2"),
        ("ink", "heat-3"),
        ("on-heat", "heat-4"),
        ("on-heat", "heat-5"),
        ("notice", "notice-ground"),
    ];
    for (text, ground) in pairs {
        for at in [0, 1] {
            let ratio = contrast(colour(tokens[text][at]), colour(tokens[ground][at]));
            assert!(ratio >= 4.5, "{text} on {ground} {at}: {ratio:.2}");
        }
    }
}

#[test]
fn classes_are_steps_in_grey_too() {
    let tokens = tokens();
    for at in [0, 1] {
        for class in 1..5 {
            let of = |class: usize| colour(tokens[format!("heat-{class}").as_str()][at]);
            let ratio = contrast(of(class), of(class + 1));
            assert!(ratio >= 1.25, "{class} {at}: {ratio:.2}");
        }
    }
}

/// How protanopia, deuteranopia and tritanopia see (Machado, Oliveira and Fernandes 2009).
const SIGHTS: [[[f64; 3]; 3]; 3] = [
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
];

/// OKLab (Ottosson 2020).
fn oklab(linear: Colour) -> Colour {
    let times = |rows: [[f64; 3]; 3], by: Colour| -> Colour {
        rows.map(|row| row.iter().zip(by).map(|(one, other)| one * other).sum())
    };
    let cones = times(
        [
            [0.412_221_47, 0.536_332_54, 0.051_445_99],
            [0.211_903_5, 0.680_699_55, 0.107_396_96],
            [0.088_302_46, 0.281_718_84, 0.629_978_7],
        ],
        linear,
    );
    times(
        [
            [0.210_454_26, 0.793_617_8, -0.004_072_05],
            [1.977_998_5, -2.428_592_2, 0.450_593_7],
            [0.025_904_04, 0.782_771_77, -0.808_675_77],
        ],
        cones.map(f64::cbrt),
    )
}

#[test]
fn series_stay_apart_for_colour_blind_readers() {
    let tokens = tokens();
    let names = ["series-1", "series-2", "series-3", "series-4", "series-5"];
    for at in [0, 1] {
        let seen = names.map(|name| colour(tokens[name][at]));
        for sight in SIGHTS {
            let see = |of: Colour| {
                oklab(sight.map(|row| {
                    let sum: f64 = row.iter().zip(of).map(|(one, other)| one * other).sum();
                    sum.clamp(0.0, 1.0)
                }))
            };
            for one in 0..5 {
                for other in one + 1..5 {
                    let (a, b) = (see(seen[one]), see(seen[other]));
                    let apart = a
                        .iter()
                        .zip(b)
                        .map(|(a, b)| (a - b).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    // Some five just noticeable differences.
                    assert!(apart >= 0.1, "{one} {other} {at}: {apart:.3}");
                }
            }
        }
    }
}

#[test]
fn a_file_has_the_colours_of_the_page() {
    let tokens = tokens();
    let mut seen = 0;
    for part in CHARTS.split("var(--").skip(1) {
        let Some((name, fallback)) = part.split(')').next().unwrap().split_once(", ") else {
            continue;
        };
        assert_eq!(tokens[name][0], fallback, "{name}");
        seen += 1;
    }
    assert!(seen > 30);
}
