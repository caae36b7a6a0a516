//! What the portal learns of its visitors, as the publisher wrote it, and the press that forgets it.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser::{self, memory};
use crate::i18n::r;
use crate::page::Page;
use crate::snapshot::forget_all;
use crate::ui::{live_text, press};
use crate::written::WrittenPage;

/// What the portal learns of its visitors, and the press that forgets it.
#[component]
pub(crate) fn PrivacyPage(served: Option<String>) -> impl IntoView {
    let texts = Portal::get().texts();
    let forgotten = RwSignal::new(false);
    let forget = press(move || {
        for kept in [memory::REGION, memory::LANG, memory::DRAFT] {
            memory::forget(kept);
        }
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
        <WrittenPage page=Page::Privacy served finish=Box::new(|content| content) />
        <p>
            <button type="button" class="button" on:click=forget>
                {texts.t(r::PRIVACY_FORGET)}
            </button>
        </p>
        <p role="status">{done}</p>
    }
}
