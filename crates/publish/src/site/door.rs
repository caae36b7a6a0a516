//! The two pages without a language of their own: the front door, and what a host serves where
//! there is no page.

use senim_model::index::Index;
use senim_model::text::Lang;
use senim_texts::{Texts, m, w};

use super::Written;
use super::frame::{emergency, language_name, sample_strip};
use super::shell::{Program, Shell, takes_messages};
use senim_texts::html::text;

/// The front door: the languages as equals. The portal goes on from here by itself.
pub(super) fn front(shell: &Shell, index: &Index, texts: &[Texts]) -> Written {
    let body = body(index, texts, &each(texts, find));
    Written {
        path: "index.html".into(),
        html: shell.document("kk", "./", &head(index), &body, Some(Program::Find)),
    }
}

/// What a host serves where there is no page. It may be asked for at any depth, so it names
/// its base in full and starts nothing.
pub(super) fn missing(shell: &Shell, index: &Index, texts: &[Texts], base: &str) -> Written {
    let sections = each(texts, |texts| {
        format!(
            "<h2>{}</h2><p>{}</p><p>{}</p>{}",
            text(&texts.t(m::MISSING_TITLE)),
            text(&texts.t(m::MISSING_LEAD)),
            text(&texts.t(w::MISSING_WAS_AREA)),
            find_or_list(texts),
        )
    });
    Written {
        path: "404.html".into(),
        html: shell.document(
            "kk",
            base,
            &head(index),
            &body(index, texts, &sections),
            None,
        ),
    }
}

fn head(index: &Index) -> String {
    let names: Vec<String> = Lang::ALL
        .into_iter()
        .map(|lang| text(index.title.show(lang)))
        .collect();
    format!(
        "<title>{}</title>{}",
        names.join(" · "),
        takes_messages(index)
    )
}

fn each(texts: &[Texts], content: impl Fn(&Texts) -> String) -> String {
    let section = |texts: &Texts| {
        let lang = texts.lang.code();
        format!("<section lang=\"{lang}\">{}</section>", content(texts))
    };
    texts.iter().map(section).collect()
}

fn find_chip(texts: &Texts) -> String {
    format!(
        "<a class=\"chip\" href=\"{}/\">{}: {}</a>",
        texts.lang.code(),
        text(&texts.t(language_name(texts.lang))),
        text(&texts.t(m::FIND_TITLE)),
    )
}

fn find(texts: &Texts) -> String {
    format!("<p class=\"ways\">{}</p>", find_chip(texts))
}

fn find_or_list(texts: &Texts) -> String {
    format!(
        "<p class=\"ways\">{}<a class=\"chip\" href=\"{}/list/\">{}</a></p>",
        find_chip(texts),
        texts.lang.code(),
        text(&texts.t(m::LIST_TITLE)),
    )
}

/// The name, the emergency numbers, and the content.
fn body(index: &Index, texts: &[Texts], content: &str) -> String {
    let title = text(index.title.show(Lang::Kk));
    let numbers = texts.first().map(|texts| emergency(index, texts));
    let strips: String = texts
        .iter()
        .map(|texts| sample_strip(index, texts))
        .collect();
    format!(
        "<div id=\"plain\"><header><div class=\"strips\">{strips}</div><div class=\"masthead\">\
         <span class=\"wordmark\">{title}</span><span class=\"sections\"></span>{}</div></header>\
         <main id=\"plain-main\" class=\"page\"><h1>{title}</h1>{content}</main></div>",
        numbers.unwrap_or_default(),
    )
}
