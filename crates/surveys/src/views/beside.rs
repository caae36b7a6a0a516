//! Other figures on the same theme: of other pollsters, in other words, at other places.

use senim_figures::{Block, Table};
use senim_model::surveys::Outcome;
use senim_texts::html::text;
use senim_texts::s;

use super::trend::{answer_id, answer_of};
use super::{chosen, theme};
use crate::about;
use crate::cells::{cells, columns};
use crate::guard::compared;
use crate::view::{View, figures};
use crate::words::{self, differ, place, time};

/// What is not on the line of the figure that is shown, the newest first; `None` where all is.
pub(super) fn block(view: &View<'_>) -> Option<(Block, String)> {
    let (texts, data, asked) = (view.texts, view.data, view.asked);
    let all = figures(data, view.place, asked.theme);
    let others: Vec<&Outcome> = all
        .into_iter()
        .rev()
        .filter(|outcome| !compared(data, outcome, asked.outcome).is_empty())
        .collect();
    if others.is_empty() {
        return None;
    }
    let mut table = Table {
        columns: vec![
            (texts.t(s::SURVEYS_HEAD_WAVE), "wave"),
            (texts.t(s::SURVEYS_HEAD_PLACE), ""),
            (texts.t(s::SURVEYS_HEAD_WHEN), ""),
            (texts.t(s::SURVEYS_HEAD_POLLSTER), ""),
            (texts.t(s::SURVEYS_QUESTION), "question"),
            (texts.t(s::SURVEYS_ANSWER), "answer"),
        ],
        rows: Vec::new(),
    };
    table.columns.extend(columns(texts));
    table
        .columns
        .push((texts.t(s::SURVEYS_HEAD_DIFFERS), "differs"));
    table.columns.push((texts.t(s::SURVEYS_HEAD_SOURCE), ""));
    let mut cards = String::new();
    for outcome in others {
        cards.push_str(&card(view, outcome));
        table.rows.extend(row(view, outcome));
    }
    let block = Block {
        id: "beside",
        title: texts.t(s::SURVEYS_BESIDE),
        shown: chosen(view, theme(view)),
        note: texts.t(s::SURVEYS_BESIDE_WHAT),
        svg: String::new(),
        points: Vec::new(),
        table,
    };
    Some((block, format!("<div class=\"beside\">{cards}</div>")))
}

fn card(view: &View<'_>, outcome: &Outcome) -> String {
    let texts = view.texts;
    let Some((question, wave)) = view.data.of(outcome) else {
        return String::new();
    };
    format!(
        "<article class=\"polled\"><h3>{}</h3>{}{}{}{}<details class=\"about\"><summary>{}</summary>{}\
         </details></article>",
        text(wave.name.show(texts.lang)),
        about::mark(texts, wave),
        about::question(texts, question),
        about::number(view, outcome, answer_of(view, outcome)),
        about::differs(view, outcome),
        text(&texts.t(s::SURVEYS_ABOUT)),
        about::facts(view, outcome),
    )
}

fn row(view: &View<'_>, outcome: &Outcome) -> Option<Vec<(String, String)>> {
    let (texts, data, asked) = (view.texts, view.data, view.asked);
    let (question, wave) = data.of(outcome)?;
    let same = |shown: String| (shown.clone(), shown);
    let answer = answer_of(view, outcome);
    let what = compared(data, outcome, asked.outcome);
    let mut row = vec![
        (wave.name.show(texts.lang).to_owned(), wave.id.to_string()),
        same(place(texts, data, wave, outcome.part)),
        same(time(texts, wave)),
        same(wave.pollster.show(texts.lang).to_owned()),
        same(question.text.show(texts.lang).to_owned()),
        (
            words::answer(texts, data, outcome, answer),
            answer_id(data, outcome, answer),
        ),
    ];
    row.extend(cells(texts, data, outcome, answer));
    row.push(same(differ(texts, &what)));
    row.push(same(wave.source.show(texts.lang).to_owned()));
    Some(row)
}
