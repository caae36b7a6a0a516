//! Place beside place, without ranks.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure, Reading};
use senim_texts::f;
use senim_texts::figure::duration;

use super::map::map;
use super::row::{Row, row, table};
use super::{View, drawn, reading, short_name, shown, target_label};
use crate::block::Block;
use crate::figure::{parts, target_of};

/// So many areas are drawn; the table has all.
const DRAWN: usize = 40;

/// The districts of the region, or the areas of the district: on a map, and beside each other in
/// the order of their names or numbers, as places are not ranked.
pub(crate) fn places(view: &View<'_>) -> Vec<Block> {
    let texts = view.texts;
    let scopes = parts(view.data, view.asked.scope, view.asked.to);
    if scopes.len() < 2 {
        return Vec::new();
    }
    let title = texts.t(match scopes.iter().any(|scope| scope.area.is_some()) {
        true => f::RESPONSE_PLACES_AREAS,
        false => f::RESPONSE_PLACES_DISTRICTS,
    });
    let rows: Vec<Row> = scopes.into_iter().map(|scope| row(view, scope)).collect();
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let chart = Dots {
        rows: rows.iter().take(DRAWN).map(|row| dot(view, row)).collect(),
        target: target.map(|target| target_label(texts, target)),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
        joined: &[],
    };
    let (svg, points) = drawn(&chart, "places", &title, view.width);
    let table = table(view, &rows);
    let map = map(view, &rows, &table);
    let beside = Block {
        id: "places",
        shown: shown(view),
        title,
        note: texts.t(f::RESPONSE_PLACES_WHAT),
        svg,
        points,
        table,
    };
    map.into_iter().chain([beside]).collect()
}

fn dot(view: &View<'_>, row: &Row) -> DotRow {
    let texts = view.texts;
    let name = short_name(texts, view.data, row.scope);
    let figure = row.figure.as_ref();
    let median = figure.and_then(|figure| Some(figure.time(texts, figure.median?.value)));
    DotRow {
        said: format!("{name}: {}", row.words(view)),
        reading: match figure {
            Some(_) => reading(texts, figure),
            None => Reading::NotPublished(row.state.0.clone()),
        },
        shown: median.unwrap_or_default(),
        name,
    }
}
