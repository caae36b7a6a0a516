//! Telephones: the first one is a button, the others are named by what they are for.

use leptos::prelude::*;
use senim_model::directory::ContactKind;
use senim_model::phone::Phone;

use crate::app::Portal;
use crate::i18n::{labels, m};

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

/// All numbers, as rows of a list of facts.
#[component]
pub(crate) fn Contacts(contacts: Vec<(ContactKind, Phone)>) -> impl IntoView {
    let texts = Portal::get().texts();
    contacts
        .into_iter()
        .enumerate()
        .map(|(at, (kind, phone))| {
            // A messenger is not called: its number is there to be looked up.
            let number = match kind {
                ContactKind::Messenger => phone.spaced().into_any(),
                _ => {
                    let href = format!("tel:{}", phone.e164());
                    view! { <a href=href>{phone.spaced()}</a> }.into_any()
                }
            };
            view! {
                <dt>{texts.t(labels::contact(kind, at == 0))}</dt>
                <dd>{number}</dd>
            }
            .into_any()
        })
        .collect_view()
}
