//! The data room: the page as the publisher wrote it, with what a browser can do beside: check the
//! signature, compare any two releases.

mod compare;
mod signature;

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser;
use crate::i18n::labels::EXAMPLE_SITE;
use crate::page::Page;
use crate::ui::live_option;
use crate::written::WrittenPage;

use compare::Compare;
use signature::SignatureCheck;

/// The folder of signatures, as ready lines name it.
const SIGNATURES: &str = "signatures/";

/// The data room. It does not know where it will lie; its ready lines name this place instead.
#[component]
pub(crate) fn DataPage(served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let origin = browser::window().location().origin().unwrap_or_default();
    let own = format!("{origin}{}", portal.base());
    // The page has lines for checking a signature only where there is one.
    let signed = RwSignal::new(false);
    let finish = Box::new(move |content: String| {
        signed.set(content.contains(SIGNATURES));
        content.replace(EXAMPLE_SITE, &own)
    });
    view! {
        <WrittenPage page=Page::Data served finish />
        <div class="data">
            {live_option(move || signed.get().then(|| view! { <SignatureCheck /> }.into_any()))}
            <Compare />
        </div>
    }
}
