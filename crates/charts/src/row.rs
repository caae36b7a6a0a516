//! Rows with a name and a value in writing: the name beside what is drawn, or on a phone above it.

use crate::frame::Frame;
use crate::label::{Anchor, Type};
use crate::point::Point;
use crate::reading::Absence;
use crate::xml::Pen;

/// What is written in a row.
#[derive(Clone, Copy)]
pub(crate) struct Label<'a> {
    pub(crate) name: &'a str,
    /// The value, where there is one.
    pub(crate) shown: &'a str,
    /// Why there is none.
    pub(crate) absent: Option<(Absence, &'a str)>,
}

/// Where rows stand. Heights are from the upper side of the first.
pub(crate) struct Plan {
    /// The sides of what is drawn, in pixels.
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) height: f64,
    pub(crate) rows: Vec<Row>,
}

/// Where a row stands.
pub(crate) struct Row {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// From here down no name is in the way of lines.
    pub(crate) clear: f64,
    lines: Vec<String>,
    /// The middle of what is drawn.
    middle: f64,
}

/// The most that a value in writing takes, in pixels.
fn most_shown(frame: &Frame) -> f64 {
    frame.room() * if frame.wide() { 0.3 } else { 0.42 }
}

/// Lays rows out; without values in writing what is drawn takes their room.
pub(crate) fn plan(labels: &[Label<'_>], frame: &Frame) -> Plan {
    let room = frame.room();
    let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
    let shown = widest(
        &mut labels
            .iter()
            .map(|label| Type::Value.width(label.shown.trim())),
    );
    let shown = if shown > 0.0 {
        (shown + 12.0).min(most_shown(frame))
    } else {
        0.0
    };
    let names = widest(
        &mut labels
            .iter()
            .map(|label| Type::Name.width(label.name.trim())),
    );
    let wide = frame.wide();
    let left = if wide {
        (names + 14.0).min(room * 0.34)
    } else {
        0.0
    };
    let beside = if wide { left - 14.0 } else { room };
    let mut top = 0.0;
    let mut rows = Vec::new();
    for label in labels {
        let lines = Type::Name.wrap(label.name, beside, if wide { 3 } else { 2 });
        let text = Type::Name.line() * lines.len() as f64;
        // At least 44 pixels high on a phone: it is pressed with a finger.
        let (height, middle) = match wide {
            true => ((text + 14.0).max(34.0), (text + 14.0).max(34.0) / 2.0),
            false => (text + 40.0, text + 23.0),
        };
        rows.push(Row {
            top,
            bottom: top + height,
            clear: top + if wide { 0.0 } else { text + 8.0 },
            lines,
            middle: top + middle,
        });
        top += height;
    }
    Plan {
        left,
        right: room - shown,
        height: top,
        rows,
    }
}

impl Row {
    /// The ground that is pressed.
    pub(crate) fn ground(&self, pen: &mut Pen, frame: &Frame, head: f64) {
        let down = (head + self.top + 1.0, head + self.bottom - 1.0);
        pen.hit((1.0, frame.room() - 1.0), down);
    }

    /// Writes the name, and the value or why there is none. Gives the height at which the rest is
    /// drawn, in pixels; `head` is where rows begin, `left` where what is drawn begins.
    pub(crate) fn write(
        &self,
        pen: &mut Pen,
        frame: &Frame,
        label: &Label<'_>,
        (left, head): (f64, f64),
    ) -> f64 {
        let room = frame.room();
        let middle = head + self.middle;
        self.write_name(pen, label.name, head, middle, frame.wide());
        let Some((absence, words)) = label.absent else {
            let shown = Type::Value.shorten(label.shown, most_shown(frame) - 10.0);
            let at = (room, middle);
            pen.label_with(Type::Value, Anchor::End, at, &shown, label.shown.trim());
            return middle;
        };
        let (across, down) = ((left, left + 24.0), (middle - 7.0, middle + 7.0));
        pen.area(absence.class(), across, down);
        pen.says("fill", &frame.pattern(absence)).end();
        let text = Type::Note.shorten(words, room - left - 32.0);
        let at = (left + 32.0, middle);
        pen.label_with(Type::Note, Anchor::Start, at, &text, words.trim());
        middle
    }

    fn write_name(&self, pen: &mut Pen, name: &str, head: f64, middle: f64, wide: bool) {
        let high = Type::Name.line() * self.lines.len() as f64;
        let first = match wide {
            true => middle - high / 2.0,
            false => head + self.top + 5.0,
        };
        let cut = self.lines.last().is_some_and(|line| line.ends_with('…'));
        let whole = if cut { name.trim() } else { "" };
        let mut line_middle = first + Type::Name.line() / 2.0;
        for line in &self.lines {
            pen.label_with(Type::Name, Anchor::Start, (0.0, line_middle), line, whole);
            line_middle += Type::Name.line();
        }
    }
}

/// A point for each row.
pub(crate) fn points<'a>(said: impl Iterator<Item = &'a String>) -> Vec<Point> {
    said.enumerate()
        .map(|(row, said)| Point {
            said: said.clone(),
            row,
            column: 0,
        })
        .collect()
}
