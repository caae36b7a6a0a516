//! Rows with a name and a value in writing: the name beside what is drawn, or on a phone above it.

use crate::frame::{Absence, Anchor, Frame, Reading, Type};
use crate::letters::wrap;
use crate::point::Point;
use crate::xml::Pen;

/// What is written in a row.
pub(crate) struct Label<'a> {
    pub(crate) name: &'a str,
    pub(crate) shown: &'a str,
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
    lines: Vec<String>,
    /// The middle of what is drawn.
    middle: f64,
}

/// The most that a value in writing takes, as a part of the width.
const SHOWN: f64 = 0.3;

pub(crate) fn plan<'a>(labels: impl Iterator<Item = Label<'a>>, frame: &Frame) -> Plan {
    let labels: Vec<Label<'a>> = labels.collect();
    let room = frame.room();
    let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
    let shown = widest(
        &mut labels
            .iter()
            .map(|label| Type::Value.width(label.shown.trim())),
    );
    let shown = if shown > 0.0 {
        (shown + 10.0).min(room * SHOWN)
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
    for label in &labels {
        let lines = wrap(
            label.name,
            Type::Name.size(),
            beside,
            if wide { 3 } else { 2 },
        );
        let text = Type::Name.line() * lines.len() as f64;
        // At least 44 pixels high on a phone: it is pressed with a finger.
        let (height, middle) = match wide {
            true => ((text + 14.0).max(34.0), (text + 14.0).max(34.0) / 2.0),
            false => (text + 34.0, text + 18.0),
        };
        rows.push(Row {
            top,
            bottom: top + height,
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
    /// Writes the name and the value, and the ground that is pressed. Gives the height at which
    /// the rest is drawn, in pixels; `head` is where rows begin.
    pub(crate) fn write(
        &self,
        pen: &mut Pen,
        head: f64,
        frame: &Frame,
        name: &str,
        shown: &str,
    ) -> f64 {
        let room = frame.room();
        let down = (head + self.top + 1.0, head + self.bottom - 1.0);
        pen.area("chart-hit", (1.0, room - 1.0), down).end();
        let middle = head + self.middle;
        let high = Type::Name.line() * self.lines.len() as f64;
        let first = match frame.wide() {
            true => middle - high / 2.0,
            false => head + self.top + 6.0,
        };
        let cut = self.lines.last().is_some_and(|line| line.ends_with('…'));
        let whole = if cut { name.trim() } else { "" };
        let mut line_middle = first + Type::Name.line() / 2.0;
        for line in &self.lines {
            pen.label_with(Type::Name, Anchor::Start, (0.0, line_middle), line, whole);
            line_middle += Type::Name.line();
        }
        let (shown, most) = (shown.trim(), room * SHOWN - 10.0);
        let text = crate::letters::shorten(shown, Type::Value.size(), most / 1.09);
        pen.label_with(Type::Value, Anchor::End, (room, middle), &text, shown);
        middle
    }
}

/// A mark and words in the place of a value.
pub(crate) fn absent(
    pen: &mut Pen,
    frame: &Frame,
    reading: &Reading,
    (left, right): (f64, f64),
    middle: f64,
) {
    let Some((absence, words)) = reading.absent() else {
        return;
    };
    let class = match absence {
        Absence::Missing => "chart-missing",
        Absence::NotPublished => "chart-hidden",
    };
    let sides = (left + 8.0, left + 32.0);
    pen.area(class, sides, (middle - 7.0, middle + 7.0));
    pen.says("fill", &frame.pattern(absence)).end();
    let words = words.trim();
    let text = crate::letters::shorten(words, Type::Note.size(), right - left - 44.0);
    pen.label_with(
        Type::Note,
        Anchor::Start,
        (left + 40.0, middle),
        &text,
        words,
    );
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
