//! Axes: ticks with their labels, months with their years.

use crate::label::{Anchor, Type};
use crate::room::{Room, Rooms};
use crate::scale::{Bands, Linear, Measure};
use crate::xml::Pen;

/// A month on an axis, in the words of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub number: u8,
    /// A short name, as "қаң".
    pub name: String,
    /// The year, written under its January and under the first month.
    pub year: String,
}

/// The height of the two lines of [`months`], in pixels.
pub(crate) const MONTHS: f64 = 40.0;

/// Names as many months as have room, and years under them, below `top`.
pub(crate) fn months(pen: &mut Pen, months: &[Month], bands: &Bands, top: f64, right: f64) {
    let width = |month: &Month| Type::Tick.width(&month.name);
    let widest = months.iter().map(width).fold(0.0, f64::max);
    let apart = bands.months_apart(widest + 8.0);
    let mut taken = Rooms::default();
    let mut put = |pen: &mut Pen, text: &str, middle: f64, line: f64| {
        let half = Type::Tick.width(text) / 2.0;
        let middle = middle.min(right - half).max(half);
        let room = Room {
            left: middle - half - 4.0,
            right: middle + half + 4.0,
            top: line,
            bottom: line + 1.0,
        };
        if half > 0.0 && half * 2.0 <= right && taken.place(room) {
            pen.label(Type::Tick, Anchor::Middle, middle, top + line, text);
        }
    };
    for (at, month) in months.iter().enumerate() {
        let middle = bands.middle(at);
        if month.number == 1 {
            pen.line(
                "chart-axis",
                (bands.left(at), top),
                (bands.left(at), top + 5.0),
            );
        }
        // With a name a year, the years themselves say it.
        let named = month.number.saturating_sub(1).is_multiple_of(apart.max(1));
        if named && (apart < 12 || months.len() == 1) {
            put(pen, &month.name, middle, 13.0);
        }
        if month.number == 1 {
            put(pen, &month.year, middle, 30.0);
        }
    }
    // The first year gives way to a January that is close.
    if let Some(first) = months.first().filter(|month| month.number != 1) {
        put(pen, &first.year, bands.middle(0), 30.0);
    }
}

/// Ticks of a lying axis whose labels have room beside each other.
pub(crate) fn lying_ticks(
    scale: &Linear,
    measure: Measure,
    label: &dyn Fn(f64) -> String,
    (start, end): (f64, f64),
) -> Vec<(f64, String)> {
    for most in (2..=8).rev() {
        let ticks = scale.ticks(measure, most);
        let ticks: Vec<(f64, String)> = ticks
            .into_iter()
            .map(|tick| (scale.at(tick), label(tick)))
            .collect();
        let mut taken = Rooms::default();
        let fits = ticks.iter().all(|(x, text)| {
            let half = Type::Tick.width(text) / 2.0;
            let room = Room {
                left: x - half - 6.0,
                right: x + half + 6.0,
                top: 0.0,
                bottom: 1.0,
            };
            taken.place(room) && x - half >= start && x + half <= end
        });
        if fits {
            return ticks;
        }
    }
    Vec::new()
}
