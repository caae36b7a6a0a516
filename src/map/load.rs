//! Loading Leaflet from the portal's own folder, once.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlLinkElement, HtmlScriptElement};

use crate::browser::{document, window};

/// Leaflet could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoMap;

fn is_loaded() -> bool {
    Reflect::get(&window(), &JsValue::from_str("L")).is_ok_and(|value| value.is_object())
}

/// Loads the script and its style; does nothing where they are there.
pub(crate) async fn leaflet(base: &str) -> Result<(), NoMap> {
    if is_loaded() {
        return Ok(());
    }
    style(&format!("{base}leaflet/leaflet.css")).ok_or(NoMap)?;
    script(&format!("{base}leaflet/leaflet.js"))
        .await
        .ok_or(NoMap)?;
    if is_loaded() { Ok(()) } else { Err(NoMap) }
}

fn style(href: &str) -> Option<()> {
    let link: HtmlLinkElement = document().create_element("link").ok()?.dyn_into().ok()?;
    link.set_rel("stylesheet");
    link.set_href(href);
    document().head()?.append_child(&link).ok()?;
    Some(())
}

/// A library of the portal's own folder, by the name that it gives itself; loaded once.
pub(crate) async fn library(src: &str, name: &str) -> Option<JsValue> {
    let known = || Reflect::get(&window(), &JsValue::from_str(name)).ok();
    if !known()?.is_object() {
        script(src).await?;
    }
    known().filter(JsValue::is_object)
}

async fn script(src: &str) -> Option<()> {
    let script: HtmlScriptElement = document().create_element("script").ok()?.dyn_into().ok()?;
    script.set_src(src);
    let head = document().head()?;
    let done = Promise::new(&mut |resolve, reject| {
        script.set_onload(Some(&resolve));
        script.set_onerror(Some(&reject));
    });
    head.append_child(&script).ok()?;
    JsFuture::from(done).await.ok().map(|_| ())
}
