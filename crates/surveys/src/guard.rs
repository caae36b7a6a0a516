//! What can be compared over time, and what keeps two figures apart.

use senim_model::surveys::{Outcome, Part, Question, Surveys, Wave};
use senim_model::text::Text;

/// What differs between two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// The words that were asked.
    Wording,
    /// The answers that were offered.
    Scale,
    /// Who was asked the question.
    Base,
    /// Where people were asked.
    Place,
    /// Out of whom they were drawn.
    Frame,
    /// How they were asked.
    Mode,
    /// Who asked.
    Pollster,
    /// When one of them was asked is not known.
    Dates,
}

/// What keeps two figures from standing on one line. Nothing: they can be compared. What is not known
/// of both is not the same of both: two polls without a name are two polls.
pub fn compared(data: &Surveys, first: &Outcome, second: &Outcome) -> Vec<Differs> {
    let (Some((asked, one)), Some((later, two))) = (data.of(first), data.of(second)) else {
        return Vec::new();
    };
    let words = |question: &Question| question.text.get(question.asked_in).to_owned();
    let same_words = asked.asked_in == later.asked_in && words(asked) == words(later);
    let answers = |question: &Question| data.scale_of(question).map(|scale| &scale.answers);
    let known = |one: &Text, two: &Text| !one.is_empty() && one == two;
    let dated = |wave: &Wave| !wave.field_from.is_empty();
    [
        (Differs::Wording, asked.id == later.id || same_words),
        (Differs::Scale, answers(asked) == answers(later)),
        (
            Differs::Base,
            asked.base == later.base && group(first) == group(second),
        ),
        (Differs::Place, whom(data, first) == whom(data, second)),
        (Differs::Frame, known(&one.frame, &two.frame)),
        (Differs::Mode, known(&one.mode, &two.mode)),
        (Differs::Pollster, known(&one.pollster, &two.pollster)),
        (Differs::Dates, dated(one) && dated(two)),
    ]
    .into_iter()
    .filter_map(|(what, same)| (!same).then_some(what))
    .collect()
}

/// The region that a figure is of; the country without one.
pub(crate) fn place(data: &Surveys, outcome: &Outcome) -> Option<u16> {
    match outcome.part {
        Part::Region(at) => Some(at),
        _ => data.of(outcome)?.1.region,
    }
}

/// The region that a figure is of, and what of it where that is not all.
fn whom<'a>(data: &'a Surveys, outcome: &Outcome) -> (Option<u16>, Option<&'a Text>) {
    let part = match outcome.part {
        Part::Region(_) => None,
        _ => data.of(outcome).map(|(_, wave)| &wave.place),
    };
    (place(data, outcome), part.filter(|place| !place.is_empty()))
}

fn group(outcome: &Outcome) -> Option<Part> {
    Some(outcome.part).filter(|part| matches!(part, Part::Group(..)))
}

#[cfg(test)]
mod tests {
    use senim_model::id::Id;
    use senim_model::index::Term;
    use senim_model::surveys::{Answer, Direction, Scale};
    use senim_model::text::{Lang, Text};

    use super::*;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn text(text: &str) -> Text {
        Text {
            ru: text.into(),
            ..Text::default()
        }
    }

    fn scale(name: &str, answers: &[&str]) -> Scale {
        let answer = |name: &&str| Answer {
            id: id(name),
            name: text(name),
            direction: Direction::Good,
        };
        Scale {
            id: id(name),
            answers: answers.iter().map(answer).collect(),
        }
    }

    fn data() -> Surveys {
        let question = |name: &str, words: &str, scale| Question {
            id: id(name),
            theme: 0,
            scale,
            asked_in: Lang::Ru,
            verbatim: true,
            several: false,
            text: text(words),
            base: Text::default(),
        };
        let wave = |name: &str, from: &str| Wave {
            id: id(name),
            region: None,
            place: Text::default(),
            name: text(name),
            pollster: text("Бюро"),
            commissioned_by: Text::default(),
            mode: text("на дому"),
            frame: text("жители от 15 лет"),
            field_from: from.into(),
            field_to: from.into(),
            published_on: String::new(),
            response_rate: None,
            weighting: Text::default(),
            source: Text::default(),
            url: String::new(),
            note: Text::default(),
            quoted: false,
            sample: true,
        };
        Surveys {
            themes: vec![Term {
                id: id("trust"),
                name: text("доверие"),
            }],
            scales: vec![
                scale("four", &["yes", "rather", "no", "not"]),
                scale("two", &["yes", "no"]),
                scale("four-again", &["yes", "rather", "no", "not"]),
            ],
            questions: vec![
                question("q", "Доверяете?", 0),
                question("other-words", "Можно ли доверять?", 0),
                question("other-scale", "Доверяете?", 1),
                question("written-again", "Доверяете?", 2),
            ],
            waves: vec![wave("spring", "2026-04"), wave("autumn", "2026-10")],
            ..Surveys::default()
        }
    }

    fn outcome(wave: u16, question: u16, part: Part) -> Outcome {
        Outcome {
            wave,
            question,
            part,
            n: None,
            estimated: false,
            shares: Vec::new(),
        }
    }

    /// What differs once the second wave is changed, or another question is asked in it.
    fn after(question: u16, change: impl Fn(&mut Wave)) -> Vec<Differs> {
        let mut data = data();
        change(&mut data.waves[1]);
        let (first, second) = (outcome(0, 0, Part::All), outcome(1, question, Part::All));
        compared(&data, &first, &second)
    }

    #[test]
    fn the_same_question_asked_the_same_way_is_one_line() {
        assert_eq!(after(0, |_| {}), []);
        assert_eq!(after(3, |_| {}), []);
    }

    #[test]
    fn other_words_are_no_line() {
        assert_eq!(after(1, |_| {}), [Differs::Wording]);
    }

    #[test]
    fn other_answers_are_no_line() {
        assert_eq!(after(2, |_| {}), [Differs::Scale]);
    }

    #[test]
    fn another_frame_is_no_line() {
        let changed = after(0, |wave| wave.frame = text("жители от 18 лет"));
        assert_eq!(changed, [Differs::Frame]);
    }

    #[test]
    fn another_pollster_is_no_line() {
        let changed = after(0, |wave| wave.pollster = text("Центр"));
        assert_eq!(changed, [Differs::Pollster]);
    }

    #[test]
    fn another_mode_place_or_base_is_no_line() {
        assert_eq!(
            after(0, |wave| wave.mode = text("по телефону")),
            [Differs::Mode]
        );
        assert_eq!(after(0, |wave| wave.region = Some(0)), [Differs::Place]);
        let cities = after(0, |wave| wave.place = text("Астана и Караганда"));
        assert_eq!(cities, [Differs::Place]);
        let mut data = data();
        data.questions[1] = Question {
            base: text("кто обращался"),
            ..data.questions[0].clone()
        };
        let all = |wave, question| outcome(wave, question, Part::All);
        assert_eq!(compared(&data, &all(0, 0), &all(1, 1)), [Differs::Base]);
        let women = outcome(1, 0, Part::Group(0, 0));
        assert_eq!(compared(&data, &all(0, 0), &women), [Differs::Base]);
        let region = outcome(1, 0, Part::Region(0));
        assert_eq!(compared(&data, &all(0, 0), &region), [Differs::Place]);
    }

    #[test]
    fn what_is_not_known_is_not_the_same() {
        let unknown = after(0, |wave| {
            wave.frame = Text::default();
            wave.pollster = Text::default();
            wave.field_from.clear();
        });
        assert_eq!(unknown, [Differs::Frame, Differs::Pollster, Differs::Dates]);
    }
}
