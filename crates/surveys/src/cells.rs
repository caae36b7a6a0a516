//! What rows of tables of shares end with. What only a file has stands in columns without a heading.

use senim_model::surveys::{Outcome, Surveys};
use senim_model::text::Text;
use senim_texts::{Texts, f, s};

use crate::words::{fine, place, share, share_of, time};

/// The columns that tables of shares end with.
pub(crate) fn columns(texts: &Texts) -> Vec<(String, &'static str)> {
    vec![
        (texts.t(s::SURVEYS_HEAD_SHARE), "percent"),
        (String::new(), "about"),
        (texts.t(s::SURVEYS_HEAD_INTERVAL), ""),
        (String::new(), "low"),
        (String::new(), "high"),
        (texts.t(s::SURVEYS_HEAD_N), "n"),
        (String::new(), "state"),
        (String::new(), "place"),
        (String::new(), "when"),
        (String::new(), "mode"),
        (String::new(), "frame"),
        (String::new(), "kind"),
        (String::new(), "pollster"),
        (String::new(), "source"),
        (String::new(), "url"),
    ]
}

/// Their cells. In a file each row says for itself where it comes from.
pub(crate) fn cells(
    texts: &Texts,
    data: &Surveys,
    outcome: &Outcome,
    answer: u16,
) -> Vec<(String, String)> {
    let mut cells = values(texts, outcome, answer);
    let Some((_, wave)) = data.of(outcome) else {
        return cells;
    };
    let kind = match (wave.sample, wave.quoted) {
        (true, _) => "sample",
        (_, true) => "quoted",
        _ => "own",
    };
    let name = |name: &Text| name.show(texts.lang).to_owned();
    let file = [
        place(texts, data, wave, outcome.part),
        time(texts, wave),
        name(&wave.mode),
        name(&wave.frame),
        kind.to_owned(),
        name(&wave.pollster),
        name(&wave.source),
        wave.url.clone(),
    ];
    cells.extend(file.map(|cell| (String::new(), cell)));
    cells
}

fn values(texts: &Texts, outcome: &Outcome, answer: u16) -> Vec<(String, String)> {
    let raw = |hundredths: u16| (f64::from(hundredths) / 100.0).to_string();
    let n = outcome
        .n
        .map(|n| (senim_texts::number(texts, n.into()), n.to_string()));
    let Some(found) = share_of(outcome, answer) else {
        let state = if outcome.shares.is_empty() {
            "suppressed"
        } else {
            "missing"
        };
        let mut cells = vec![Default::default(); 6];
        if let Some(first) = cells.first_mut().filter(|_| outcome.shares.is_empty()) {
            *first = (texts.t(s::SURVEYS_FEW), String::new());
        }
        cells.push((String::new(), state.to_owned()));
        return cells;
    };
    let ends = found.interval.map(|(low, high)| {
        let [from, to] = [low, high].map(|end| fine(texts, outcome, end));
        let shown = [("from", &*from), ("to", &to)];
        (texts.with(f::RESPONSE_SPAN, &shown), raw(low), raw(high))
    });
    let none = || {
        (
            texts.t(s::SURVEYS_INTERVAL_NONE),
            String::new(),
            String::new(),
        )
    };
    let (shown, low, high) = ends.unwrap_or_else(none);
    let about = if found.about { "yes" } else { "" };
    let unknown = || (texts.t(s::SURVEYS_UNKNOWN), String::new());
    vec![
        (share(texts, outcome, found), raw(found.percent)),
        (String::new(), about.to_owned()),
        (shown, String::new()),
        (String::new(), low),
        (String::new(), high),
        n.unwrap_or_else(unknown),
        (String::new(), "reported".to_owned()),
    ]
}
