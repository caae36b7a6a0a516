//! The page of a region.

use senim_measure::Scope;
use senim_model::response::Response;
use senim_texts::html::text;
use senim_texts::{Texts, date, day_of, f};

use crate::asked::Asked;
use crate::block::Block;
use crate::choice::Choice;
use crate::figure::Figure;
use crate::headline::{compared, headline};
use crate::method::method;
use crate::notices::notices;
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
    html.push_str(&headline(&view, asked.scope, &figure));
    if let Some(with) = asked.with {
        html.push_str(&compared(&view, with));
    }
    let mut blocks = vec![views::trend_block(&view)];
    if let Ok(figure) = &figure {
        blocks.push(views::distribution(&view, figure));
    }
    blocks.extend(views::places(&view));
    if asked.scope == Scope::REGION {
        blocks.extend(views::breakdown(&view, false));
        blocks.extend(views::breakdown(&view, true));
        blocks.extend(views::hours(&view));
    }
    for block in &blocks {
        html.push_str(&block.html(texts, context.live));
    }
    html.push_str(&method(&view, context));
    html.push_str(&take(&view, context, &what, &link));
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

/// The link that stays, and how to cite.
fn take(view: &View<'_>, context: &Context<'_>, what: &str, link: &str) -> String {
    if !context.live {
        return String::new();
    }
    let texts = view.texts;
    let release = release_day(texts, context.released);
    let citation = texts.with(
        f::RESPONSE_CITATION,
        &[
            ("publisher", context.publisher),
            ("title", &texts.t(f::RESPONSE_TITLE)),
            ("place", what),
            ("release", &release),
            ("link", link),
        ],
    );
    let copy = |what: &str| {
        let copy = text(&texts.t(f::RESPONSE_TAKE_COPY));
        format!("<button type=\"button\" class=\"plain\" data-copy=\"{what}\">{copy}</button>")
    };
    format!(
        "<section class=\"taken\"><h2>{}</h2><p class=\"quiet\">{}</p>\
         <p><a href=\"{}\" id=\"permanent\">{}</a> {}</p>\
         <h3>{}</h3><p id=\"citation\" class=\"citation\">{}</p><p>{}</p>\
         <h3>BibTeX</h3><pre id=\"bibtex\" class=\"citation\">{}</pre><p>{}</p></section>",
        text(&texts.t(f::RESPONSE_TAKE)),
        text(&texts.t(f::RESPONSE_TAKE_LINK_WHAT)),
        text(link),
        text(&texts.t(f::RESPONSE_TAKE_LINK)),
        copy("permanent"),
        text(&texts.t(f::RESPONSE_TAKE_CITATION)),
        text(&citation),
        copy("citation"),
        text(&bibtex(texts, context, what, link)),
        copy("bibtex"),
    )
}

/// The same for those who write in LaTeX. Braces keep their letters as they are.
fn bibtex(texts: &Texts, context: &Context<'_>, what: &str, link: &str) -> String {
    let year = context.released.get(..4).unwrap_or_default();
    let key: String = context
        .release
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let plain = |text: &str| text.replace(['{', '}', '\\'], "");
    format!(
        "@misc{{senim{key},\n  author = {{{{{}}}}},\n  title = {{{{{}: {}}}}},\n  year = {{{year}}},\n  \
         url = {{{}}}\n}}",
        plain(context.publisher),
        plain(&texts.t(f::RESPONSE_TITLE)),
        plain(what),
        plain(link),
    )
}
