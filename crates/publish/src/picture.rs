//! Small pictures of what is wrong with outlines, so that one sees what a message means: one SVG
//! each, readable in light and in dark.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use senim_lookup::globe::{metres_between, narrowing};
use senim_model::directory::Point;

use crate::problem::{Place, Problems};
use crate::source::geometry::Box2;
use crate::source::geometry::grid::{self, GridPolygon, GridRing};
use crate::source::geometry::overlay;

/// The most pictures of one check.
const MOST_PICTURES: usize = 300;

/// The size of a picture's map, in its own units.
const SIZE: (f64, f64) = (480.0, 360.0);

/// The least that a picture shows from its middle to the north, in units of the grid.
const LEAST_REACH: f64 = 15.0;

/// The most of it, in widths of what is marked: a sliver of many kilometres is shown where it is
/// widest.
const MOST_WIDTHS: f64 = 10.0;

/// What is wrong somewhere.
pub(crate) struct Marked<'a> {
    /// A word for file names: `overlap`, `gap`, `crossing`.
    pub(crate) kind: &'static str,
    /// The areas by their identifiers.
    pub(crate) areas: &'a [(&'a str, &'a [GridPolygon])],
    /// The ground that is claimed twice or not at all.
    pub(crate) piece: &'a [GridPolygon],
    /// Its place: longitude and latitude in units of the grid.
    pub(crate) at: (f64, f64),
    /// How wide the piece is there, in metres.
    pub(crate) width: f64,
    /// What is said about it.
    pub(crate) text: &'a str,
}

/// Where pictures go, if anywhere.
pub(crate) struct Pictures<'a> {
    folder: Option<&'a Path>,
    /// Names by what is shown, so that nothing is drawn twice.
    written: RefCell<BTreeMap<(String, String), String>>,
}

impl<'a> Pictures<'a> {
    /// No pictures.
    pub(crate) fn none() -> Pictures<'a> {
        Pictures {
            folder: None,
            written: RefCell::default(),
        }
    }

    /// Pictures into a folder, which is made; it does not lie in the source folder.
    pub(crate) fn new(
        folder: Option<&'a Path>,
        source: &Path,
        problems: &Problems,
    ) -> Pictures<'a> {
        let mut pictures = Pictures::none();
        let Some(folder) = folder else {
            return pictures;
        };
        let name = folder.display().to_string();
        // Nothing is made before it is clear that it lies outside.
        let existing = folder.ancestors().find(|path| path.exists());
        let existing = existing.filter(|path| !path.as_os_str().is_empty());
        let real = |path: &Path| path.canonicalize().ok();
        let within = real(existing.unwrap_or(Path::new(".")))
            .zip(real(source))
            .is_some_and(|(folder, source)| folder.starts_with(source));
        if within {
            let message = "lies in the source folder; pictures belong elsewhere";
            problems.error(Place::file(&name), message);
        } else if let Err(error) = std::fs::create_dir_all(folder) {
            problems.error(Place::file(&name), format!("cannot be made: {error}"));
        } else {
            pictures.folder = Some(folder);
        }
        pictures
    }

    /// Draws a picture. What is returned ends a message: it names the file, or is empty.
    pub(crate) fn draw(&self, marked: &Marked<'_>, problems: &Problems) -> String {
        let Some(folder) = self.folder else {
            return String::new();
        };
        let stem = stem(marked);
        let key = (stem.clone(), marked.text.to_owned());
        if let Some(name) = self.written.borrow().get(&key) {
            return format!(" (picture: {name})");
        }
        let Some(name) = self.free(&stem) else {
            return String::new();
        };
        let path: PathBuf = folder.join(&name);
        if let Err(error) = std::fs::write(&path, svg(marked)) {
            let name = path.display().to_string();
            problems.error(Place::file(&name), format!("cannot be written: {error}"));
            return String::new();
        }
        let shown = format!(" (picture: {name})");
        self.written.borrow_mut().insert(key, name);
        shown
    }

    /// A name that no other picture has; `None` where there are too many.
    fn free(&self, stem: &str) -> Option<String> {
        let written = self.written.borrow();
        if written.len() >= MOST_PICTURES {
            return None;
        }
        let taken: BTreeSet<&str> = written.values().map(String::as_str).collect();
        let names = (1..).map(|number| match number {
            1 => format!("{stem}.svg"),
            number => format!("{stem}-{number}.svg"),
        });
        names
            .take(MOST_PICTURES + 1)
            .find(|name| !taken.contains(name.as_str()))
    }
}

/// What the name of a picture begins with.
fn stem(marked: &Marked<'_>) -> String {
    let ids = marked.areas.iter().map(|(id, _)| format!("-{id}"));
    format!("{}{}", marked.kind, ids.collect::<String>())
}

/// The part of the map that is shown.
struct Window {
    low: (f64, f64),
    high: (f64, f64),
    narrow: f64,
}

