//! The address bar. Links within the portal change the page without loading it anew; back and
//! forward follow. `leptos_router` does this too, and more than this portal needs: it weighed
//! 12 KB of what a visitor downloads.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlAnchorElement};

use crate::browser::{document, window};

/// The path of the page, which follows links, and the browser's back and forward. `base` is the
/// folder that the portal lies in, ending with a slash. `has` tells which paths this program shows;
/// `within` hears of steps back and forward that lead to the same page.
pub(crate) fn path(
    base: &str,
    has: impl Fn(&str) -> bool + 'static,
    within: impl Fn() + 'static,
) -> RwSignal<String> {
    let path = RwSignal::new(current());
    let base = base.to_owned();
    window_event_listener(ev::click, move |event| {
        if let Some(to) = inner_link(&event, &base)
            && has(&to)
        {
            event.prevent_default();
            go(path, &to);
        }
    });
    window_event_listener(ev::popstate, move |_| {
        if path.with_untracked(|path| *path == current()) {
            within();
        } else {
            path.set(current());
        }
    });
    path
}

/// Marks a step within a page, so that "back" leads to before it. The address stays as it is.
pub(crate) fn mark() {
    show(&current(), false);
}

/// Writes what stands after the path, a query and a fragment; "back" leads to what stood there
/// before if this is a step, else to where it led before.
pub(crate) fn keep_choices(choices: &str, is_step: bool) {
    show(&format!("{}{choices}", current()), !is_step);
}

/// Makes the links to the other languages lead to the same choices.
pub(crate) fn keep_in_languages(choices: &str) {
    let Ok(links) = document().query_selector_all(".lang-switch a") else {
        return;
    };
    let links = (0..links.length()).filter_map(|at| links.item(at));
    for link in links.filter_map(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        let bare = link.href();
        let bare = bare.split(['?', '#']).next().unwrap_or_default();
        link.set_href(&format!("{bare}{choices}"));
    }
}

/// Goes to a path of the portal.
fn go(path: RwSignal<String>, to: &str) {
    show(to, false);
    path.set(current());
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Goes on to a path of the portal; the way back leads past the present one.
pub(crate) fn go_on(path: RwSignal<String>, to: &str) {
    show(to, true);
    path.set(to.to_owned());
}

fn current() -> String {
    window().location().pathname().unwrap_or_default()
}

fn show(to: &str, replace: bool) {
    let Ok(history) = window().history() else {
        return;
    };
    // Where a browser refuses, the page changes all the same.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(to))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(to))
    };
}

/// The path that a click leads to with all that stands after it, if it is an ordinary click on a
/// link to a page of the portal.
fn inner_link(event: &ev::MouseEvent, base: &str) -> Option<String> {
    let held = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || held {
        return None;
    }
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = pressed.closest("a[href]").ok()??.dyn_into().ok()?;
    let leaves =
        link.has_attribute("download") || link.rel() == "external" || !link.target().is_empty();
    let origin = window().location().origin().ok()?;
    let address = link.href();
    let to = address.strip_prefix(&origin)?;
    (!leaves && to.starts_with(base)).then(|| to.to_owned())
}
