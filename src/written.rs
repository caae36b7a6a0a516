//! Pages that the publisher has written whole: lists, the data room, about, accessibility. They
//! follow from the data alone; the portal only puts them in their place.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser;
use crate::i18n::labels::EXAMPLE_SITE;
use crate::page::Page;
use crate::texts_pages::MissingPage;
use crate::ui::{FaultNotice, Loading, arriving, live};

/// A page; `served` is its content where the browser has it already, with its title.
#[component]
pub(crate) fn WrittenPage(page: Page, served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let address = portal.href(&page);
    let content = arriving(async move {
        match served {
            Some(served) => Some(Ok(served)),
            None => portal.snapshot().written_page(&address).await,
        }
    });
    live(move || match content.get() {
        None => view! { <Loading /> }.into_any(),
        Some(None) => view! { <MissingPage /> }.into_any(),
        Some(Some(Ok(content))) => {
            // A page does not know where it will lie; its ready lines name this place instead.
            let content = content.replace(EXAMPLE_SITE, &own_address(&portal.base()));
            view! { <div inner_html=content /> }.into_any()
        }
        Some(Some(Err(fault))) => {
            view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
        }
    })
}

fn own_address(base: &str) -> String {
    let origin = browser::window().location().origin().unwrap_or_default();
    format!("{origin}{base}")
}
