//! What stands at the ends of lines.

use crate::label::{Anchor, Type};
use crate::marks;
use crate::reading::Target;
use crate::room::spread;
use crate::scale::Linear;
use crate::xml::Pen;

use super::Trend;

/// From the plot to a name, with room for its mark, in pixels.
const BEFORE: f64 = 18.0;

/// A name at the end of a line.
pub(super) struct Name<'a> {
    /// Where the line ends, in the chart's unit.
    value: f64,
    text: &'a str,
    kind: Kind,
}

enum Kind {
    Line(usize),
    Band,
    Target,
}

/// The names of lines, of the band and of the target.
pub(super) fn names<'a>(trend: &'a Trend<'_>) -> Vec<Name<'a>> {
    let mut names = Vec::new();
    let alone = trend.series.len() == 1;
    for (row, series, values) in trend.lines() {
        let mut known = values
            .iter()
            .rev()
            .filter_map(|value| value.reading.known());
        let Some((value, band)) = known.next() else {
            continue;
        };
        names.push(Name {
            value,
            text: &series.name,
            kind: Kind::Line(row),
        });
        if let Some((_, high)) = band.filter(|_| alone) {
            names.push(Name {
                value: high,
                text: &trend.band,
                kind: Kind::Band,
            });
        }
    }
    if let Some((value, target)) = Target::at(trend.target.as_ref()) {
        names.push(Name {
            value,
            text: &target.label,
            kind: Kind::Target,
        });
    }
    names.retain(|name| !name.text.trim().is_empty());
    names
}

impl Name<'_> {
    fn size(&self) -> Type {
        match self.kind {
            Kind::Line(_) => Type::Own,
            Kind::Band | Kind::Target => Type::Note,
        }
    }

    /// Opens the groups of a name, with the mark of its line.
    fn open(&self, pen: &mut Pen, (x, middle): (f64, f64)) {
        match self.kind {
            Kind::Line(row) => {
                pen.silent();
                marks::series(pen, row);
                marks::mark(pen, row, (x + 10.0, middle), 4.0);
            }
            Kind::Band => {
                pen.silent().raw("<g>");
            }
            // No point says what the target is.
            Kind::Target => {
                pen.raw("<g><g>");
            }
        }
    }

    /// Writes lines of a name around a height, and closes its groups.
    fn text(&self, pen: &mut Pen, lines: &[String], (start, middle): (f64, f64)) {
        let mut line_middle = middle - self.size().line() * (lines.len() as f64 - 1.0) / 2.0;
        let cut = lines.last().is_some_and(|line| line.ends_with('…'));
        let whole = if cut { self.text.trim() } else { "" };
        for line in lines {
            let at = (start, line_middle);
            pen.label_with(self.size(), Anchor::Start, at, line, whole);
            line_middle += self.size().line();
        }
        pen.close("g").close("g");
    }
}

/// The width that names want beside the plot, in pixels, at most `most`.
pub(super) fn width(names: &[Name<'_>], most: f64, wide: bool) -> f64 {
    let short = if wide { 150.0 } else { 70.0 };
    let wanted = names.iter().map(|name| {
        let lines = name
            .text
            .split_whitespace()
            .map(|word| name.size().width(word));
        let word = lines.fold(0.0, f64::max);
        // Two lines of a long name, or one of a short.
        let whole = name.size().width(name.text);
        word.max(whole * 0.6).max(whole.min(short))
    });
    let widest = wanted.fold(0.0, f64::max);
    match widest > 0.0 {
        true => (widest + BEFORE + 4.0).min(most),
        false => 0.0,
    }
}

/// Whether a name is cut where names have a width beside the plot, in pixels.
pub(super) fn is_cut(names: &[Name<'_>], width: f64) -> bool {
    let cut = |name: &Name<'_>| {
        let lines = name.size().wrap(name.text, width - BEFORE, 3);
        lines.iter().any(|line| line.ends_with('…'))
    };
    names.iter().any(cut)
}

/// Writes names below `top` in the width of the chart; gives where they end.
pub(super) fn below(pen: &mut Pen, names: &[Name<'_>], mut top: f64, room: f64) -> f64 {
    for name in names {
        let lines = name.size().wrap(name.text, room - BEFORE, 2);
        let height = name.size().line() * lines.len() as f64 + 4.0;
        let middle = top + height / 2.0;
        name.open(pen, (0.0, middle));
        if let Kind::Target = name.kind {
            pen.line("chart-target", (3.0, middle), (14.0, middle));
        }
        name.text(pen, &lines, (BEFORE, middle));
        top += height;
    }
    top
}

/// Writes names right of `x`, each beside the end of its line, up to `right`.
pub(super) fn write(
    pen: &mut Pen,
    names: &[Name<'_>],
    scale: &Linear,
    (x, right): (f64, f64),
    (top, bottom): (f64, f64),
) {
    let room = right - x - BEFORE;
    let lines = |most: usize| -> Vec<Vec<String>> {
        names
            .iter()
            .map(|name| name.size().wrap(name.text, room, most))
            .collect()
    };
    let height = |name: &Name<'_>, lines: &[String]| name.size().line() * lines.len() as f64 + 2.0;
    let high = |lines: &[Vec<String>]| -> f64 {
        names
            .iter()
            .zip(lines)
            .map(|(name, lines)| height(name, lines))
            .sum()
    };
    let mut lines_of = lines(3);
    for most in [2, 1] {
        if high(&lines_of) > bottom - top {
            lines_of = lines(most);
        }
    }
    let wanted: Vec<(f64, f64)> = names
        .iter()
        .zip(&lines_of)
        .map(|(name, lines)| (scale.at(name.value), height(name, lines)))
        .collect();
    let middles = spread(&wanted, top, bottom);
    for (((name, lines), middle), (wanted, _)) in
        names.iter().zip(&lines_of).zip(middles).zip(wanted)
    {
        name.open(pen, (x, middle));
        if (middle - wanted).abs() > 3.0 {
            pen.line("chart-leader", (x + 1.0, wanted), (x + 5.0, middle));
        }
        let start = match name.kind {
            Kind::Line(_) => x + BEFORE,
            Kind::Band | Kind::Target => x + 8.0,
        };
        name.text(pen, lines, (start, middle));
    }
}
