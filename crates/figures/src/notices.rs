//! What a reader has to know of the figures before reading them.

use senim_measure::selection::Selection;
use senim_measure::{Period, State};
use senim_texts::f;
use senim_texts::figure::period;
use senim_texts::html::text;

use crate::asked::{Asked, selected};
use crate::figure::Figure;
use crate::page::Context;
use crate::revised;
use crate::views::{View, place_name, span};

/// What a reader has to know of the figures before reading them.
pub(crate) fn notices(
    view: &View<'_>,
    context: &Context<'_>,
    figure: &Result<Figure, u64>,
) -> String {
    let mut html = of_months(view);
    html.push_str(&revised::notice(view));
    let cut = match figure {
        Ok(figure) => figure.cut,
        Err(cut) => *cut,
    };
    if cut > 0 {
        html.push_str(&cut_notice(view, context, cut));
    }
    html
}

/// What a reader has to know of the months: how the choice was met, and which of them did not come.
pub(crate) fn of_months(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut said: Vec<String> = Vec::new();
    if asked.unknown {
        said.push(texts.t(f::RESPONSE_UNKNOWN_PLACE));
    }
    if let Some(since) = asked.definition {
        let definition = data.definition(Some(since));
        let note = definition.map(|found| found.note.show(texts.lang).to_owned());
        let values = [
            ("month", &*period(texts, since)),
            ("note", &note.unwrap_or_default()),
        ];
        said.push(texts.with(f::RESPONSE_CLIP_DEFINITION, &values));
    }
    if let Some(since) = asked.border {
        said.push(texts.with(f::RESPONSE_CLIP_BORDER, &[("month", &period(texts, since))]));
    }
    if let Some(quarter) = asked.open {
        let quarter = period(texts, quarter);
        said.push(texts.with(f::RESPONSE_OPEN, &[("quarter", &quarter)]));
    }
    for (state, message) in [
        (State::Missing, f::RESPONSE_GAP_MISSING),
        (State::Late, f::RESPONSE_GAP_LATE),
    ] {
        let absent = asked.months(data).filter(|month| month.state == state);
        let (months, reasons): (Vec<String>, Vec<&str>) = absent
            .map(|month| (period(texts, month.month), month.reason.show(texts.lang)))
            .unzip();
        if !months.is_empty() {
            let list = texts.with(message, &[("months", &months.join(", "))]);
            said.push(format!("{list} {}", reasons.join(" ")));
        }
    }
    let said = said.iter();
    said.map(|said| format!("<p class=\"notice\">{}</p>", text(said.trim())))
        .collect()
}

/// That calls are published with others only, and the nearest choice that holds them all.
fn cut_notice(view: &View<'_>, context: &Context<'_>, cut: u64) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let district = asked
        .scope
        .area
        .and_then(|at| data.areas.get(usize::from(at))?.district);
    let sum = |selection: &Selection| {
        selected(data, selection, asked.to, asked.clock).unwrap_or_default()
    };
    let whole = asked.selection(asked.scope).whole(district, sum);
    let offer = whole
        .filter(|whole| context.live && is_over(view, whole.to))
        .map(|whole| {
            // Whole quarters and years may reach beyond what is known.
            let months = data.months.iter().map(|month| month.month);
            let (first, last) = (months.clone().min(), months.max());
            let wider = Asked {
                scope: whole.scope,
                from: first.map_or(whole.from, |first| whole.from.max(first)),
                to: last.map_or(whole.to, |last| whole.to.min(last)),
                with: Vec::new(),
                ..(*asked).clone()
            };
            let values = [
                ("place", &*place_name(texts, data, whole.scope)),
                ("span", &span(texts, wider.from, wider.to)),
            ];
            format!(
                " <a href=\"{}?{}\" data-choice>{}</a>",
                text(context.address),
                wider.choice(data, None).query(),
                text(&texts.with(f::RESPONSE_WHOLE, &values))
            )
        });
    format!(
        "<p class=\"notice\">{}{}</p>",
        text(&texts.count(f::RESPONSE_CUT, cut)),
        offer.unwrap_or_default()
    )
}

/// Whether a month is one that is known: whole quarters and years may reach beyond.
fn is_over(view: &View<'_>, to: Period) -> bool {
    let newest = view.data.months.iter().map(|month| month.month).max();
    newest.is_some_and(|newest| to <= newest)
}
