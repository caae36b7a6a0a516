//! How the figures come about.

use senim_figures::{Context, release_day};
use senim_model::surveys::Surveys;
use senim_texts::html::text;
use senim_texts::{Texts, f, s};

/// How the figures come about, and who publishes them.
pub(crate) fn method(texts: &Texts, data: &Surveys, context: &Context<'_>) -> String {
    let release = release_day(texts, context.released);
    let values = [("publisher", context.publisher), ("release", &release)];
    let said = [
        texts.t(s::SURVEYS_METHOD_INTERVAL),
        texts.t(s::SURVEYS_METHOD_CLEAR),
        texts.with(
            s::SURVEYS_METHOD_MIN,
            &[("min", &data.min_base.to_string())],
        ),
        texts.t(s::SURVEYS_METHOD_FEEDBACK),
        texts.with(f::RESPONSE_METHOD_SOURCE, &values),
    ];
    let said: String = said
        .iter()
        .map(|said| format!("<p>{}</p>", text(said)))
        .collect();
    format!(
        "<section class=\"method\"><h2>{}</h2>{said}</section>",
        text(&texts.t(s::SURVEYS_METHOD))
    )
}