impl Window {
    fn new(marked: &Marked<'_>) -> Window {
        let (lon, lat) = marked.at;
        let narrow = narrowing(lat / Point::PER_DEGREE).max(0.01);
        let mut reach = LEAST_REACH;
        if !marked.piece.is_empty() {
            let around = Box2::around(marked.piece.iter().flatten().flatten());
            let ([west, south], [east, north]) = (around.low, around.high);
            reach = reach.max((lat - south).max(north - lat) * 1.3);
            reach = reach.max((lon - west).max(east - lon) * 1.3 * narrow * SIZE.1 / SIZE.0);
            let unit = metres_between((0.0, 0.0), (0.0, 1.0)) / Point::PER_DEGREE;
            reach = reach.min((marked.width * MOST_WIDTHS / unit).max(LEAST_REACH));
        }
        let aside = reach / narrow * SIZE.0 / SIZE.1;
        Window {
            low: (lon - aside, lat - reach),
            high: (lon + aside, lat + reach),
            narrow,
        }
    }

    /// A rectangle somewhat larger, so that its sides are not seen.
    fn ring(&self) -> GridRing {
        let (wide, tall) = (self.high.0 - self.low.0, self.high.1 - self.low.1);
        let at = |lon: f64, lat: f64| Point {
            lon: lon.round() as i32,
            lat: lat.round() as i32,
        };
        let (west, east) = (self.low.0 - wide * 0.1, self.high.0 + wide * 0.1);
        let (south, north) = (self.low.1 - tall * 0.1, self.high.1 + tall * 0.1);
        vec![
            at(west, south),
            at(east, south),
            at(east, north),
            at(west, north),
        ]
    }

    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let scale = SIZE.1 / (self.high.1 - self.low.1);
        (
            (lon - self.low.0) * self.narrow * scale,
            (self.high.1 - lat) * scale,
        )
    }

    fn metres_wide(&self) -> f64 {
        let degrees = |value: f64| value / Point::PER_DEGREE;
        let lat = degrees((self.low.1 + self.high.1) / 2.0);
        metres_between((degrees(self.low.0), lat), (degrees(self.high.0), lat))
    }

    fn path(&self, polygons: &[GridPolygon]) -> String {
        let mut path = String::new();
        for ring in polygons.iter().flatten() {
            for (number, point) in ring.iter().enumerate() {
                let (x, y) = self.at(f64::from(point.lon), f64::from(point.lat));
                let step = if number == 0 { 'M' } else { 'L' };
                // Writing to a text cannot fail.
                let _ = write!(path, "{step}{x:.1} {y:.1}");
            }
            path.push('Z');
        }
        path
    }
}

const STYLE: &str = "svg{background:#fff;color:#1b1b1b;font:13px sans-serif}text{fill:currentColor}\
.a{fill:#2a6fb0;stroke:#2a6fb0}.b{fill:#b06a00;stroke:#b06a00}path,rect{fill-opacity:.25;stroke-width:1.5}\
.x{fill:#c4122f;stroke:#c4122f;fill-opacity:.5}circle{fill:none;stroke:#c4122f;stroke-width:2.5}\
@media(prefers-color-scheme:dark){svg{background:#16191d;color:#f0f0f0}.a{fill:#7ab8f5;stroke:#7ab8f5}\
.b{fill:#f0b350;stroke:#f0b350}.x{fill:#ff7a8a;stroke:#ff7a8a}circle{stroke:#ff7a8a}}";

fn svg(marked: &Marked<'_>) -> String {
    let window = Window::new(marked);
    let clip = window.ring();
    let (width, height) = SIZE;
    let title = escape(marked.text);
    let full = height + 72.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width} {full}\" \
         width=\"{width}\" height=\"{full}\"><title>{title}</title><style>{STYLE}</style>\
         <svg width=\"{width}\" height=\"{height}\">\n"
    );
    let classes = ["a", "b"];
    for ((_, polygons), class) in marked.areas.iter().zip(classes.iter().cycle()) {
        let path = window.path(&overlay::clip(polygons, &clip));
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" fill-rule=\"evenodd\" d=\"{path}\"/>"
        );
    }
    let path = window.path(&overlay::clip(marked.piece, &clip));
    if !path.is_empty() {
        let _ = writeln!(
            svg,
            "<path class=\"x\" fill-rule=\"evenodd\" d=\"{path}\"/>"
        );
    }
    let (x, y) = window.at(marked.at.0, marked.at.1);
    let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"14\"/></svg>");
    let mut x = 10.0;
    for ((id, _), class) in marked.areas.iter().zip(classes.iter().cycle()) {
        let y = height + 12.0;
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            x + 20.0,
            y + 12.0,
            escape(id)
        );
        x += 40.0 + id.len() as f64 * 8.0;
    }
    let line = |number: f64| height + 24.0 + number * 20.0;
    let _ = writeln!(
        svg,
        "<text x=\"10\" y=\"{}\">{}</text><text x=\"10\" y=\"{}\">the picture is {:.0} m wide</text></svg>",
        line(1.0),
        grid::place(marked.at.0, marked.at.1),
        line(2.0),
        window.metres_wide()
    );
    svg
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
