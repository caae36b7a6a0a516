//! The page of the country: region beside region.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure};
use senim_measure::{Every, Histogram, Period, State};
use senim_model::response::{Clock, Country, Moment, RegionSums};
use senim_texts::figure::{clock, duration};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::block::{Block, Table};
use crate::figure::{Figure, target_of};
use crate::page::{Context, Written};
use crate::views::{cells, columns, drawn, reading, span, target_label};

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
    let quarters = quarters(data);
    let rows: Vec<(&RegionSums, Option<Figure>)> = data
        .regions
        .iter()
        .map(|region| (region, figure(data, region, &quarters)))
        .collect();
    let block = block(texts, data, (&rows, &quarters), context);
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
        link: format!("{}?release={}", context.address, context.release),
    }
}

/// The last quarters that are over: the same for all regions.
fn quarters(data: &Country) -> Vec<Period> {
    let last = data.regions.iter().filter_map(|region| {
        let known = region.months.last()?.month;
        let quarter = known.within(Every::Quarter);
        Some(match known.ends(Every::Quarter) {
            true => quarter,
            false => quarter.previous(),
        })
    });
    let before = |quarter: &Period| Some(quarter.previous());
    std::iter::successors(last.max(), before)
        .take(QUARTERS)
        .collect()
}

/// The quarters of a region that are of its newest definition, of the most urgent priority.
fn figure(data: &Country, region: &RegionSums, quarters: &[Period]) -> Option<Figure> {
    let of_quarters = || {
        let sums = region.sums.iter();
        sums.filter(|sum| quarters.contains(&sum.period))
    };
    let newest = of_quarters().map(|sum| sum.since).max()?;
    let counted = of_quarters().filter(|sum| sum.priority == 0 && sum.since == newest);
    let histograms = counted.filter_map(|sum| {
        let mut clocks = sum.clocks.iter();
        let at = clocks.position(|clock| (clock.from, clock.to) == CLOCK);
        sum.histograms.get(at?)
    });
    let sum = Histogram::sum(histograms);
    let target = target_of(&data.targets, Some(0), CLOCK);
    (sum.calls() > 0).then(|| Figure::from_histogram(sum, target, 0))
}

/// Whether all months of the quarters came.
fn is_whole(region: &RegionSums, quarters: &[Period]) -> bool {
    let mut months = quarters.iter().flat_map(|quarter| quarter.months());
    months.all(|month| {
        let known = region.months.iter().find(|known| known.month == month);
        known.is_some_and(|known| known.state == State::Reported)
    })
}

/// When, which calls, by which clock.
fn shown(texts: &Texts, data: &Country, quarters: &[Period]) -> String {
    let months = || quarters.iter().flat_map(|quarter| quarter.months());
    let when = match (months().min(), months().max()) {
        (Some(from), Some(to)) => span(texts, from, to),
        _ => String::new(),
    };
    let priority = data.priorities.first();
    let priority = priority.map(|term| term.name.show(texts.lang));
    let clock_of_all = Clock {
        from: CLOCK.0,
        to: CLOCK.1,
        resolution_seconds: 1,
    };
    format!(
        "{when} · {} · {}",
        priority.unwrap_or_default(),
        clock(texts, clock_of_all)
    )
}

fn block(
    texts: &Texts,
    data: &Country,
    (rows, quarters): (&[(&RegionSums, Option<Figure>)], &[Period]),
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
                    said: match figure {
                        Some(figure) => {
                            let calls = texts.count(f::RESPONSE_CALLS_N, figure.calls());
                            format!("{name}: {shown}, {calls}")
                        }
                        None => format!("{name}: {}", texts.t(f::RESPONSE_NOT_PUBLISHED)),
                    },
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
            (texts.t(f::RESPONSE_HEAD_STATE), "state"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    for (region, figure) in rows {
        let name = region.name.show(texts.lang).to_owned();
        let (state, code) = match is_whole(region, quarters) {
            true => (texts.t(f::RESPONSE_REPORTED), "reported"),
            false => (texts.t(f::RESPONSE_INCOMPLETE), "incomplete"),
        };
        let mut row = vec![(name, region.id.to_string()), (state, code.to_owned())];
        row.extend(cells(texts, figure.as_ref()));
        table.push(row);
    }
    let shown = shown(texts, data, quarters);
    Block {
        id: "regions",
        note: format!("{shown}. {}", texts.t(f::RESPONSE_PLACES_WHAT)),
        shown,
        title,
        svg,
        points,
        table,
    }
}
