//! The page of the country: region beside region.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure};
use senim_measure::{Every, Histogram, Period, State};
use senim_model::response::{Country, Moment, RegionSums};
use senim_texts::figure::duration;
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::block::{Block, Table};
use crate::figure::{Figure, target_of};
use crate::page::{Context, Written};
use crate::views::{cells, columns, drawn, reading, target_label};

/// The clock of the overview.
const CLOCK: (Moment, Moment) = (Moment::Received, Moment::Arrived);

/// So many quarters are added up.
const QUARTERS: usize = 4;

/// The regions, each with a link to its page: `href` writes that by a region's identifier.
pub fn country(
    texts: &Texts,
    data: &Country,
    context: &Context<'_>,
    href: &dyn Fn(&str) -> String,
) -> Written {
    let rows: Vec<(&RegionSums, Option<Figure>)> = data
        .regions
        .iter()
        .map(|region| (region, figure(data, region)))
        .collect();
    let block = block(texts, data, &rows, context);
    let links: String = data
        .regions
        .iter()
        .map(|region| {
            let name = senim_texts::html::name(texts, &region.name);
            format!(
                "<li><a class=\"row\" href=\"{}\">{name}</a></li>",
                text(&href(region.id.as_str()))
            )
        })
        .collect();
    let left_out = match data.left_out {
        0 => String::new(),
        calls => format!(
            "<p class=\"quiet\">{}</p>",
            text(&texts.count(f::RESPONSE_LEFT_OUT, calls))
        ),
    };
    let html = format!(
        "<ul class=\"rows\">{links}</ul>{}{left_out}",
        block.html(texts, context.live)
    );
    Written {
        html,
        blocks: vec![block],
        link: context.address.to_owned(),
        subtitle: String::new(),
    }
}

/// The last quarters of a region that are of one definition, the most urgent priority.
fn figure(data: &Country, region: &RegionSums) -> Option<Figure> {
    let last = region
        .sums
        .iter()
        .filter(|sum| sum.period.every() == Every::Quarter)
        .map(|sum| sum.period)
        .max()?;
    let newest = region
        .sums
        .iter()
        .filter(|sum| sum.period == last)
        .map(|sum| sum.since)
        .max()?;
    let quarters: Vec<Period> =
        std::iter::successors(Some(last), |quarter| Some(quarter.previous()))
            .take(QUARTERS)
            .collect();
    let mut sum = Histogram::default();
    for row in &region.sums {
        let counts = row.priority == 0 && row.since == newest && quarters.contains(&row.period);
        let at = row
            .clocks
            .iter()
            .position(|clock| (clock.from, clock.to) == CLOCK);
        if let (true, Some(histogram)) = (counts, at.and_then(|at| row.histograms.get(at))) {
            sum.merge(histogram);
        }
    }
    let target = target_of(&data.targets, Some(0), CLOCK);
    (sum.calls() > 0).then(|| Figure::from_histogram(sum, target, 0))
}

fn block(
    texts: &Texts,
    data: &Country,
    rows: &[(&RegionSums, Option<Figure>)],
    context: &Context<'_>,
) -> Block {
    let title = texts.t(f::RESPONSE_PLACES_REGIONS);
    let target = target_of(&data.targets, Some(0), CLOCK);
    let dots = Dots {
        rows: rows
            .iter()
            .map(|(region, figure)| {
                let name = region.name.show(texts.lang).to_owned();
                let median = figure.as_ref().and_then(|figure| figure.median);
                let shown = median
                    .map(|median| duration(texts, median.value))
                    .unwrap_or_default();
                DotRow {
                    reading: reading(texts, figure.as_ref()),
                    said: format!("{name}: {shown}"),
                    shown,
                    name,
                }
            })
            .collect(),
        target: target.map(|target| target_label(texts, target)),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
    };
    let (svg, points) = drawn(&dots, "regions", &title, context.width);
    let mut table = Table {
        columns: vec![
            (texts.t(f::RESPONSE_HEAD_PLACE), "region"),
            (texts.t(f::RESPONSE_HEAD_STATE), "months_missing"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    for (region, figure) in rows {
        let missing = region
            .months
            .iter()
            .filter(|month| month.state != State::Reported)
            .count();
        let name = region.name.show(texts.lang).to_owned();
        let state = match missing {
            0 => texts.t(f::RESPONSE_REPORTED),
            _ => texts.t(f::RESPONSE_INCOMPLETE),
        };
        let mut row = vec![(name, region.id.to_string()), (state, missing.to_string())];
        row.extend(cells(texts, figure.as_ref()));
        table.push(row);
    }
    let priority = data
        .priorities
        .first()
        .map(|term| term.name.show(texts.lang).to_owned());
    Block {
        id: "regions",
        note: format!(
            "{} {}",
            priority.unwrap_or_default(),
            texts.t(f::RESPONSE_PLACES_WHAT)
        ),
        title,
        svg,
        points,
        table,
    }
}
