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
