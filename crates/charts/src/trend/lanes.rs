//! Strips below the plot: what is absent of lines that stand together.

use crate::label::{Anchor, Type};
use crate::legend::{self, Entry, Lines};
use crate::marks;
use crate::xml::Pen;

use super::Trend;
use super::draw::Plan;
use super::gaps::{Gap, gaps};

/// The height of a strip of absent months, in pixels.
pub(super) const LANE: f64 = 18.0;

/// A strip below the plot: what is absent of a line for one reason.
pub(super) struct Lane<'a> {
    pub(super) row: usize,
    pub(super) gaps: Vec<Gap<'a>>,
}

/// What is absent of lines that stand together: strips.
pub(super) fn lanes<'a>(trend: &'a Trend<'_>) -> Vec<Lane<'a>> {
    let mut lanes: Vec<Lane<'a>> = Vec::new();
    if trend.series.len() < 2 {
        return lanes;
    }
    for (row, _, values) in trend.lines() {
        for gap in gaps(values) {
            let same = |lane: &&mut Lane<'_>| {
                lane.row == row
                    && lane
                        .gaps
                        .iter()
                        .any(|other| (other.absence, other.words) == (gap.absence, gap.words))
            };
            match lanes.iter_mut().find(same) {
                Some(lane) => lane.gaps.push(gap),
                None => lanes.push(Lane {
                    row,
                    gaps: vec![gap],
                }),
            }
        }
    }
    lanes
}

/// The width that the words of strips want beside the plot, in pixels.
pub(super) fn words_width(lanes: &[Lane<'_>]) -> f64 {
    let words = lanes.iter().filter_map(|lane| lane.gaps.first());
    let widths = words.map(|gap| Type::Note.width(gap.words) + 22.0);
    widths.fold(0.0, f64::max)
}

impl Plan<'_> {
    /// The upper and the lower side of a strip.
    pub(super) fn lane(&self, at: usize) -> (f64, f64) {
        let top = self.bottom + LANE * at as f64 + 4.0;
        (top, top + LANE - 5.0)
    }

    /// Strips of absent months, with what they mean where names stand beside the plot.
    pub(super) fn strips(&self, pen: &mut Pen) {
        for (at, lane) in self.lanes.iter().enumerate() {
            let sides = self.lane(at);
            let middle = (sides.0 + sides.1) / 2.0;
            marks::series(pen, lane.row);
            for gap in &lane.gaps {
                self.gap(pen, gap, sides);
            }
            let words = lane.gaps.first().map_or("", |gap| gap.words.trim());
            marks::mark(pen, lane.row, (self.right + 10.0, middle), 3.0);
            if let Some((anchor, x)) = self.beside(lane).filter(|_| self.below) {
                pen.label(Type::Note, anchor, x, middle, words);
            }
            if !self.below {
                let room = self.frame.room() - self.right - 18.0;
                let text = Type::Note.shorten(words, room);
                let start = (self.right + 18.0, middle);
                pen.label_with(Type::Note, Anchor::Start, start, &text, words);
            }
            pen.close("g");
        }
    }

    /// Where the words of a strip stand in its own line: before its first part, or after its last.
    fn beside(&self, lane: &Lane<'_>) -> Option<(Anchor, f64)> {
        let (first, last) = (lane.gaps.first()?, lane.gaps.last()?);
        let (from, to) = (self.bands.left(first.from), self.bands.left(last.to));
        let room = Type::Note.width(first.words.trim()) + 6.0;
        match (from - self.left >= room, self.right - to >= room) {
            (true, _) => Some((Anchor::End, from - 6.0)),
            (_, true) => Some((Anchor::Start, to + 6.0)),
            _ => None,
        }
    }

    /// What strips mean that have no room for it, below `top`; gives where that ends.
    pub(super) fn absences(&self, pen: &mut Pen, top: f64) -> f64 {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let lanes = self.lanes.iter();
        let full = lanes.filter(|lane| self.beside(lane).is_none());
        for gap in full.filter_map(|lane| lane.gaps.first()) {
            let class = gap.absence.class();
            let same = |entry: &Entry<'_>| (entry.class, entry.text) == (class, gap.words);
            if !entries.iter().any(same) {
                entries.push(Entry {
                    class,
                    pattern: Some(self.frame.pattern(gap.absence)),
                    text: gap.words,
                });
            }
        }
        pen.silent();
        let end = legend::write(pen, &entries, (0.0, top), self.frame.room(), Lines::Full);
        pen.close("g");
        end
    }
}
