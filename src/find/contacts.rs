//! The telephone to try first.

use leptos::prelude::*;
use senim_model::directory::ContactKind;
use senim_model::phone::Phone;

use crate::app::Portal;
use crate::i18n::m;

/// The number to try first, large enough for a thumb.
#[component]
pub(crate) fn CallButtons(contacts: Vec<(ContactKind, Phone)>) -> impl IntoView {
    let texts = Portal::get().texts();
    let (_, phone) = contacts.into_iter().next()?;
    let shown = phone.spaced();
    let label = texts.with(m::CARD_CALL, &[("phone", &shown)]);
    Some(view! {
        <p class="calls">
            <a class="call" href=format!("tel:{}", phone.e164()) aria-label=label>
                {shown}
            </a>
        </p>
    })
}
