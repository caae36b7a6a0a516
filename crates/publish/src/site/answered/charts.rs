//! Two charts of a region's quarters. Nothing listens to keys on a page without a script, so their
//! points are no tab stops; a table below has the same.

use senim_charts::bars::BarRow;
use senim_charts::stack::{Answer, Answered, Part, StackRow};
use senim_charts::{Bars, Chart, Frame, Reading, Stack};
use senim_measure::State;
use senim_texts::figure::{percent, period};
use senim_texts::html::text;
use senim_texts::{Message, Texts, f, w};

use super::figure::Figure;
use super::{Quarter, state_words};

/// The width of a chart in pixels: that of a phone's column, and half of the page's.
const WIDTH: f64 = 328.0;

/// What senders can say.
pub(super) const SAID: [Message; 3] = [
    w::ANSWERED_SAID_SOLVED,
    w::ANSWERED_SAID_PARTLY,
    w::ANSWERED_SAID_NOT,
];

/// The share of messages with an answer, and what senders said, by quarter.
pub(super) fn both(texts: &Texts, quarters: &[Quarter<'_>]) -> String {
    let shares = Bars {
        rows: quarters.iter().map(|quarter| bar(texts, quarter)).collect(),
    };
    let said = Stack {
        answers: SAID
            .map(|message| Answer {
                name: texts.t(message),
                aside: false,
            })
            .to_vec(),
        rows: quarters
            .iter()
            .map(|quarter| stack(texts, quarter))
            .collect(),
    };
    let charts = [
        drawn(texts, &shares, "answered-share", w::ANSWERED_CHART_SHARE),
        drawn(texts, &said, "answered-said", w::ANSWERED_CHART_SAID),
    ];
    format!("<div class=\"answered-charts\">{}</div>", charts.concat())
}

fn drawn(texts: &Texts, chart: &dyn Chart, id: &str, title: Message) -> String {
    let title = texts.t(title);
    let drawn = chart.draw(&Frame {
        id: id.to_owned(),
        width: WIDTH,
        title: title.clone(),
        summary: String::new(),
    });
    let still = drawn.still();
    format!(
        "<figure><figcaption><h3>{}</h3></figcaption>{still}</figure>",
        text(&title)
    )
}

/// A state has a pattern of its own where numbers are kept back.
fn absent(texts: &Texts, state: State) -> Reading {
    match state {
        State::Suppressed => Reading::NotPublished(texts.t(f::RESPONSE_NOT_PUBLISHED)),
        other => Reading::Missing(state_words(texts, other)),
    }
}

fn bar(texts: &Texts, quarter: &Quarter<'_>) -> BarRow {
    let name = period(texts, quarter.quarter);
    let answered = quarter.whole.as_ref().map(Figure::answered);
    match answered {
        Ok(Some(share)) => {
            let shown = percent(texts, share.value, false);
            let received = quarter
                .whole
                .as_ref()
                .map_or(0, |figure| figure.counts.received);
            let of = texts.count(w::ANSWERED_MESSAGES, received);
            BarRow {
                said: format!("{name}: {shown}, {of}"),
                reading: Reading::Known {
                    value: share.value * 100.0,
                    interval: Some((share.low * 100.0, share.high * 100.0)),
                },
                shown,
                name,
            }
        }
        Ok(None) => without(texts, name, State::Suppressed),
        Err(state) => without(texts, name, *state),
    }
}

fn without(texts: &Texts, name: String, state: State) -> BarRow {
    BarRow {
        said: format!("{name}: {}", state_words(texts, state)),
        reading: absent(texts, state),
        shown: String::new(),
        name,
    }
}

fn stack(texts: &Texts, quarter: &Quarter<'_>) -> StackRow {
    let name = period(texts, quarter.quarter);
    let shares = quarter.senders.as_ref().and_then(Figure::said);
    let answered = match (shares, &quarter.whole) {
        (Some(shares), _) => {
            let parts = shares.into_iter().zip(SAID).map(|(share, said)| {
                let shown = percent(texts, share.value, false);
                let said = texts.t(said);
                Part {
                    share: share.value * 100.0,
                    said: format!("{name}, {said}: {shown}"),
                    shown,
                }
            });
            Answered::Parts(parts.collect())
        }
        (None, Ok(_)) => kept_back(texts, &name, State::Suppressed),
        (None, Err(state)) => kept_back(texts, &name, *state),
    };
    StackRow { name, answered }
}

fn kept_back(texts: &Texts, name: &str, state: State) -> Answered {
    let said = format!("{name}: {}", state_words(texts, state));
    match absent(texts, state) {
        Reading::NotPublished(words) => Answered::NotPublished { words, said },
        _ => Answered::Missing {
            words: state_words(texts, state),
            said,
        },
    }
}
