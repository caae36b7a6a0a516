//! The figure by place, and by group.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure};
use senim_figures::{Block, Table, drawn};
use senim_model::surveys::{Difference, Outcome, Part};
use senim_texts::html::text;
use senim_texts::{Message, s};

use super::trend::answer_id;
use super::{reading, said, shown, tick};
use crate::cells::{cells, columns};
use crate::view::View;
use crate::words::{place, points, share, share_of, signed};

/// By region, of a wave of the country.
pub(super) fn places(view: &View<'_>) -> Option<Block> {
    let all = of_wave(view);
    let rows: Vec<(String, &Outcome)> = all
        .filter_map(|outcome| {
            let Part::Region(at) = outcome.part else {
                return None;
            };
            view.data.regions.get(usize::from(at))?;
            // A region of a survey of two cities is not all of the region.
            let of = place(view.texts, view.data, view.asked.wave, outcome.part);
            Some((of, outcome))
        })
        .collect();
    block(
        view,
        "places",
        (s::SURVEYS_PLACES, s::SURVEYS_HEAD_PLACE),
        &rows,
    )
}

/// By group, with how groups differ.
pub(super) fn groups(view: &View<'_>) -> Option<(Block, String)> {
    // Groups are of the whole wave.
    if view.asked.outcome.part != Part::All {
        return None;
    }
    let rows: Vec<(String, &Outcome)> = of_wave(view)
        .filter_map(|outcome| Some((group(view, outcome.part)?, outcome)))
        .collect();
    let found = block(
        view,
        "groups",
        (s::SURVEYS_GROUPS, s::SURVEYS_HEAD_GROUP),
        &rows,
    )?;
    Some((found, differences(view)))
}

fn of_wave<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Outcome> {
    let (wave, question) = (view.asked.outcome.wave, view.asked.outcome.question);
    let all = view.data.outcomes.iter();
    all.filter(move |of| (of.wave, of.question) == (wave, question))
}

/// The name of a group, with what it is told apart by.
fn group(view: &View<'_>, part: Part) -> Option<String> {
    let Part::Group(split, group) = part else {
        return None;
    };
    let split = view.data.splits.get(usize::from(split))?;
    let group = split.groups.get(usize::from(group))?;
    let lang = view.texts.lang;
    Some(format!(
        "{}: {}",
        split.term.name.show(lang),
        group.name.show(lang)
    ))
}

/// Rows beside each other; `None` where there is one alone.
fn block(
    view: &View<'_>,
    id: &'static str,
    (title, head): (Message, Message),
    rows: &[(String, &Outcome)],
) -> Option<Block> {
    let (texts, answer) = (view.texts, view.asked.answer);
    if rows.len() < 2 {
        return None;
    }
    let title = texts.t(title);
    let mut table = Table {
        columns: vec![(texts.t(head), id), (texts.t(s::SURVEYS_ANSWER), "answer")],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    let words = crate::words::answer(texts, view.data, view.asked.outcome, answer);
    let said_answer = texts.with(s::SURVEYS_DOTS_ANSWER, &[("words", &words)]);
    let whom = match view.asked.wave.place.show(texts.lang) {
        "" => String::new(),
        place => format!(", {place}"),
    };
    let dots = Dots {
        rows: rows
            .iter()
            .map(|(name, outcome)| DotRow {
                reading: reading(texts, outcome, answer),
                shown: share_of(outcome, answer)
                    .map(|known| share(texts, outcome, known))
                    .unwrap_or_default(),
                said: said(texts, name, outcome, answer),
                name: name.clone(),
            })
            .collect(),
        target: None,
        measure: Measure::Number,
        tick: &tick(texts),
        joined: &[],
    };
    for (name, outcome) in rows {
        let answer_cell = (words.clone(), answer_id(view.data, outcome, answer));
        let mut row = vec![(name.clone(), name.clone()), answer_cell];
        row.extend(cells(texts, view.data, outcome, answer));
        table.push(row);
    }
    let (svg, points) = drawn(&dots, id, &title, view.width);
    Some(Block {
        id,
        title,
        shown: format!("{} · {words}", shown(view)),
        note: format!("{said_answer}{whom}. {}", texts.t(s::SURVEYS_DOTS_WHAT)),
        svg,
        points,
        table,
    })
}

/// How groups of the wave differ, where that was estimated.
fn differences(view: &View<'_>) -> String {
    let (texts, asked) = (view.texts, view.asked);
    let is_shown = |of: &&Difference| {
        of.question == asked.outcome.question
            && of.answer == asked.answer
            && of.first.0 == asked.outcome.wave
            && of.second.0 == asked.outcome.wave
    };
    let said = view
        .data
        .differences
        .iter()
        .filter(is_shown)
        .filter_map(|of| {
            let (first, second) = (group(view, of.first.1)?, group(view, of.second.1)?);
            let values = [
                ("first", &*first),
                ("second", &second),
                ("change", &points(texts, of.value)),
                ("low", &signed(texts, of.interval.0)),
                ("high", &signed(texts, of.interval.1)),
            ];
            let plain = match of.is_clear() {
                true => s::SURVEYS_GROUP_CLEAR,
                false => s::SURVEYS_GROUP_UNCLEAR,
            };
            Some(format!(
                "<li>{} <strong>{}</strong></li>",
                text(&texts.with(s::SURVEYS_CHANGE, &values)),
                text(&texts.t(plain))
            ))
        });
    let said: String = said.collect();
    match said.is_empty() {
        true => said,
        false => format!("<ul class=\"guards small\">{said}</ul>"),
    }
}
