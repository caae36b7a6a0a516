//! What people said when they were asked: questions, waves of surveys, shares of answers.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::index::Term;
use crate::text::{Lang, Text};

/// A whole: 100 %, in hundredths of a per cent.
pub const WHOLE: u16 = 10_000;

/// What all surveys of a release say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surveys {
    /// Figures of fewer people are not published.
    pub min_base: u32,
    /// What questions measure, in the publisher's order.
    pub themes: Vec<Term>,
    /// How people are told apart.
    pub splits: Vec<Split>,
    /// Regions that waves or figures are of.
    pub regions: Vec<Term>,
    /// Sets of answers.
    pub scales: Vec<Scale>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Waves, the oldest first.
    pub waves: Vec<Wave>,
    /// Figures, sorted by wave, question and part.
    pub outcomes: Vec<Outcome>,
    /// Differences, sorted by question, answer, and what is compared.
    pub differences: Vec<Difference>,
}

/// A way to tell people apart, as by age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// What it is called.
    pub term: Term,
    /// The groups, in their order.
    pub groups: Vec<Term>,
}

/// A set of answers, in the order in which they are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Identifier.
    pub id: Id,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Identifier, unique in its scale.
    pub id: Id,
    /// Its words.
    pub name: Text,
    /// What more of it means.
    pub direction: Direction,
}

/// What more of an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// It is good news.
    Good,
    /// It is bad news.
    Bad,
    /// It is neither.
    Middle,
    /// It stands outside of the order, as "hard to say".
    Aside,
}

impl Direction {
    /// All of them.
    pub const ALL: [Direction; 4] = [
        Direction::Good,
        Direction::Bad,
        Direction::Middle,
        Direction::Aside,
    ];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            Direction::Good => "good",
            Direction::Bad => "bad",
            Direction::Middle => "middle",
            Direction::Aside => "aside",
        }
    }

    /// From what stands there.
    pub fn from_code(code: &str) -> Option<Direction> {
        Direction::ALL
            .into_iter()
            .find(|known| known.code() == code)
    }
}

/// A question as it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Identifier. Other words are another question.
    pub id: Id,
    /// What it measures: a position among the themes.
    pub theme: u16,
    /// Its answers: a position among the scales.
    pub scale: u16,
    /// The language in which it was asked; the other texts are translations.
    pub asked_in: Lang,
    /// The words are those that were asked, and not a report of them.
    pub verbatim: bool,
    /// Several answers may be given, so shares do not add up.
    pub several: bool,
    /// Its words.
    pub text: Text,
    /// Who was asked it; everybody, where it says nothing.
    pub base: Text,
}

/// A wave: one time of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// Identifier.
    pub id: Id,
    /// Where people were asked: a position among the regions; the country without one.
    pub region: Option<u16>,
    /// Whom it is about, where that is neither the country nor a whole region: "Astana and Karaganda".
    pub place: Text,
    /// What it is called.
    pub name: Text,
    /// Who asked.
    pub pollster: Text,
    /// Who wanted it.
    pub commissioned_by: Text,
    /// How people were asked.
    pub mode: Text,
    /// Out of whom they were drawn.
    pub frame: Text,
    /// The first day or month of asking, `2024-04-15` or `2024-04`; may be empty.
    pub field_from: String,
    /// The last one.
    pub field_to: String,
    /// When it was published or said; may be empty.
    pub published_on: String,
    /// How many of those who were asked answered, in hundredths of a per cent.
    pub response_rate: Option<u16>,
    /// How answers were weighted.
    pub weighting: Text,
    /// Where the figures come from.
    pub source: Text,
    /// Its address; may be empty.
    pub url: String,
    /// What else has to be known.
    pub note: Text,
    /// The figures are those of somebody else's publication.
    pub quoted: bool,
    /// The figures are invented.
    pub sample: bool,
}

impl Wave {
    /// When it was asked; when it was published, where that is not known.
    pub fn when(&self) -> &str {
        match self.field_from.as_str() {
            "" => &self.published_on,
            from => from,
        }
    }
}

/// Of whom a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// Of all of the wave.
    All,
    /// Of a region: a position.
    Region(u16),
    /// Of a group: a position among the splits, and one in it.
    Group(u16, u16),
}

/// What part of a wave answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The wave: a position.
    pub wave: u16,
    /// The question: a position.
    pub question: u16,
    /// Of whom.
    pub part: Part,
    /// How many people answered, not weighted; where the source says.
    pub n: Option<u32>,
    /// Estimated from the responses, and not taken from a table.
    pub estimated: bool,
    /// What they answered; nothing where they are too few.
    pub shares: Vec<Share>,
}

