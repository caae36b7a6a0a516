//! Place beside place, without ranks.

use senim_charts::Dots;
use senim_charts::Measure;
use senim_charts::dots::DotRow;
use senim_measure::Scope;
use senim_texts::figure::duration;
use senim_texts::{Texts, f};

use super::map::map;
use super::trend::said;
use super::{View, cells, columns, drawn, place_name, reading, shown, target_label};
use crate::block::{Block, Table};
use crate::figure::{Figure, parts, target_of};

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
    let figures: Vec<(Scope, Option<Figure>)> = scopes
        .into_iter()
        .map(|scope| {
            let selection = view.asked.selection(scope);
            (
                scope,
                Figure::of(view.data, selection, view.asked.clock).ok(),
            )
        })
        .collect();
    let target = target_of(&view.data.targets, view.asked.priority, view.asked.clock);
    let chart = Dots {
        rows: figures
            .iter()
            .take(DRAWN)
            .map(|(scope, figure)| row(view, *scope, figure.as_ref()))
            .collect(),
        target: target.map(|target| target_label(texts, target)),
        measure: Measure::Seconds,
        tick: &|seconds| duration(texts, seconds),
    };
    let (svg, points) = drawn(&chart, "places", &title, view.width);
    let mut table = Table {
        columns: vec![(texts.t(f::RESPONSE_HEAD_PLACE), "place")],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    for (scope, figure) in &figures {
        let name = place_name(texts, view.data, *scope);
        let mut row = vec![(name.clone(), name)];
        row.extend(cells(texts, figure.as_ref()));
        table.push(row);
    }
    let map = map(view, &figures, &table);
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

fn row(view: &View<'_>, scope: Scope, figure: Option<&Figure>) -> DotRow {
    let texts = view.texts;
    let name = place_name(texts, view.data, scope);
    let median = figure.and_then(|figure| figure.median);
    DotRow {
        said: format!("{name}: {}", words(texts, figure)),
        reading: reading(texts, figure),
        shown: median
            .map(|median| duration(texts, median.value))
            .unwrap_or_default(),
        name,
    }
}

/// A figure as it is read out, or that there is none.
pub(super) fn words(texts: &Texts, figure: Option<&Figure>) -> String {
    match figure {
        Some(figure) => said(texts, figure),
        None => texts.t(f::RESPONSE_NOT_PUBLISHED),
    }
}
