//! The quiet pages: about, privacy, accessibility.

use senim_model::index::Index;
use senim_texts::{Message, Texts, w};

use super::shell::{Page, Program};
use senim_texts::html::text;

/// All of them, in one language.
pub(super) fn all(index: &Index, texts: &Texts) -> Vec<Page> {
    let mut privacy = vec![
        w::PRIVACY_LEAD,
        w::PRIVACY_SEARCH,
        w::PRIVACY_PAGE,
        w::PRIVACY_DEVICE,
        w::PRIVACY_NONE,
    ];
    if index.directory.feedback.is_some() {
        privacy.insert(4, w::PRIVACY_FEEDBACK);
    }
    vec![
        about(texts),
        in_rooms(words(texts, "privacy/", w::PRIVACY_TITLE, &privacy)),
        accessibility(index, texts),
    ]
}

fn in_rooms(page: Page) -> Page {
    Page {
        program: Program::Rooms,
        ..page
    }
}

/// What the portal is, and where its data is.
fn about(texts: &Texts) -> Page {
    let paragraphs = [w::ABOUT_P1, w::ABOUT_P2, w::ABOUT_P3];
    let mut page = words(texts, "about/", w::ABOUT_TITLE, &paragraphs);
    page.main = format!(
        "<article class=\"prose\">{}<h2>{}</h2><p>{}</p>\
         <p><a href=\"{}/data/\">{}</a></p>{}</article>",
        heading_and(texts, w::ABOUT_TITLE, &paragraphs),
        text(&texts.t(w::ABOUT_DATA)),
        text(&texts.t(w::ABOUT_DATA_P)),
        texts.lang.code(),
        text(&texts.t(w::ABOUT_DATA_LINK)),
        super::ways::ways(texts, None),
    );
    page
}

/// What is wrong is told by a message about the portal, where such are taken.
fn accessibility(index: &Index, texts: &Texts) -> Page {
    let paragraphs = [w::A11Y_P1, w::A11Y_P2, w::A11Y_P3, w::A11Y_P4];
    let mut page = words(texts, "accessibility/", w::A11Y_TITLE, &paragraphs);
    if index.directory.feedback.is_some() {
        page.main = format!(
            "<article class=\"prose\">{}<p><a href=\"{}/feedback/#about=portal\">{}</a></p></article>",
            heading_and(texts, w::A11Y_TITLE, &paragraphs),
            texts.lang.code(),
            text(&texts.t(w::A11Y_WRITE)),
        );
    }
    page
}

fn words(texts: &Texts, path: &str, title: Message, paragraphs: &[Message]) -> Page {
    let first = paragraphs.first().map(|message| texts.t(*message));
    Page {
        program: Program::Find,
        path: path.to_owned(),
        section: None,
        title: texts.t(title),
        description: first.unwrap_or_default(),
        main: format!(
            "<article class=\"prose\">{}</article>",
            heading_and(texts, title, paragraphs)
        ),
    }
}

fn heading_and(texts: &Texts, title: Message, paragraphs: &[Message]) -> String {
    let title = format!("<h1>{}</h1>", text(&texts.t(title)));
    let paragraphs = paragraphs
        .iter()
        .map(|message| format!("<p>{}</p>", text(&texts.t(*message))));
    std::iter::once(title).chain(paragraphs).collect()
}
