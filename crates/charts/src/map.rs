//! Places where they lie, each filled with the class of its value.

mod land;

use crate::frame::{Chart, Drawn, Frame};
use crate::heat::FILLS;
use crate::label::{Anchor, Type};
use crate::legend::{self, Entry, Lines};
use crate::point::Point;
use crate::reading::Absence;
use crate::room::{Room, Rooms};
use crate::xml::Pen;
use land::Land;

/// Places on a plane, as classes of a value.
///
/// Names stand inside of what has room for them; points read all of them out.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// What is drawn, in the caller's order.
    pub parts: Vec<Part>,
    /// What the classes mean, the lowest first: at most five.
    pub classes: Vec<String>,
    /// What it means that a class is striped.
    pub unsure: String,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// How it is filled.
    pub fill: Fill,
    /// What a screen reader hears, the name included.
    pub said: String,
    /// Its rings in any unit: x to the right, y down. Holes run the other way than what they are in.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// How a place is filled: with a class, or with the pattern of why there is none, which comes with
/// its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A class, counted from 0; striped where the value may as well be far from it.
    Class(usize, bool),
    /// There are too few to publish: dotted.
    NotPublished(String),
    /// There is no data: hatched.
    Missing(String),
    /// Data are still to come: dashed.
    Late(String),
    /// There is nothing that could be counted: left empty.
    Nothing(String),
}

/// The height of a map at most, in pixels: on a phone, and beyond.
const MOST: [f64; 2] = [420.0, 520.0];
/// Beside the map, the legend has at least so much room; else it stands below.
const BESIDE: f64 = 230.0;
const GAP: f64 = 28.0;
/// Keys lead along rows of so many pixels.
const ROW: f64 = 40.0;

impl Fill {
    /// The class of its style, the name of its pattern, and its words.
    fn absent(&self) -> Option<(&'static str, &'static str, &str)> {
        match self {
            Fill::Class(..) => None,
            Fill::NotPublished(words) => Some((Absence::NotPublished.class(), "hidden", words)),
            Fill::Missing(words) => Some((Absence::Missing.class(), "missing", words)),
            Fill::Late(words) => Some(("chart-late", "late", words)),
            Fill::Nothing(words) => Some(("chart-nothing", "", words)),
        }
    }
}

fn class(at: usize) -> &'static str {
    FILLS.get(at).or(FILLS.last()).copied().unwrap_or_default()
}

impl Map {
    fn entries<'a>(&'a self, frame: &Frame) -> Vec<Entry<'a>> {
        let classes = FILLS.iter().zip(&self.classes);
        let mut entries: Vec<Entry<'a>> = classes
            .map(|(class, text)| Entry {
                class,
                pattern: None,
                text,
            })
            .collect();
        let is_unsure = |part: &Part| matches!(part.fill, Fill::Class(_, true));
        if self.parts.iter().any(is_unsure) {
            entries.push(Entry {
                class: "",
                pattern: Some(frame.named("unsure")),
                text: &self.unsure,
            });
        }
        for (class, pattern, text) in self.parts.iter().filter_map(|part| part.fill.absent()) {
            if entries.iter().any(|entry| entry.class == class) || text.trim().is_empty() {
                continue;
            }
            let pattern = match pattern {
                "" => "none".to_owned(),
                name => frame.named(name),
            };
            entries.push(Entry {
                class,
                pattern: Some(pattern),
                text,
            });
        }
        entries
    }
}

impl Chart for Map {
    fn points(&self) -> Vec<Point> {
        let parts = self.parts.iter().enumerate();
        parts
            .map(|(row, part)| Point {
                said: part.said.clone(),
                row,
                column: 0,
            })
            .collect()
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let room = frame.room();
        let most = if frame.wide() { MOST[1] } else { MOST[0] };
        let rings = self.parts.iter().map(|part| part.rings.as_slice());
        let (lands, (width, height)) = land::fit(rings, (room, most));
        let mut pen = Pen::default();
        patterns(&mut pen, frame);
        let mut taken = Rooms::default();
        for (at, (part, land)) in self.parts.iter().zip(&lands).enumerate() {
            pen.point(at, &part.said);
            fill(&mut pen, frame, &part.fill, land);
            name(&mut pen, &mut taken, &part.name, land);
            pen.close("g");
        }
        let beside = room - width - GAP >= BESIDE;
        let (place, lines) = match beside {
            true => ((width + GAP, 0.0), Lines::Single),
            false => ((0.0, height + 10.0), Lines::Full),
        };
        pen.silent();
        let entries = self.entries(frame);
        let end = legend::write(&mut pen, &entries, place, room - place.0, lines);
        pen.close("g");
        frame.close(pen, end.max(height) + 4.0, self.placed(&lands))
    }
}

