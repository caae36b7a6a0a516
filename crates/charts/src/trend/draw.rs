//! Lays a trend out.

use crate::axis::{self, MONTHS};
use crate::flags::{Flag, Flags, Placed};
use crate::frame::{Chart, Drawn, Frame};
use crate::label::{Anchor, Type};
use crate::marks;
use crate::reading::Target;
use crate::scale::{Bands, Linear, round_end};
use crate::xml::Pen;

use super::gaps::{Gap, gaps, runs};
use super::lanes::{LANE, Lane, lanes, words_width};
use super::names::{self, Name};
use super::{Change, Trend, Value};

/// Where everything stands.
pub(super) struct Plan<'a> {
    pub(super) frame: &'a Frame,
    pub(super) bands: Bands,
    pub(super) scale: Linear,
    /// The sides of the plot, in pixels.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Lines whose absent months have a strip of their own.
    pub(super) lanes: Vec<Lane<'a>>,
    /// Names, and what strips mean, stand below the months.
    pub(super) below: bool,
}

pub(super) fn draw(trend: &Trend<'_>, frame: &Frame) -> Drawn {
    let names = names::names(trend);
    let lanes = lanes(trend);
    let below = is_below(trend, frame, &names, &lanes);
    let (left, right) = sides(trend, frame, &names, &lanes, below);
    let bands = Bands::new(trend.months.len(), (left, right));
    let alone = alone(trend);
    let flags = flags(trend, &alone, &bands);
    let placed = Flags::place(&flags, 0.0, frame.room());
    let top = placed.height + 10.0;
    let bottom = top + if frame.wide() { 280.0 } else { 220.0 };
    let plan = Plan {
        frame,
        bands,
        scale: Linear::new(domain(trend), (bottom, top)),
        left,
        right,
        top,
        bottom,
        lanes,
        below,
    };
    let mut pen = Pen::default();
    pen.silent();
    plan.grid(&mut pen, trend);
    plan.absent(&mut pen, &alone);
    plan.strips(&mut pen);
    plan.lines(&mut pen, trend);
    if let Some((value, _)) = Target::at(trend.target.as_ref()) {
        let y = plan.scale.at(value);
        pen.line("chart-target", (left, y), (right, y));
    }
    for ((flag, gap), label) in flags.iter().zip(&alone).zip(&placed.placed) {
        let Some(label) = label else { continue };
        pen.line("chart-stem", (flag.x, top), (flag.x, label.sides(top).1));
        label.write(&mut pen, top, gap.words);
    }
    pen.close("g");
    let ends = (top - 6.0, bottom);
    let mut height = bottom + LANE * plan.lanes.len() as f64 + MONTHS;
    if below {
        height = names::below(&mut pen, &names, height + 6.0, frame.room());
        height = plan.absences(&mut pen, height);
    } else {
        names::write(&mut pen, &names, &plan.scale, (right, frame.room()), ends);
    }
    let values = plan.points(&mut pen, trend);
    let labels = placed.placed.iter().skip(alone.len());
    for (at, (change, label)) in (values..).zip(trend.changes().zip(labels)) {
        pen.point(at, &change.said);
        plan.change(&mut pen, change, label.as_ref());
        pen.close("g");
    }
    frame.close(pen, height, trend.points())
}

/// From where to where values go: from zero, or from below it.
fn domain(trend: &Trend<'_>) -> (f64, f64) {
    let readings = || {
        trend
            .lines()
            .flat_map(|(_, _, values)| values)
            .map(|value| &value.reading)
    };
    let target = Target::at(trend.target.as_ref()).map(|(value, _)| value);
    let highest = readings().filter_map(|reading| reading.highest());
    let highest = highest.chain(target).fold(0.0, f64::max);
    let lowest = readings().filter_map(|reading| reading.lowest());
    let lowest = lowest.chain(target).fold(0.0, f64::min);
    let end = |value| round_end(value, trend.measure, 5);
    match (lowest < 0.0, highest > 0.0) {
        (true, true) => (-end(-lowest), end(highest)),
        (true, false) => (-end(-lowest), 0.0),
        (false, _) => (0.0, end(highest)),
    }
}

/// The most that names take beside the plot, in pixels.
fn most(frame: &Frame) -> f64 {
    frame.room() * if frame.wide() { 0.28 } else { 0.4 }
}

