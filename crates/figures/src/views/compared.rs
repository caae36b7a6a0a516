//! Chosen places side by side, in the order of the choice.

use std::fmt::Write as _;

use senim_measure::Estimate;
use senim_model::index::Term;
use senim_model::response::{Moment, Target};
use senim_texts::figure::percent;
use senim_texts::html::text;
use senim_texts::{Texts, f, number};

use super::row::{Row, row, table};
use super::{View, escaped_name, shown};
use crate::block::Block;
use crate::figure::{Figure, target_of};
use crate::page::which;
use crate::take;

/// What is known of the places, and the same as HTML; nothing where there is but one.
pub(crate) fn compared(view: &View<'_>, live: bool) -> Option<(Block, String)> {
    if view.asked.with.is_empty() {
        return None;
    }
    let texts = view.texts;
    let rows: Vec<Row> = view.asked.places().map(|scope| row(view, scope)).collect();
    let block = Block {
        id: "compared",
        title: texts.t(f::RESPONSE_COMPARED),
        shown: shown(view),
        note: texts.t(f::RESPONSE_COMPARED_WHAT),
        svg: String::new(),
        points: Vec::new(),
        table: table(view, &rows),
    };
    let take = match live {
        true => take::buttons(texts, &block),
        false => String::new(),
    };
    let html = format!(
        "<section class=\"headline compared\" id=\"compared\"><h2>{}</h2>\
         <p class=\"quiet\">{}</p>{}<p class=\"quiet\">{}</p>{take}</section>",
        text(&block.title),
        text(&which(view)),
        side_by_side(view, &rows),
        text(&block.note),
    );
    Some((block, html))
}

/// The rows as a reader sees them.
fn side_by_side(view: &View<'_>, rows: &[Row]) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let places = rows.iter().map(|row| {
        let (state, code) = &row.state;
        Beside {
            name: escaped_name(texts, data, row.scope),
            note: (*code != "reported").then(|| state.clone()),
            figure: row.figure.as_ref(),
            cut: row.cut,
        }
    });
    let target = targeted(
        texts,
        (&data.targets, &data.priorities),
        asked.priority,
        asked.clock,
    );
    beside(texts, &places.collect::<Vec<_>>(), &target)
}

/// Why no share keeps a target where there is none for these calls; empty where there is one.
pub(crate) fn targeted(
    texts: &Texts,
    (targets, priorities): (&[Target], &[Term]),
    priority: Option<u8>,
    clock: (Moment, Moment),
) -> String {
    if target_of(targets, priority, clock).is_some() {
        return String::new();
    }
    let by_clock = targets.iter().filter(|of| (of.from, of.to) == clock);
    let names: Vec<&str> = by_clock
        .filter_map(|of| priorities.get(usize::from(of.priority)))
        .map(|term| term.name.show(texts.lang))
        .collect();
    match names.is_empty() {
        true => texts.t(f::RESPONSE_WITHIN_NONE),
        false => texts.with(f::RESPONSE_WITHIN_ONLY, &[("which", &names.join(", "))]),
    }
}

/// A place beside others.
pub(crate) struct Beside<'a> {
    /// What it is called, as HTML.
    pub(crate) name: String,
    /// What stands below its name.
    pub(crate) note: Option<String>,
    pub(crate) figure: Option<&'a Figure>,
    /// Calls that may belong here, but are published with others.
    pub(crate) cut: u64,
}

/// Places as a table: a number and how sure it is, in one cell; of a place without numbers one cell says
/// why. `no_target` says why no share keeps a target, where there is none. On a phone each row becomes a
/// card, so roles are said: not every browser keeps those of a table then.
pub(crate) fn beside(texts: &Texts, places: &[Beside<'_>], no_target: &str) -> String {
    let heads = [
        f::RESPONSE_HEAD_PLACE,
        f::RESPONSE_MEDIAN,
        f::RESPONSE_P90,
        f::RESPONSE_WITHIN,
        f::RESPONSE_CALLS,
    ]
    .map(|head| text(&texts.t(head)));
    let mut out = String::from("<table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
    for head in &heads {
        let _ = write!(out, "<th role=\"columnheader\" scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead><tbody role=\"rowgroup\">");
    for place in places {
        let note = place.note.as_ref().map_or_else(String::new, |note| {
            format!("<span class=\"quiet small\">{}</span>", text(note))
        });
        let Some(figure) = place.figure else {
            let _ = write!(
                out,
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>\
                 <td role=\"cell\" class=\"withheld\" colspan=\"4\">{note}</td></tr>",
                place.name
            );
            continue;
        };
        let _ = write!(
            out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}{note}</th>",
            place.name
        );
        let values = values(texts, figure, place.cut, no_target);
        for ((value, note), head) in values.iter().zip(heads.iter().skip(1)) {
            let _ = write!(
                out,
                "<td role=\"cell\" data-head=\"{head}\"><span class=\"value\">{}</span>\
                 <span class=\"quiet small\">{}</span></td>",
                text(value),
                text(note)
            );
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    out
}

/// Median, percentile, share within the target and calls of a place, each with what is known of it.
fn values(texts: &Texts, figure: &Figure, cut: u64, no_target: &str) -> [(String, String); 4] {
    let shown = |found: Option<Estimate>, words: &dyn Fn(f64) -> String, why: &str| match found {
        Some(found) => (words(found.value), interval(texts, found, words)),
        None => ("–".into(), why.to_owned()),
    };
    let time = |seconds: f64| figure.time(texts, seconds);
    let share = |share: f64| percent(texts, share, figure.calls() >= 1_000);
    let unknown = figure.unknown().map(|found| {
        let share = percent(texts, found.value, true);
        texts.with(f::RESPONSE_UNKNOWN, &[("share", &share)])
    });
    let cut = (cut > 0).then(|| texts.count(f::RESPONSE_COMPARED_CUT, cut));
    let calls: Vec<String> = [unknown, cut].into_iter().flatten().collect();
    [
        shown(figure.median, &time, ""),
        shown(figure.p90, &time, ""),
        shown(figure.within, &share, no_target),
        (number(texts, figure.calls()), calls.join(". ")),
    ]
}

/// Between what a figure lies.
fn interval(texts: &Texts, found: Estimate, words: &dyn Fn(f64) -> String) -> String {
    let low = words(found.low);
    if !found.high.is_finite() {
        return texts.with(f::RESPONSE_INTERVAL_OPEN, &[("low", &low)]);
    }
    let span = texts.with(
        f::RESPONSE_SPAN,
        &[("from", &low), ("to", &words(found.high))],
    );
    format!("{}: {span}", texts.t(f::RESPONSE_HEAD_INTERVAL))
}
