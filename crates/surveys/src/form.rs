//! What a visitor can choose.

use senim_figures::{field, option};
use senim_model::surveys::{Outcome, Surveys};
use senim_texts::html::text;
use senim_texts::{Texts, f, s};

use crate::asked::{Asked, earlier, themes};
use crate::choice::Choice;
use crate::view::{Place, figures, own};

/// The fields of a choice, with what is chosen. Their names and values are those of the address.
pub fn form(texts: &Texts, data: &Surveys, place: Place, choice: &Choice) -> String {
    let Some(asked) = Asked::of(choice, data, place) else {
        return String::new();
    };
    let all = figures(data, place, asked.theme);
    let mine = own(data, place, &all);
    let shown = if mine.is_empty() { all } else { mine };
    let theme: String = themes(data, place)
        .into_iter()
        .filter_map(|at| {
            let term = data.themes.get(usize::from(at))?;
            let name = term.name.show(texts.lang);
            Some(option(term.id.as_str(), name, at == asked.theme))
        })
        .collect();
    let name = |outcome: &&Outcome| {
        let (_, wave) = data.of(outcome)?;
        Some((wave.id.as_str(), wave.name.show(texts.lang)))
    };
    let of_question = shown
        .iter()
        .filter(|of| of.question == asked.outcome.question);
    let waves: String = of_question
        .rev()
        .filter_map(|outcome| {
            let (id, name) = name(outcome)?;
            Some(option(id, name, outcome.wave == asked.outcome.wave))
        })
        .collect();
    let mut known = Vec::new();
    let questions: String = shown
        .iter()
        .rev()
        .filter_map(|outcome| {
            let (question, _) = data.of(outcome)?;
            let is_new = !known.contains(&outcome.question);
            known.push(outcome.question);
            let words = question.text.show(texts.lang);
            let chosen = outcome.question == asked.outcome.question;
            is_new.then(|| option(question.id.as_str(), words, chosen))
        })
        .collect();
    let answers: String = crate::words::answers(data, asked.outcome)
        .iter()
        .zip(0..)
        .map(|(answer, at)| {
            let name = answer.name.show(texts.lang);
            option(answer.id.as_str(), name, at == asked.answer)
        })
        .collect();
    let with: String = earlier(data, asked.outcome)
        .iter()
        .rev()
        .filter_map(|outcome| {
            let (id, name) = name(outcome)?;
            let chosen = asked.with.is_some_and(|with| with.wave == outcome.wave);
            Some(option(id, name, chosen))
        })
        .collect();
    let with = match with.is_empty() {
        true => String::new(),
        false => field(texts, "with", s::SURVEYS_WITH, &with),
    };
    format!(
        "<form class=\"choose\" method=\"get\"><fieldset><legend class=\"unseen\">{}</legend>\
         {}{}{}{}{with}</fieldset></form>",
        text(&texts.t(f::RESPONSE_CHOOSE)),
        field(texts, "theme", s::SURVEYS_THEME, &theme),
        field(texts, "question", s::SURVEYS_QUESTION, &questions),
        field(texts, "wave", s::SURVEYS_WAVE, &waves),
        field(texts, "answer", s::SURVEYS_ANSWER, &answers),
    )
}
