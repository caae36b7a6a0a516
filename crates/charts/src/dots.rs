//! Places beside each other: a dot with its interval each, in an order that is not a rank.

use crate::axis::lying_ticks;
use crate::frame::{Anchor, Chart, Drawn, Frame, Reading, Target, Type};
use crate::marks;
use crate::point::Point;
use crate::row::{self, Label};
use crate::scale::{Linear, Measure, round_end};
use crate::xml::Pen;

/// A row for each place, in the caller's order. Rows have no numbers.
pub struct Dots<'a> {
    /// What is compared.
    pub rows: Vec<DotRow>,
    /// An upright line.
    pub target: Option<Target>,
    /// What values measure; for [`Measure::Seconds`] they are seconds.
    pub measure: Measure,
    /// A value as the axis writes it.
    pub tick: &'a dyn Fn(f64) -> String,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRow {
    /// Its name.
    pub name: String,
    /// Its value; the words of what is absent stand in its row.
    pub reading: Reading,
    /// The value as it is written at the end of the row; may be empty.
    pub shown: String,
    /// What a screen reader hears, the name included.
    pub said: String,
}

impl Chart for Dots<'_> {
    fn points(&self) -> Vec<Point> {
        row::points(self.rows.iter().map(|row| &row.said))
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let labels = self.rows.iter().map(|row| Label {
            name: &row.name,
            shown: &row.shown,
        });
        let plan = row::plan(labels, frame);
        let scale = Linear::new(self.domain(), (plan.left + 8.0, plan.right - 8.0));
        let target = Target::at(self.target.as_ref());
        let head = match target {
            Some(_) => 46.0,
            None => 28.0,
        };
        let bottom = head + plan.height;
        let mut pen = Pen::default();
        pen.silent();
        self.axis(&mut pen, &scale, &plan, frame, (head, bottom));
        if let Some((value, target)) = target {
            let x = scale.at(value);
            pen.line("chart-target", (x, 20.0), (x, bottom));
            let room = frame.room();
            let text = crate::letters::shorten(&target.label, Type::Note.size(), room);
            let half = Type::Note.width(&text) / 2.0;
            let middle = x.min(room - half).max(half);
            pen.label_with(
                Type::Note,
                Anchor::Middle,
                (middle, 10.0),
                &text,
                &target.label,
            );
        }
        pen.close("g");
        for ((at, row), place) in self.rows.iter().enumerate().zip(&plan.rows) {
            pen.point(at, &row.said);
            let middle = place.write(&mut pen, head, frame, &row.name, &row.shown);
            match row.reading.known() {
                Some((value, interval)) => dot(&mut pen, &scale, middle, value, interval),
                None => row::absent(
                    &mut pen,
                    frame,
                    &row.reading,
                    (plan.left, plan.right),
                    middle,
                ),
            }
            pen.close("g");
        }
        frame.close(pen, bottom + 4.0, &self.points())
    }
}

fn dot(pen: &mut Pen, scale: &Linear, middle: f64, value: f64, interval: Option<(f64, f64)>) {
    pen.raw("<g class=\"chart-s0\">");
    if let Some((low, high)) = interval {
        let (low, high) = (scale.at(low), scale.at(high));
        pen.line("chart-interval", (low, middle), (high, middle));
    }
    marks::mark(pen, 0, (scale.at(value), middle), 5.0);
    pen.close("g");
}

impl Dots<'_> {
    fn domain(&self) -> (f64, f64) {
        let target = Target::at(self.target.as_ref()).map(|(value, _)| value);
        let highest = self.rows.iter().filter_map(|row| row.reading.highest());
        let highest = highest.chain(target).fold(0.0, f64::max);
        let lowest = self.rows.iter().filter_map(|row| row.reading.lowest());
        let lowest = lowest.chain(target).fold(0.0, f64::min);
        let low = if lowest < 0.0 {
            -round_end(-lowest, self.measure, 5)
        } else {
            0.0
        };
        (low, round_end(highest, self.measure, 6))
    }

    fn axis(
        &self,
        pen: &mut Pen,
        scale: &Linear,
        plan: &row::Plan,
        frame: &Frame,
        (head, bottom): (f64, f64),
    ) {
        if !self.rows.iter().any(|row| row.reading.known().is_some()) {
            return;
        }
        for (x, text) in lying_ticks(scale, self.measure, self.tick, (0.0, frame.room())) {
            pen.line("chart-grid", (x, head - 6.0), (x, bottom));
            pen.label(Type::Tick, Anchor::Middle, x, head - 16.0, &text);
        }
        let foot = plan.rows.iter().map(|row| row.bottom);
        for bottom in foot {
            pen.line(
                "chart-rule",
                (0.0, head + bottom),
                (frame.room(), head + bottom),
            );
        }
    }
}
