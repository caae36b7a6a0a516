//! The parts of a region's page: each a chart and the same as a table.

mod breakdowns;
mod compared;
mod distribution;
pub(crate) mod lines;
mod map;
mod places;
mod row;
mod trend;
mod words;

pub(crate) use breakdowns::{breakdown, hours};
pub(crate) use compared::{Beside, beside, compared, targeted};
pub(crate) use distribution::distribution;
pub(crate) use places::places;
pub(crate) use trend::trend_block;
pub(crate) use words::{
    calls, calls_and_clock, cells, columns, escaped_name, full_names, place_name, reading,
    short_name, shown, span, span_cells, span_columns, step_words, target_label,
};

use senim_charts::{Chart, Frame, Point};
use senim_model::response::Response;
use senim_texts::Texts;

use crate::asked::Asked;

/// What a part is made of.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) data: &'a Response,
    pub(crate) asked: &'a Asked,
    /// The width of charts in pixels; no charts where it is none.
    pub(crate) width: Option<f64>,
}

/// A chart as SVG and what keys lead to in it; empty where there is no room for charts.
pub fn drawn(chart: &dyn Chart, id: &str, title: &str, width: Option<f64>) -> (String, Vec<Point>) {
    let Some(width) = width else {
        return (String::new(), Vec::new());
    };
    let drawn = chart.draw(&Frame {
        id: id.to_owned(),
        width,
        title: title.to_owned(),
        summary: String::new(),
    });
    (drawn.svg, drawn.points)
}
