//! Problems for tests, of any words.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "a test fails loudly, and needs some of this"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::text::Text;
use senim_register::{
    Answer, Around, Asked, Event, Evidence, EvidenceKind, Indicator, Kind, Place, Problem,
    Register, Status, Value,
};
use senim_texts::Texts;

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn term(name: &str) -> Term {
    Term {
        id: id(name),
        name: words(name),
    }
}

fn words(text: &str) -> Text {
    Text {
        kk: text.into(),
        ru: text.into(),
        en: text.into(),
    }
}

/// A problem of a region, found on a day.
pub(crate) fn problem(name: &str, status: Status) -> Problem {
    Problem {
        id: id(name),
        place: Place {
            region: term("astana"),
            district: Some(term("esil")),
            area: Some((id("AST-001"), "1".into())),
        },
        theme: id("lighting"),
        name: words(name),
        what: words("It is dark"),
        recommendation: Text::default(),
        decision: Text::default(),
        decided_on: None,
        document: Text::default(),
        document_url: String::new(),
        agency: None,
        due: None,
        first_due: None,
        status,
        indicator: None,
        asked: None,
        events: vec![event("2026-02-03", Kind::Found)],
        evidence: Vec::new(),
    }
}

pub(crate) fn event(date: &str, kind: Kind) -> Event {
    Event {
        date: day(date),
        kind,
        text: Text::default(),
    }
}

pub(crate) fn register(problems: Vec<Problem>) -> Register {
    Register {
        agencies: vec![term("akimat"), term("police")],
        themes: vec![term("lighting")],
        problems,
    }
}

pub(crate) fn around<'a>(texts: &'a Texts, register: &'a Register) -> Around<'a> {
    Around {
        texts,
        register,
        publisher: "The <publisher> & Co",
        day: day("2026-11-24"),
        release: "2026-11-24T12-00-00Z",
        folder: "data/record/x/",
    }
}

prop_compose! {
    fn text()(kk in any::<String>(), ru in any::<String>(), en in any::<String>()) -> Text {
        Text { kk, ru, en }
    }
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (1990..2100i32, 1..366u32).prop_map(|(year, of)| NaiveDate::from_yo_opt(year, of).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    (any::<f64>(), date()).prop_map(|(number, on)| Value { number, on })
}

fn one_of<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

prop_compose! {
    fn asked()(answer in one_of(Answer::ALL), n in any::<u32>(), solved in any::<Option<u32>>(), how in text(), on in date()) -> Asked {
        Asked { answer, n, solved, how, on }
    }
}

prop_compose! {
    fn any_event()(date in date(), kind in one_of(Kind::ALL), text in text()) -> Event {
        Event { date, kind, text }
    }
}

prop_compose! {
    fn evidence()(kind in one_of(EvidenceKind::ALL), to in any::<String>(), label in text()) -> Evidence {
        Evidence { kind, to, label }
    }
}

prop_compose! {
    fn place()(region in "[a-c]", district in proptest::option::of("[d-f]"), name in text(), number in any::<String>()) -> Place {
        let named = |id: String| Term { id: Id::parse(&id).unwrap(), name: name.clone() };
        Place { region: named(region), district: district.map(named), area: Some((Id::parse("A").unwrap(), number)) }
    }
}

prop_compose! {
    fn indicator()(name in text(), before in value(), after in proptest::option::of(value())) -> Indicator {
        Indicator { name, before, after }
    }
}

prop_compose! {
    pub(crate) fn any_problem()(
        (id, place, name, what) in ("[A-Za-z0-9]{1,8}", place(), text(), text()),
        (recommendation, decision, document) in (text(), text(), text()),
        (decided_on, due, first_due) in (proptest::option::of(date()), proptest::option::of(date()), proptest::option::of(date())),
        (document_url, agency) in (any::<String>(), proptest::option::of("akimat|police|gone")),
        (status, indicator) in (one_of(Status::ALL), proptest::option::of(indicator())),
        asked in proptest::option::of(asked()),
        events in proptest::collection::vec(any_event(), 0..4),
        evidence in proptest::collection::vec(evidence(), 0..3),
    ) -> Problem {
        Problem {
            id: Id::parse(&id).unwrap(),
            place,
            theme: Id::parse("lighting").unwrap(),
            name,
            what,
            recommendation,
            decision,
            decided_on,
            document,
            document_url,
            agency: agency.map(|agency| Id::parse(&agency).unwrap()),
            due,
            first_due,
            status,
            indicator,
            asked,
            events,
            evidence,
        }
    }
}
