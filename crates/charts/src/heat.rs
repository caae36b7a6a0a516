//! A grid, as weekday by hour: five classes from light to dark.

use crate::frame::{Chart, Drawn, Frame};
use crate::label::{Anchor, Type};
use crate::legend::{self, Entry, Lines};
use crate::point::Point;
use crate::reading::{Absence, Reading};
use crate::room::{Room, Rooms};
use crate::scale::Bands;
use crate::xml::Pen;

/// Values of rows by columns, as classes of a value.
///
/// On a phone rows and columns change places, so that a cell stays large enough for a finger.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// Names of rows: weekdays.
    pub rows: Vec<String>,
    /// Names of columns: hours. Some are left out where they have no room.
    pub columns: Vec<String>,
    /// Cells by row, then by column.
    pub cells: Vec<Vec<Cell>>,
    /// From these values on, ascending, the second to the fifth class begin.
    pub bounds: [f64; 4],
    /// What the classes mean, the lowest first.
    pub classes: [String; 5],
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value. An interval is not drawn.
    pub reading: Reading,
    /// The value in writing; it stands in the cell where all cells have room for theirs.
    pub shown: String,
    /// What a screen reader hears, weekday and hour included.
    pub said: String,
}

/// The classes of their style, from light to dark.
pub(crate) const FILLS: [&str; 5] = ["chart-h1", "chart-h2", "chart-h3", "chart-h4", "chart-h5"];

impl Heat {
    /// The cells that have a row and a column, by row.
    fn cells(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        let columns = self.columns.len();
        let rows = self.cells.iter().take(self.rows.len()).enumerate();
        rows.flat_map(move |(row, cells)| {
            let cells = cells.iter().take(columns).enumerate();
            cells.map(move |(column, cell)| (row, column, cell))
        })
    }

    fn class(&self, value: f64) -> &'static str {
        let passed = self.bounds.iter().filter(|bound| value >= **bound).count();
        FILLS.get(passed).copied().unwrap_or_default()
    }

    fn entries<'a>(&'a self, frame: &Frame) -> Vec<Entry<'a>> {
        let classes = FILLS.iter().zip(&self.classes);
        let classes = classes.map(|(class, text)| Entry {
            class,
            pattern: None,
            text,
        });
        let mut entries: Vec<Entry<'a>> = classes.collect();
        let mut told: Vec<(Absence, &str)> = Vec::new();
        for absent in self.cells().filter_map(|(.., cell)| cell.reading.absent()) {
            if told.contains(&absent) || absent.1.trim().is_empty() {
                continue;
            }
            told.push(absent);
            entries.push(Entry {
                class: absent.0.class(),
                pattern: Some(frame.pattern(absent.0)),
                text: absent.1,
            });
        }
        entries
    }
}

impl Chart for Heat {
    fn points(&self) -> Vec<Point> {
        self.cells()
            .map(|(row, column, cell)| Point {
                said: cell.said.clone(),
                row,
                column,
            })
            .collect()
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let turned = !frame.wide();
        let (down, across) = match turned {
            true => (&self.columns, &self.rows),
            false => (&self.rows, &self.columns),
        };
        let room = frame.room();
        let names = down.iter().map(|name| Type::Tick.width(name.trim()));
        let left = names.fold(0.0, f64::max).min(room * 0.3) + 10.0;
        let top = 24.0;
        let height = if turned { 26.0 } else { 32.0 };
        let bands = Bands::new(across.len(), (left, room));
        let rows = Bands::new(down.len(), (top, top + height * down.len() as f64));

        let mut pen = Pen::default();
        pen.silent();
        names_across(&mut pen, across, &bands, turned);
        for (at, name) in down.iter().enumerate() {
            let text = Type::Tick.shorten(name, left - 10.0);
            let place = (left - 10.0, rows.middle(at));
            pen.label_with(Type::Tick, Anchor::End, place, &text, name.trim());
        }
        let bottom = rows.left(down.len());
        let end = legend::write(
            &mut pen,
            &self.entries(frame),
            (0.0, bottom + 10.0),
            room,
            Lines::Full,
        );
        pen.close("g");

        let fits = |shown: &str| Type::Inside.width(shown.trim()) <= bands.step() - 4.0;
        let written = self.cells().all(|(.., cell)| fits(&cell.shown));
        for (at, (row, column, cell)) in self.cells().enumerate() {
            let (y, x) = if turned { (column, row) } else { (row, column) };
            let sides = (bands.left(x) + 0.5, bands.left(x + 1) - 0.5);
            let heights = (rows.left(y) + 0.5, rows.left(y + 1) - 0.5);
            pen.point(at, &cell.said);
            self.fill(&mut pen, frame, cell, (sides, heights));
            if written && cell.reading.known().is_some() {
                let middle = rows.middle(y);
                pen.label(
                    Type::Inside,
                    Anchor::Middle,
                    bands.middle(x),
                    middle,
                    cell.shown.trim(),
                );
            }
            pen.close("g").close("g");
        }
        let mut points = self.points();
        if turned {
            for point in &mut points {
                (point.row, point.column) = (point.column, point.row);
            }
        }
        frame.close(pen, end + 4.0, points)
    }
}

/// The sides of a cell, then its upper and its lower end, in pixels.
type Sides = ((f64, f64), (f64, f64));

impl Heat {
    /// Opens the group of a cell and fills it; its text follows.
    fn fill(&self, pen: &mut Pen, frame: &Frame, cell: &Cell, (sides, heights): Sides) {
        match (cell.reading.known(), cell.reading.absent()) {
            (Some((value, _)), _) => {
                pen.tag("g", self.class(value)).inside();
                pen.area("chart-cell", sides, heights).end();
            }
            (None, absent) => {
                let absence = absent.map_or(Absence::Missing, |(absence, _)| absence);
                pen.tag("g", "").inside();
                pen.area(absence.class(), sides, heights);
                pen.says("fill", &frame.pattern(absence)).end();
            }
        }
        let inner = |(low, high): (f64, f64)| (low + 3.5, high - 3.5);
        pen.hit(inner(sides), inner(heights));
    }
}

/// Names over columns: as many as have room, or all of them shortened.
fn names_across(pen: &mut Pen, names: &[String], bands: &Bands, all: bool) {
    let width = |name: &String| Type::Tick.width(name.trim());
    let widest = names.iter().map(width).fold(0.0, f64::max) + 6.0;
    let fits = |apart: &usize| *apart as f64 * bands.step() >= widest;
    let apart = [1, 2, 3, 4, 6, 12].into_iter().find(fits).filter(|_| !all);
    let room = apart.map_or(bands.step() - 4.0, |_| widest.min(bands.left(names.len())));
    let mut taken = Rooms::default();
    for (at, name) in names.iter().enumerate().step_by(apart.unwrap_or(1)) {
        let text = Type::Tick.shorten(name, room);
        let half = Type::Tick.width(&text) / 2.0;
        // At the ends a name moves inwards, if it has room there.
        let middle = bands
            .middle(at)
            .min(bands.left(names.len()) - half)
            .max(half);
        let place = Room {
            left: middle - half,
            top: 0.0,
            right: middle + half,
            bottom: 1.0,
        };
        if taken.place(place) {
            pen.label_with(
                Type::Tick,
                Anchor::Middle,
                (middle, 12.0),
                &text,
                name.trim(),
            );
        }
    }
}
