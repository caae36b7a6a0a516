//! The parts of a region's page: each a chart and the same as a table.

mod breakdowns;
mod distribution;
mod map;
mod places;
mod trend;
mod words;

pub(crate) use breakdowns::{breakdown, hours};
pub(crate) use distribution::distribution;
pub(crate) use places::places;
pub(crate) use trend::trend_block;
pub(crate) use words::{
    calls_and_clock, cells, columns, escaped_name, full_name, place_name, reading, shown, span,
    target_label,
};

use senim_charts::{Chart, Frame, Point};
use senim_model::response::Response;
use senim_texts::Texts;

use crate::asked::Asked;

/// What a part is made of.
pub(crate) struct View<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) data: &'a Response,
    pub(crate) asked: &'a Asked,
    /// The width of charts in pixels; no charts where it is none.
    pub(crate) width: Option<f64>,
}

/// A chart as SVG and what keys lead to in it; empty where there is no room for charts.
pub(crate) fn drawn(
    chart: &dyn Chart,
    id: &str,
    title: &str,
    width: Option<f64>,
) -> (String, Vec<Point>) {
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
