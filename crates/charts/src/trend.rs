//! Months: a line, the band beside it, and what is absent.

mod draw;
mod gaps;
mod lanes;
mod names;

use crate::axis::Month;
use crate::frame::{Chart, Drawn, Frame};
use crate::point::Point;
use crate::reading::{Reading, Target};
use crate::scale::Measure;

/// How many series are told apart; what comes after them is neither drawn nor read.
pub const MOST_SERIES: usize = 5;

/// Values by month.
///
/// One series has its band drawn, and what is absent as hatched (missing) or dotted (not
/// published) months with a label. Several have no bands; their absent months are such strips
/// below the plot, one line per series. Each line is named at its end; where a name or what is absent
/// has no room there, all names stand below.
pub struct Trend<'a> {
    /// All months from the first to the last, without a hole.
    pub months: Vec<Month>,
    /// One to [`MOST_SERIES`] lines.
    pub series: Vec<Series>,
    /// What the band's far side is, written at its end; for one series only.
    pub band: String,
    /// A horizontal line.
    pub target: Option<Target>,
    /// Where a definition or a border changed.
    pub changes: Vec<Change>,
    /// What values measure; for [`Measure::Seconds`] they are seconds.
    pub measure: Measure,
    /// A value as the axis writes it.
    pub tick: &'a dyn Fn(f64) -> String,
}

/// A line of a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Written at the end of the line.
    pub name: String,
    /// One for each month, in the same order.
    pub values: Vec<Value>,
}

/// A month of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value; its interval is the band.
    pub reading: Reading,
    /// Only neighbours of the same segment are joined: another clock, definition or border is
    /// another segment.
    pub segment: u32,
    /// It is of a part of its month, or of several kinds of values: its mark is hollow.
    pub partial: bool,
    /// What a screen reader hears, the month and the series included.
    pub said: String,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which of the months it came with, counted from 0.
    pub month: usize,
    /// A few words.
    pub label: String,
    /// What a screen reader hears, the month included.
    pub said: String,
}

impl Trend<'_> {
    /// The lines that are drawn, each no longer than the months.
    fn lines(&self) -> impl Iterator<Item = (usize, &Series, &[Value])> {
        let of = |series: &Series| series.values.len().min(self.months.len());
        let lines = self.series.iter().take(MOST_SERIES).enumerate();
        lines.map(move |(row, series)| {
            let values = series.values.get(..of(series)).unwrap_or_default();
            (row, series, values)
        })
    }

    /// The changes that are drawn.
    fn changes(&self) -> impl Iterator<Item = &Change> {
        let within = |change: &&Change| change.month < self.months.len();
        self.changes.iter().filter(within)
    }
}

impl Chart for Trend<'_> {
    fn points(&self) -> Vec<Point> {
        let mut points = Vec::new();
        let mut rows = 0;
        for (row, _, values) in self.lines() {
            rows = row + 1;
            points.extend(values.iter().enumerate().map(|(column, value)| Point {
                said: value.said.clone(),
                row,
                column,
            }));
        }
        points.extend(self.changes().map(|change| Point {
            said: change.said.clone(),
            row: rows,
            column: change.month,
        }));
        points
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        draw::draw(self, frame)
    }
}