/// Whether several lines have names, or words for what is absent, that would be cut beside the plot.
fn is_below(trend: &Trend<'_>, frame: &Frame, names: &[Name<'_>], lanes: &[Lane<'_>]) -> bool {
    let most = most(frame);
    trend.series.len() > 1 && (words_width(lanes) > most || names::is_cut(names, most))
}

/// The sides of the plot: left of it stand ticks, right of it names.
fn sides(
    trend: &Trend<'_>,
    frame: &Frame,
    names: &[Name<'_>],
    lanes: &[Lane<'_>],
    below: bool,
) -> (f64, f64) {
    let room = frame.room();
    let width = |tick: &f64| Type::Tick.width(&(trend.tick)(*tick));
    let ticks = Linear::new(domain(trend), (0.0, 1.0)).ticks(trend.measure, 6);
    let ticks = ticks.iter().map(width).fold(0.0, f64::max).min(room * 0.3);
    let most = most(frame);
    let names = match below {
        // The marks of strips stand there.
        true => {
            if lanes.is_empty() {
                0.0
            } else {
                20.0
            }
        }
        false => names::width(names, most, frame.wide()).max(words_width(lanes).min(most)),
    };
    (ticks + 8.0, room - names.max(6.0))
}

/// What is absent of a line that stands alone: whole months of the plot.
fn alone<'a>(trend: &'a Trend<'_>) -> Vec<Gap<'a>> {
    match trend.series.len() {
        1 => trend
            .lines()
            .flat_map(|(_, _, values)| gaps(values))
            .collect(),
        _ => Vec::new(),
    }
}

/// Labels over the plot: first of what is absent, then of what changed.
fn flags<'a>(trend: &'a Trend<'_>, alone: &[Gap<'a>], bands: &Bands) -> Vec<Flag<'a>> {
    let absent = alone.iter().map(|gap| Flag {
        x: (bands.left(gap.from) + bands.left(gap.to)) / 2.0,
        label: gap.words,
        centred: true,
    });
    let changes = trend.changes().map(|change| Flag {
        x: bands.left(change.month),
        label: &change.label,
        centred: false,
    });
    absent.chain(changes).collect()
}

