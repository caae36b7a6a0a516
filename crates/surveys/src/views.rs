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
use crate::words::{self, people, place, share, share_of, time};

/// The parts, each with more HTML that stands inside.
pub(crate) fn blocks(view: &View<'_>) -> Vec<(Block, String)> {
    let mut blocks = vec![(answers::block(view), String::new())];
    blocks.extend(trend::block(view));
    blocks.extend(parts::places(view).map(|block| (block, String::new())));
    blocks.extend(parts::groups(view));
    blocks.extend(beside::block(view));
    blocks
}

/// What was chosen for a part whose rows are of several waves, each of which says more of itself.
fn chosen(view: &View<'_>, what: String) -> String {
    let at = view.place.map(usize::from);
    let region = at.and_then(|at| view.data.regions.get(at));
    match region {
        Some(region) => format!("{what} · {}", region.name.show(view.texts.lang)),
        None => what,
    }
}

/// What is measured.
fn theme(view: &View<'_>) -> String {
    let theme = view.data.themes.get(usize::from(view.asked.theme));
    theme.map_or_else(String::new, |theme| {
        theme.name.show(view.texts.lang).to_owned()
    })
}

/// What is shown, in a line: it goes into files and citations.
pub(crate) fn shown(view: &View<'_>) -> String {
    let (texts, asked) = (view.texts, view.asked);
    format!(
        "{} · {}",
        words::asked(texts, asked.question),
        of_wave(view)
    )
}

/// Who was asked, by which wave, when, and how many answered.
fn of_wave(view: &View<'_>) -> String {
    let (texts, asked) = (view.texts, view.asked);
    [
        place(texts, view.data, asked.wave, asked.outcome.part),
        asked.wave.name.show(texts.lang).to_owned(),
        time(texts, asked.wave),
        people(texts, asked.outcome.n),
    ]
    .join(" · ")
}

/// Whose the figure is, where it is somebody else's, and what a citation says of it.
pub(crate) fn cited(view: &View<'_>) -> (Option<String>, String) {
    let (texts, asked) = (view.texts, view.asked);
    let wave = asked.wave;
    let [pollster, source] = [&wave.pollster, &wave.source].map(|name| name.show(texts.lang));
    let found = share_of(asked.outcome, asked.answer);
    let value = found.map_or_else(
        || texts.t(s::SURVEYS_FEW),
        |found| {
            let answer = words::answer(texts, view.data, asked.outcome, asked.answer);
            format!("{} {answer}", share(texts, asked.outcome, found))
        },
    );
    let mut said = format!(
        "{}: {value} · {}",
        words::asked(texts, asked.question),
        of_wave(view)
    );
    let author = match (wave.quoted, pollster) {
        (true, "") => Some(source),
        (true, pollster) => Some(pollster),
        (false, _) => None,
    };
    let from = match words::origin(texts, wave) {
        quoted if wave.quoted => format!("{quoted}: {source}"),
        sample if wave.sample => sample,
        _ => source.to_owned(),
    };
    let pollster = if author.is_none() { pollster } else { "" };
    for more in [pollster, &from]
        .into_iter()
        .filter(|more| !more.is_empty())
    {
        said.push_str(" · ");
        said.push_str(more);
    }
    (author.map(str::to_owned), said)
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
    let n = people(texts, outcome.n);
    match share_of(outcome, answer) {
        Some(found) => {
            let interval = words::interval(texts, outcome, found);
            format!("{name}: {}. {interval}. {n}.", share(texts, outcome, found))
        }
        None => format!("{name}: {}", texts.t(s::SURVEYS_FEW)),
    }
}

/// A value of an axis of per cents.
fn tick(texts: &Texts) -> impl Fn(f64) -> String + '_ {
    |value| senim_texts::figure::percent(texts, value / 100.0, false)
}
