//! Fetching a catalogue, and choosing a language where the address names none.

use std::cell::RefCell;

use gloo_net::http::Request;
use js_sys::{Array, JSON, Object};
use senim_model::text::Lang;
use wasm_bindgen::JsCast as _;

use super::Texts;
use crate::browser::{memory, window};

/// Catalogues that were fetched, so that switching back costs nothing.
#[derive(Default)]
pub(crate) struct Catalogues {
    loaded: RefCell<Vec<Texts>>,
}

impl Catalogues {
    /// The texts of a language, if they were fetched before.
    pub(crate) fn loaded(&self, lang: Lang) -> Option<Texts> {
        let loaded = self.loaded.borrow();
        loaded.iter().find(|texts| texts.lang == lang).cloned()
    }

    /// Keeps texts.
    pub(crate) fn keep(&self, texts: &Texts) {
        self.loaded.borrow_mut().push(texts.clone());
    }
}

/// Fetches the catalogues of some folders. `None` where one cannot be had; the page then stays as
/// it was served.
pub(crate) async fn fetch(base: &str, folders: &[&str], lang: Lang) -> Option<Texts> {
    let mut entries = Vec::new();
    for folder in folders {
        entries.extend(one(base, folder, lang).await?);
    }
    Some(Texts::new(lang, entries))
}

async fn one(base: &str, folder: &str, lang: Lang) -> Option<Vec<(String, String)>> {
    let version = senim_texts::VERSION;
    let url = format!("{base}i18n/{folder}{}.json?v={version}", lang.code());
    // Not by gloo's builder, which adds to the address: the page has preloaded this very one.
    let request = Request::from(web_sys::Request::new_with_str(&url).ok()?);
    let response = request.send().await.ok()?;
    if !response.ok() {
        return None;
    }
    parse(&response.text().await.ok()?)
}

/// The browser reads the JSON: a reader of our own would be downloaded by every visitor.
fn parse(json: &str) -> Option<Vec<(String, String)>> {
    let catalogue: Object = JSON::parse(json).ok()?.dyn_into().ok()?;
    let entries = Object::entries(&catalogue).into_iter().map(|entry| {
        let entry: Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    });
    entries.collect()
}

/// The language last chosen on this device, else the browser's, else Kazakh.
pub(crate) fn preferred_language() -> Lang {
    let remembered = memory::get(memory::LANG);
    let asked = window().navigator().languages();
    remembered
        .into_iter()
        .chain(asked.iter().filter_map(|value| value.as_string()))
        .find_map(|code| Lang::from_code(&code))
        .unwrap_or(Lang::Kk)
}
