//! What officers wrote for everybody, by theme.

use senim_message::{Confirmed, Outcome};
use senim_model::id::Id;
use senim_texts::figure::period;
use senim_texts::html::text;
use senim_texts::{Texts, b, w};

use super::Answered;
use crate::messages::Answer;

/// The answers of a region.
pub(super) fn list(all: &Answered, texts: &Texts, region: &Id) -> String {
    let mine: Vec<&Answer> = all
        .published
        .answers
        .iter()
        .filter(|answer| answer.region == *region)
        .collect();
    if mine.is_empty() {
        return String::new();
    }
    let themes: String = mine
        .chunk_by(|one, two| one.theme == two.theme)
        .map(|answers| {
            let theme = answers.first().and_then(|answer| answer.theme.as_ref());
            let items: String = answers.iter().map(|answer| item(all, texts, answer)).collect();
            let count = texts.count(w::ANSWERED_REPLIES, answers.len() as u64);
            format!(
                "<details><summary><h4>{}</h4><span class=\"quiet\">{}</span></summary><ul>{items}</ul></details>",
                text(&all.theme(texts, theme)),
                text(&count),
            )
        })
        .collect();
    format!(
        "<section class=\"answers\"><h3>{}</h3><p>{}</p>{themes}</section>",
        text(&texts.t(w::ANSWERED_ANSWERS)),
        text(&texts.t(w::ANSWERED_ANSWERS_LEAD)),
    )
}

fn item(all: &Answered, texts: &Texts, answer: &Answer) -> String {
    let outcome = match answer.outcome {
        Some(Outcome::Done) => b::FEEDBACK_OUTCOME_DONE,
        Some(Outcome::Partly) => b::FEEDBACK_OUTCOME_PARTLY,
        Some(Outcome::Elsewhere) => b::FEEDBACK_OUTCOME_ELSEWHERE,
        Some(Outcome::Impossible) => b::FEEDBACK_OUTCOME_IMPOSSIBLE,
        None => w::ANSWERED_OPEN,
    };
    let said = answer.confirmed.map(|said| {
        let said = texts.t(match said {
            Confirmed::Solved => w::ANSWERED_SAID_SOLVED,
            Confirmed::Partly => w::ANSWERED_SAID_PARTLY,
            Confirmed::Not => w::ANSWERED_SAID_NOT,
        });
        texts.with(w::ANSWERED_SENDER, &[("said", &said)])
    });
    let place = answer
        .district
        .as_ref()
        .map(|district| all.district(texts, district));
    let when = answer.period.map(|when| period(texts, when));
    let facts = [Some(texts.t(outcome)), said, place, when];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!(
        "<li><p><strong>{}</strong></p><p>{}</p><p class=\"small quiet\">{}</p></li>",
        text(&answer.summary),
        text(&answer.answer),
        text(&facts.join(" · ")),
    )
}
