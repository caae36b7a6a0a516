//! The parts of a page: each a chart and the same as a table, with what has to be said below.

mod answers;
mod beside;
mod parts;
mod trend;

use senim_charts::Reading;
use senim_figures::Block;
use senim_model::surveys::Outcome;
use senim_texts::{Texts, s};

use crate::view::View;
use crate::words::{field, place, share, share_of, when};

/// The parts, each with more HTML that stands inside.
pub(crate) fn blocks(view: &View<'_>) -> Vec<(Block, String)> {
    let mut blocks = vec![(answers::block(view), String::new())];
    blocks.extend(trend::block(view));
    blocks.extend(parts::places(view).map(|block| (block, String::new())));
    blocks.extend(parts::groups(view));
    blocks.extend(beside::block(view));
    blocks
}

/// What is shown, in a line: it goes into files and citations.
pub(crate) fn shown(view: &View<'_>) -> String {
    let (texts, asked) = (view.texts, view.asked);
    let time = match field(texts, asked.wave) {
        known if !known.is_empty() => known,
        _ => when(texts, &asked.wave.published_on),
    };
    format!(
        "{}: “{}” · {} · {time} · {}",
        place(texts, view.data, asked.wave, asked.outcome.part),
        asked.question.text.show(texts.lang),
        asked.wave.name.show(texts.lang),
        crate::words::people(texts, asked.outcome.n),
    )
}

/// A share with its interval, or why there is none.
fn reading(texts: &Texts, outcome: &Outcome, answer: u16) -> Reading {
    match share_of(outcome, answer) {
        Some(found) => Reading::Known {
            value: f64::from(found.percent) / 100.0,
            interval: found
                .interval
                .map(|(low, high)| (f64::from(low) / 100.0, f64::from(high) / 100.0)),
        },
        None if outcome.shares.is_empty() => Reading::NotPublished(texts.t(s::SURVEYS_FEW)),
        None => Reading::Missing(texts.t(s::SURVEYS_UNKNOWN)),
    }
}

/// What a screen reader hears of a share.
fn said(texts: &Texts, name: &str, outcome: &Outcome, answer: u16) -> String {
    let n = crate::words::people(texts, outcome.n);
    match share_of(outcome, answer) {
        Some(found) => {
            let interval = crate::words::interval(texts, outcome, found);
            format!("{name}: {}. {interval} {n}", share(texts, outcome, found))
        }
        None => format!("{name}: {}", texts.t(s::SURVEYS_FEW)),
    }
}

/// A value of an axis of per cents.
fn tick(texts: &Texts) -> impl Fn(f64) -> String + '_ {
    |value| senim_texts::figure::percent(texts, value / 100.0, false)
}
