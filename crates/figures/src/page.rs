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
use crate::notices::notices;
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
    let Some(asked) = Asked::of(choice, data) else {
        let html = format!(
            "<p class=\"notice\">{}</p>",
            text(&texts.t(f::RESPONSE_NOTHING_REGION))
        );
        return Written {
            html,
            ..Written::default()
        };
    };
    let view = View {
        texts,
        data,
        asked: &asked,
        width: context.width,
    };
    let pinned = asked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let what = shown(&view);
    let figure = Figure::of(data, asked.selection(asked.scope), asked.clock);
    let mut html = String::new();
    html.push_str(&pinned_notice(texts, choice, context));
    html.push_str(&notices(&view, context, &figure));
    let mut blocks = Vec::new();
    match views::compared(&view, context.live) {
        Some((block, side_by_side)) => {
            html.push_str(&side_by_side);
            blocks.push(block);
        }
        None => html.push_str(&headline(&view, asked.scope, &figure)),
    }
    let parts = blocks.len();
    blocks.push(views::trend_block(&view));
    if let Ok(figure) = &figure {
        blocks.push(views::distribution(&view, figure));
    }
    blocks.extend(views::places(&view));
    if asked.scope == Scope::REGION {
        blocks.extend(views::breakdown(&view, false));
        blocks.extend(views::breakdown(&view, true));
        blocks.extend(views::hours(&view));
    }
    for block in blocks.iter().skip(parts) {
        html.push_str(&block.html(texts, context.live));
    }
    html.push_str(&method(&view, context));
    html.push_str(&taken(texts, context, &what, &link));
    Written { html, blocks, link }
}

/// When, which calls, by which clock.
pub(crate) fn which(view: &View<'_>) -> String {
    let when = span(view.texts, view.asked.from, view.asked.to);
    format!("{when} · {}", calls_and_clock(view))
}

fn pinned_notice(texts: &Texts, choice: &Choice, context: &Context<'_>) -> String {
    if choice.release.is_none() {
        return String::new();
    }
    let release = release_day(texts, context.released);
    let now = Choice {
        release: None,
        ..choice.clone()
    };
    format!(
        "<p class=\"notice\">{} <a href=\"{}?{}\" data-choice>{}</a></p>",
        text(&texts.with(f::RESPONSE_PINNED, &[("release", &release)])),
        text(context.address),
        now.query(),
        text(&texts.t(f::RESPONSE_PINNED_NOW)),
    )
}

pub(crate) fn release_day(texts: &Texts, time: &str) -> String {
    day_of(time).map(|day| date(texts, day)).unwrap_or_default()
}
