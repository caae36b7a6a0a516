//! What a visitor takes away: files of a part, the link that stays, how to cite.

use senim_model::text::Lang;
use senim_texts::html::text;
use senim_texts::{Message, Texts, f, m};

use crate::block::Block;
use crate::page::{Context, Written, release_day};

/// What takes a part away. Each button says of which, for who hears one after the other.
pub(crate) fn buttons(texts: &Texts, block: &Block) -> String {
    let embed = text(&texts.t(f::RESPONSE_EMBED));
    format!(
        "{}<details class=\"embed\"><summary aria-label=\"{embed}: {}\">\
         {embed}</summary><div data-embed=\"{}\"></div></details>",
        files(texts, block),
        text(&block.title),
        block.id
    )
}

/// What takes a part away as a file.
pub(crate) fn files(texts: &Texts, block: &Block) -> String {
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
    let pictures = match block.svg.is_empty() {
        true => String::new(),
        false => button("svg", f::RESPONSE_TAKE_SVG) + &button("png", f::RESPONSE_TAKE_PNG),
    };
    format!("<p class=\"take\">{csv}{pictures}</p>")
}

/// How a part comes into a page of somebody else's: lines of HTML to copy.
pub fn embedding(texts: &Texts, written: &Written, block: &Block) -> String {
    let id = block.id;
    let (address, query) = written.link.split_once('?').unwrap_or((&written.link, ""));
    let title = format!("{}: {}", texts.t(f::RESPONSE_TITLE), block.shown);
    let code = format!(
        "<iframe src=\"{}embed/?{}\" title=\"{}\" width=\"100%\" height=\"640\" style=\"border:0\" \
         loading=\"lazy\"></iframe>",
        text(address),
        text(&format!("{query}&chart={id}")),
        text(&title),
    );
    format!(
        "<p class=\"quiet\">{}</p><pre id=\"embed-{id}\" class=\"citation\">{}</pre><p>{}</p>",
        text(&texts.t(f::RESPONSE_EMBED_WHAT)),
        text(&code),
        copy(texts, &format!("embed-{id}")),
    )
}

/// A button that copies the text of an element, or where it leads.
fn copy(texts: &Texts, from: &str) -> String {
    let copy = text(&texts.t(f::RESPONSE_TAKE_COPY));
    format!("<button type=\"button\" class=\"plain\" data-copy=\"{from}\">{copy}</button>")
}

/// The same page in the other languages: a reader downloads the words of one.
fn languages(texts: &Texts, context: &Context<'_>, link: &str) -> String {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let links: Vec<String> = context
        .others
        .iter()
        .map(|(lang, address)| {
            let name = match lang {
                Lang::Kk => m::LANGUAGE_NAME_KK,
                Lang::Ru => m::LANGUAGE_NAME_RU,
                Lang::En => m::LANGUAGE_NAME_EN,
            };
            let code = lang.code();
            format!(
                "<a href=\"{}?{}#citation\" lang=\"{code}\" hreflang=\"{code}\">{}</a>",
                text(address),
                text(query),
                text(&texts.t(name))
            )
        })
        .collect();
    format!(
        "<p class=\"quiet\">{} {}</p>",
        text(&texts.t(f::RESPONSE_LANGUAGES)),
        links.join(", ")
    )
}

/// The link that stays, and how to cite.
pub(crate) fn taken(texts: &Texts, context: &Context<'_>, what: &str, link: &str) -> String {
    taken_as(texts, context, (&texts.t(f::RESPONSE_TITLE), what), link)
}

/// The same of a page with another title.
pub fn taken_as(
    texts: &Texts,
    context: &Context<'_>,
    (title, what): (&str, &str),
    link: &str,
) -> String {
    if !context.live {
        return String::new();
    }
    let release = release_day(texts, context.released);
    // The sentences that they stand in have full stops of their own.
    let [publisher, ended] = [context.publisher, what].map(|said| said.trim_end_matches('.'));
    let citation = texts.with(
        f::RESPONSE_CITATION,
        &[
            ("publisher", publisher),
            ("title", title),
            ("place", ended),
            ("release", &release),
            ("link", link),
        ],
    );
    format!(
        "<section class=\"taken\"><h2>{}</h2><p class=\"quiet\">{}</p>\
         <p><a href=\"{}\" id=\"permanent\">{}</a> {}</p>\
         <h3>{}</h3><p id=\"citation\" class=\"citation\">{}</p><p>{}</p>{}\
         <h3>BibTeX</h3><pre id=\"bibtex\" class=\"citation\">{}</pre><p>{}</p></section>",
        text(&texts.t(f::RESPONSE_TAKE)),
        text(&texts.t(f::RESPONSE_TAKE_LINK_WHAT)),
        text(link),
        text(&texts.t(f::RESPONSE_TAKE_LINK)),
        copy(texts, "permanent"),
        text(&texts.t(f::RESPONSE_TAKE_CITATION)),
        text(&citation),
        copy(texts, "citation"),
        languages(texts, context, link),
        text(&bibtex(context, (title, what), link)),
        copy(texts, "bibtex"),
    )
}

/// A short hash of a text: FNV-1a of 32 bits (G. Fowler, L. C. Noll, K.-P. Vo).
fn hash(text: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.bytes().fold(2_166_136_261, mix)
}

/// The same for those who write in LaTeX. Braces keep their letters as they are.
fn bibtex(context: &Context<'_>, (title, what): (&str, &str), link: &str) -> String {
    let year = context.released.get(..4).unwrap_or_default();
    let release = context.release.chars();
    let release: String = release.filter(char::is_ascii_alphanumeric).collect();
    // One file of references may hold several pages of a release: each has a key of its own.
    let key = format!("{release}{:08x}", hash(link));
    let plain = |text: &str| text.replace(['{', '}', '\\'], "");
    format!(
        "@misc{{senim{key},\n  author = {{{{{}}}}},\n  title = {{{{{}: {}}}}},\n  year = {{{year}}},\n  \
         url = {{{}}}\n}}",
        plain(context.publisher),
        plain(title),
        plain(what),
        plain(link),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_its_authors() {
        // Their test vectors.
        for (text, hashed) in [
            ("", 0x811c_9dc5),
            ("a", 0xe40c_292c),
            ("foobar", 0xbf9c_f968),
        ] {
            assert_eq!(hash(text), hashed, "{text}");
        }
    }
}
