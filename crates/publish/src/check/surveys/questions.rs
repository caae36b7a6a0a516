//! Questions, and the answers that can be given.

use senim_model::surveys::{Answer, Direction, Question, Scale, Surveys};
use senim_model::text::Lang;

use super::{MOST_TEXT, Reader};
use crate::source::table::{Row, Table, shorten};

/// Scales with their answers, in the order of their rows.
pub(super) fn scales(reader: &Reader<'_>, table: &Table<'_>) -> Vec<Scale> {
    let mut scales: Vec<Scale> = Vec::new();
    for row in table.rows() {
        let scale = reader.id_in(row, "scale");
        let id = reader.id(row);
        let name = reader.name(row);
        let direction = Direction::from_code(row.get("direction"));
        if direction.is_none() {
            let known = Direction::ALL.map(Direction::code).join(", ");
            let message = format!(
                "“{}” is none of {known}: what more of this answer means",
                shorten(row.get("direction"))
            );
            reader
                .problems
                .error(row.place().column("direction"), message);
        }
        let (Some(scale), Some(id)) = (scale, id) else {
            continue;
        };
        // Nothing is published of a row with a fault, but what refers to it is no fault too.
        let answer = Answer {
            id,
            name,
            direction: direction.unwrap_or(Direction::Aside),
        };
        match scales.iter_mut().find(|known| known.id == scale) {
            Some(known) if known.answers.iter().any(|other| other.id == answer.id) => {
                let message = format!("{} stands twice in the scale {scale}", answer.id);
                reader.problems.error(row.place().column("id"), message);
            }
            Some(known) => known.answers.push(answer),
            None => scales.push(Scale {
                id: scale,
                answers: vec![answer],
            }),
        }
    }
    scales
}

/// Questions, in the order of their rows.
pub(super) fn questions(reader: &Reader<'_>, table: &Table<'_>, data: &mut Surveys) {
    let mut questions: Vec<Question> = Vec::new();
    for row in table.rows() {
        if let Some(question) = question(reader, row, data) {
            match questions.iter().any(|other| other.id == question.id) {
                true => reader.problems.error(
                    row.place().column("id"),
                    format!("{} stands twice", question.id),
                ),
                false => questions.push(question),
            }
        }
    }
    data.questions = questions;
}

fn question(reader: &Reader<'_>, row: Row<'_>, data: &Surveys) -> Option<Question> {
    let id = reader.id(row);
    let themes = data.themes.iter().map(|term| &term.id);
    let theme = match reader.sources.settings {
        Some(_) => reader.position_of(row, "theme", "[[surveys.theme]] of senim.toml", themes),
        None => None,
    };
    let scales = data.scales.iter().map(|scale| &scale.id);
    let scale = reader.position_of(row, "scale", "survey_answers", scales);
    let asked_in = Lang::ALL
        .into_iter()
        .find(|lang| lang.code() == row.get("asked_in"));
    if asked_in.is_none() {
        let message = format!(
            "“{}” is none of kk, ru, en: the language in which it was asked",
            shorten(row.get("asked_in"))
        );
        reader
            .problems
            .error(row.place().column("asked_in"), message);
    }
    let text = reader.long_text(row, "text", MOST_TEXT);
    for lang in Lang::ALL {
        let column = format!("text_{}", lang.code());
        let place = row.place().column(&column);
        match text.get(lang).is_empty() {
            true if asked_in == Some(lang) => {
                let message = "is empty, though it was asked in this language";
                reader.problems.error(place, message);
            }
            true if reader.languages.contains(&lang) => {
                reader
                    .problems
                    .warning(place, "is empty; another language stands in");
            }
            _ => {}
        }
    }
    // Nothing is published of a row with a fault, but what refers to it is no fault too.
    Some(Question {
        id: id?,
        theme: theme.unwrap_or_default(),
        scale: scale.unwrap_or(u16::MAX),
        asked_in: asked_in.unwrap_or(Lang::Kk),
        verbatim: reader.yes(row, "verbatim"),
        several: reader.yes(row, "several"),
        text,
        base: reader.long_text(row, "base", MOST_TEXT),
    })
}
