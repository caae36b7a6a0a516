//! All that is published, as files. The publisher writes this page whole, as it follows from the
//! data alone; the portal only puts it in its place.

use leptos::prelude::*;

use crate::app::Portal;
use crate::page::Page;
use crate::ui::{FaultNotice, Loading, arriving, live};

/// The page; `served` is its content where the browser has it already.
#[component]
pub(crate) fn DataPage(served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let address = portal.href(&Page::Data);
    let content = arriving(async move {
        match served {
            Some(served) => Ok(served),
            None => portal.snapshot().written_page(&address).await,
        }
    });
    live(move || match content.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(content)) => view! { <div inner_html=content /> }.into_any(),
        Some(Err(fault)) => {
            view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
        }
    })
}
