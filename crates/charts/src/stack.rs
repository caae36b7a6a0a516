//! Answers in per cent of each row, one after the other.

use crate::frame::{Chart, Drawn, Frame};
use crate::label::{Anchor, Type};
use crate::legend::{self, Entry, Lines};
use crate::point::Point;
use crate::reading::Absence;
use crate::row::{self, Label, Plan};
use crate::scale::Linear;
use crate::xml::Pen;

/// A bar of 100 % for each row. Answers go from dark to light in their order; up to five beside
/// those aside are told apart, more begin to share a tone.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// The answers, in the order of the question.
    pub answers: Vec<Answer>,
    /// What is compared.
    pub rows: Vec<StackRow>,
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its words.
    pub name: String,
    /// Whether it stands outside the order, as "hard to say".
    pub aside: bool,
}

/// A row of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct StackRow {
    /// Its name.
    pub name: String,
    /// What was answered.
    pub answered: Answered,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// One for each answer, in their order.
    Parts(Vec<Part>),
    /// There is no data, or not yet.
    Missing {
        /// The words that say so.
        words: String,
        /// What a screen reader hears, the row's name included.
        said: String,
    },
    /// There is data, but too few to publish.
    NotPublished {
        /// The words that say so.
        words: String,
        /// What a screen reader hears, the row's name included.
        said: String,
    },
}

/// The share of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// In per cent of the row. Less than nothing is nothing; where parts are more than 100 in
    /// all, they are brought to it.
    pub share: f64,
    /// The share in writing, inside its part where it has room.
    pub shown: String,
    /// What a screen reader hears, the row and the answer included.
    pub said: String,
}

impl Part {
    fn sound(&self) -> f64 {
        if self.share.is_finite() {
            self.share.max(0.0)
        } else {
            0.0
        }
    }
}

impl StackRow {
    fn label(&self) -> Label<'_> {
        let absent: Option<(Absence, &str)> = match &self.answered {
            Answered::Parts(_) => None,
            Answered::Missing { words, .. } => Some((Absence::Missing, words)),
            Answered::NotPublished { words, .. } => Some((Absence::NotPublished, words)),
        };
        Label {
            name: &self.name,
            shown: "",
            absent,
        }
    }

    /// What is read out, in order.
    fn said(&self, answers: usize) -> Vec<&str> {
        match &self.answered {
            Answered::Parts(parts) => {
                let parts = parts.iter().take(answers);
                parts.map(|part| part.said.as_str()).collect()
            }
            Answered::Missing { said, .. } | Answered::NotPublished { said, .. } => vec![said],
        }
    }
}

impl Stack {
    /// The classes of answers' fills.
    fn fills(&self) -> Vec<&'static str> {
        let ordered = self.answers.iter().filter(|answer| !answer.aside).count();
        let steps = ordered.saturating_sub(1).max(1);
        let mut at = 0;
        let fill = |answer: &Answer| {
            if answer.aside {
                return "chart-h0";
            }
            // From the darkest to the lightest, or as far apart as a few can be.
            let tone = 4 - (4 * at + steps / 2) / steps;
            at += 1;
            let tones = ["chart-h1", "chart-h2", "chart-h3", "chart-h4", "chart-h5"];
            tones.get(tone).copied().unwrap_or_default()
        };
        self.answers.iter().map(fill).collect()
    }
}

impl Chart for Stack {
    fn points(&self) -> Vec<Point> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(row, answers)| {
            let said = answers.said(self.answers.len()).into_iter().enumerate();
            said.map(move |(column, said)| Point {
                said: said.into(),
                row,
                column,
            })
        })
        .collect()
    }

    fn draw(&self, frame: &Frame) -> Drawn {
        let fills = self.fills();
        let entries = fills.iter().zip(&self.answers);
        let entries: Vec<Entry<'_>> = entries
            .map(|(class, answer)| Entry {
                class,
                pattern: None,
                text: &answer.name,
            })
            .collect();
        let labels: Vec<Label<'_>> = self.rows.iter().map(StackRow::label).collect();
        let plan = row::plan(&labels, frame);
        let mut pen = Pen::default();
        pen.silent();
        let head = legend::write(&mut pen, &entries, (0.0, 0.0), frame.room(), Lines::Full) + 8.0;
        pen.close("g");
        let mut at = 0;
        for ((row, label), place) in self.rows.iter().zip(&labels).zip(&plan.rows) {
            let Answered::Parts(parts) = &row.answered else {
                let said = row.said(1);
                pen.point(at, said.first().copied().unwrap_or_default());
                at += 1;
                place.ground(&mut pen, frame, head);
                place.write(&mut pen, frame, label, (plan.left, head));
                pen.close("g");
                continue;
            };
            pen.silent();
            let middle = place.write(&mut pen, frame, label, (plan.left, head));
            pen.close("g");
            at += write_parts(&mut pen, parts, &fills, &plan, (middle, at));
        }
        frame.close(pen, head + plan.height + 4.0, self.points())
    }
}

/// Writes the parts of a row around a height, numbered from `at`; gives how many.
fn write_parts(
    pen: &mut Pen,
    parts: &[Part],
    fills: &[&str],
    plan: &Plan,
    (middle, at): (f64, usize),
) -> usize {
    let whole: f64 = parts.iter().zip(fills).map(|(part, _)| part.sound()).sum();
    let whole = whole.max(100.0);
    let scale = Linear::new((0.0, whole), (plan.left, plan.right));
    let heights = (middle - 12.0, middle + 12.0);
    let mut before = 0.0;
    let mut written = 0;
    for (part, class) in parts.iter().zip(fills) {
        let sides = (scale.at(before), scale.at(before + part.sound()));
        before += part.sound();
        pen.point(at + written, &part.said);
        written += 1;
        pen.tag("g", class).inside();
        pen.area("chart-part", sides, heights).end();
        if Type::Inside.width(part.shown.trim()) + 6.0 <= sides.1 - sides.0 {
            let x = (sides.0 + sides.1) / 2.0;
            pen.label(Type::Inside, Anchor::Middle, x, middle, part.shown.trim());
        }
        pen.close("g");
        // The ring of the focus lies inside; of a narrow part something stays to be pressed.
        let rim = 3.5_f64.min((sides.1 - sides.0) / 4.0);
        let inside = (sides.0 + rim, sides.1 - rim);
        pen.hit(inside, (heights.0 + 3.5, heights.1 - 3.5));
        pen.close("g");
    }
    // Light parts need an edge against the ground.
    let whole = (plan.left + 0.5, scale.at(before) - 0.5);
    pen.area("chart-rim", whole, heights).end();
    written
}
