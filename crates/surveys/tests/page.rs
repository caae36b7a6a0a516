//! Pages of surveys, for any address: what cannot be compared is never joined nor subtracted, what is
//! not published is no number, and nothing that was published becomes markup.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{data, id, text, written};
use proptest::prelude::*;
use senim_figures::{Context, Written};
use senim_model::surveys::Surveys;
use senim_model::text::Lang;
use senim_surveys::{Choice, form, page};
use senim_texts::Texts;

/// How many lines join waves. Each has two halves, as a name may stand between them.
fn lines(written: &Written) -> usize {
    let trend = written.blocks.iter().find(|block| block.id == "trend");
    trend.unwrap().svg.matches("chart-line").count() / 2
}

#[test]
fn a_change_that_chance_explains_is_called_none() {
    let html = written(&data(), "").html;
    assert!(html.contains("No clear change"), "{html}");
    assert!(html.contains("+2.3\u{a0}points"), "{html}");
    let mut whole = data();
    whole.differences[0].value = 200;
    assert!(written(&whole, "").html.contains("+2.0\u{a0}points"));
    let mut clear = data();
    clear.differences[0].interval = (10, 810);
    assert!(written(&clear, "").html.contains("A clear rise"));
}

#[test]
fn only_what_can_be_compared_is_joined_and_subtracted() {
    assert_eq!(lines(&written(&data(), "")), 1);
    type Change = (&'static str, fn(&mut Surveys));
    let changes: [Change; 4] = [
        ("the words of the question", |data| {
            let mut other = data.questions[0].clone();
            (other.id, other.text) = (id("q2"), text("Верите?"));
            data.questions.push(other);
            data.outcomes
                .iter_mut()
                .skip(3)
                .for_each(|of| of.question = 1);
        }),
        ("the answers that were offered", |data| {
            let mut scale = data.scales[0].clone();
            scale.id = id("three");
            scale.answers.push(scale.answers[0].clone());
            data.scales.push(scale);
            let mut other = data.questions[0].clone();
            (other.id, other.scale) = (id("q2"), 1);
            data.questions.push(other);
            data.outcomes
                .iter_mut()
                .skip(3)
                .for_each(|of| of.question = 1);
        }),
        ("out of whom people were drawn", |data| {
            data.waves[1].frame = text("owners of telephones")
        }),
        ("who asked", |data| data.waves[1].pollster = text("Bureau")),
    ];
    for (what, change) in changes {
        let mut other = data();
        change(&mut other);
        other.differences.clear();
        let written = written(&other, "");
        assert_eq!(lines(&written), 0, "{what}");
        let said =
            format!("“spring” and “autumn” cannot be compared. Different or not known: {what}.");
        assert!(written.html.contains(&said), "{what}: {}", written.html);
        assert!(!written.html.contains("points"), "{what}");
    }
}

#[test]
fn a_wave_is_compared_with_whole_waves_and_each_is_offered_once() {
    let mut data = data();
    data.differences.clear();
    data.waves[1].frame = text("owners of telephones");
    let offered = form(
        &Texts::built_in(Lang::En),
        &data,
        Some(0),
        &Choice::default(),
    );
    let (_, with) = offered.split_once("choose-with").unwrap();
    assert_eq!(with.matches("<option").count(), 1, "{with}");
    // The groups of the wave before were asked the same as everybody.
    let change = written(&data, "").html;
    assert!(!change.contains("who was asked the question"), "{change}");
    assert!(change.contains("out of whom people were drawn"), "{change}");
}

#[test]
fn without_an_interval_nobody_says_whether_it_changed() {
    let mut data = data();
    data.differences.clear();
    data.outcomes
        .iter_mut()
        .flat_map(|of| &mut of.shares)
        .for_each(|share| share.interval = None);
    let html = written(&data, "").html;
    assert!(
        html.contains("nobody can say whether this is a change"),
        "{html}"
    );
    assert!(html.contains("no interval was published"), "{html}");
}

#[test]
fn what_is_not_published_says_why_and_has_no_number() {
    let written = written(&data(), "");
    let groups = written
        .blocks
        .iter()
        .find(|block| block.id == "groups")
        .unwrap();
    let men = groups
        .table
        .rows
        .iter()
        .find(|row| row[0].0.contains("men") && !row[0].0.contains("women"));
    let men = men.unwrap();
    assert!(
        men.iter()
            .any(|(shown, _)| shown == "not published: too few people answered")
    );
    assert!(men.iter().any(|(_, raw)| raw == "suppressed"));
    assert!(men.iter().all(|(_, raw)| raw.parse::<f64>().is_err()));
}

#[test]
fn the_answer_of_a_chart_is_quoted() {
    let blocks = written(&data(), "").blocks;
    let groups = blocks.iter().find(|block| block.id == "groups").unwrap();
    assert!(groups.note.starts_with("The answer “"), "{}", groups.note);
}

#[test]
fn a_link_shows_the_same_again() {
    let first = written(&data(), "wave=spring");
    let (_, query) = first.link.split_once('?').unwrap();
    let again = written(&data(), query);
    assert_eq!(again.link, first.link);
    assert!(again.html.contains("These are figures of the release"));
    assert_eq!(again.blocks[0].table, first.blocks[0].table);
}

proptest! {
    #[test]
    fn no_address_breaks_a_page_and_no_text_becomes_markup(query in "[a-z=&.<>\"]{0,60}", place in any::<Option<u16>>()) {
        let data = data();
        let texts = Texts::built_in(Lang::Kk);
        let choice = Choice::parse(&query);
        for live in [true, false] {
            let context = Context {
                live,
                width: live.then_some(320.0),
                publisher: "<i>",
                released: "",
                release: "",
                address: "",
                others: &[],
            };
            let html = page(&texts, &data, place, &choice, &context).html;
            prop_assert!(!html.contains("<b>Source") && !html.contains("<i>"));
        }
        form(&texts, &data, place, &choice);
    }
}
