//! The page of the country: region beside region, and over time.

mod picked;
mod trend;

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure};
use senim_measure::{Every, Histogram, Period, State};
use senim_model::response::{Clock, Country, RegionSums, Sum};
use senim_texts::figure::{clock, duration};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::block::{Block, Table};
use crate::choice::Choice;
use crate::figure::{Figure, target_of};
use crate::page::{Context, Written};
use crate::take::taken;
use crate::views::{cells, columns, drawn, reading, span, target_label};
use picked::{CLOCK, Picked};
use trend::step_words;

/// So many quarters are added up.
const QUARTERS: usize = 4;

/// The regions, each with a link to its page: `href` writes that by a region's identifier.
pub fn country(
    texts: &Texts,
    data: &Country,
    choice: &Choice,
    context: &Context<'_>,
    href: &dyn Fn(&str) -> String,
) -> Written {
    let picked = Picked::of(choice, data);
    let quarters = quarters(data);
    let rows: Vec<(&RegionSums, Option<Figure>)> = data
        .regions
        .iter()
        .map(|region| (region, figure(data, region, &picked, &quarters)))
        .collect();
    let block = block(texts, data, &picked, (&rows, &quarters), context);
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
    let pinned = picked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let what = block.shown.clone();
    let unknown = match picked.unknown {
        true => format!(
            "<p class=\"notice\">{}</p>",
            text(&texts.t(f::RESPONSE_UNKNOWN_PLACE))
        ),
        false => String::new(),
    };
    let form = match context.live {
        true => picked.form(texts, data),
        false => String::new(),
    };
    let mut html = format!(
        "<ul class=\"rows\">{links}</ul>{unknown}{}{left_out}{form}",
        block.html(texts, context.live)
    );
    let mut blocks = vec![block];
    for trend in trend::trends(texts, data, &picked, context) {
        html.push_str(&trend.html(texts, context.live));
        blocks.push(trend);
    }
    html.push_str(&taken(texts, context, &what, &link));
    Written { html, blocks, link }
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

/// The quarters of a region that are of its newest definition, of the picked priority.
fn figure(
    data: &Country,
    region: &RegionSums,
    picked: &Picked<'_>,
    quarters: &[Period],
) -> Option<Figure> {
    let of_quarters = || {
        let sums = region.sums.iter();
        sums.filter(|sum| quarters.contains(&sum.period))
    };
    let newest = of_quarters().map(|sum| sum.since).max()?;
    let counted = of_quarters().filter(|sum| {
        let wanted = picked
            .priority
            .is_none_or(|priority| sum.priority == priority);
        wanted && sum.since == newest
    });
    let clock = clock_of(counted.clone().next()?);
    let histograms = counted.filter_map(|sum| {
        let mut clocks = sum.clocks.iter();
        let at = clocks.position(|clock| (clock.from, clock.to) == CLOCK);
        sum.histograms.get(at?)
    });
    let sum = Histogram::sum(histograms);
    let target = target_of(&data.targets, picked.priority, CLOCK);
    (sum.calls() > 0).then(|| Figure::from_histogram(sum, target, 0).read_by(clock))
}

/// The clock of the overview as a sum has it.
fn clock_of(sum: &Sum) -> Option<Clock> {
    let mut clocks = sum.clocks.iter();
    clocks
        .find(|clock| (clock.from, clock.to) == CLOCK)
        .copied()
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
fn shown(texts: &Texts, data: &Country, picked: &Picked<'_>, quarters: &[Period]) -> String {
    let months = || quarters.iter().flat_map(|quarter| quarter.months());
    let when = match (months().min(), months().max()) {
        (Some(from), Some(to)) => span(texts, from, to),
        _ => String::new(),
    };
    let clock_of_all = Clock {
        from: CLOCK.0,
        to: CLOCK.1,
        resolution_seconds: 1,
    };
    format!(
        "{when} · {} · {}",
        picked.calls(texts, data),
        clock(texts, clock_of_all)
    )
}

/// What a region is called, with the step of its clock where that is no second: such figures are not
/// as fine as those beside them.
fn name(texts: &Texts, region: &RegionSums, figure: Option<&Figure>) -> String {
    let name = region.name.show(texts.lang);
    match figure.map(|figure| figure.step) {
        None | Some(1) => name.to_owned(),
        Some(step) => format!("{name} ({})", step_words(texts, step)),
    }
}

fn block(
    texts: &Texts,
    data: &Country,
    picked: &Picked<'_>,
    (rows, quarters): (&[(&RegionSums, Option<Figure>)], &[Period]),
    context: &Context<'_>,
) -> Block {
    let title = texts.t(f::RESPONSE_PLACES_REGIONS);
    let target = target_of(&data.targets, picked.priority, CLOCK);
    let dots = Dots {
        rows: rows
            .iter()
            .map(|(region, figure)| {
                let name = name(texts, region, figure.as_ref());
                let known = figure.as_ref();
                let shown = known
                    .and_then(|figure| Some(figure.time(texts, figure.median?.value)))
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
    let shown = shown(texts, data, picked, quarters);
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
