//! What is said where there is nothing.

use leptos::prelude::*;

use crate::app::Portal;
use crate::i18n::{Message, m};
use crate::page::Page;

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
