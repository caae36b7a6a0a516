//! The quiet pages: privacy, not found.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser::memory;
use crate::i18n::{Message, m};
use crate::page::Page;
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
        portal.find.clear();
        crate::browser::spawn(async move {
            forget_all().await;
            forgotten.set(true);
        });
    });
    let done = texts.t(m::PRIVACY_FORGOTTEN);
    let done = live_text(move || {
        if forgotten.get() {
            done.clone()
        } else {
            String::new()
        }
    });
    view! {
        <article class="prose">
            <h1>{texts.t(m::PRIVACY_TITLE)}</h1>
            <p class="lead">{texts.t(m::PRIVACY_LEAD)}</p>
            {paragraphs(&[m::PRIVACY_SEARCH, m::PRIVACY_PAGE, m::PRIVACY_DEVICE, m::PRIVACY_NONE])}
            <p>
                <button type="button" class="button" on:click=forget>
                    {texts.t(m::PRIVACY_FORGET)}
                </button>
            </p>
            <p role="status">{done}</p>
        </article>
    }
}

/// No such page: what may have happened, and the ways on.
#[component]
pub(crate) fn MissingPage() -> impl IntoView {
    view! { <Missing title=m::MISSING_TITLE lead=m::MISSING_LEAD /> }
}

/// Something is not there: what may have happened, and the ways on.
#[component]
pub(crate) fn Missing(title: Message, lead: Message) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    view! {
        <article class="prose">
            <h1>{texts.t(title)}</h1>
            <p class="lead">{texts.t(lead)}</p>
            <p class="ways">
                <a class="chip" href=portal.href(&Page::Find)>{texts.t(m::FIND_TITLE)}</a>
                <a class="chip" href=portal.href(&Page::List)>{texts.t(m::LIST_TITLE)}</a>
            </p>
        </article>
    }
}
