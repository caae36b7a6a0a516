//! The page of a place of help. Whether it is open at the moment, the portal puts in.

use senim_model::directory::{Place, RegionPack};
use senim_model::index::Index;
use senim_texts::{Texts, m, place as words, w};

use super::feedback::write_link;
use super::frame::{release_day, verified};
use super::shell::{Page, Program, Section};
use senim_texts::html::{name, text};

/// The page of a place.
pub(super) fn page(index: &Index, pack: &RegionPack, place: &Place, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let region = &pack.region.id;
    let day = release_day(index, texts);
    let source = texts.with(
        w::PLACE_SOURCE,
        &[("id", place.id.as_str()), ("date", &day)],
    );
    let whereabouts = words::whereabouts(texts, pack, place);
    // A release says what holds from its day on.
    let from_minute = pack.base_minute + 1440;
    let main = format!(
        "<p class=\"back\"><a href=\"{lang}/{region}/map/\">{}</a></p>\
         <article class=\"card place\"><h1>{}</h1><p class=\"open-now\">{}</p>{}{}\
         <p class=\"verified\">{}</p><p class=\"actions\"><a class=\"button\" href=\"{lang}/{region}/map/#place={}\">{}</a> {}{}</p>\
         <p class=\"small quiet\">{}</p></article>",
        name(texts, &pack.region.name),
        name(texts, &place.name),
        words::OPEN_NOW,
        words::facts(texts, index, pack, place, from_minute),
        photo(index, place, texts),
        text(&verified(place.verified_on, texts)),
        place.id,
        text(&texts.t(w::PLACE_ON_MAP)),
        write_link(
            index,
            texts,
            Some(region),
            ("place", place.id.as_str()),
            m::CARD_WRITE
        ),
        wrong(index, place, texts),
        text(&source),
    );
    let shown = place.name.show(texts.lang);
    Page {
        program: Program::Rooms,
        path: format!("{region}/place/{}/", place.id),
        section: Some(Section::Map),
        title: shown.to_owned(),
        description: format!("{shown}: {whereabouts}"),
        main,
    }
}

/// The photo is loaded only when asked for: loading it names the place to the server.
fn photo(index: &Index, place: &Place, texts: &Texts) -> String {
    let Some(photo) = &place.photo else {
        return String::new();
    };
    format!(
        "<details class=\"photo\"><summary>{}</summary><p class=\"small quiet\">{}</p>\
         <img loading=\"lazy\" src=\"data/{}{}\" alt=\"{}\"></details>",
        text(&texts.t(w::PLACE_PHOTO)),
        text(&texts.t(w::PLACE_PHOTO_NOTE)),
        text(&index.directory.path),
        text(photo),
        text(&texts.t(w::PLACE_PHOTO_ALT)),
    )
}

/// Where to say that something here is wrong. A letter names the place by itself.
fn wrong(index: &Index, place: &Place, texts: &Texts) -> String {
    if index.corrections.is_empty() {
        return String::new();
    }
    let address = match index.corrections.starts_with("mailto:") {
        true => format!("{}?subject={}", index.corrections, place.id),
        false => index.corrections.clone(),
    };
    format!(
        " <a class=\"button\" href=\"{}\" rel=\"noreferrer\">{}</a>",
        text(&address),
        text(&texts.t(w::PLACE_WRONG))
    )
}
