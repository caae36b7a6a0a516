//! The map of medians: what is drawn of each state, and when there is none.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{block, data, month, page};
use senim_measure::{Histogram, State};
use senim_model::outline::Outline;
use senim_model::response::Response;
use senim_model::text::Lang;

/// How the first place of the map is filled.
fn filled(data: &Response, query: &str) -> String {
    let written = page(Lang::En, data, query);
    let svg = &block(&written, "map").unwrap().svg;
    let (_, first) = svg.split_once("<path class=\"chart-land").unwrap();
    let (classes, rest) = first.split_once("\" d=\"").unwrap();
    let fill = rest.split_once("/>").unwrap().0;
    let fill = fill.split_once("fill=\"").map_or("", |(_, fill)| fill);
    format!("{}{}", classes.trim(), fill.trim_end_matches('"'))
}

#[test]
fn a_place_on_the_map_is_filled_by_its_state_and_the_legend_says_so() {
    let at = "from=2025-04&to=2025-04";
    let with = |state: State| {
        let mut data = data("x", 14, 7);
        data.months[3].state = state;
        data
    };
    // In April nothing is published of either area; what the month is, the map is.
    for (state, fill, words) in [
        (
            State::Reported,
            "url(#cmap-hidden)",
            "not published (to protect people)",
        ),
        (
            State::Suppressed,
            "url(#cmap-hidden)",
            "not published (to protect people)",
        ),
        (State::Missing, "url(#cmap-missing)", "no data"),
        (State::Late, "url(#cmap-late)", "to come"),
        (State::Zero, "none", "no calls"),
        (State::NotApplicable, "none", "not applicable"),
    ] {
        let data = with(state);
        assert_eq!(filled(&data, at), fill, "{state:?}");
        let written = page(Lang::En, &data, at);
        let map = block(&written, "map").unwrap();
        assert!(map.svg.contains(&format!(">{words}</text>")), "{state:?}");
        assert!(map.points[0].said.ends_with(words), "{:?}", map.points);
        assert_eq!(map.table, block(&written, "places").unwrap().table);
    }
    // Of March there are figures: the median of seven minutes is in the middle class.
    assert_eq!(
        filled(&with(State::Missing), "from=2025-03&to=2025-03"),
        "chart-h3"
    );
}

#[test]
fn classes_of_the_map_are_the_same_for_every_period() {
    let mut data = data("x", 14, 7);
    for cell in data
        .cells
        .iter_mut()
        .filter(|cell| cell.key.period == month(2))
    {
        let mut slow = Histogram::default();
        (0..40).for_each(|_| slow.add(Some(1_500)));
        cell.histograms = vec![slow];
    }
    let legend = |query: &str| {
        let written = page(Lang::En, &data, query);
        let svg = block(&written, "map").unwrap().svg.clone();
        let (_, legend) = svg.rsplit_once("<g aria-hidden=\"true\">").unwrap();
        let words = legend.split("<text").skip(1).take(5);
        words
            .filter_map(|words| {
                Some(
                    words
                        .split_once('>')?
                        .1
                        .split_once('<')?
                        .0
                        .replace('\u{a0}', " "),
                )
            })
            .collect::<Vec<String>>()
    };
    let usual = legend("from=2025-03&to=2025-03");
    assert_eq!(
        usual,
        [
            "under 4 min",
            "4 min – 6 min",
            "6 min – 8 min",
            "8 min – 10 min",
            "10 min or longer"
        ]
    );
    assert_eq!(legend("from=2025-01&to=2025-02"), usual);
    assert_eq!(filled(&data, "from=2025-03&to=2025-03"), "chart-h5");
}

#[test]
fn few_calls_are_striped_and_borders_that_changed_are_named() {
    let mut data = data("x", 14, 7);
    for cell in &mut data.cells {
        let mut wide = Histogram::default();
        (0..30).for_each(|call| wide.add(Some(60 + call * 30)));
        cell.histograms = vec![wide];
    }
    let written = page(Lang::En, &data, "from=2025-03&to=2025-03");
    let map = block(&written, "map").unwrap();
    assert!(map.svg.contains("chart-unsure") && map.svg.contains("striped: few calls"));
    assert!(!map.note.contains("borders changed"));
    data.areas[1].borders = vec![month(6)];
    let written = page(Lang::En, &data, "from=2025-03&to=2025-09");
    let map = block(&written, "map").unwrap();
    assert!(
        map.note
            .contains("borders changed: Area no.\u{a0}x (July 2025)."),
        "{}",
        map.note
    );
}

#[test]
fn without_geometry_or_with_one_place_there_is_no_map() {
    let mut bare = data("x", 14, 7);
    bare.outline = Outline::default();
    let written = page(Lang::En, &bare, "");
    assert!(block(&written, "map").is_none() && block(&written, "places").is_some());
    assert!(!written.html.contains("id=\"map\""));
    let mut one = data("x", 14, 7);
    one.outline.areas.truncate(1);
    assert!(one.check() && block(&page(Lang::En, &one, ""), "map").is_none());
}