impl Plan<'_> {
    fn grid(&self, pen: &mut Pen, trend: &Trend<'_>) {
        let mut values = trend.lines().flat_map(|(_, _, values)| values);
        if values.any(|value| value.reading.known().is_some()) {
            for tick in self.scale.ticks(trend.measure, 6) {
                let y = self.scale.at(tick);
                pen.line("chart-grid", (self.left, y), (self.right, y));
                let text = (trend.tick)(tick);
                let text = Type::Tick.shorten(&text, self.left - 8.0);
                pen.label(Type::Tick, Anchor::End, self.left - 8.0, y, &text);
            }
        }
        let foot = self.scale.at(0.0);
        pen.line("chart-axis", (self.left, foot), (self.right, foot));
        let top = self.bottom + LANE * self.lanes.len() as f64;
        axis::months(pen, &trend.months, &self.bands, top, self.frame.room());
    }

    /// Whole months of the plot that are absent.
    fn absent(&self, pen: &mut Pen, gaps: &[Gap<'_>]) {
        for gap in gaps {
            self.gap(pen, gap, (self.top, self.bottom));
        }
    }

    pub(super) fn gap(&self, pen: &mut Pen, gap: &Gap<'_>, sides: (f64, f64)) {
        let across = (self.bands.left(gap.from), self.bands.left(gap.to));
        pen.area(gap.absence.class(), across, sides)
            .says("fill", &self.frame.pattern(gap.absence))
            .end();
    }

    fn lines(&self, pen: &mut Pen, trend: &Trend<'_>) {
        let alone = trend.series.len() == 1;
        // A run of one month still has a band.
        let reach = (self.bands.step() / 3.0).min(4.0);
        for (row, _, values) in trend.lines() {
            marks::series(pen, row);
            for run in runs(values) {
                let place = |at: usize, value: f64| (self.bands.middle(at), self.scale.at(value));
                if alone {
                    for part in run.split(|(_, _, band)| band.is_none()) {
                        let band = part
                            .iter()
                            .filter_map(|(at, _, band)| Some((*at, (*band)?)));
                        let edge = |high: bool| {
                            let of = move |(at, (low, up)): (usize, (f64, f64))| {
                                place(at, if high { up } else { low })
                            };
                            widened(band.clone().map(of).collect(), reach)
                        };
                        self.band(pen, &edge(true), &edge(false));
                    }
                }
                if run.len() > 1 {
                    pen.tag("path", marks::line(row)).raw(" d=\"");
                    pen.path("M", run.iter().map(|(at, value, _)| place(*at, *value)));
                    pen.raw("\"").end();
                }
            }
            pen.close("g");
        }
    }

    fn band(&self, pen: &mut Pen, upper: &[(f64, f64)], lower: &[(f64, f64)]) {
        if upper.is_empty() {
            return;
        }
        pen.tag("path", "chart-band").raw(" d=\"");
        pen.path("M", upper.iter().copied());
        pen.path("L", lower.iter().rev().copied());
        pen.raw("Z\"").end();
        pen.tag("path", "chart-edge").raw(" d=\"");
        pen.path("M", upper.iter().copied());
        pen.raw("\"").end();
    }

    fn change(&self, pen: &mut Pen, change: &Change, label: Option<&Placed>) {
        let (x, top) = (self.bands.left(change.month), self.top);
        let stem = label.map_or(top - 6.0, |label| label.sides(top).1);
        pen.line("chart-change", (x, stem), (x, self.bottom));
        if let Some(label) = label {
            let room = label.room;
            let across = (room.left - 3.0, room.right + 3.0);
            pen.hit(across, label.sides(top));
            label.write(pen, top, &change.label);
        } else {
            pen.hit((x - 6.0, x + 6.0), (top - 8.0, top + 4.0));
            marks::mark(pen, 3, (x, top - 2.0), 3.0);
        }
    }

    /// Every month of every line can be reached; gives how many.
    fn points(&self, pen: &mut Pen, trend: &Trend<'_>) -> usize {
        let radius = (self.bands.step() * 0.3).clamp(1.5, 3.5);
        let mut number = 0;
        for (row, _, values) in trend.lines() {
            marks::series(pen, row);
            for (column, value) in values.iter().enumerate() {
                pen.point(number, &value.said);
                number += 1;
                let across = (self.bands.left(column), self.bands.left(column + 1));
                let down = self.reach(trend, row, column, value);
                pen.hit(across, down);
                if let Some((known, _)) = value.reading.known() {
                    let at = (self.bands.middle(column), self.scale.at(known));
                    pen.tag("circle", "chart-ring")
                        .at("cx", at.0)
                        .at("cy", at.1)
                        .at("r", 8.0)
                        .raw(" fill=\"none\"")
                        .end();
                    match value.partial {
                        true => marks::hollow(pen, row, at, radius.max(2.5)),
                        false => marks::mark(pen, row, at, radius),
                    }
                }
                pen.close("g");
            }
            pen.close("g");
        }
        number
    }

    /// How far up and down a press finds a month of a line: to half the way to the next line.
    fn reach(&self, trend: &Trend<'_>, row: usize, column: usize, value: &Value) -> (f64, f64) {
        let Some((known, _)) = value.reading.known() else {
            let lane = self.lanes.iter().position(|lane| {
                let here = |gap: &Gap<'_>| (gap.from..gap.to).contains(&column);
                lane.row == row && lane.gaps.iter().any(here)
            });
            return lane.map_or((self.top, self.bottom), |at| self.lane(at));
        };
        let y = self.scale.at(known);
        let mut down = (self.top, self.bottom);
        for (other, _, values) in trend.lines().filter(|(other, ..)| *other != row) {
            let there = values.get(column).and_then(|value| value.reading.known());
            let Some((there, _)) = there else { continue };
            let there = self.scale.at(there);
            let half = (y + there) / 2.0;
            // Where two lie on each other, the later is below.
            if there > y || (there == y && other > row) {
                down.1 = down.1.min(half);
            } else {
                down.0 = down.0.max(half);
            }
        }
        down
    }
}

/// The points of an edge; a single one becomes a short line.
fn widened(edge: Vec<(f64, f64)>, reach: f64) -> Vec<(f64, f64)> {
    match edge.as_slice() {
        [(x, y)] => vec![(x - reach, *y), (x + reach, *y)],
        _ => edge,
    }
}
