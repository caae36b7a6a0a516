//! What happened, or what is needed.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use senim_message::Limit;

use super::field::{described, invalid, wrong};
use super::room::Room;
use super::subject;
use crate::i18n::{Texts, b};
use crate::ui::{live, live_text};

/// After so long without a key, a screen reader is told how much is left.
const PAUSE: Duration = Duration::from_secs(1);

#[component]
pub(super) fn TextQuestion(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let said = RwSignal::new(String::new());
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let count = {
        let texts = texts.clone();
        live_text(move || room.draft.with(|draft| left(&texts, &draft.text)))
    };
    let typed = {
        let texts = texts.clone();
        move |value: String| {
            let told = left(&texts, &value);
            room.write(|draft| draft.text = value);
            // Each key would interrupt the voice that reads the letters.
            if let Some(timer) = timer.get_value() {
                timer.clear();
            }
            let handle = set_timeout_with_handle(
                move || {
                    said.try_set(told.clone());
                },
                PAUSE,
            );
            timer.set_value(handle.ok());
        }
    };
    let over = move || {
        room.draft
            .with(|draft| draft.text.trim().chars().count() > Limit::TEXT)
    };
    let about = live(move || room.draft.with(|draft| subject::about(room, draft)));
    view! {
        {about}
        <p class="hint" id="text-hint">{texts.t(b::FEEDBACK_TEXT_HINT)}</p>
        {wrong(room, "text")}
        <textarea
            id="text"
            rows="8"
            autocomplete="off"
            spellcheck="false"
            aria-labelledby="question"
            aria-describedby=described(room, "text")
            aria-invalid=invalid(room, "text")
            prop:value=room.draft.with_untracked(|draft| draft.text.clone())
            on:input=move |event| typed(event_target_value(&event))
        ></textarea>
        <p class="small count" class:over=over aria-hidden="true">{count}</p>
        <p class="unseen" role="status">{live_text(move || said.get())}</p>
    }
}

/// How many characters can still be written, or are too many.
fn left(texts: &Texts, text: &str) -> String {
    let length = text.trim().chars().count();
    match Limit::TEXT.checked_sub(length) {
        Some(left) => texts.count(b::FEEDBACK_LEFT, left as u64),
        None => texts.count(b::FEEDBACK_OVER, (length - Limit::TEXT) as u64),
    }
}
