//! What a chart shows is what it was given.

use super::*;

/// How often a path of a class goes on to another month.
fn joins(document: &Document<'_>) -> usize {
    let lines = document
        .descendants()
        .filter(|node| node.attribute("class") == Some("chart-line"));
    lines
        .map(|line| line.attribute("d").unwrap().matches('L').count())
        .sum()
}

proptest! {
    #[test]
    fn a_line_joins_neighbours_of_one_segment_and_nothing_else(
        values in prop::collection::vec((reading(), 0..3u32), 0..30),
    ) {
        let chart = Trend {
            months: months(values.len(), 0, "м"),
            series: vec![Series {
                name: String::new(),
                values: values
                    .iter()
                    .map(|(reading, segment)| Value {
                        reading: reading.clone(),
                        segment: *segment,
                        partial: *segment == 2,
                        said: "м".into(),
                    })
                    .collect(),
            }],
            band: String::new(),
            target: None,
            changes: vec![],
            measure: Measure::Number,
            tick: tick(false),
        };
        let frame = Frame { id: "t".into(), width: 720.0, title: "т".into(), summary: "т".into() };
        let svg = chart.draw(&frame).svg;
        let document = Document::parse(&svg).unwrap();
        let finite = |reading: &Reading| {
            matches!(reading, Reading::Known { value, .. } if value.is_finite())
        };
        let pairs = values.windows(2).filter(|two| {
            finite(&two[0].0) && finite(&two[1].0) && two[0].1 == two[1].1
        });
        prop_assert_eq!(joins(&document), pairs.count());
        // What is absent has no mark, so it cannot be taken for zero.
        let marked = document.descendants().filter(|node| {
            node.has_attribute("data-point")
                && node.children().any(|child| child.attribute("class") == Some("chart-ring"))
        });
        let known = values.iter().filter(|(reading, _)| finite(reading)).count();
        prop_assert_eq!(marked.count(), known);
        // What is incomplete is hollow, and nothing else is.
        let hollow = document.descendants().filter(|node| node.attribute("class") == Some("chart-hollow"));
        let partial = values.iter().filter(|(reading, segment)| finite(reading) && *segment == 2);
        prop_assert_eq!(hollow.count(), partial.count());
    }

    #[test]
    fn equal_areas_are_equal_shares(
        widths in prop::collection::vec((1.5..4.0f64, 1.0..50.0f64), 2..6),
    ) {
        let mut from = 10.0;
        let bins = widths.iter().map(|(ratio, share)| {
            let bin = Bin { from, to: from * ratio, share: *share, said: "б".into() };
            from = bin.to;
            bin
        });
        let chart = Distribution {
            bins: bins.collect(),
            target: None,
            quantiles: vec![],
            tick: tick(false),
        };
        let frame = Frame { id: "t".into(), width: 720.0, title: "т".into(), summary: "т".into() };
        let svg = chart.draw(&frame).svg;
        let document = Document::parse(&svg).unwrap();
        let bars = document.descendants().filter(|node| node.attribute("class") == Some("chart-within"));
        let areas: Vec<f64> = bars
            .map(|bar| attribute(bar, "width") * attribute(bar, "height"))
            .collect();
        prop_assert_eq!(areas.len(), widths.len());
        let each = areas.iter().sum::<f64>() / widths.iter().map(|(_, share)| share).sum::<f64>();
        for (area, (_, share)) in areas.iter().zip(&widths) {
            // Sides are written in tenths of a pixel.
            prop_assert!((area - share * each).abs() <= 20.0 + area * 0.01, "{area} {share} {each}");
        }
    }
}

/// How the first place of a map is painted: the classes and fills of its paths and those of its
/// entry in the legend.
fn painted(fill: Fill) -> (Vec<String>, usize) {
    let part = Place {
        name: String::new(),
        fill,
        said: "м".into(),
        rings: vec![vec![(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]],
    };
    let chart = Map {
        parts: vec![part],
        classes: ["а", "ә", "б", "в", "г"].map(str::to_owned).to_vec(),
        unsure: "ғ".into(),
    };
    let frame = Frame {
        id: "t".into(),
        width: 720.0,
        title: "т".into(),
        summary: "т".into(),
    };
    let svg = chart.draw(&frame).svg;
    let document = Document::parse(&svg).unwrap();
    let paths = document.descendants().filter(|node| {
        let hit = node.attribute("class") == Some("chart-hit");
        node.has_tag_name("path") && node.has_attribute("d") && !hit
    });
    let of = |node: Node<'_, '_>| {
        let parts = [node.attribute("class"), node.attribute("fill")];
        parts.map(Option::unwrap_or_default).join(" ")
    };
    let drawn = paths.filter(|node| {
        node.parent_element()
            .is_some_and(|parent| parent.has_attribute("data-point"))
    });
    let swatches = document
        .descendants()
        .filter(|node| node.attribute("class") == Some("chart-swatch"));
    (drawn.map(of).collect(), swatches.count())
}

#[test]
fn no_state_of_a_place_looks_like_another_and_the_legend_has_each() {
    let words = || "с".to_owned();
    let classes = (0..5).map(|at| Fill::Class(at, false));
    let states = [
        Fill::Class(2, true),
        Fill::NotPublished(words()),
        Fill::Missing(words()),
        Fill::Late(words()),
        Fill::Nothing(words()),
    ];
    let plain = classes.clone().map(|fill| (fill, 5));
    let all = plain.chain(states.into_iter().map(|fill| (fill, 6)));
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (fill, entries) in all {
        let (drawn, swatches) = painted(fill.clone());
        assert!(
            !drawn.is_empty() && !seen.contains(&drawn),
            "{fill:?}: {drawn:?}"
        );
        assert_eq!(swatches, entries, "{fill:?}");
        // What has no value has no colour of a class.
        let coloured = drawn.iter().any(|path| path.contains("chart-h"));
        assert_eq!(coloured, matches!(fill, Fill::Class(..)), "{drawn:?}");
        seen.push(drawn);
    }
}