/// How many gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The answer: a position in the scale.
    pub answer: u16,
    /// In hundredths of a per cent.
    pub percent: u16,
    /// It was published as about so much.
    pub about: bool,
    /// The ends of the 95 % interval, where there is one.
    pub interval: Option<(u16, u16)>,
}

/// How far two shares lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The question: a position.
    pub question: u16,
    /// The answer: a position in its scale.
    pub answer: u16,
    /// The first: a wave and a part of it.
    pub first: (u16, Part),
    /// The second.
    pub second: (u16, Part),
    /// The second less the first, in hundredths of a percentage point.
    pub value: i16,
    /// The ends of its 95 % interval.
    pub interval: (i16, i16),
    /// Estimated from responses, and not told from two intervals.
    pub estimated: bool,
}

impl Difference {
    /// Whether chance alone does not explain it.
    pub fn is_clear(&self) -> bool {
        self.interval.0 > 0 || self.interval.1 < 0
    }
}

/// Whether a text is a day or a month.
pub fn is_when(text: &str) -> bool {
    let is = |at: usize, byte: u8| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let sound = text.bytes().enumerate().all(|(at, byte)| is(at, byte));
    let month = text.get(5..7).and_then(|month| month.parse().ok());
    sound && matches!(text.len(), 7 | 10) && month.is_some_and(|month| (1..=12).contains(&month))
}

impl Surveys {
    /// The scale of a question.
    pub fn scale_of(&self, question: &Question) -> Option<&Scale> {
        self.scales.get(usize::from(question.scale))
    }

    /// The question and the wave of an outcome.
    pub fn of(&self, outcome: &Outcome) -> Option<(&Question, &Wave)> {
        let question = self.questions.get(usize::from(outcome.question))?;
        Some((question, self.waves.get(usize::from(outcome.wave))?))
    }

    /// The figure of a part of a wave for a question.
    pub fn outcome(&self, wave: u16, question: u16, part: Part) -> Option<&Outcome> {
        let found = |of: &&Outcome| (of.wave, of.question, of.part) == (wave, question, part);
        self.outcomes.iter().find(found)
    }

    /// Whether positions point somewhere, and shares are shares.
    pub fn check(&self) -> bool {
        let within = |at: u16, count: usize| usize::from(at) < count;
        let answers = |question: u16| {
            let question = self.questions.get(usize::from(question))?;
            Some(self.scale_of(question)?.answers.len())
        };
        let is_part = |part: Part| match part {
            Part::All => true,
            Part::Region(at) => within(at, self.regions.len()),
            Part::Group(split, group) => {
                let split = self.splits.get(usize::from(split));
                split.is_some_and(|split| within(group, split.groups.len()))
            }
        };
        let is_date = |text: &str| text.is_empty() || is_when(text);
        let is_share = |share: &Share, answers: usize| {
            let ends = share.interval.unwrap_or((share.percent, share.percent));
            within(share.answer, answers)
                && ends.0 <= share.percent
                && share.percent <= ends.1
                && ends.1 <= WHOLE
        };
        let side = |(wave, part): (u16, Part)| within(wave, self.waves.len()) && is_part(part);
        let questions = self.questions.iter().all(|question| {
            within(question.theme, self.themes.len()) && within(question.scale, self.scales.len())
        });
        let waves = self.waves.iter().all(|wave| {
            let dates = [&wave.field_from, &wave.field_to, &wave.published_on];
            wave.region.is_none_or(|at| within(at, self.regions.len()))
                && dates.into_iter().all(|date| is_date(date))
        });
        let outcomes = self.outcomes.iter().all(|outcome| {
            side((outcome.wave, outcome.part))
                && answers(outcome.question).is_some_and(|answers| {
                    outcome.shares.iter().all(|share| is_share(share, answers))
                })
        });
        let differences = self.differences.iter().all(|of| {
            let known = answers(of.question).is_some_and(|count| within(of.answer, count));
            known && side(of.first) && side(of.second)
        });
        questions && waves && outcomes && differences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_told_from_other_texts() {
        assert!(is_when("2024-04") && is_when("2024-04-30"));
        for text in [
            "",
            "2024",
            "2024-13",
            "2024-4",
            "2024-04-3",
            "април",
            "2024/04",
            "2024-04-300",
        ] {
            assert!(!is_when(text), "{text}");
        }
    }
}
