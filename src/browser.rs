//! The few things that the portal asks of the browser itself.

use std::cell::RefCell;
use std::pin::Pin;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, DomParser, Element, FocusOptions, HtmlElement, IntersectionObserver,
    IntersectionObserverEntry, SupportedType, Window,
};

thread_local! {
    static CRASH: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The window. The portal runs nowhere else.
pub(crate) fn window() -> Window {
    leptos::prelude::window()
}

/// The document.
pub(crate) fn document() -> Document {
    leptos::prelude::document()
}

/// Runs a task on its own. All tasks are of one type, as each type of task would be compiled anew.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Minutes since 1970-01-01 UTC.
pub(crate) fn now_minute() -> i64 {
    (js_sys::Date::now() / 60_000.0).floor() as i64
}

/// The folder that the portal lies in, ending with a slash. The `base` element names it relative
/// to the page; from here on it is absolute, as the address of the page will change.
pub(crate) fn settle_base() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&base).map_or_else(|_| "/".to_owned(), |url| url.pathname());
    if let Ok(Some(element)) = document().query_selector("base") {
        let _ = element.set_attribute("href", &path);
    }
    path
}

/// Whether the page has an element.
pub(crate) fn has(selector: &str) -> bool {
    let found = document().query_selector(selector);
    found.is_ok_and(|element| element.is_some())
}

/// The inner HTML of an element of the page that stood before the portal started.
pub(crate) fn inner_html(selector: &str) -> Option<String> {
    let element = document().query_selector(selector).ok().flatten()?;
    Some(element.inner_html())
}

/// The inner HTML of an element of the page that was fetched from an address; the window takes its
/// title, unless the visitor has gone on meanwhile.
pub(crate) fn take_page(html: &str, selector: &str, address: &str) -> Option<String> {
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let content = page.query_selector(selector).ok()??.inner_html();
    if window().location().pathname().as_deref() == Ok(address) {
        document().set_title(&page.title());
    }
    Some(content)
}

/// The first part of a piece of HTML that a selector names, with its own tag.
pub(crate) fn part(html: &str, selector: &str) -> Option<String> {
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    Some(page.query_selector(selector).ok()??.outer_html())
}

/// The portal takes over the page: what was served in its place goes, and the language is said.
pub(crate) fn take_over(lang: &str) {
    if let Some(served) = document().get_element_by_id("plain") {
        served.remove();
    }
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang);
    }
}

/// The portal cannot start; the page as it was served says so, and goes on being useful.
pub(crate) fn show_served_failure() {
    if let Some(notice) = document().get_element_by_id("plain-failed") {
        let _ = notice.remove_attribute("hidden");
    }
}

/// What the window is called.
pub(crate) fn set_title(page: &str, brand: &str) {
    document().set_title(&format!("{page} · {brand}"));
}

/// Moves the focus to an element that need not be in the tab order.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Brings the answer to the top of the window, and the focus to its heading. Focusing alone would
/// bring the middle of a long answer into view.
pub(crate) fn show_answer() {
    let Ok(Some(answer)) = document().query_selector("#outcome") else {
        return;
    };
    answer.scroll_into_view_with_bool(true);
    let heading = answer.query_selector("h2").ok().flatten();
    let target = heading.unwrap_or(answer);
    let _ = target.set_attribute("tabindex", "-1");
    if let Ok(target) = target.dyn_into::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = target.focus_with_options(&options);
    }
}

/// Does something once an element comes into sight.
pub(crate) fn when_seen(element: &Element, act: impl FnOnce() + 'static) {
    let mut act: Option<Box<dyn FnOnce()>> = Some(Box::new(act));
    let told = move |entries: Array, observer: IntersectionObserver| {
        let entries: Vec<IntersectionObserverEntry> =
            entries.iter().map(JsCast::unchecked_into).collect();
        if entries.iter().any(|entry| entry.is_intersecting()) {
            observer.disconnect();
            if let Some(act) = act.take() {
                act();
            }
        }
    };
    let told = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(told).into_js_value();
    if let Ok(observer) = IntersectionObserver::new(told.unchecked_ref()) {
        observer.observe(element);
    }
}

/// Hands a file to the visitor. Nothing happens where the browser refuses.
pub(crate) fn save(blob: &web_sys::Blob, name: &str) {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok();
    let link = document().create_element("a").ok();
    let link = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let (Some(url), Some(link)) = (url, link) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // A browser that is still reading keeps it; what was refused is dropped.
        let _ = web_sys::Url::revoke_object_url(&url);
    }
}

/// What the device remembers, in local storage. Where storage is off, nothing is remembered.
pub(crate) mod memory {
    use super::window;

    fn storage() -> Option<web_sys::Storage> {
        window().local_storage().ok().flatten()
    }

    /// The last region.
    pub(crate) const REGION: &str = "senim.region";
    /// The language last chosen.
    pub(crate) const LANG: &str = "senim.lang";

    /// A message that is being written.
    pub(crate) const DRAFT: &str = "senim.draft";

    /// Reads.
    pub(crate) fn get(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    /// Writes.
    pub(crate) fn put(key: &str, value: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(key, value);
        }
    }

    /// Forgets.
    pub(crate) fn forget(key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }
}

/// What a visitor reads should the portal ever panic, in the language of the page.
pub(crate) fn prepare_crash_notice(text: String) {
    CRASH.with(|crash| *crash.borrow_mut() = text);
}

/// A panic ends in a visible, plain notice: the page stays readable, and a reload is one press away.
pub(crate) fn show_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
        let text = CRASH.with(|crash| crash.borrow().clone());
        let document = document();
        if let (Ok(notice), Some(body)) = (document.create_element("p"), document.body()) {
            notice.set_class_name("strip crash");
            let _ = notice.set_attribute("role", "alert");
            notice.set_text_content(Some(&text));
            let _ = body.prepend_with_node_1(&notice);
        }
    }));
}
