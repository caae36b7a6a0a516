//! Labels over a plot, each standing at an x: what changed, what is absent, where the median lies.

use crate::label::{Anchor, Type};
use crate::room::{self, Room, Rooms};
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
    lines: Vec<String>,
    pub(crate) room: Room,
    anchor: Anchor,
}

/// Labels over a plot.
pub(crate) struct Flags {
    /// As many as were wanted; none where there was no room.
    pub(crate) placed: Vec<Option<Placed>>,
    /// The height that they take, in pixels.
    pub(crate) height: f64,
}

/// The labels are this far over the plot, in pixels: its uppermost tick has a label too.
pub(crate) const ABOVE: f64 = 8.0;
/// Labels are this far from each other, in pixels.
const GAP: f64 = 8.0;
const LINE: f64 = 17.0;
const MOST_ROWS: usize = 6;
/// A label that has no room in one line takes several of this width, in pixels.
const NARROW: f64 = 104.0;

impl Flags {
    /// Places labels between `left` and `right`, the lowest row first. Neither labels nor the lines
    /// down from them meet. Who goes first decides how many find room: from either side, what
    /// stands beside its x before what stands over it, or among it; the best is kept.
    pub(crate) fn place(flags: &[Flag<'_>], left: f64, right: f64) -> Flags {
        let places: Vec<f64> = flags.iter().map(|flag| flag.x).collect();
        let order = room::order(&places);
        let over = |at: &&usize| flags.get(**at).is_some_and(|flag| flag.centred);
        let beside = order.iter().filter(|at| !over(at));
        let beside_first: Vec<usize> = beside.chain(order.iter().filter(over)).copied().collect();
        let mut best = Flags::in_order(flags, &order, (left, right));
        for (mut order, back) in [
            (order, true),
            (beside_first.clone(), false),
            (beside_first, true),
        ] {
            if back {
                order.reverse();
            }
            let next = Flags::in_order(flags, &order, (left, right));
            let better = next.count().cmp(&best.count());
            if better.then(best.height.total_cmp(&next.height)).is_gt() {
                best = next;
            }
        }
        best
    }

    fn count(&self) -> usize {
        self.placed.iter().flatten().count()
    }

    fn in_order(flags: &[Flag<'_>], order: &[usize], sides: (f64, f64)) -> Flags {
        let mut taken = Rooms::default();
        let mut placed: Vec<Option<Placed>> = flags.iter().map(|_| None).collect();
        for (turn, at) in order.iter().enumerate() {
            let waiting = order.iter().skip(turn + 1).filter_map(|at| flags.get(*at));
            let waiting: Vec<f64> = waiting.map(|flag| flag.x).collect();
            if let (Some(flag), Some(slot)) = (flags.get(*at), placed.get_mut(*at)) {
                *slot = place(flag, &mut taken, sides, &waiting);
            }
        }
        let tops = placed
            .iter()
            .flatten()
            .map(|placed| ABOVE - placed.room.top);
        Flags {
            height: tops.fold(0.0, f64::max),
            placed,
        }
    }
}

/// Puts a label into the lowest rows that have room: in one line or in several, and rather where
/// it does not cut off those that wait for their turn.
fn place(
    flag: &Flag<'_>,
    taken: &mut Rooms,
    (left, right): (f64, f64),
    waiting: &[f64],
) -> Option<Placed> {
    let whole = Type::Note.wrap(flag.label, (right - left).min(260.0), 1);
    let narrow = Type::Note.wrap(flag.label, NARROW.min(right - left), 3);
    let cut = whole.iter().any(|line| line.ends_with('…'));
    for (lines, heedful) in [
        (&whole, true),
        (&narrow, true),
        (&whole, false),
        (&narrow, false),
    ] {
        let width = lines
            .iter()
            .map(|line| Type::Note.width(line))
            .fold(0.0, f64::max);
        if width <= 0.0 {
            return None;
        }
        // Several lines say more than one that is cut.
        if cut && lines.len() == 1 && narrow.len() > 1 {
            continue;
        }
        for row in 0..=MOST_ROWS.saturating_sub(lines.len()) {
            for (start, anchor) in starts(flag, width) {
                let bottom = -LINE * row as f64;
                let clamped = start.min(right - width).max(left);
                let room = Room {
                    left: clamped,
                    top: bottom - LINE * lines.len() as f64,
                    right: clamped + width,
                    bottom,
                };
                let heeds = |x: &f64| *x < room.left - GAP || *x > room.right + GAP;
                if heedful && !waiting.iter().all(heeds) {
                    continue;
                }
                if take(taken, room, flag.x) {
                    return Some(Placed {
                        lines: lines.clone(),
                        room,
                        anchor: if clamped == start {
                            anchor
                        } else {
                            Anchor::Start
                        },
                    });
                }
            }
        }
    }
    None
}

/// Takes the room of a label and of its line down, if both are free.
fn take(taken: &mut Rooms, room: Room, x: f64) -> bool {
    let wide = Room {
        left: room.left - GAP / 2.0,
        right: room.right + GAP / 2.0,
        ..room
    };
    let stem = Room {
        left: x - 2.0,
        top: room.bottom,
        right: x + 2.0,
        bottom: 0.0,
    };
    let free = taken.free(&wide) && taken.free(&stem);
    if free {
        taken.take(wide);
        taken.take(stem);
    }
    free
}

/// Where a label may begin so that its x is below it, the best first.
fn starts(flag: &Flag<'_>, width: f64) -> impl Iterator<Item = (f64, Anchor)> {
    let parts = [
        (0.5, Anchor::Middle),
        (0.0, Anchor::Start),
        (1.0, Anchor::End),
        (0.5, Anchor::Middle),
        (0.25, Anchor::Start),
        (0.75, Anchor::Start),
    ];
    let (x, skipped) = (flag.x, usize::from(!flag.centred));
    let parts = parts.into_iter().skip(skipped);
    parts.map(move |(part, anchor)| (x - width * part, anchor))
}

impl Placed {
    /// Where the label stands, in pixels; `top` is the plot's upper side.
    pub(crate) fn sides(&self, top: f64) -> (f64, f64) {
        (top - ABOVE + self.room.top, top - ABOVE + self.room.bottom)
    }

    /// Writes the label; `top` is the plot's upper side.
    pub(crate) fn write(&self, pen: &mut Pen, top: f64, whole: &str) {
        let x = match self.anchor {
            Anchor::Start => self.room.left,
            Anchor::Middle => (self.room.left + self.room.right) / 2.0,
            Anchor::End => self.room.right,
        };
        let cut = self.lines.last().is_some_and(|line| line.ends_with('…'));
        let whole = if cut { whole.trim() } else { "" };
        let mut middle = self.sides(top).0 + LINE / 2.0 - 1.0;
        for line in &self.lines {
            pen.label_with(Type::Note, self.anchor, (x, middle), line, whole);
            middle += LINE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn placed(wanted: &[(f64, &str)]) -> Flags {
        let flags: Vec<Flag<'_>> = wanted
            .iter()
            .map(|(x, label)| Flag {
                x: *x,
                label,
                centred: false,
            })
            .collect();
        Flags::place(&flags, 0.0, 320.0)
    }

    #[test]
    fn what_stands_close_together_is_stacked() {
        let wanted = [
            (199.0, "медиана 7 мин 10 с"),
            (209.0, "69 % за 10 мин"),
            (228.0, "90-й процентиль 18 мин"),
        ];
        assert_eq!(placed(&wanted).count(), 3);
    }

    proptest! {
        #[test]
        fn no_label_meets_another_or_its_stem(
            wanted in prop::collection::vec((0.0..300.0f64, ".{0,30}"), 0..9),
        ) {
            let wanted: Vec<(f64, &str)> =
                wanted.iter().map(|(x, label)| (*x, label.as_str())).collect();
            let flags = placed(&wanted);
            let mut rooms = Rooms::default();
            for ((x, _), placed) in wanted.iter().zip(&flags.placed) {
                let Some(placed) = placed else { continue };
                let room = placed.room;
                prop_assert!(room.left >= 0.0 && room.right <= 320.0 + 1e-6);
                prop_assert!(-room.top <= flags.height);
                prop_assert!(room.left - 1e-6 <= *x && *x <= room.right + 1e-6);
                let stem = Room { left: *x, right: *x, top: room.bottom, bottom: 0.0 };
                prop_assert!(rooms.place(room) && rooms.free(&stem));
            }
        }
    }
}
