//! Feeds are Atom whatever words are in them, and an entry keeps its identifier.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;

use common::{any_problem, around, day, event, id, problem, register, term};
use proptest::prelude::*;
use senim_model::text::Lang;
use senim_register::{Answer, Asked, Feed, Kind, Missed, Problem, Register, Status, feed};
use senim_texts::Texts;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn written(
    register: &Register,
    lang: Lang,
    region: Option<&str>,
    district: Option<&str>,
) -> String {
    let texts = Texts::built_in(lang);
    let (region, district) = (region.map(term), district.map(term));
    feed(&Feed {
        around: around(&texts, register),
        region: region.as_ref(),
        district: district.as_ref(),
        released: "2026-11-24T12:00:00Z",
        licence: "CC0-1.0",
        notice: "sample <data>",
    })
}

/// Reads a feed as RFC 4287 wants it; its identifiers and times, the feed's own first.
fn read(xml: &str) -> Vec<(String, String)> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let root = document.root_element();
    let of = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
        let found: Vec<_> = node
            .children()
            .filter(|child| child.has_tag_name((ATOM, name)))
            .collect();
        assert_eq!(found.len(), 1, "{name} in\n{xml}");
        found[0].text().unwrap_or_default().to_owned()
    };
    assert!(root.has_tag_name((ATOM, "feed")));
    let author = root
        .children()
        .find(|node| node.has_tag_name((ATOM, "author")))
        .unwrap();
    assert_eq!(of(author, "name"), "The <publisher> & Co");
    let links = root
        .children()
        .filter(|node| node.has_tag_name((ATOM, "link")));
    let links: Vec<_> = links.filter_map(|link| link.attribute("rel")).collect();
    assert_eq!(links, ["self", "alternate"]);
    let entries = root
        .children()
        .filter(|node| node.has_tag_name((ATOM, "entry")));
    let all = std::iter::once(root).chain(entries);
    all.map(|node| {
        assert!(!of(node, "title").is_empty());
        let (id, updated) = (of(node, "id"), of(node, "updated"));
        assert!(id.starts_with("urn:uuid:") && id.len() == 45, "{id}");
        assert_eq!((&id[23..24], &updated[19..]), ("8", "Z"));
        assert!("89ab".contains(&id[28..29]), "{id}");
        if node != root {
            // Two words say so in an entry; the whole notice stands once, above.
            let marks = ["Үлгі деректер.", "Демонстрационные данные.", "Sample data."];
            let summary = of(node, "summary");
            assert!(marks.iter().any(|mark| summary.contains(mark)), "{summary}");
            assert!(!summary.contains("sample <data>"), "{summary}");
            let alternate = node
                .children()
                .find(|child| child.has_tag_name((ATOM, "link")));
            assert_eq!(alternate.unwrap().attribute("rel"), Some("alternate"));
        }
        (id, updated)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_make_a_feed(
        problems in proptest::collection::vec(any_problem(), 0..4),
        lang in proptest::sample::select(&Lang::ALL[..]),
    ) {
        let register = register(problems);
        let all = read(&written(&register, lang, None, None));
        let of = |problem: &Problem| problem.events.len() + problem.missed(day("2026-11-24")).len();
        let entries: usize = register.problems.iter().map(of).sum();
        prop_assert_eq!(all.len(), entries + 1);
        prop_assert!(all.windows(2).skip(1).all(|two| two[0].1 >= two[1].1));
    }
}

#[test]
fn an_entry_keeps_its_identifier_and_a_new_event_is_a_new_one() {
    let before = register(vec![
        problem("P-1", Status::Found),
        problem("P-2", Status::Found),
    ]);
    let mut after = before.clone();
    after.problems[1].status = Status::Done;
    after.problems[1].name.en = "Another name".into();
    after.problems[1]
        .events
        .push(event("2026-06-01", Kind::Done));
    let of = |register: &Register| read(&written(register, Lang::En, Some("astana"), None));
    let (old, new) = (of(&before), of(&after));
    assert_eq!(old[0].0, new[0].0);
    assert_eq!(
        (old[0].1.as_str(), new[0].1.as_str()),
        ("2026-02-03T00:00:00Z", "2026-06-01T00:00:00Z")
    );
    let ids = |all: &[(String, String)]| -> BTreeSet<String> {
        all.iter().map(|(id, _)| id.clone()).collect()
    };
    assert!(ids(&old).is_subset(&ids(&new)));
    assert_eq!(ids(&new).len(), 4);
}

#[test]
fn each_place_and_language_has_a_feed_of_its_own() {
    let mut all = register(vec![
        problem("P-1", Status::Found),
        problem("P-2", Status::Found),
    ]);
    all.problems[1].place.district = Some(term("nura"));
    let places = [
        (None, None),
        (Some("astana"), None),
        (Some("astana"), Some("esil")),
        (Some("karaganda"), None),
    ];
    let feeds: Vec<_> = Lang::ALL
        .into_iter()
        .flat_map(|lang| places.map(|(region, district)| written(&all, lang, region, district)))
        .collect();
    let own: BTreeSet<String> = feeds.iter().map(|xml| read(xml)[0].0.clone()).collect();
    assert_eq!(own.len(), feeds.len());
    let entries: Vec<usize> = feeds
        .iter()
        .take(4)
        .map(|xml| read(xml).len() - 1)
        .collect();
    assert_eq!(entries, [2, 2, 1, 0]);
    // The pages of problems, from where each feed lies.
    assert!(feeds[0].contains("href=\"../astana/problems/P-1/\""));
    assert!(feeds[2].contains("href=\"P-1/\"") && feeds[2].contains("href=\"feed-esil.xml\""));
    // Nothing has happened there yet; what says so is the release.
    assert_eq!(read(&feeds[3])[0].1, "2026-11-24T12:00:00Z");
}

/// Title, day and summary of each entry.
fn entries(xml: &str) -> Vec<(String, String, String)> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let entries = document
        .descendants()
        .filter(|node| node.has_tag_name((ATOM, "entry")));
    let of = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
        let mut found = node.children();
        let found = found.find(|child| child.has_tag_name((ATOM, name)));
        found.unwrap().text().unwrap_or_default().to_owned()
    };
    entries
        .map(|node| {
            let published = of(node, "published");
            (of(node, "title"), published, of(node, "summary"))
        })
        .collect()
}

