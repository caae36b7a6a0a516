//! What a visitor takes away: a table, a picture, a link.

use js_sys::Array;
use leptos::prelude::*;
use senim_charts::Drawn;
use senim_charts::save::{Sheet, file};
use senim_figures::{Block, Choice, csv};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement};

use super::{Room, png};
use crate::app::Portal;
use crate::browser::{document, save, spawn, window};
use crate::i18n::{date, day_of, f, m};

/// The table of a part, as it is shown.
pub(crate) fn table(room: Room, id: &str) {
    let written = room.written.get_value();
    let Some(block) = written.blocks.iter().find(|block| block.id == id) else {
        return;
    };
    let Some(from) = Source::of(&written.link) else {
        return;
    };
    let sample = if from.sample.is_some() { "yes" } else { "" };
    let mut source = vec![
        ("shown", block.shown.as_str()),
        ("source", from.publisher.as_str()),
        ("released", from.day.as_str()),
        ("sample", sample),
        ("link", written.link.as_str()),
    ];
    // Rows of surveys say for themselves where they are from, and whether they are a sample.
    let mut columns = block.table.columns.iter();
    if columns.any(|(_, name)| *name == "source") {
        source.drain(1..4);
    }
    hand_over(
        &csv(&block.table, &source),
        "text/csv",
        &format!("{}.csv", name(block)),
    );
}

/// The chart of a part as SVG.
pub(crate) fn picture(room: Room, id: &str) {
    if let Some(picture) = Picture::of(room, id) {
        picture.save();
    }
}

/// The chart of a part as pixels, two to each of the page; as SVG where the browser draws none.
pub(crate) fn pixels(room: Room, id: &str) {
    let Some(picture) = Picture::of(room, id) else {
        return;
    };
    spawn(async move {
        match png::drawn(&picture.svg, picture.size).await {
            Some(blob) => save(&blob, &format!("{}.png", picture.name)),
            None => picture.save(),
        }
    });
}

/// A chart with its title, note, source and link inside.
struct Picture {
    /// What it is saved as, without the ending.
    name: String,
    svg: String,
    /// Width and height in CSS pixels.
    size: (f64, f64),
}

impl Picture {
    fn of(room: Room, id: &str) -> Option<Picture> {
        let written = room.written.get_value();
        let Some(block) = written.blocks.iter().find(|block| block.id == id) else {
            return Picture::found(id);
        };
        let shown = match block.counted(&Portal::get().texts()).as_str() {
            "" => block.shown.clone(),
            counted => format!("{} · {counted}", block.shown),
        };
        let about = About {
            title: block.title.clone(),
            shown,
            note: block.note.clone(),
            link: written.link.clone(),
        };
        Picture::made(name(block), &block.svg, about)
    }

    /// The chart of a part of a page that the publisher wrote.
    fn found(id: &str) -> Option<Picture> {
        let part = document().get_element_by_id(id)?;
        let inside = |what: &str| part.query_selector(what).ok().flatten();
        let title = inside("h3")?.text_content()?;
        let shown = part.get_attribute("data-shown")?;
        let link: HtmlAnchorElement = inside(".take a")?.dyn_into().ok()?;
        // HTML writes this space by a name that SVG does not know.
        let svg = inside(".chart")?.outer_html().replace("&nbsp;", "\u{a0}");
        let about = About {
            title,
            shown,
            note: String::new(),
            link: link.href(),
        };
        Picture::made(format!("senim-{id}"), &svg, about)
    }

    fn made(name: String, svg: &str, about: About) -> Option<Picture> {
        let svg = file(&drawn(svg)?, &sheet(about)?);
        Some(Picture {
            name,
            size: (size_of(&svg, "width")?, size_of(&svg, "height")?),
            svg,
        })
    }

    fn save(&self) {
        hand_over(&self.svg, "image/svg+xml", &format!("{}.svg", self.name));
    }
}

/// What a file says of its chart.
struct About {
    title: String,
    shown: String,
    /// What its marks mean.
    note: String,
    link: String,
}

/// Where figures are from.
struct Source {
    publisher: String,
    /// The release, as its time.
    day: String,
    /// What is said of data that are a sample.
    sample: Option<String>,
}

impl Source {
    /// A release is called by its time; the pages of surveys have no other than the current one.
    fn of(link: &str) -> Option<Source> {
        let portal = use_context::<Portal>()?;
        let texts = portal.texts();
        let index = portal.index.get_untracked()?.ok()?.value;
        let query = link.split_once('?').map_or("", |(_, query)| query);
        let release = Choice::parse(query).release;
        let time = release.as_ref().unwrap_or(&index.record.time);
        let notice = match index.notice.show(texts.lang) {
            "" => texts.t(m::SAMPLE_STRIP),
            notice => notice.to_owned(),
        };
        Some(Source {
            publisher: index.publisher.show(texts.lang).to_owned(),
            day: time.get(..10).unwrap_or_default().to_owned(),
            sample: index.sample.then_some(notice),
        })
    }
}

/// What stands around a chart in a file.
fn sheet(about: About) -> Option<Sheet> {
    let texts = use_context::<Portal>()?.texts();
    let from = Source::of(&about.link)?;
    let day = day_of(&from.day).map(|day| date(&texts, day));
    let values = [
        ("publisher", &*from.publisher),
        ("release", &*day.unwrap_or_default()),
    ];
    Some(Sheet {
        lang: texts.lang.code().to_owned(),
        title: about.title,
        subtitle: about.shown,
        note: about.note,
        source: texts.with(f::RESPONSE_METHOD_SOURCE, &values),
        link: about.link,
        notice: from.sample,
    })
}

/// A chart as it was laid out, for a file, which no key leads through.
fn drawn(svg: &str) -> Option<Drawn> {
    Some(Drawn {
        svg: svg.to_owned(),
        width: size_of(svg, "width")?,
        height: size_of(svg, "height")?,
        points: Vec::new(),
    })
}

/// The width or height that stands first in an SVG.
fn size_of(svg: &str, side: &str) -> Option<f64> {
    let (_, after) = svg.split_once(&format!(" {side}=\""))?;
    after.split_once('"')?.0.parse().ok()
}

fn name(block: &Block) -> String {
    format!("senim-{}", block.id)
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
pub(crate) fn copy(button: &Element) {
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
