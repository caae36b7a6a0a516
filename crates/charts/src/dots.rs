//! Places beside each other: a dot with its interval each, in an order that is not a rank.

use crate::axis::lying_ticks;
use crate::frame::{Chart, Drawn, Frame};
use crate::label::{Anchor, Type};
use crate::marks;
use crate::point::Point;
use crate::reading::{Reading, Target};
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
    /// Rows to which a line leads from the row before: the same at two times, never two places.
    pub joined: &'a [usize],
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

impl DotRow {
    fn label(&self) -> Label<'_> {
        Label {
            name: &self.name,
            shown: &self.shown,
            absent: self.reading.absent(),
        }
    }
}

impl Chart for Dots<'_> {
    fn points(&self) -> Vec<Point> {
        row::points(self.rows.iter().map(|row| &row.said))
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let labels: Vec<Label<'_>> = self.rows.iter().map(DotRow::label).collect();
        let plan = row::plan(&labels, frame);
        let domain = self.domain();
        // On a phone nothing is left of the plot: the first tick has its room inside.
        let first = Type::Tick.width(&(self.tick)(domain.0)) / 2.0 + 1.0;
        let start = (plan.left + 8.0).max(first.min(frame.room() / 4.0));
        let scale = Linear::new(domain, (start, plan.right - 8.0));
        let target = self.target();
        let head = match target {
            Some(_) => 46.0,
            None => 28.0,
        };
        let bottom = head + plan.height;
        let mut pen = Pen::default();
        pen.silent();
        self.axis(&mut pen, &scale, &plan, frame, head);
        pen.close("g");
        if let Some((value, target)) = target {
            let x = scale.at(value);
            pen.line("chart-target", (x, 20.0), (x, head - 2.0));
            for place in self.known_places(&plan) {
                pen.line(
                    "chart-target",
                    (x, head + place.clear),
                    (x, head + place.bottom),
                );
            }
            let room = frame.room();
            let text = Type::Note.shorten(&target.label, room);
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
        let known = |at: usize| Some(self.rows.get(at)?.reading.known()?.0);
        let rows = self.rows.iter().zip(&labels).zip(&plan.rows);
        let mut before = 0.0;
        for (at, ((row, label), place)) in rows.enumerate() {
            pen.point(at, &row.said);
            place.ground(&mut pen, frame, head);
            let middle = place.write(&mut pen, frame, label, (plan.left, head));
            let above = at.checked_sub(1).filter(|_| self.joined.contains(&at));
            if let (Some(from), Some(to)) = (above.and_then(known), known(at)) {
                let ends = [(scale.at(from), before), (scale.at(to), middle)];
                join(&mut pen, ends, (head + place.top, head + place.clear));
            }
            before = middle;
            if let Some((value, interval)) = row.reading.known() {
                dot(&mut pen, &scale, middle, value, interval);
            }
            pen.close("g");
        }
        frame.close(pen, bottom + 4.0, self.points())
    }
}

/// A line between two dots, but for the heights where a name stands.
fn join(pen: &mut Pen, [from, to]: [(f64, f64); 2], (top, clear): (f64, f64)) {
    let at = |y: f64| {
        let part = (y - from.1) / (to.1 - from.1).max(1.0);
        (from.0 + (to.0 - from.0) * part.clamp(0.0, 1.0), y)
    };
    pen.raw("<g class=\"chart-s0\">");
    pen.line("chart-line", from, at(top.clamp(from.1, to.1)));
    pen.line("chart-line", at(clear.clamp(from.1, to.1)), to);
    pen.close("g");
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
    /// The target, if there is anything to compare with it.
    fn target(&self) -> Option<(f64, &Target)> {
        let known = self.rows.iter().any(|row| row.reading.known().is_some());
        Target::at(self.target.as_ref()).filter(|_| known)
    }

    fn domain(&self) -> (f64, f64) {
        let target = self.target().map(|(value, _)| value);
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

    /// Where rows stand in which lines have their way.
    fn known_places<'a>(&'a self, plan: &'a row::Plan) -> impl Iterator<Item = &'a row::Row> {
        let rows = self.rows.iter().zip(&plan.rows);
        rows.filter(|(row, _)| row.reading.known().is_some())
            .map(|(_, place)| place)
    }

    fn axis(&self, pen: &mut Pen, scale: &Linear, plan: &row::Plan, frame: &Frame, head: f64) {
        if !self.rows.iter().any(|row| row.reading.known().is_some()) {
            return;
        }
        let target = self.target().map(|(value, _)| value);
        for (x, text) in lying_ticks(scale, self.measure, self.tick, (0.0, frame.room())) {
            pen.line("chart-grid", (x, head - 6.0), (x, head));
            for place in self.known_places(plan) {
                pen.line(
                    "chart-grid",
                    (x, head + place.clear),
                    (x, head + place.bottom),
                );
            }
            // The line of the target goes down between ticks.
            let half = Type::Tick.width(&text) / 2.0 + 4.0;
            if target.is_none_or(|target| (scale.at(target) - x).abs() > half) {
                pen.label(Type::Tick, Anchor::Middle, x, head - 16.0, &text);
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_scale_on_a_phone_too() {
        let row = |name: &str, value: f64| DotRow {
            name: name.into(),
            reading: Reading::Known {
                value,
                interval: None,
            },
            shown: "6 мин 20 с".into(),
            said: name.into(),
        };
        let dots = Dots {
            rows: vec![row("Алматы", 380.0), row("Есіл", 350.0)],
            target: None,
            measure: Measure::Seconds,
            tick: &|seconds| match seconds < 60.0 {
                true => format!("{seconds:.0} с"),
                false => format!("{:.0} мин", seconds / 60.0),
            },
            joined: &[],
        };
        for width in [320.0, 328.0, 720.0] {
            let frame = Frame {
                id: "t".into(),
                width,
                title: String::new(),
                summary: String::new(),
            };
            let svg = dots.draw(&frame).svg;
            assert!(svg.contains(">0 с</text>"), "{width}: {svg}");
            assert!(svg.matches("chart-tick").count() >= 2, "{width}");
            let still = dots.draw(&frame).still();
            assert!(still.contains("chart-point") && !still.contains("tabindex"));
        }
    }
}
