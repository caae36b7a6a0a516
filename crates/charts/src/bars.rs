//! Categories with a value each: bars from zero.

use crate::frame::{Chart, Drawn, Frame};
use crate::point::Point;
use crate::reading::Reading;
use crate::row::{self, Label};
use crate::scale::Linear;
use crate::xml::Pen;

/// A bar for each category, in the caller's order. Values stand at the ends of rows, so there is
/// no axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What is compared.
    pub rows: Vec<BarRow>,
}

/// A category.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// Its value, in any unit that all rows share; words where there is none stand in its row.
    pub reading: Reading,
    /// The value as it is written at the end of the row.
    pub shown: String,
    /// What a screen reader hears, the name included.
    pub said: String,
}

impl BarRow {
    fn label(&self) -> Label<'_> {
        Label {
            name: &self.name,
            shown: &self.shown,
            absent: self.reading.absent(),
        }
    }
}

impl Chart for Bars {
    fn points(&self) -> Vec<Point> {
        row::points(self.rows.iter().map(|row| &row.said))
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let labels: Vec<Label<'_>> = self.rows.iter().map(BarRow::label).collect();
        let plan = row::plan(&labels, frame);
        let readings = || self.rows.iter().map(|row| &row.reading);
        let highest = readings().filter_map(Reading::highest).fold(0.0, f64::max);
        let lowest = readings().filter_map(Reading::lowest).fold(0.0, f64::min);
        let scale = Linear::new((lowest, highest), (plan.left, plan.right - 4.0));
        let mut pen = Pen::default();
        let rows = self.rows.iter().zip(&labels).zip(&plan.rows);
        for (at, ((row, label), place)) in rows.enumerate() {
            pen.point(at, &row.said);
            place.ground(&mut pen, frame, 0.0);
            let middle = place.write(&mut pen, frame, label, (plan.left, 0.0));
            if let Some((value, interval)) = row.reading.known() {
                bar(&mut pen, &scale, middle, value, interval);
            }
            pen.close("g");
        }
        if readings().any(|reading| reading.known().is_some()) {
            let zero = scale.at(0.0);
            for (row, place) in self.rows.iter().zip(&plan.rows) {
                if row.reading.known().is_some() {
                    pen.line("chart-axis", (zero, place.clear), (zero, place.bottom));
                }
            }
        }
        frame.close(pen, plan.height + 4.0, self.points())
    }
}

fn bar(pen: &mut Pen, scale: &Linear, middle: f64, value: f64, interval: Option<(f64, f64)>) {
    let (zero, end) = (scale.at(0.0), scale.at(value));
    let heights = (middle - 8.0, middle + 8.0);
    pen.area("chart-bar", (zero.min(end), zero.max(end)), heights)
        .end();
    if let Some((low, high)) = interval {
        let (low, high) = (scale.at(low), scale.at(high));
        pen.line("chart-whisker", (low, middle), (high, middle));
        for x in [low, high] {
            pen.line("chart-whisker", (x, middle - 4.0), (x, middle + 4.0));
        }
    }
}
