//! Four shapes that tell series apart without colour.

use crate::xml::Pen;

/// A mark around a point: circle, square, triangle, diamond. `radius` in pixels.
pub(crate) fn mark(pen: &mut Pen, series: usize, (x, y): (f64, f64), radius: f64) {
    // A rim of paper parts marks from lines; small marks it would eat.
    let class = if radius < 3.0 {
        "chart-speck"
    } else {
        "chart-mark"
    };
    shape(pen, class, series, (x, y), radius);
}

/// The same mark, hollow: what it stands for is incomplete.
pub(crate) fn hollow(pen: &mut Pen, series: usize, at: (f64, f64), radius: f64) {
    shape(pen, "chart-hollow", series, at, radius);
}

fn shape(pen: &mut Pen, class: &str, series: usize, (x, y): (f64, f64), radius: f64) {
    if series == 0 {
        pen.tag("circle", class)
            .at("cx", x)
            .at("cy", y)
            .at("r", radius)
            .end();
        return;
    }
    // Of about the same ink.
    let corners: &[(f64, f64)] = match series {
        1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        2 => &[(0.0, -1.3), (1.2, 0.9), (-1.2, 0.9)],
        _ => &[(0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)],
    };
    pen.tag("path", class).raw(" d=\"");
    pen.path(
        "M",
        corners
            .iter()
            .map(|(dx, dy)| (x + dx * radius, y + dy * radius)),
    );
    pen.raw("Z\"").end();
}

/// A group in the colour of a series.
pub(crate) fn series(pen: &mut Pen, series: usize) -> &mut Pen {
    pen.raw("<g class=\"chart-s")
        .whole(series as u32)
        .raw("\">")
}

/// The classes of a line of a series.
pub(crate) fn line(series: usize) -> &'static str {
    match series {
        0 => "chart-line",
        1 => "chart-line chart-dash1",
        2 => "chart-line chart-dash2",
        _ => "chart-line chart-dash3",
    }
}
