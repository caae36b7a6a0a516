//! What a visitor takes away: files of a part, the link that stays, how to cite.

use senim_texts::html::text;
use senim_texts::{Message, Texts, f};

use crate::block::Block;
use crate::page::{Context, release_day};

/// What takes a part away. Each button says of which, for who hears one after the other.
pub(crate) fn buttons(texts: &Texts, block: &Block) -> String {
    let button = |what: &str, words: Message| {
        let words = texts.t(words);
        format!(
            "<button type=\"button\" class=\"plain\" data-{what}=\"{}\" aria-label=\"{}: {}\">{}</button>",
            block.id,
            text(&words),
            text(&block.title),
            text(&words)
        )
    };
    let csv = button("csv", f::RESPONSE_TAKE_CSV);
    if block.svg.is_empty() {
        return format!("<p class=\"take\">{csv}</p>");
    }
    let svg = button("svg", f::RESPONSE_TAKE_SVG);
    let png = button("png", f::RESPONSE_TAKE_PNG);
    format!("<p class=\"take\">{csv}{svg}{png}</p>")
}

/// The link that stays, and how to cite.
pub(crate) fn taken(texts: &Texts, context: &Context<'_>, what: &str, link: &str) -> String {
    if !context.live {
        return String::new();
    }
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