#[test]
fn a_due_day_that_passes_without_an_end_is_news_of_the_day_after() {
    let mut late = problem("P-1", Status::Decided);
    late.due = Some(day("2026-11-22"));
    late.agency = Some(id("akimat"));
    late.events.push(event("2026-03-12", Kind::Decided));
    let told = |problem: &Problem| {
        let register = register(vec![problem.clone()]);
        let all = entries(&written(&register, Lang::Ru, Some("astana"), None));
        let missed = all.into_iter();
        let missed = missed.filter(|(title, ..)| title.ends_with("срок прошёл"));
        missed
            .map(|(_, published, summary)| (published[..10].to_owned(), summary))
            .collect::<Vec<_>>()
    };
    let [(on, said)] = &told(&late)[..] else {
        panic!("one entry")
    };
    assert_eq!(on, "2026-11-23");
    for words in [
        "Срок: 22\u{a0}ноября 2026\u{a0}г.",
        "Кто отвечает: akimat",
        "esil",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    // The last day itself is in time, and the day after it may not have come.
    late.due = Some(day("2026-11-24"));
    assert_eq!(told(&late), []);
    late.due = Some(day("2026-11-23"));
    assert_eq!(told(&late).len(), 1);
    // What ends late was late; what ended in time was not, whatever became of it.
    late.events.push(event("2026-11-24", Kind::Done));
    late.status = Status::Done;
    assert_eq!(told(&late).len(), 1);
    late.events[2] = event("2026-11-20", Kind::Done);
    assert_eq!(told(&late), []);
}

#[test]
fn a_postponed_problem_was_late_only_where_it_was_postponed_too_late() {
    let mut later = problem("P-1", Status::Decided);
    later.first_due = Some(day("2026-06-30"));
    later.due = Some(day("2027-06-30"));
    later.events.push(event("2026-06-30", Kind::Postponed));
    let today = day("2026-11-24");
    assert_eq!(later.missed(today), []);
    later.events[1] = event("2026-07-15", Kind::Postponed);
    assert_eq!(later.missed(today), [missed("2026-06-30", "2026-07-01")]);
}

fn missed(due: &str, since: &str) -> Missed {
    Missed {
        due: day(due),
        since: day(since),
    }
}

#[test]
fn what_is_open_again_after_its_due_day_is_overdue_from_then_on() {
    let mut again = problem("P-1", Status::InProgress);
    again.due = Some(day("2026-07-01"));
    again.events.push(event("2026-06-30", Kind::Done));
    again.events.push(event("2026-09-17", Kind::Reopened));
    let today = day("2026-11-24");
    assert_eq!(again.missed(today), [missed("2026-07-01", "2026-09-17")]);
    assert_eq!(again.missed(day("2026-09-16")), []);
    let register_of = register(vec![again.clone()]);
    let told = entries(&written(&register_of, Lang::Ru, Some("astana"), None));
    let late = told
        .iter()
        .find(|(title, ..)| title.ends_with("срок прошёл"));
    let (_, published, said) = late.unwrap();
    assert!(published.starts_with("2026-09-17"), "{published}");
    assert!(said.contains("Срок: 1\u{a0}июля 2026\u{a0}г."), "{said}");
    // A new due day puts it off from the day of that event on.
    again.first_due = again.due;
    again.due = Some(day("2027-02-01"));
    again.events.push(event("2026-09-18", Kind::Postponed));
    assert_eq!(again.missed(today), [missed("2026-07-01", "2026-09-17")]);
    again.events[3].date = day("2026-09-17");
    assert_eq!(again.missed(today), []);
    // What is open again in time was not late.
    again.first_due = None;
    again.due = Some(day("2026-12-31"));
    again.events.truncate(3);
    assert_eq!(again.missed(today), []);
}

#[test]
fn an_entry_of_residents_who_were_asked_says_what_they_answered() {
    let mut asked = problem("P-1", Status::Done);
    asked.asked = Some(Asked {
        answer: Answer::Partly,
        n: 18,
        solved: None,
        how: asked.what.clone(),
        on: day("2026-09-15"),
    });
    asked.events = vec![
        event("2026-03-01", Kind::Asked),
        event("2026-09-15", Kind::Asked),
    ];
    let register = register(vec![asked]);
    let told = entries(&written(&register, Lang::Kk, Some("astana"), None));
    let said = "Тұрғындар растады ма: ішінара (18 адамнан сұралды)";
    assert!(told[0].2.contains(said), "{}", told[0].2);
    assert!(!told[1].2.contains("ішінара"), "{}", told[1].2);
}

#[test]
fn an_entry_of_a_decision_tells_it_and_none_says_how_far_it_is_now() {
    let mut decided = problem("P-1", Status::InProgress);
    decided.decision.en = "Put up lamps.".into();
    decided.agency = Some(id("police"));
    decided.first_due = Some(day("2026-12-01"));
    decided.due = Some(day("2027-02-01"));
    decided.events = vec![
        event("2026-03-12", Kind::Decided),
        event("2026-04-01", Kind::InProgress),
        event("2026-11-01", Kind::Postponed),
    ];
    let summary = |problem: &Problem| {
        let register = register(vec![problem.clone()]);
        entries(&written(&register, Lang::En, Some("astana"), None))
    };
    let before = summary(&decided);
    let (_, _, said) = before.last().unwrap();
    for words in [
        "Decision: Put up lamps.",
        "Responsible: police",
        "Due: 1\u{a0}December 2026",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!said.contains("2027"), "{said}");
    decided.status = Status::Done;
    decided.events.push(event("2026-11-20", Kind::Done));
    let after = summary(&decided);
    assert_eq!(before, after[1..]);
}
