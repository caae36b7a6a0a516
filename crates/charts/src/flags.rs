//! Labels over a plot, each standing at an x: what changed, what is absent, where the median lies.

use crate::frame::{Anchor, Type};
use crate::letters::shorten;
use crate::room::{Room, Rooms};
use crate::xml::Pen;

/// A label that wants to stand at an x.
#[derive(Clone, Copy)]
pub(crate) struct Flag<'a> {
    /// In pixels.
    pub(crate) x: f64,
    pub(crate) label: &'a str,
    /// Whether the label stands over its x rather than beside it.
    pub(crate) centred: bool,
}

/// Where a label found room. Heights are in pixels from the plot's upper side, upwards negative.
pub(crate) struct Placed {
    pub(crate) text: String,
    pub(crate) room: Room,
}

/// Labels over a plot.
pub(crate) struct Flags {
    /// As many as were wanted; none where there was no room.
    pub(crate) placed: Vec<Option<Placed>>,
    /// The height that they take, in pixels.
    pub(crate) height: f64,
}

/// Labels are this far from each other, in pixels.
const GAP: f64 = 8.0;
const LINE: f64 = 18.0;
const MOST_ROWS: usize = 5;

impl Flags {
    /// Places labels between `left` and `right`, the lowest row first. Neither labels nor the lines
    /// down from them meet.
    pub(crate) fn place(flags: &[Flag<'_>], left: f64, right: f64) -> Flags {
        let mut taken = Rooms::default();
        // A line that goes down from no label needs its way too.
        let placed: Vec<Option<Placed>> = flags
            .iter()
            .map(|flag| place(flag, &mut taken, left, right))
            .collect();
        let tops = placed.iter().flatten().map(|placed| -placed.room.top);
        Flags {
            height: tops.fold(0.0, f64::max),
            placed,
        }
    }
}

fn place(flag: &Flag<'_>, taken: &mut Rooms, left: f64, right: f64) -> Option<Placed> {
    for most in [right - left, (right - left) * 0.45] {
        let text = shorten(flag.label.trim(), Type::Note.size(), most.min(260.0));
        if text.is_empty() {
            return None;
        }
        let width = Type::Note.width(&text);
        for row in 0..MOST_ROWS {
            let bottom = -LINE * row as f64;
            let stem = Room {
                left: flag.x - 2.0,
                top: bottom,
                right: flag.x + 2.0,
                bottom: 0.0,
            };
            let starts = match flag.centred {
                true => [flag.x - width / 2.0, flag.x, flag.x - width],
                false => [flag.x, flag.x - width, flag.x - width / 2.0],
            };
            for start in starts {
                let start = start.min(right - width).max(left);
                let room = Room {
                    left: start,
                    top: bottom - LINE,
                    right: start + width,
                    bottom,
                };
                let wide = Room {
                    left: start - GAP / 2.0,
                    right: start + width + GAP / 2.0,
                    ..room
                };
                if taken.free(&wide) && taken.free(&stem) {
                    taken.take(wide);
                    taken.take(stem);
                    return Some(Placed {
                        text: text.into_owned(),
                        room,
                    });
                }
            }
        }
    }
    None
}

impl Placed {
    /// Writes the label; `top` is the plot's upper side.
    pub(crate) fn write(&self, pen: &mut Pen, top: f64, whole: &str) {
        let middle = top + self.room.top + LINE / 2.0 - 1.0;
        let at = (self.room.left, middle);
        pen.label_with(Type::Note, Anchor::Start, at, &self.text, whole.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_label_meets_another_or_its_stem(
            wanted in prop::collection::vec((0.0..300.0f64, ".{0,30}", any::<bool>()), 0..9),
        ) {
            let flags: Vec<Flag> = wanted
                .iter()
                .map(|(x, label, centred)| Flag { x: *x, label, centred: *centred })
                .collect();
            let placed = Flags::place(&flags, 0.0, 300.0);
            let mut rooms = Rooms::default();
            for (flag, placed) in flags.iter().zip(&placed.placed) {
                let Some(placed) = placed else { continue };
                prop_assert!(placed.room.left >= 0.0 && placed.room.right <= 300.0 + 1e-6);
                prop_assert!(-placed.room.top <= placed_height(&flags));
                prop_assert!(rooms.place(placed.room));
                let stem = Room { left: flag.x, right: flag.x, top: placed.room.bottom, bottom: 0.0 };
                prop_assert!(rooms.free(&stem));
            }
        }
    }

    fn placed_height(flags: &[Flag]) -> f64 {
        Flags::place(flags, 0.0, 300.0).height
    }
}
