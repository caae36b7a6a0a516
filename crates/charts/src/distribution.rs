//! How durations are spread: a histogram on a logarithmic axis of time.

use crate::axis::MONTHS;
use crate::flags::{Flag, Flags, Placed};
use crate::frame::{Chart, Drawn, Frame};
use crate::label::{Anchor, Type};
use crate::point::Point;
use crate::reading::Target;
use crate::room::{Room, Rooms};
use crate::scale::LogTime;
use crate::xml::Pen;

/// A histogram of durations.
///
/// The axis is logarithmic, bins may be unequal, and the *area* of a bar is its share: its height
/// is the share divided by the width that the bin has on the axis. So equal areas are equal
/// shares, and the upright axis has no numbers. A bin that is open (from 0, or without an end) is
/// drawn as wide as the axis goes on beyond its neighbour, a little.
pub struct Distribution<'a> {
    /// Ascending, not overlapping.
    pub bins: Vec<Bin>,
    /// Seconds; bars within it are filled more strongly. It should be an edge of a bin.
    pub target: Option<Target>,
    /// Upright lines: median, 90th percentile.
    pub quantiles: Vec<Quantile>,
    /// A duration in seconds, as the axis writes it.
    pub tick: &'a dyn Fn(f64) -> String,
}

/// A bin of a histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// From this many seconds.
    pub from: f64,
    /// To this many seconds; infinite where it is open.
    pub to: f64,
    /// The share of all in it, or their number: only proportions matter.
    pub share: f64,
    /// What a screen reader hears.
    pub said: String,
}

/// A quantile of the durations.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantile {
    /// In seconds.
    pub value: f64,
    /// What stands over it, as "median 7 min".
    pub label: String,
    /// What a screen reader hears.
    pub said: String,
}

/// How much the axis goes on for an open bin: a third more time.
const OPEN: f64 = 4.0 / 3.0;

impl Distribution<'_> {
    /// From where to where the axis goes, in seconds: over all bins, the target and the quantiles.
    fn domain(&self) -> (f64, f64) {
        let marks = self.quantiles().map(|quantile| quantile.value);
        let marks = marks.chain(self.target().map(|(value, _)| value));
        let edges = self.bins.iter().flat_map(|bin| [bin.from, bin.to]);
        let sound = |edge: &f64| edge.is_finite() && *edge > 0.0;
        let (lowest, highest) = marks
            .chain(edges)
            .filter(sound)
            .fold((f64::INFINITY, 0.0_f64), |(low, high), edge| {
                (low.min(edge), high.max(edge))
            });
        let lowest = if lowest.is_finite() { lowest } else { 1.0 };
        let opens = self.bins.iter().any(|bin| bin.to > highest);
        let starts = self.bins.iter().any(|bin| bin.from < lowest);
        (
            if starts { lowest / OPEN } else { lowest },
            if opens { highest * OPEN } else { highest },
        )
    }

    /// The target, if it can be drawn.
    fn target(&self) -> Option<(f64, &Target)> {
        Target::at(self.target.as_ref()).filter(|_| !self.bins.is_empty())
    }

    /// Quantiles that can be drawn; none where there are no bins.
    fn quantiles(&self) -> impl Iterator<Item = &Quantile> {
        let sound = |quantile: &&Quantile| quantile.value.is_finite() && !self.bins.is_empty();
        self.quantiles.iter().filter(sound)
    }
}

/// Where a bin stands, in pixels, and how high it is before the heights are brought to the plot.
struct Bar {
    left: f64,
    right: f64,
    density: f64,
}

fn bar(bin: &Bin, scale: &LogTime) -> Bar {
    let left = scale.at(bin.from.max(0.0));
    let right = scale.at(bin.to).max(left);
    let share = if bin.share.is_finite() {
        bin.share.max(0.0)
    } else {
        0.0
    };
    Bar {
        left,
        right,
        density: share / (right - left).max(0.5),
    }
}

