//! Waves over time: a line only where they can be compared.

use senim_charts::dots::DotRow;
use senim_charts::{Dots, Measure};
use senim_figures::{Block, Table, drawn};
use senim_model::surveys::{Outcome, Surveys};
use senim_texts::html::text;
use senim_texts::s;

use super::{chosen, reading, said, theme, tick};
use crate::cells::{cells, columns};
use crate::guard::compared;
use crate::view::{View, figures, own};
use crate::words::{self, differ, share, share_of, wave_of};

/// Figures that can be compared with each other, the oldest first.
pub(crate) fn lines<'a>(data: &Surveys, all: &[&'a Outcome]) -> Vec<Vec<&'a Outcome>> {
    let mut lines: Vec<Vec<&Outcome>> = Vec::new();
    for outcome in all {
        let joins = |line: &&mut Vec<&Outcome>| {
            line.iter().all(|other| {
                other.wave != outcome.wave && compared(data, other, outcome).is_empty()
            })
        };
        match lines.iter_mut().find(joins) {
            Some(line) => line.push(outcome),
            None => lines.push(vec![outcome]),
        }
    }
    lines
}

/// The waves of the place on the theme; `None` where there is one alone.
pub(super) fn block(view: &View<'_>) -> Option<(Block, String)> {
    let (texts, data, asked) = (view.texts, view.data, view.asked);
    let all = figures(data, view.place, asked.theme);
    let lines = lines(data, &own(data, view.place, &all));
    if lines.iter().map(Vec::len).sum::<usize>() < 2 {
        return None;
    }
    let title = texts.t(s::SURVEYS_TREND);
    let mut rows = Vec::new();
    let mut joined = Vec::new();
    let mut table = Table {
        columns: vec![
            (texts.t(s::SURVEYS_HEAD_WAVE), "wave"),
            (texts.t(s::SURVEYS_QUESTION), "question"),
            (texts.t(s::SURVEYS_ANSWER), "answer"),
            (String::new(), "line"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    for (line, number) in lines.iter().zip(1..) {
        for (outcome, place) in line.iter().zip(0..) {
            let Some((question, wave)) = data.of(outcome) else {
                continue;
            };
            let answer = answer_of(view, outcome);
            let words = words::answer(texts, data, outcome, answer);
            let of = wave_of(texts, data, wave, outcome.part);
            let name = format!("{of}: {words}");
            if place > 0 {
                joined.push(rows.len());
            }
            let known = share_of(outcome, answer);
            rows.push(DotRow {
                reading: reading(texts, outcome, answer),
                shown: known
                    .map(|known| share(texts, outcome, known))
                    .unwrap_or_default(),
                said: said(texts, &name, outcome, answer),
                name,
            });
            let asked = question.text.show(texts.lang).to_owned();
            let mut row = vec![
                (of, wave.id.to_string()),
                (asked, question.id.to_string()),
                (words, answer_id(data, outcome, answer)),
                (String::new(), number.to_string()),
            ];
            row.extend(cells(texts, data, outcome, answer));
            table.push(row);
        }
    }
    let dots = Dots {
        rows,
        target: None,
        measure: Measure::Number,
        tick: &tick(texts),
        joined: &joined,
    };
    let (svg, points) = drawn(&dots, "trend", &title, view.width);
    let block = Block {
        id: "trend",
        title,
        shown: chosen(view, theme(view)),
        note: texts.t(s::SURVEYS_TREND_WHAT),
        svg,
        points,
        table,
    };
    Some((block, guards(view, &lines)))
}

/// The answer of a figure that is shown: the chosen one, or the first of another scale.
pub(super) fn answer_of(view: &View<'_>, outcome: &Outcome) -> u16 {
    let answers = |outcome| words::answers(view.data, outcome);
    match answers(outcome) == answers(view.asked.outcome) {
        true => view.asked.answer,
        false => 0,
    }
}

pub(super) fn answer_id(data: &Surveys, outcome: &Outcome, at: u16) -> String {
    let answer = words::answers(data, outcome).get(usize::from(at));
    answer
        .map(|answer| answer.id.to_string())
        .unwrap_or_default()
}

/// Why lines are apart: each after the one before it.
fn guards(view: &View<'_>, lines: &[Vec<&Outcome>]) -> String {
    let (texts, data) = (view.texts, view.data);
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let said = pairs.filter_map(|(before, after)| {
        let (before, after) = (before.last()?, after.first()?);
        let what = differ(texts, &compared(data, before, after));
        let ((_, one), (_, two)) = (data.of(before)?, data.of(after)?);
        let (one, two) = (one.name.show(texts.lang), two.name.show(texts.lang));
        let values = [("first", one), ("second", two), ("what", &what)];
        let said = texts.with(s::SURVEYS_CHANGE_GUARD, &values);
        Some(format!("<li>{}</li>", text(&said)))
    });
    let said: String = said.collect();
    match said.is_empty() {
        true => said,
        false => format!("<ul class=\"guards quiet small\">{said}</ul>"),
    }
}
