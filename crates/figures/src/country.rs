//! The page of the country: region beside region, and over time.

mod picked;
mod row;
mod together;
mod trend;

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure, Reading};
use senim_model::response::{Country, RegionSums};
use senim_texts::figure::{clock, duration};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::block::{Block, Table};
use crate::choice::Choice;
use crate::figure::{Figure, target_of};
use crate::method;
use crate::page::{Context, Written, pinned_notice};
use crate::take::taken;
use crate::views::{
    Beside, beside, calls, cells, columns, drawn, reading, span, span_cells, span_columns,
    target_label, targeted,
};
use picked::{Picked, plain};
use row::Row;

/// The regions, each with a link to its page: `href` writes that by a region's identifier.
pub fn country(
    texts: &Texts,
    data: &Country,
    choice: &Choice,
    context: &Context<'_>,
    href: &dyn Fn(&str) -> String,
) -> Written {
    let picked = Picked::of(choice, data);
    let regions = data.regions.iter();
    let rows: Vec<Row<'_>> = regions
        .map(|region| Row::of(data, region, &picked))
        .collect();
    let block = block(texts, data, &picked, &rows, context);
    let pinned = picked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let cited = block.shown.clone();
    let mut html = before(texts, data, &picked, choice, context);
    html += &together::together(texts, data, &rows, &picked);
    html += &side_by_side(texts, (data, &picked), &rows, href);
    html += &block.html(texts, context.live);
    if context.live {
        html += &picked.boxes(texts, data);
    }
    let mut blocks = vec![block];
    for trend in trend::trends(texts, data, &picked, context) {
        html += &trend.html(texts, context.live);
        blocks.push(trend);
    }
    html += &method(texts, data, &picked, context);
    html += &taken(texts, context, &cited, &link);
    Written { html, blocks, link }
}

/// What a reader has to know first, and what can be chosen.
fn before(
    texts: &Texts,
    data: &Country,
    picked: &Picked<'_>,
    choice: &Choice,
    context: &Context<'_>,
) -> String {
    let mut html = String::new();
    if choice.release.is_some() {
        let now = Choice {
            release: None,
            ..choice.clone()
        };
        html += &pinned_notice(texts, context, &now.query());
    }
    if picked.unknown {
        let unknown = text(&texts.t(f::RESPONSE_UNKNOWN_PLACE));
        html += &format!("<p class=\"notice\">{unknown}</p>");
    }
    if context.live {
        html += &picked.form(texts, data);
    }
    html
}

/// Each region with its numbers, and the way to its page.
fn side_by_side(
    texts: &Texts,
    (data, picked): (&Country, &Picked<'_>),
    rows: &[Row<'_>],
    href: &dyn Fn(&str) -> String,
) -> String {
    let places = rows.iter().map(|row| {
        let name = senim_texts::html::name(texts, &row.region.name);
        let href = text(&href(row.region.id.as_str()));
        let notes = row.notes(texts);
        Beside {
            name: format!("<a href=\"{href}\">{name}</a>"),
            note: (!notes.is_empty()).then(|| notes.join(", ")),
            figure: row.figure.as_ref(),
            cut: row.cut(),
        }
    });
    let target = targeted(
        texts,
        (&data.targets, &data.priorities),
        picked.priority,
        picked.clock,
    );
    format!(
        "<section class=\"headline compared\"><h2>{}</h2><p class=\"quiet\">{}</p>{}</section>",
        text(&texts.t(f::RESPONSE_REGIONS)),
        text(&shown(texts, data, picked)),
        beside(texts, &places.collect::<Vec<_>>(), &target),
    )
}

/// When, which calls, by which clock.
fn shown(texts: &Texts, data: &Country, picked: &Picked<'_>) -> String {
    let when = picked.months().map(|(from, to)| span(texts, from, to));
    let (from, to) = picked.clock;
    format!(
        "{} · {} · {}",
        when.unwrap_or_default(),
        calls(texts, &data.priorities, picked.priority),
        clock(texts, plain(from, to))
    )
}

fn method(texts: &Texts, data: &Country, picked: &Picked<'_>, context: &Context<'_>) -> String {
    let (from, to) = picked.clock;
    let clock = clock(texts, plain(from, to));
    let mut said = vec![texts.with(f::RESPONSE_METHOD_CLOCK, &[("clock", &clock)])];
    said.extend(method::common(texts, data.min_cell));
    said.extend(method::excluded(
        texts,
        f::RESPONSE_METHOD_STRAY,
        &data.excluded,
    ));
    method::section(texts, said, context)
}

fn block(
    texts: &Texts,
    data: &Country,
    picked: &Picked<'_>,
    rows: &[Row<'_>],
    context: &Context<'_>,
) -> Block {
    let title = texts.t(f::RESPONSE_PLACES_REGIONS);
    let target = target_of(&data.targets, picked.priority, picked.clock);
    let dots = Dots {
        rows: rows.iter().map(|row| dot(texts, row)).collect(),
        target: target.map(|target| target_label(texts, target)),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
        joined: &[],
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
    table.columns.extend(span_columns());
    for row in rows {
        let RegionSums { name, id, .. } = row.region;
        let (state, code) = row.state;
        let mut state = texts.t(state);
        if let Some(own) = row.own_months(texts) {
            state = format!("{state}, {own}");
        }
        let mut cells_of = vec![
            (name.show(texts.lang).to_owned(), id.to_string()),
            (state, code.to_owned()),
        ];
        cells_of.extend(cells(texts, row.figure.as_ref()));
        if let Some((from, to)) = row.months(picked) {
            cells_of.extend(span_cells(from, to));
        }
        table.push(cells_of);
    }
    let all = texts.t(f::RESPONSE_BACK);
    Block {
        id: "regions",
        note: texts.t(f::RESPONSE_PLACES_WHAT),
        shown: format!("{all} · {}", shown(texts, data, picked)),
        title,
        svg,
        points,
        table,
    }
}

fn dot(texts: &Texts, row: &Row<'_>) -> DotRow {
    let name = row.region.name.show(texts.lang);
    let apart = row.apart(texts);
    let name = match apart.is_empty() {
        false => format!("{name} ({})", apart.join(", ")),
        true => name.to_owned(),
    };
    let known = row.figure.as_ref();
    let median = |figure: &Figure| Some(figure.time(texts, figure.median?.value));
    let shown = known.and_then(median).unwrap_or_default();
    DotRow {
        reading: match known {
            Some(_) => reading(texts, known),
            None => Reading::NotPublished(texts.t(row.state.0)),
        },
        said: match known {
            Some(figure) => {
                let calls = texts.count(f::RESPONSE_CALLS_N, figure.calls());
                format!("{name}: {shown}, {calls}")
            }
            None => format!("{name}: {}", texts.t(row.state.0)),
        },
        shown,
        name,
    }
}
