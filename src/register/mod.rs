//! The register of problems. The publisher has written its pages whole; here what was chosen is shown
//! alone, counted anew, and told in words, as a screen reader and paper need it.

use leptos::ev::{self, Event};
use leptos::prelude::*;
use senim_texts::html::text;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlSelectElement};

use crate::app::Portal;
use crate::browser::{document, focus};
use crate::figures::around::site;
use crate::figures::events::{elements, target};
use crate::figures::{pinned, search, take};
use crate::i18n::f;
use crate::i18n::labels::EXAMPLE_SITE;
use crate::page::Page;
use crate::router;
use crate::written::WrittenPage;

/// The register of a place, or one problem.
#[component]
pub(crate) fn RegisterPage(page: Page, served: Option<String>) -> impl IntoView {
    let (own, other) = (site(), pinned::notice(&page));
    let words = Portal::get().texts().t(f::RESPONSE_UNKNOWN_PLACE);
    let back = {
        let words = words.clone();
        window_event_listener(ev::popstate, move |_| begin(&words))
    };
    on_cleanup(move || back.remove());
    let finish = move |content: String| {
        let words = words.clone();
        request_animation_frame(move || begin(&words));
        content.replace(EXAMPLE_SITE, &own)
    };
    view! {
        {other}
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
/// is not chosen, which `words` say.
fn begin(words: &str) {
    for waiting in elements("[data-live]") {
        let _ = waiting.remove_attribute("hidden");
    }
    let mut is_met = true;
    for field in fields() {
        let chosen = pinned::in_address(&field.name());
        field.set_value(&chosen.unwrap_or_default());
        if field.selected_index() < 0 {
            field.set_value("");
            is_met = false;
        }
    }
    show();
    if let (false, Some(form)) = (is_met, elements(".choose").first()) {
        let notice = format!("<p class=\"notice\" id=\"unmet\">{}</p>", text(words));
        let _ = form.insert_adjacent_html("afterend", &notice);
    }
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

/// What is chosen, and a release, as an address has them.
fn query(chosen: &[(String, String)], release: Option<&str>) -> String {
    let chosen = chosen.iter();
    let chosen = chosen.map(|(key, value)| format!("{key}={value}"));
    let release = release.map(|release| format!("release={release}"));
    let pairs: Vec<String> = chosen.chain(release).collect();
    match pairs.is_empty() {
        true => String::new(),
        false => format!("?{}", pairs.join("&")),
    }
}

/// Something was chosen. The release that the address names stays in it.
fn choose() {
    let release = pinned::in_address("release");
    router::keep_choices(&query(&chosen(), release.as_deref()), true);
    show();
}

/// Shows the problems that are chosen, and counts them: each number says what it counts.
fn show() {
    let chosen = chosen();
    for notice in elements("#unmet") {
        notice.remove();
    }
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
    for clear in elements("[data-clear]") {
        let _ = clear.toggle_attribute_with_force("hidden", chosen.is_empty());
    }
    if let Some(said) = document().get_element_by_id("shown") {
        let words = said.get_attribute("data-words").unwrap_or_default();
        let all = said.get_attribute("data-all").unwrap_or_default();
        let words = words.replace("{n}", &shown.len().to_string());
        said.set_text_content(Some(&(words.replace("{all}", &all) + &in_words())));
    }
    address(&chosen);
}

/// What is chosen, in the words of the fields: " (Status: done; Due: overdue)".
fn in_words() -> String {
    let words = |field: HtmlSelectElement| {
        let value = field.query_selector("option:checked").ok()??;
        let label = field.parent_element()?.first_element_child()?;
        let is_chosen = !field.value().is_empty();
        is_chosen.then_some(format!(
            "{}: {}",
            label.text_content()?,
            value.text_content()?
        ))
    };
    let words: Vec<String> = fields().filter_map(words).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" ({})", words.join("; ")),
    }
}

/// The links to other languages, and the address of the citation, lead to what is chosen.
fn address(chosen: &[(String, String)]) {
    router::keep_in_languages(&search());
    let Some(cited) = document().get_element_by_id("cited-address") else {
        return;
    };
    let before = cited.text_content().unwrap_or_default();
    let (page, _) = before.split_once('?').unwrap_or((&before, ""));
    let release = before.rsplit_once("release=").map(|(_, release)| release);
    cited.set_text_content(Some(&format!("{page}{}", query(chosen, release))));
}

fn pressed(event: &Event) {
    let near = |what: &str| target(event)?.closest(what).ok().flatten();
    if near("[data-clear]").is_some() {
        fields().for_each(|field| field.set_value(""));
        choose();
        // The button is gone now.
        focus("choose-place");
    } else if let Some(button) = near("[data-copy]") {
        take::copy(&button);
    }
}
