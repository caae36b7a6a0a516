//! What can be done with a card: write about it, share its address, print it.

use js_sys::Reflect;
use leptos::prelude::*;
use senim_model::id::Id;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::app::Portal;
use crate::browser::window;
use crate::i18n::m;
use crate::page::Page;
use crate::ui::{live_text, press};

/// Buttons below a card.
#[component]
pub(crate) fn CardActions(region: Id, area: Id) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let said = RwSignal::new(String::new());
    let write = portal.takes_messages.then(|| {
        // After the mark, so that no server hears which area somebody has found.
        let form = portal.href(&Page::Feedback(Some(region.clone())));
        let href = format!("{form}#about=inspector&id={area}");
        view! { <a class="button" href=href>{texts.t(m::CARD_WRITE)}</a> }.into_any()
    });
    let path = portal.href(&Page::Area(region, area));
    let share = {
        let texts = texts.clone();
        press(move || {
            let origin = window().location().origin().unwrap_or_default();
            let url = format!("{origin}{path}");
            let texts = texts.clone();
            crate::browser::spawn(async move {
                match hand_over(&url).await {
                    Shared::ByDevice => {}
                    Shared::Copied => said.set(texts.t(m::CARD_SHARED)),
                    Shared::Not => said.set(texts.with(m::CARD_SHARE_FAILED, &[("url", &url)])),
                }
            });
        })
    };
    let print = press(|| {
        let _ = window().print();
    });
    view! {
        <p class="actions">
            {write}
            <button type="button" class="button" on:click=share>{texts.t(m::CARD_SHARE)}</button>
            <button type="button" class="button" on:click=print>{texts.t(m::CARD_PRINT)}</button>
            <span role="status" class="small">{live_text(move || said.get())}</span>
        </p>
    }
}

enum Shared {
    ByDevice,
    Copied,
    Not,
}

/// Hands an address to the device's own sharing, else to the clipboard.
async fn hand_over(url: &str) -> Shared {
    let navigator = window().navigator();
    let has = |name: &str| {
        Reflect::get(&navigator, &JsValue::from_str(name)).is_ok_and(|value| value.is_truthy())
    };
    if has("share") {
        let data = web_sys::ShareData::new();
        data.set_url(url);
        // A visitor who closes the device's own window has not asked for the clipboard.
        let _ = JsFuture::from(navigator.share_with_data(&data)).await;
        return Shared::ByDevice;
    }
    if has("clipboard")
        && JsFuture::from(navigator.clipboard().write_text(url))
            .await
            .is_ok()
    {
        return Shared::Copied;
    }
    Shared::Not
}
