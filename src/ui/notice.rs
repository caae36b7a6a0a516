//! Waiting, faults, and texts that may be in another language than the page.

use leptos::prelude::*;
use senim_model::text::Text;

use crate::app::Portal;
use crate::i18n::m;
use crate::snapshot::Fault;
use crate::ui::press;

/// Something is being loaded.
#[component]
pub(crate) fn Loading() -> impl IntoView {
    let texts = Portal::get().texts();
    view! { <p class="quiet" role="status">{texts.t(m::NOTICE_LOADING)}</p> }
}

/// Data could not be had: why, and a way on.
#[component]
pub(crate) fn FaultNotice(fault: Fault, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    let texts = Portal::get().texts();
    let message = match fault {
        Fault::Network => m::NOTICE_NETWORK,
        Fault::Damaged => m::NOTICE_DAMAGED,
    };
    view! {
        <div class="notice" role="alert">
            <p>{texts.t(message)}</p>
            <button type="button" class="button" on:click=press(move || retry.run(()))>
                {texts.t(m::NOTICE_RETRY)}
            </button>
        </div>
    }
}

/// A published name. Where it lacks the reader's language, the language that stands in is marked
/// for the reader's eyes and for a screen reader's voice.
#[component]
pub(crate) fn Named(text: Text) -> impl IntoView {
    let texts = Portal::get().texts();
    let (shown, lang) = text.pick(texts.lang).unwrap_or(("", texts.lang));
    let fallback = (lang != texts.lang).then(|| {
        let note = match lang {
            senim_model::text::Lang::Kk => m::LANGUAGE_FALLBACK_KK,
            senim_model::text::Lang::Ru => m::LANGUAGE_FALLBACK_RU,
            senim_model::text::Lang::En => m::LANGUAGE_FALLBACK_EN,
        };
        view! { <small class="fallback">" ("{texts.t(note)}")"</small> }.into_any()
    });
    view! {
        <span lang=lang.code()>{shown.to_owned()}</span>
        {fallback}
    }
}
