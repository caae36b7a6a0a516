//! What can be compared over time, and what keeps two figures apart.

use senim_model::surveys::{Question, Surveys, Wave};

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

/// What keeps the figures of two waves, each for a question, from standing on one line. Nothing:
/// they can be compared. What is not known of both is not the same of both: two polls without a name
/// are two polls.
pub fn compared(
    data: &Surveys,
    (first, asked): (&Wave, &Question),
    (second, later): (&Wave, &Question),
) -> Vec<Differs> {
    let words = |question: &Question| question.text.get(question.asked_in).to_owned();
    let same_words = asked.asked_in == later.asked_in && words(asked) == words(later);
    let answers = |question: &Question| data.scale_of(question).map(|scale| &scale.answers);
    let known = |one: &senim_model::text::Text, two: &senim_model::text::Text| {
        !one.is_empty() && one == two
    };
    let dated = |wave: &Wave| !wave.field_from.is_empty();
    [
        (Differs::Wording, asked.id == later.id || same_words),
        (Differs::Scale, answers(asked) == answers(later)),
        (Differs::Base, asked.base == later.base),
        (Differs::Place, first.region == second.region),
        (Differs::Frame, known(&first.frame, &second.frame)),
        (Differs::Mode, known(&first.mode, &second.mode)),
        (Differs::Pollster, known(&first.pollster, &second.pollster)),
        (Differs::Dates, dated(first) && dated(second)),
    ]
    .into_iter()
    .filter_map(|(what, same)| (!same).then_some(what))
    .collect()
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

    /// What differs once the second wave is changed, or another question is asked in it.
    fn after(question: usize, change: impl Fn(&mut Wave)) -> Vec<Differs> {
        let data = data();
        let mut second = data.waves[1].clone();
        change(&mut second);
        let first = (&data.waves[0], &data.questions[0]);
        compared(&data, first, (&second, &data.questions[question]))
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
        let data = data();
        let mut later = data.questions[0].clone();
        later.base = text("кто обращался");
        let first = (&data.waves[0], &data.questions[0]);
        assert_eq!(
            compared(&data, first, (&data.waves[1], &later)),
            [Differs::Base]
        );
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
