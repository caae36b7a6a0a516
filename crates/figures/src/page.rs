//! The page of a region.

use senim_measure::Scope;
use senim_model::response::Response;
use senim_model::text::Lang;
use senim_texts::html::text;
use senim_texts::{Texts, date, day_of, f};

use crate::asked::Asked;
use crate::block::Block;
use crate::choice::Choice;
use crate::figure::Figure;
use crate::headline::headline;
use crate::method::method;
use crate::notices::{notices, of_months};
use crate::revised;
use crate::take::taken;
use crate::views::{self, View, calls_and_clock, shown, span};

/// What surrounds a page.
pub struct Context<'a> {
    /// A script runs: parts can be taken away.
    pub live: bool,
    /// The width of charts in pixels; none are drawn where it is none.
    pub width: Option<f64>,
    /// Who publishes.
    pub publisher: &'a str,
    /// The time of the release, RFC 3339.
    pub released: &'a str,
    /// The identifier of the release.
    pub release: &'a str,
    /// The address of the page without what is chosen.
    pub address: &'a str,
    /// The same in the other languages.
    pub others: &'a [(Lang, String)],
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// HTML.
    pub html: String,
    /// Its parts, to be taken away.
    pub blocks: Vec<Block>,
    /// The link that shows the same for ever.
    pub link: String,
}

/// The figures of a region for a choice.
pub fn region(texts: &Texts, data: &Response, choice: &Choice, context: &Context<'_>) -> Written {
    let parts = parts(texts, data, choice, context);
    Written {
        html: answer(texts, data, choice, context) + &parts.html,
        ..parts
    }
}

/// The answer to a choice, which comes before all else: what a reader has to know first, and the
/// figure, or those of several places. It takes a small part of the time that the whole page takes.
pub fn answer(texts: &Texts, data: &Response, choice: &Choice, context: &Context<'_>) -> String {
    let Some(asked) = Asked::of(choice, data, context.released) else {
        return format!(
            "<p class=\"notice\">{}</p>",
            text(&texts.t(f::RESPONSE_NOTHING_REGION))
        );
    };
    let view = View {
        texts,
        data,
        asked: &asked,
        width: context.width,
    };
    let figure = Figure::of(data, asked.selection(asked.scope), asked.clock);
    let figures = match views::compared(&view, context.live) {
        Some((_, side_by_side)) => side_by_side,
        None => headline(&view, context, &figure),
    };
    let pinned = choice.release.is_some().then(|| {
        let now = Choice {
            release: None,
            ..choice.clone()
        };
        pinned_notice(texts, context, &now.query())
    });
    // Where most calls are not in a figure that stands alone, it says so itself.
    let notices = match asked.with.is_empty() && figure.as_ref().is_ok_and(Figure::is_few) {
        true => of_months(&view, context) + &revised::notice(&view),
        false => notices(&view, context, &figure),
    };
    pinned.unwrap_or_default() + &notices + &figures
}

/// What follows the answer: charts, tables, the method, what can be taken away.
pub fn parts(texts: &Texts, data: &Response, choice: &Choice, context: &Context<'_>) -> Written {
    let Some(asked) = Asked::of(choice, data, context.released) else {
        return Written::default();
    };
    let view = View {
        texts,
        data,
        asked: &asked,
        width: context.width,
    };
    let pinned = asked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let mut blocks = vec![views::trend_block(&view)];
    let mut cited = shown(&view);
    if let Ok(figure) = Figure::of(data, asked.selection(asked.scope), asked.clock) {
        if figure.is_few() {
            let calls = texts.count(f::RESPONSE_CALLS_N, figure.calls());
            let cut = texts.count(f::RESPONSE_COMPARED_CUT, figure.cut);
            cited = format!("{cited} · {calls}. {cut}");
        }
        blocks.push(views::distribution(&view, &figure));
    }
    blocks.extend(views::places(&view));
    if asked.scope == Scope::REGION {
        blocks.extend(views::breakdown(&view, false));
        blocks.extend(views::breakdown(&view, true));
        blocks.extend(views::hours(&view));
    }
    let mut html: String = blocks
        .iter()
        .map(|block| block.html(texts, context.live))
        .collect();
    html.push_str(&method(&view, context));
    html.push_str(&taken(texts, context, &cited, &link));
    // Places side by side stand in the answer, and are taken away like all others.
    let side_by_side = views::compared(&view, context.live).map(|(block, _)| block);
    Written {
        html,
        blocks: side_by_side.into_iter().chain(blocks).collect(),
        link,
    }
}

/// When, which calls, by which clock.
pub(crate) fn which(view: &View<'_>) -> String {
    let when = span(view.texts, view.asked.from, view.asked.to);
    format!("{when} · {}", calls_and_clock(view))
}

/// That the figures are those of a release that was chosen, and the way to those of now, whose choice
/// is `now`.
pub fn pinned_notice(texts: &Texts, context: &Context<'_>, now: &str) -> String {
    let release = release_day(texts, context.released);
    format!(
        "<p class=\"notice\">{} <a href=\"{}?{now}\" data-choice>{}</a></p>",
        text(&texts.with(f::RESPONSE_PINNED, &[("release", &release)])),
        text(context.address),
        text(&texts.t(f::RESPONSE_PINNED_NOW)),
    )
}

/// The day of a release, in words.
pub fn release_day(texts: &Texts, time: &str) -> String {
    day_of(time).map(|day| date(texts, day)).unwrap_or_default()
}
