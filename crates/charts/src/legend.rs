//! What fills mean, beside each other in as many lines as needed.

use crate::label::{Anchor, Type};
use crate::xml::Pen;

/// A fill and its meaning.
pub(crate) struct Entry<'a> {
    pub(crate) class: &'a str,
    /// The value of `fill`, where it is a pattern.
    pub(crate) pattern: Option<String>,
    pub(crate) text: &'a str,
}

const SWATCH: f64 = 20.0;
const LINE: f64 = 24.0;
const GAP: f64 = 18.0;

/// How entries stand: as many in a line as it has room for, or each in a line of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    Full,
    Single,
}

/// Writes entries below and to the right of a point in lines of a width; gives where they end. All
/// in pixels.
pub(crate) fn write(
    pen: &mut Pen,
    entries: &[Entry<'_>],
    (left, top): (f64, f64),
    room: f64,
    lines: Lines,
) -> f64 {
    let (mut x, mut middle) = (left, top + LINE / 2.0);
    for entry in entries {
        let text = Type::Note.shorten(entry.text, room - SWATCH - 8.0);
        let width = SWATCH + 8.0 + Type::Note.width(&text);
        let is_full = x + width > left + room || lines == Lines::Single;
        if x > left && is_full {
            x = left;
            middle += LINE;
        }
        pen.tag("g", entry.class).inside();
        pen.area(
            "chart-swatch",
            (x, x + SWATCH),
            (middle - 7.0, middle + 7.0),
        );
        if let Some(pattern) = &entry.pattern {
            pen.says("fill", pattern);
        }
        pen.end().close("g");
        let at = (x + SWATCH + 8.0, middle);
        pen.label_with(Type::Note, Anchor::Start, at, &text, entry.text.trim());
        x += width + GAP;
    }
    match entries.is_empty() {
        true => top,
        false => middle + LINE / 2.0,
    }
}
