//! Surveys of a region, and the page that is written of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test fails loudly, and needs some of this"
)]

use senim_figures::{Context, Written};
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::surveys::{
    Answer, Difference, Direction, Outcome, Part, Question, Scale, Share, Split, Surveys, Wave,
};
use senim_model::text::{Lang, Text};
use senim_surveys::{Choice, page};
use senim_texts::Texts;

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub(crate) fn text(text: &str) -> Text {
    Text {
        kk: text.into(),
        ru: text.into(),
        en: text.into(),
    }
}

pub(crate) fn term(name: &str) -> Term {
    Term {
        id: id(name),
        name: text(name),
    }
}

pub(crate) fn wave(name: &str, from: &str) -> Wave {
    Wave {
        id: id(name),
        region: Some(0),
        place: Text::default(),
        name: text(name),
        pollster: text("Centre"),
        commissioned_by: Text::default(),
        mode: text("at home"),
        frame: text("adults"),
        field_from: from.into(),
        field_to: from.into(),
        published_on: String::new(),
        response_rate: None,
        weighting: Text::default(),
        source: text("<b>Source</b>"),
        url: "https://example.kz/?a=1&b=\"2\"".into(),
        note: Text::default(),
        quoted: false,
        sample: true,
    }
}

pub(crate) fn figure(wave: u16, part: Part, percent: Option<u16>) -> Outcome {
    let share = |percent| Share {
        answer: 0,
        percent,
        about: false,
        interval: Some((percent - 400, percent + 400)),
    };
    Outcome {
        wave,
        question: 0,
        part,
        n: percent.map(|_| 500),
        estimated: true,
        shares: percent.into_iter().map(share).collect(),
    }
}

/// Two waves that can be compared, a region, a group that is too small.
pub(crate) fn data() -> Surveys {
    let answer = |name: &str, direction| Answer {
        id: id(name),
        name: text(name),
        direction,
    };
    Surveys {
        min_base: 50,
        themes: vec![term("trust")],
        splits: vec![Split {
            term: term("sex"),
            groups: vec![term("women"), term("men")],
        }],
        regions: vec![term("karaganda")],
        scales: vec![Scale {
            id: id("two"),
            answers: vec![
                answer("fully", Direction::Good),
                answer("not", Direction::Bad),
            ],
        }],
        questions: vec![Question {
            id: id("q"),
            theme: 0,
            scale: 0,
            asked_in: Lang::Ru,
            verbatim: true,
            several: false,
            text: text("Доверяете?"),
            base: Text::default(),
        }],
        waves: vec![wave("spring", "2025-05"), wave("autumn", "2026-05")],
        outcomes: vec![
            figure(0, Part::All, Some(2_500)),
            figure(0, Part::Group(0, 0), Some(2_600)),
            figure(0, Part::Group(0, 1), None),
            figure(1, Part::All, Some(2_730)),
            figure(1, Part::Group(0, 0), Some(2_700)),
            figure(1, Part::Group(0, 1), None),
        ],
        differences: vec![Difference {
            question: 0,
            answer: 0,
            first: (0, Part::All),
            second: (1, Part::All),
            value: 230,
            interval: (-410, 810),
            estimated: true,
        }],
    }
}

pub(crate) fn written(data: &Surveys, query: &str) -> Written {
    written_of(data, Some(0), query)
}

pub(crate) fn written_of(data: &Surveys, place: Option<u16>, query: &str) -> Written {
    assert!(data.check());
    let texts = Texts::built_in(Lang::En);
    let context = Context {
        live: true,
        width: Some(720.0),
        publisher: "Publisher",
        released: "2026-11-24T12:00:00Z",
        release: "2026-11-24T12-00-00Z",
        address: "https://example.kz/en/karaganda/surveys/",
        others: &[],
    };
    page(&texts, data, place, &Choice::parse(query), &context)
}
