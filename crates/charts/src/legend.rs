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

/// Writes entries below `top` in lines of a width; gives where they end. All in pixels.
pub(crate) fn write(pen: &mut Pen, entries: &[Entry<'_>], top: f64, room: f64) -> f64 {
    let (mut x, mut middle) = (0.0, top + LINE / 2.0);
    for entry in entries {
        let text = Type::Note.shorten(entry.text, room - SWATCH - 8.0);
        let width = SWATCH + 8.0 + Type::Note.width(&text);
        if x > 0.0 && x + width > room {
            x = 0.0;
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
