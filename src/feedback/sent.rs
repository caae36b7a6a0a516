//! It has arrived: the code, made for reading aloud and for keeping.

use std::cell::RefCell;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::room::{self, Room};
use super::steps::Step;
use crate::browser::{self, window};
use crate::i18n::b;
use crate::page::Page;
use crate::ui::{live_text, press};

thread_local! {
    /// The code of what was sent since the page was loaded: it outlives a change of language, and
    /// nothing else.
    static CODE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The code of what was sent.
pub(super) fn code() -> Option<String> {
    CODE.with(|code| code.borrow().clone())
}

/// The code is needed no more.
pub(super) fn forget() {
    CODE.with(|code| code.borrow_mut().take());
}

/// A message is acknowledged: nothing of it stays on the device.
pub(super) fn arrived(room: Room, key: &str, code: String) {
    CODE.with(|kept| *kept.borrow_mut() = Some(code));
    room::forget(key);
    // The page may be another one by now.
    if room.step.try_get_untracked().is_some() {
        room.wipe();
        room.replace(Step::Sent);
    }
}

/// A code in words of four digits, each read digit by digit.
fn spelt(code: &str) -> String {
    let groups = code.split(' ').map(|group| {
        let digits: Vec<String> = group.chars().map(String::from).collect();
        digits.join(" ")
    });
    groups.collect::<Vec<_>>().join(", ")
}

#[component]
pub(super) fn Sent(room: Room) -> impl IntoView {
    let portal = room.portal;
    let texts = portal.texts();
    let code = code().unwrap_or_default();
    let said = room.said;
    let status = portal.href(&Page::FeedbackStatus);
    let copy = {
        let (texts, code) = (texts.clone(), code.clone());
        press(move || {
            let (texts, code) = (texts.clone(), code.clone());
            browser::spawn(async move {
                let copied =
                    JsFuture::from(window().navigator().clipboard().write_text(&code)).await;
                said.try_set(texts.t(match copied {
                    Ok(_) => b::FEEDBACK_SENT_COPIED,
                    Err(_) => b::FEEDBACK_SENT_COPY_FAILED,
                }));
            });
        })
    };
    let save = {
        let name = texts.t(b::FEEDBACK_SENT_FILE);
        let origin = window().location().origin().unwrap_or_default();
        let content = format!(
            "{}\n{code}\n{origin}{status}\n",
            texts.t(b::FEEDBACK_SENT_CODE)
        );
        press(move || {
            let parts = Array::of1(&JsValue::from_str(&content));
            if let Ok(blob) = Blob::new_with_str_sequence(&parts) {
                browser::save(&blob, &name);
            }
        })
    };
    let print = press(|| {
        let _ = window().print();
    });
    let anew = press(move || {
        forget();
        room.replace(Step::Start);
    });
    view! {
        <h1 id="question" tabindex="-1">{texts.t(b::FEEDBACK_SENT)}</h1>
        <section class="card receipt" aria-labelledby="code-title">
            <h2 id="code-title">{texts.t(b::FEEDBACK_SENT_CODE)}</h2>
            <p class="code" id="code">
                <span aria-hidden="true">{code.clone()}</span>
                <span class="unseen">{spelt(&code)}</span>
            </p>
            <p>{texts.t(b::FEEDBACK_SENT_KEEP)}</p>
            <p class="actions">
                <button type="button" class="call" on:click=copy>{texts.t(b::FEEDBACK_SENT_COPY)}</button>
                <button type="button" class="button" on:click=save>{texts.t(b::FEEDBACK_SENT_SAVE)}</button>
                <button type="button" class="button" on:click=print>{texts.t(b::FEEDBACK_SENT_PRINT)}</button>
            </p>
            <p role="status" class="small">{live_text(move || said.get())}</p>
        </section>
        <p><a href=status>{texts.t(b::FEEDBACK_SENT_LOOK)}</a></p>
        <p class="small quiet">{texts.t(b::FEEDBACK_WIPED)}</p>
        <p><button type="button" class="link" on:click=anew>{texts.t(b::FEEDBACK_SENT_ANEW)}</button></p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_spelt_digit_by_digit() {
        assert_eq!(spelt("1234 5678"), "1 2 3 4, 5 6 7 8");
    }
}