impl Chart for Distribution<'_> {
    fn points(&self) -> Vec<Point> {
        let bins = self.bins.iter().map(|bin| (bin.said.clone(), 1));
        let quantiles = self.quantiles().map(|quantile| (quantile.said.clone(), 0));
        let quantiles: Vec<_> = quantiles.enumerate().collect();
        // Quantiles first: they are what most want to hear.
        quantiles
            .into_iter()
            .chain(bins.enumerate())
            .map(|(column, (said, row))| Point { said, row, column })
            .collect()
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let (left, right) = (6.0, frame.room() - 6.0);
        let scale = LogTime::new(self.domain(), (left, right));
        let target = self.target();
        let mut flags: Vec<Flag<'_>> = Vec::new();
        flags.extend(target.map(|(value, target)| Flag {
            x: scale.at(value),
            label: &target.label,
            centred: false,
        }));
        flags.extend(self.quantiles().map(|quantile| Flag {
            x: scale.at(quantile.value),
            label: &quantile.label,
            centred: false,
        }));
        let placed = Flags::place(&flags, 0.0, frame.room());
        let top = placed.height + 10.0;
        let bottom = top + if frame.wide() { 220.0 } else { 170.0 };
        let mut pen = Pen::default();
        pen.silent();
        self.axis(&mut pen, &scale, (left, right), bottom);
        pen.close("g");

        let sides = (top, bottom);
        let limit = target.map(|(value, _)| value);
        self.bars(&mut pen, &scale, limit, sides, self.quantiles().count());
        let mut labels = placed.placed.iter().map(Option::as_ref);
        if let Some((value, target)) = target {
            let label = labels.next().flatten();
            pen.raw("<g>");
            flag(
                &mut pen,
                "chart-target",
                (scale.at(value), sides),
                label,
                &target.label,
            );
            pen.close("g");
        }
        for (at, (quantile, label)) in self.quantiles().zip(labels).enumerate() {
            pen.point(at, &quantile.said);
            let place = (scale.at(quantile.value), sides);
            flag(&mut pen, "chart-quantile", place, label, &quantile.label);
            pen.close("g");
        }
        frame.close(pen, bottom + MONTHS / 2.0 + 4.0, self.points())
    }
}

/// An upright line with its label over the plot.
fn flag(
    pen: &mut Pen,
    class: &str,
    (x, (top, bottom)): (f64, (f64, f64)),
    label: Option<&Placed>,
    whole: &str,
) {
    let stem = label.map_or(top, |label| label.sides(top).1);
    pen.line(class, (x, stem), (x, bottom));
    if let Some(label) = label {
        let room = label.room;
        pen.hit((room.left - 3.0, room.right + 3.0), label.sides(top));
        label.write(pen, top, whole);
    }
}

impl Distribution<'_> {
    fn axis(&self, pen: &mut Pen, scale: &LogTime, (left, right): (f64, f64), bottom: f64) {
        pen.line("chart-axis", (left, bottom), (right, bottom));
        if self.bins.is_empty() {
            return;
        }
        let width = |tick: f64| Type::Tick.width(&(self.tick)(tick)) + 14.0;
        let mut taken = Rooms::default();
        for tick in scale.ticks(&width) {
            let text = (self.tick)(tick);
            let half = Type::Tick.width(&text) / 2.0;
            let x = scale.at(tick);
            pen.line("chart-axis", (x, bottom), (x, bottom + 5.0));
            // At the ends a label moves inwards, if it has room there.
            let middle = x.min(right + 6.0 - half).max(half);
            let room = Room {
                left: middle - half,
                top: 0.0,
                right: middle + half,
                bottom: 1.0,
            };
            if half * 2.0 <= right && taken.place(room) {
                pen.label(Type::Tick, Anchor::Middle, middle, bottom + 15.0, &text);
            }
        }
    }

    fn bars(
        &self,
        pen: &mut Pen,
        scale: &LogTime,
        target: Option<f64>,
        (top, bottom): (f64, f64),
        mut at: usize,
    ) {
        let bars: Vec<Bar> = self.bins.iter().map(|bin| bar(bin, scale)).collect();
        let highest = bars.iter().map(|bar| bar.density).fold(0.0, f64::max);
        let high = |density: f64| match highest > 0.0 {
            true => bottom - density / highest * (bottom - top),
            false => bottom,
        };
        for (bin, bar) in self.bins.iter().zip(&bars) {
            let within = target.is_none_or(|target| bin.to <= target);
            let class = if within {
                "chart-within"
            } else {
                "chart-beyond"
            };
            pen.point(at, &bin.said);
            at += 1;
            pen.hit((bar.left, bar.right), (top, bottom));
            pen.area(class, (bar.left, bar.right), (high(bar.density), bottom))
                .end();
            pen.close("g");
        }
    }
}
