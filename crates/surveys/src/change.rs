//! Whether a figure changed, in plain words.

use senim_model::surveys::{Difference, Outcome, Wave};
use senim_texts::html::text;
use senim_texts::s;

use crate::guard::compared;
use crate::view::View;
use crate::words::{differ, points, rough_points, share_of, signed};

/// What became of the figure since the wave that it is compared with.
pub(crate) fn change(view: &View<'_>) -> String {
    let texts = view.texts;
    let said = match view.asked.with {
        Some(with) => since(view, with).unwrap_or_default(),
        None => text(&texts.t(s::SURVEYS_CHANGE_FIRST)),
    };
    if said.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"change\" id=\"change\"><h3>{}</h3><p>{said}</p></section>",
        text(&texts.t(s::SURVEYS_CHANGE_TITLE))
    )
}

fn since(view: &View<'_>, with: &Outcome) -> Option<String> {
    let (texts, asked) = (view.texts, view.asked);
    let (_, before) = view.data.of(with)?;
    let name = |wave: &Wave| wave.name.show(texts.lang).to_owned();
    let (first, second) = (name(before), name(asked.wave));
    let what = compared(view.data, with, asked.outcome);
    if !what.is_empty() {
        let values = [
            ("first", &*first),
            ("second", &second),
            ("what", &differ(texts, &what)),
        ];
        return Some(text(&texts.with(s::SURVEYS_CHANGE_GUARD, &values)));
    }
    let Some(found) = difference(view, with) else {
        let (one, two) = (
            share_of(with, asked.answer)?,
            share_of(asked.outcome, asked.answer)?,
        );
        let change = two.percent as i16 - one.percent as i16;
        let change = match one.about || two.about {
            true => rough_points(texts, change),
            false => points(texts, change),
        };
        let values = [("first", &*first), ("second", &second), ("change", &change)];
        return Some(text(&texts.with(s::SURVEYS_CHANGE_UNKNOWN, &values)));
    };
    let values = [
        ("first", &*first),
        ("second", &second),
        ("change", &points(texts, found.value)),
        ("low", &signed(texts, found.interval.0)),
        ("high", &signed(texts, found.interval.1)),
    ];
    let plain = match (found.is_clear(), found.value > 0) {
        (false, _) => s::SURVEYS_CHANGE_UNCLEAR,
        (true, true) => s::SURVEYS_CHANGE_MORE,
        (true, false) => s::SURVEYS_CHANGE_LESS,
    };
    Some(format!(
        "<strong>{}</strong> {}",
        text(&texts.t(plain)),
        text(&texts.with(s::SURVEYS_CHANGE, &values))
    ))
}

/// The published difference of the figure and an earlier one.
fn difference<'a>(view: &View<'a>, with: &Outcome) -> Option<&'a Difference> {
    let asked = view.asked;
    let mut all = view.data.differences.iter();
    all.find(|of| {
        of.question == asked.outcome.question
            && of.answer == asked.answer
            && of.first == (with.wave, with.part)
            && of.second == (asked.outcome.wave, asked.outcome.part)
    })
}