impl Map {
    /// Points by where they lie: rows from north to south, along a row from west to east.
    fn placed(&self, lands: &[Land]) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for (part, land) in self.parts.iter().zip(lands) {
            let (x, y) = land.middle();
            let (row, mut column) = ((y / ROW) as usize, (x * 10.0) as usize);
            let is_taken = |column: usize| {
                let mut others = points.iter();
                others.any(|other| (other.row, other.column) == (row, column))
            };
            // Keys have to reach each of those that lie in one place.
            while is_taken(column) {
                column += 1;
            }
            points.push(Point {
                said: part.said.clone(),
                row,
                column,
            });
        }
        points
    }
}

fn fill(pen: &mut Pen, frame: &Frame, fill: &Fill, land: &Land) {
    match (fill, fill.absent()) {
        (Fill::Class(at, unsure), _) => {
            land.path(pen, &["chart-land ", class(*at)].concat()).end();
            if *unsure {
                land.path(pen, "chart-unsure");
                pen.says("fill", &frame.named("stripes")).end();
            }
        }
        (_, Some((_, "", _))) | (_, None) => {
            land.path(pen, "chart-land").raw(" fill=\"none\"").end();
        }
        (_, Some((_, pattern, _))) => {
            land.path(pen, "chart-land");
            pen.says("fill", &frame.named(pattern)).end();
        }
    }
    land.path(pen, "chart-hit").raw(" fill=\"none\"").end();
}

/// A name in one line or in two, where the place has room for it.
fn name(pen: &mut Pen, taken: &mut Rooms, name: &str, land: &Land) {
    for most in [1, 2] {
        let line = Type::Note.line();
        let half = line * most as f64 / 2.0;
        let Some((left, right, y)) = land.span(half) else {
            return;
        };
        let lines = Type::Note.wrap(name, right - left - 6.0, most);
        let is_cut = lines.iter().any(|line| line.ends_with('…'));
        if is_cut || lines.len() != most {
            continue;
        }
        let widths = lines.iter().map(|line| Type::Note.width(line));
        let (middle, wide) = ((left + right) / 2.0, widths.fold(0.0, f64::max) / 2.0);
        let place = Room {
            left: middle - wide,
            top: y - half,
            right: middle + wide,
            bottom: y + half,
        };
        if taken.place(place) {
            pen.tag("g", "chart-halo").inside();
            for (text, at) in lines.iter().zip(0_u32..) {
                let y = place.top + line * (f64::from(at) + 0.5);
                pen.label(Type::Note, Anchor::Middle, middle, y, text);
            }
            pen.close("g");
            return;
        }
    }
}

/// Late is dashed; stripes of paper lie over a class that is unsure, in the legend over the middle one.
fn patterns(pen: &mut Pen, frame: &Frame) {
    let mut pattern = |name: &str, turned: &str, inside: &str| {
        pen.raw("<pattern").says("id", &frame.id_of(name));
        pen.raw(" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"")
            .raw(turned);
        pen.raw(">").raw(inside).raw("</pattern>");
    };
    let turned = " patternTransform=\"rotate(-45)\"";
    let stripes = "<path class=\"chart-paper-line\" d=\"M3 0V6\"/>";
    pattern(
        "late",
        "",
        "<path class=\"chart-hatch\" d=\"M0 1.5H4M-1 4.5H1M3 4.5H7\"/>",
    );
    pattern("stripes", turned, stripes);
    let ground = "<rect class=\"chart-h3\" width=\"6\" height=\"6\"/>";
    pattern("unsure", turned, &[ground, stripes].concat());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step;

    #[test]
    fn keys_reach_every_place_even_those_that_lie_in_one() {
        let part = |left: f64, top: f64| Part {
            name: String::new(),
            fill: Fill::Class(0, false),
            said: "м".into(),
            rings: vec![vec![
                (left, top),
                (left + 9.0, top),
                (left + 9.0, top + 9.0),
                (left, top + 9.0),
            ]],
        };
        let places = [
            (0.0, 0.0),
            (9.0, 0.0),
            (9.0, 0.0),
            (30.0, 40.0),
            (0.0, 40.0),
            (0.0, 90.0),
        ];
        let map = Map {
            parts: places.map(|(left, top)| part(left, top)).to_vec(),
            classes: Vec::new(),
            unsure: String::new(),
        };
        let frame = Frame {
            id: "t".into(),
            width: 320.0,
            title: String::new(),
            summary: String::new(),
        };
        let points = map.draw(&frame).points;
        let mut reached = vec![0];
        let mut next = 0;
        while let Some(from) = reached.get(next).copied() {
            for key in ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] {
                let to = step(&points, from, key);
                reached.extend(to.filter(|to| !reached.contains(to)));
            }
            next += 1;
        }
        reached.sort_unstable();
        assert_eq!(reached, [0, 1, 2, 3, 4, 5]);
    }
}
