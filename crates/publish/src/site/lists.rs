//! Plain pages that lead on: the front page of a language, and all regions.

use senim_model::index::Index;
use senim_texts::{Message, Texts, m, w};

use super::shell::{Page, Program, Section};
use senim_texts::html::{name, text};

/// The pages that lead to a region, in one language.
pub(super) fn fixed(index: &Index, texts: &Texts) -> Vec<Page> {
    vec![find(texts), all_regions(index, texts)]
}

/// The front page. The field cannot be used before the portal is there; it keeps its place, and
/// says so.
fn find(texts: &Texts) -> Page {
    let title = texts.t(m::FIND_TITLE);
    Page {
        program: Program::Find,
        path: String::new(),
        section: Some(Section::Find),
        description: texts.t(w::ABOUT_P1),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><noscript><p class=\"notice\">{}</p></noscript>\
             <div class=\"search waiting\"><label class=\"unseen\" for=\"plain-field\">{}</label>\
             <input id=\"plain-field\" type=\"text\" disabled placeholder=\"{}\">\
             <p class=\"status\"></p></div>{}",
            text(&title),
            text(&texts.t(m::FIND_LEAD)),
            text(&texts.t(w::PLAIN_SEARCH)),
            text(&texts.t(m::FIND_FIELD)),
            text(&texts.t(w::PLAIN_LOADING)),
            ways(texts),
        ),
        title,
    }
}

/// The other ways: the list is there at once, the others need the portal.
fn ways(texts: &Texts) -> String {
    let waiting = |label: Message| {
        let label = text(&texts.t(label));
        format!("<button type=\"button\" class=\"chip waiting\" disabled>{label}</button>")
    };
    format!(
        "<div class=\"ways\" role=\"group\" aria-label=\"{}\">\
         <a class=\"chip\" href=\"{}/list/\">{}</a>{}{}</div>",
        text(&texts.t(m::FIND_WAYS)),
        texts.lang.code(),
        text(&texts.t(m::FIND_WAY_LIST)),
        waiting(m::FIND_WAY_POSITION),
        waiting(m::FIND_WAY_POINT),
    )
}

fn all_regions(index: &Index, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let rows: String = index
        .directory
        .regions
        .iter()
        .map(|region| {
            let shown = name(texts, &region.name);
            format!(
                "<li><a class=\"row\" href=\"{lang}/{}/\">{shown}</a></li>",
                region.id
            )
        })
        .collect();
    let title = texts.t(m::LIST_TITLE);
    Page {
        program: Program::Find,
        path: "list/".into(),
        section: Some(Section::List),
        description: texts.t(w::LIST_LEAD),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><ul class=\"rows\">{rows}</ul>",
            text(&title),
            text(&texts.t(w::LIST_LEAD)),
        ),
        title,
    }
}
