//! What a visitor takes away: a table, a picture, a link.

use js_sys::Array;
use leptos::prelude::*;
use senim_charts::Drawn;
use senim_charts::save::{Sheet, file};
use senim_figures::{Block, csv};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element};

use super::Room;
use crate::app::Portal;
use crate::browser::{document, save, spawn, window};
use crate::i18n::{date, day_of, f, m};

/// The table of a part, as it is shown.
pub(super) fn table(room: Room, id: &str) {
    let written = room.written.get_value();
    let Some(block) = written.blocks.iter().find(|block| block.id == id) else {
        return;
    };
    let source = [
        ("shown", block.shown.as_str()),
        ("link", written.link.as_str()),
    ];
    hand_over(&csv(&block.table, &source), "text/csv", &name(block, "csv"));
}

/// The chart of a part, with its title, source, date and link inside.
pub(super) fn picture(room: Room, id: &str) {
    let Some(portal) = use_context::<Portal>() else {
        return;
    };
    let written = room.written.get_value();
    let Some(block) = written.blocks.iter().find(|block| block.id == id) else {
        return;
    };
    let texts = portal.texts();
    let Some(index) = portal.index.get_untracked().and_then(Result::ok) else {
        return;
    };
    let index = index.value;
    let day = day_of(&index.record.time)
        .map(|day| date(&texts, day))
        .unwrap_or_default();
    let publisher = index.publisher.show(texts.lang);
    let values = [("publisher", publisher), ("release", day.as_str())];
    let notice = match index.notice.show(texts.lang) {
        "" => texts.t(m::SAMPLE_STRIP),
        notice => notice.to_owned(),
    };
    let sheet = Sheet {
        lang: texts.lang.code().to_owned(),
        title: block.title.clone(),
        subtitle: block.shown.clone(),
        source: texts.with(f::RESPONSE_METHOD_SOURCE, &values),
        date: day.clone(),
        link: written.link.clone(),
        notice: index.sample.then_some(notice),
    };
    if let Some(drawn) = drawn(block) {
        hand_over(&file(&drawn, &sheet), "image/svg+xml", &name(block, "svg"));
    }
}

/// A part's chart as it was laid out.
fn drawn(block: &Block) -> Option<Drawn> {
    let size = |name: &str| {
        let (_, after) = block.svg.split_once(&format!(" {name}=\""))?;
        after.split_once('"')?.0.parse().ok()
    };
    Some(Drawn {
        svg: block.svg.clone(),
        width: size("width")?,
        height: size("height")?,
        points: block.points.clone(),
    })
}

fn name(block: &Block, ending: &str) -> String {
    format!("senim-{}.{ending}", block.id)
}

fn hand_over(content: &str, kind: &str, name: &str) {
    let parts = Array::of1(&JsValue::from_str(content));
    let how = BlobPropertyBag::new();
    how.set_type(kind);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &how) {
        save(&blob, name);
    }
}

/// Copies what a button is for: a text, or where a link leads. The button says when it is done.
pub(super) fn copy(button: &Element) {
    let id = button.get_attribute("data-copy").unwrap_or_default();
    let Some(from) = document().get_element_by_id(&id) else {
        return;
    };
    let href = from.get_attribute("href");
    let text = href.or_else(|| from.text_content()).unwrap_or_default();
    let (Some(portal), button) = (use_context::<Portal>(), button.clone()) else {
        return;
    };
    spawn(async move {
        let copied = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
        if copied.is_ok() {
            let texts = portal.texts();
            button.set_text_content(Some(&texts.t(f::RESPONSE_TAKE_COPIED)));
        }
    });
}
