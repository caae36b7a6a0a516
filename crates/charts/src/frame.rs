//! What every chart has: a size, a name, a description, patterns, points.

use crate::point::Point;
use crate::reading::Absence;
use crate::xml::Pen;

/// Where a chart stands and what it is called.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Begins the ids inside; unique on the page. Letters and digits of ASCII and hyphens; what
    /// else it has is left out.
    pub id: String,
    /// Width in CSS pixels, that of the column it stands in: the layout follows it, text keeps
    /// its size. Brought into 240 to 2000.
    pub width: f64,
    /// The subject, for a screen reader; the page shows it as its heading.
    pub title: String,
    /// What the chart shows, in a sentence or two, for a screen reader. Where it is empty, all
    /// points are read one after the other.
    pub summary: String,
}

impl Frame {
    /// The width that is drawn, in pixels.
    pub(crate) fn room(&self) -> f64 {
        if self.width.is_nan() {
            return 320.0;
        }
        self.width.clamp(240.0, 2000.0).floor()
    }

    /// Whether there is room for names beside what they name.
    pub(crate) fn wide(&self) -> bool {
        self.room() >= 480.0
    }

    /// The id without what has no place in one.
    fn key(&self) -> String {
        let sound = |char: &char| char.is_ascii_alphanumeric() || *char == '-';
        let key: String = self.id.chars().filter(sound).collect();
        // An id begins with a letter.
        format!("c{key}")
    }

    /// The value of `fill` for what is missing or not published.
    pub(crate) fn pattern(&self, absence: Absence) -> String {
        self.named(match absence {
            Absence::Missing => "missing",
            Absence::NotPublished => "hidden",
        })
    }

    /// The id of something inside.
    pub(crate) fn id_of(&self, name: &str) -> String {
        format!("{}-{name}", self.key())
    }

    /// The value of `fill` for a pattern.
    pub(crate) fn named(&self, name: &str) -> String {
        format!("url(#{})", self.id_of(name))
    }

    /// The chart around what was drawn.
    pub(crate) fn close(&self, body: Pen, height: f64, points: Vec<Point>) -> Drawn {
        let (id, width, height) = (self.key(), self.room(), height.ceil());
        let named = |part: &str| format!("{id}-{part}");
        let mut pen = Pen::default();
        pen.tag("svg", "chart").raw(" viewBox=\"0 0 ");
        pen.number(width).raw(" ").number(height).raw("\"");
        pen.at("width", width).at("height", height);
        pen.says("role", "group")
            .says("aria-labelledby", &named("title"))
            .says("aria-describedby", &named("desc"))
            .inside();
        pen.tag("title", "").says("id", &named("title")).inside();
        pen.text(&self.title).close("title");
        pen.tag("desc", "").says("id", &named("desc")).inside();
        match self.summary.trim() {
            "" => {
                let said: Vec<&str> = points.iter().map(|point| point.said.as_str()).collect();
                pen.text(&said.join("; "))
            }
            summary => pen.text(summary),
        };
        pen.close("desc");
        patterns(&mut pen, &id);
        pen.raw(&body.finish()).close("svg");
        Drawn {
            svg: pen.finish(),
            width,
            height,
            points,
        }
    }
}

/// Missing is hatched, not published is dotted.
fn patterns(pen: &mut Pen, id: &str) {
    pen.raw("<defs><pattern")
        .says("id", &[id, "-missing"].concat())
        .raw(" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
        .raw("<path class=\"chart-hatch\" d=\"M1 0V6\"/></pattern><pattern")
        .says("id", &[id, "-hidden"].concat())
        .raw(" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">")
        .raw("<circle class=\"chart-dots\" cx=\"3\" cy=\"3\" r=\"1\"/></pattern></defs>");
}

/// A chart that was laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The `<svg>` element. It has its namespace from where it is put: an HTML page, or
    /// [`crate::save::file`].
    pub svg: String,
    /// Its width in CSS pixels.
    pub width: f64,
    /// Its height in CSS pixels.
    pub height: f64,
    /// What can be reached in it, as it was laid out: for [`crate::step`].
    pub points: Vec<Point>,
}

/// How a point says that keys lead to it: the first one is a tab stop.
const STOPS: [&str; 2] = [" tabindex=\"0\"", " tabindex=\"-1\""];

impl Drawn {
    /// The `<svg>` for a page on which nothing listens to keys: no point is a tab stop. A table beside
    /// it has to say the same.
    pub fn still(self) -> String {
        let [first, other] = STOPS;
        self.svg.replace(first, "").replace(other, "")
    }
}

/// A chart.
pub trait Chart {
    /// What a screen reader hears, in the order of `data-point`.
    ///
    /// Their rows and columns are those of the data; [`Drawn::points`] has those on the screen.
    fn points(&self) -> Vec<Point>;

    /// The chart as SVG.
    fn draw(&self, frame: &Frame) -> Drawn;
}

impl Pen {
    /// A group that a screen reader passes over: what it says, points say.
    pub(crate) fn silent(&mut self) -> &mut Pen {
        self.raw("<g aria-hidden=\"true\">")
    }

    /// A point begins: what is drawn until `</g>` has its focus. One point per chart is a tab
    /// stop; the page moves it ([`crate::step`]).
    pub(crate) fn point(&mut self, at: usize, said: &str) -> &mut Pen {
        self.tag("g", "chart-point").raw(" role=\"img\"");
        let [first, other] = STOPS;
        self.raw(if at == 0 { first } else { other });
        // An image without a name would be a silent stop.
        let said = if said.trim().is_empty() { "–" } else { said };
        self.raw(" data-point=\"").whole(at as u32).raw("\"");
        self.says("aria-label", said).inside()
    }

    /// A rectangle; `left` and `right`, `top` and `bottom` in pixels.
    pub(crate) fn area(
        &mut self,
        class: &str,
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> &mut Pen {
        self.tag("rect", class).at("x", left).at("y", top);
        self.at("width", (right - left).max(0.0))
            .at("height", (bottom - top).max(0.0))
    }

    /// What is pressed of a point; not seen, whatever style is known.
    pub(crate) fn hit(&mut self, across: (f64, f64), down: (f64, f64)) {
        self.area("chart-hit", across, down)
            .raw(" fill=\"none\"")
            .end();
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.tag("line", class).at("x1", from.0).at("y1", from.1);
        self.at("x2", to.0).at("y2", to.1).end();
    }
}
