//! The register of problems. The publisher has written its pages whole; here what was chosen is shown
//! alone, and counted anew.

use leptos::ev::{self, Event};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlSelectElement};

use crate::browser::{document, window};
use crate::figures::around::site;
use crate::figures::events::{elements, target};
use crate::figures::take;
use crate::i18n::labels::EXAMPLE_SITE;
use crate::page::Page;
use crate::router;
use crate::written::WrittenPage;

/// The register of a place, or one problem.
#[component]
pub(crate) fn RegisterPage(page: Page, served: Option<String>) -> impl IntoView {
    let own = site();
    let back = window_event_listener(ev::popstate, |_| begin());
    on_cleanup(move || back.remove());
    let finish = move |content: String| {
        request_animation_frame(begin);
        content.replace(EXAMPLE_SITE, &own)
    };
    view! {
        <div
            on:change=|_| choose()
            on:submit=|event| event.prevent_default()
            on:click=|event| pressed(&event)
        >
            <WrittenPage page served finish=Box::new(finish) />
        </div>
    }
}

/// What waits for a script is shown, and the fields are as the address says. What they do not offer
/// is not chosen.
fn begin() {
    for waiting in elements("[data-live]") {
        let _ = waiting.remove_attribute("hidden");
    }
    let query = window().location().search().unwrap_or_default();
    for field in fields() {
        let name = field.name();
        let pairs = query.trim_start_matches('?').split('&');
        let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
        let chosen = pairs.find(|(key, _)| *key == name);
        field.set_value(chosen.map_or("", |(_, value)| value));
        if field.selected_index() < 0 {
            field.set_value("");
        }
    }
    show();
}

fn fields() -> impl Iterator<Item = HtmlSelectElement> {
    let found = elements(".choose select").into_iter();
    found.filter_map(|field| field.dyn_into().ok())
}

/// What is chosen, as the address has it.
fn chosen() -> Vec<(String, String)> {
    let all = fields().map(|field| (field.name(), field.value()));
    all.filter(|(_, value)| !value.is_empty()).collect()
}

/// Something was chosen.
fn choose() {
    let chosen = chosen().into_iter();
    let pairs: Vec<String> = chosen
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let query = match pairs.is_empty() {
        true => String::new(),
        false => format!("?{}", pairs.join("&")),
    };
    router::keep_choices(&query, true);
    show();
}

/// Shows the problems that are chosen, and counts them: each number says what it counts.
fn show() {
    let chosen = chosen();
    let is = |of: &Element, key: &str, value: &str| {
        of.get_attribute(&format!("data-{key}")).as_deref() == Some(value)
    };
    let mut shown = elements("#problems > li");
    shown.retain(|item| {
        let stays = chosen.iter().all(|(key, value)| is(item, key, value));
        let _ = item.toggle_attribute_with_force("hidden", !stays);
        stays
    });
    for number in elements("[data-tally]") {
        let what = number.get_attribute("data-tally").unwrap_or_default();
        if let Some((key, value)) = what.split_once('=') {
            let n = shown.iter().filter(|item| is(item, key, value)).count();
            number.set_text_content(Some(&n.to_string()));
        }
    }
    if let Some(none) = document().get_element_by_id("none") {
        let _ = none.toggle_attribute_with_force("hidden", !shown.is_empty());
    }
    if let Some(said) = document().get_element_by_id("shown") {
        let words = said.get_attribute("data-words").unwrap_or_default();
        let all = said.get_attribute("data-all").unwrap_or_default();
        let words = words.replace("{n}", &shown.len().to_string());
        said.set_text_content(Some(&words.replace("{all}", &all)));
    }
}

fn pressed(event: &Event) {
    let near = |what: &str| target(event)?.closest(what).ok().flatten();
    if near("[data-clear]").is_some() {
        fields().for_each(|field| field.set_value(""));
        choose();
    } else if let Some(button) = near("[data-copy]") {
        take::copy(&button);
    }
}
