//! Place beside place, without ranks.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure, Reading};
use senim_texts::f;
use senim_texts::figure::duration;

use super::lines::said;
use super::row::{Row, row, table};
use super::{View, drawn, place_name, reading, shown, target_label};
use crate::block::Block;
use crate::figure::{parts, target_of};

/// So many areas are drawn; the table has all.
const DRAWN: usize = 40;

/// The districts of the region, or the areas of the district. In the order of their names or
/// numbers: places are not ranked.
pub(crate) fn places(view: &View<'_>) -> Option<Block> {
    let texts = view.texts;
    let scopes = parts(view.data, view.asked.scope, view.asked.to);
    if scopes.len() < 2 {
        return None;
    }
    let title = texts.t(match scopes.first()?.area {
        Some(_) => f::RESPONSE_PLACES_AREAS,
        None => f::RESPONSE_PLACES_DISTRICTS,
    });
    let rows: Vec<Row> = scopes.into_iter().map(|scope| row(view, scope)).collect();
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let chart = Dots {
        rows: rows.iter().take(DRAWN).map(|row| dot(view, row)).collect(),
        target: target.map(|target| target_label(texts, target)),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
    };
    let (svg, points) = drawn(&chart, "places", &title, view.width);
    Some(Block {
        id: "places",
        shown: shown(view),
        title,
        note: texts.t(f::RESPONSE_PLACES_WHAT),
        svg,
        points,
        table: table(view, &rows),
    })
}

fn dot(view: &View<'_>, row: &Row) -> DotRow {
    let texts = view.texts;
    let name = place_name(texts, view.data, row.scope);
    let figure = row.figure.as_ref();
    let median = figure.and_then(|figure| Some(figure.time(texts, figure.median?.value)));
    let state = &row.state.0;
    let words = figure.map_or_else(|| state.clone(), |figure| said(texts, figure));
    DotRow {
        said: format!("{name}: {words}"),
        reading: match figure {
            Some(_) => reading(texts, figure),
            None => Reading::NotPublished(state.clone()),
        },
        shown: median.unwrap_or_default(),
        name,
    }
}
