//! What the portal learns of its visitors, and the press that forgets it.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser::{self, memory};
use crate::i18n::{Message, r};
use crate::snapshot::forget_all;
use crate::ui::{live_text, press};

fn paragraphs(messages: &[Message]) -> impl IntoView + use<> {
    let texts = Portal::get().texts();
    messages
        .iter()
        .map(|message| view! { <p>{texts.t(*message)}</p> }.into_any())
        .collect_view()
}

/// What the portal learns of its visitors, and the press that forgets it.
#[component]
pub(crate) fn PrivacyPage() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let forgotten = RwSignal::new(false);
    let forget = press(move || {
        memory::forget(memory::REGION);
        memory::forget(memory::LANG);
        memory::forget(memory::DRAFT);
        browser::spawn(async move {
            forget_all().await;
            forgotten.set(true);
        });
    });
    let done = texts.t(r::PRIVACY_FORGOTTEN);
    let done = live_text(move || {
        if forgotten.get() {
            done.clone()
        } else {
            String::new()
        }
    });
    view! {
        <article class="prose">
            <h1>{texts.t(r::PRIVACY_TITLE)}</h1>
            <p class="lead">{texts.t(r::PRIVACY_LEAD)}</p>
            {paragraphs(&[r::PRIVACY_SEARCH, r::PRIVACY_PAGE, r::PRIVACY_DEVICE])}
            {portal.takes_messages.then(|| paragraphs(&[r::PRIVACY_FEEDBACK]).into_any())}
            {paragraphs(&[r::PRIVACY_NONE])}
            <p>
                <button type="button" class="button" on:click=forget>
                    {texts.t(r::PRIVACY_FORGET)}
                </button>
            </p>
            <p role="status">{done}</p>
        </article>
    }
}
