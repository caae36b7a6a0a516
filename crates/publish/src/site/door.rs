//! The two pages without a language of their own: the front door, and what a host serves where
//! there is no page.

use senim_model::index::Index;
use senim_model::text::Lang;
use senim_texts::{Texts, f, m, w};

use super::Written;
use super::frame::{emergency, language_name, sample_strip};
use super::shell::{Program, Shell, takes_messages};
use senim_texts::html::text;

/// The front door: the languages as equals. The portal goes on from here by itself.
pub(super) fn front(shell: &Shell, index: &Index, texts: &[Texts]) -> Written {
    let title = text(index.title.show(Lang::Kk));
    let content = format!("<h1>{title}</h1>{}", each(texts, find));
    let body = body(index, texts, &content);
    let names = Lang::ALL.map(|lang| index.title.show(lang).to_owned());
    let head = head(index, &names);
    Written {
        path: "index.html".into(),
        html: shell.document("kk", "./", &head, &body, Some(Program::Find)),
    }
}

/// What a host serves where there is no page: the same in each language, as nobody knows which was
/// asked for. It may be asked for at any depth, so it names its base in full and starts nothing.
pub(super) fn missing(shell: &Shell, index: &Index, texts: &[Texts], base: &str) -> Written {
    let sections = each(texts, |texts| {
        // A page has one heading above all.
        let level = match texts.lang {
            Lang::Kk => "h1",
            Lang::Ru | Lang::En => "h2",
        };
        format!(
            "<{level}>{}</{level}><p>{}</p><p>{}</p>{}",
            text(&texts.t(m::MISSING_TITLE)),
            text(&texts.t(m::MISSING_LEAD)),
            text(&texts.t(w::MISSING_WAS_AREA)),
            ways(texts),
        )
    });
    let titles: Vec<String> = texts
        .iter()
        .map(|texts| texts.t(m::MISSING_TITLE))
        .collect();
    let (head, body) = (head(index, &titles), body(index, texts, &sections));
    Written {
        path: "404.html".into(),
        html: shell.document("kk", base, &head, &body, None),
    }
}

fn head(index: &Index, titles: &[String]) -> String {
    format!(
        "<title>{}</title>{}",
        text(&titles.join(" · ")),
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

/// To an inspector, and to the rooms whose pages come and go.
fn ways(texts: &Texts) -> String {
    let lang = texts.lang.code();
    let others = [
        ("list", m::LIST_TITLE),
        ("response", f::RESPONSE_TITLE),
        ("problems", w::PROBLEMS_TITLE),
    ];
    let others = others.map(|(folder, name)| {
        let name = text(&texts.t(name));
        format!("<a class=\"chip\" href=\"{lang}/{folder}/\">{name}</a>")
    });
    format!(
        "<p class=\"ways\">{}{}</p>",
        find_chip(texts),
        others.concat()
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
         <main id=\"plain-main\" class=\"page\">{content}</main></div>",
        numbers.unwrap_or_default(),
    )
}
