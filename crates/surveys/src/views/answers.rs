//! What people answered: all answers of the waves of a question.

use senim_charts::dots::DotRow;
use senim_charts::stack::{Answer, Answered, Part, StackRow};
use senim_charts::{Dots, Measure, Stack};
use senim_figures::{Block, Table, drawn};
use senim_model::surveys::{Direction, Outcome};
use senim_texts::s;

use super::{chosen, reading, said, shown, tick};
use crate::cells::{cells, columns};
use crate::view::{View, figures, is_of};
use crate::words::{self, answers, fine, share, share_of, wave_of};

/// All waves of the question at the place, the newest first; of a question with several answers, which
/// do not add up, the one that is shown.
pub(super) fn block(view: &View<'_>) -> Block {
    let (texts, asked) = (view.texts, view.asked);
    let title = texts.t(s::SURVEYS_ANSWERS);
    let rows = match asked.question.several {
        true => vec![asked.outcome],
        false => waves(view),
    };
    let (svg, points) = match asked.question.several {
        true => several(view, &title),
        false => stack(view, &rows, &title),
    };
    let mut table = Table {
        columns: vec![
            (texts.t(s::SURVEYS_HEAD_WAVE), "wave"),
            (texts.t(s::SURVEYS_ANSWER), "answer"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    for outcome in rows {
        let Some((_, wave)) = view.data.of(outcome) else {
            continue;
        };
        let name = wave_of(texts, view.data, wave, outcome.part);
        let wave = (name, wave.id.to_string());
        for (answer, at) in answers(view.data, outcome).iter().zip(0..) {
            let is_empty = share_of(outcome, at).is_none();
            if is_empty && !(outcome.shares.is_empty() && at == 0) {
                continue;
            }
            let name = answer.name.show(texts.lang).to_owned();
            let mut row = vec![wave.clone(), (name, answer.id.to_string())];
            row.extend(cells(texts, view.data, outcome, at));
            table.push(row);
        }
    }
    Block {
        id: "answers",
        title,
        shown: match asked.question.several {
            true => shown(view),
            false => chosen(view, words::asked(texts, asked.question)),
        },
        note: match asked.question.several {
            true => String::new(),
            false => texts.t(s::SURVEYS_ANSWERS_WHAT),
        },
        svg,
        points,
        table,
    }
}

/// The waves of the question at the place; the one that is shown, where it is of another place.
fn waves<'a>(view: &View<'a>) -> Vec<&'a Outcome> {
    let asked = view.asked;
    let all = figures(view.data, view.place, asked.theme)
        .into_iter()
        .rev();
    let mine = all.filter(|outcome| {
        let of = view.data.of(outcome);
        outcome.question == asked.outcome.question
            && (*outcome == asked.outcome
                || of.is_some_and(|(_, wave)| is_of(view.place, wave, outcome.part)))
    });
    mine.collect()
}

fn stack(view: &View<'_>, rows: &[&Outcome], title: &str) -> (String, Vec<senim_charts::Point>) {
    let (texts, data, asked) = (view.texts, view.data, view.asked);
    let offered = answers(data, asked.outcome);
    let row = |outcome: &&Outcome| {
        let (_, wave) = data.of(outcome)?;
        let name = wave_of(texts, data, wave, outcome.part);
        let part = |(answer, at): (&senim_model::surveys::Answer, u16)| {
            let found = share_of(outcome, at);
            let shown = found.map_or_else(
                || fine(texts, outcome, 0),
                |found| share(texts, outcome, found),
            );
            let percent = found.map_or(0, |found| found.percent);
            Part {
                share: f64::from(percent) / 100.0,
                said: format!("{name}, {}: {shown}", answer.name.show(texts.lang)),
                shown: if percent == 0 { String::new() } else { shown },
            }
        };
        let answered = match outcome.shares.is_empty() {
            true => Answered::NotPublished {
                words: texts.t(s::SURVEYS_FEW),
                said: format!("{name}: {}", texts.t(s::SURVEYS_FEW)),
            },
            false => Answered::Parts(offered.iter().zip(0..).map(part).collect()),
        };
        Some(StackRow { name, answered })
    };
    let stack = Stack {
        answers: offered
            .iter()
            .map(|answer| Answer {
                name: answer.name.show(texts.lang).to_owned(),
                aside: answer.direction == Direction::Aside,
            })
            .collect(),
        rows: rows.iter().filter_map(row).collect(),
    };
    drawn(&stack, "answers", title, view.width)
}

/// Answers of which several may be given: each for itself.
fn several(view: &View<'_>, title: &str) -> (String, Vec<senim_charts::Point>) {
    let (texts, asked) = (view.texts, view.asked);
    let rows = asked.outcome.shares.iter().map(|found| {
        let name = words::answer(texts, view.data, asked.outcome, found.answer);
        DotRow {
            reading: reading(texts, asked.outcome, found.answer),
            shown: share(texts, asked.outcome, found),
            said: said(texts, &name, asked.outcome, found.answer),
            name,
        }
    });
    let dots = Dots {
        rows: rows.collect(),
        target: None,
        measure: Measure::Number,
        tick: &tick(texts),
        joined: &[],
    };
    drawn(&dots, "answers", title, view.width)
}
