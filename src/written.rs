//! Pages that the publisher has written whole: lists, the data room, about, accessibility. They
//! follow from the data alone; the portal only puts them in their place.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser;
use crate::i18n::m;
use crate::missing::MissingPage;
use crate::page::Page;
use crate::snapshot::Fault;
use crate::ui::{Arriving, FaultNotice, Loading, arriving, live};

/// A page; `served` is its content where the browser has it already, with its title. `finish`
/// puts in what the publisher could not know.
#[component]
pub(crate) fn WrittenPage(
    page: Page,
    served: Option<String>,
    finish: Box<dyn Fn(String) -> String + Send>,
) -> impl IntoView {
    let portal = Portal::get();
    let address = portal.href(&page);
    // Of what a visitor has looked at, the device remembers no single place or problem.
    let keep = !matches!(page, Page::Place(..) | Page::Problem(..));
    let content = written(portal, address, served, keep);
    live(move || match content.get() {
        None => view! { <Loading /> }.into_any(),
        Some(None) => view! { <MissingPage /> }.into_any(),
        Some(Some(Ok(content))) => view! { <div inner_html=finish(content) /> }.into_any(),
        Some(Some(Err(fault))) => {
            let texts = portal.texts();
            browser::set_title(&texts.t(m::NOTICE_NETWORK), &texts.t(m::BRAND));
            view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
        }
    })
}

/// The content of a page: what was served, else what is fetched; `None` inside where there is no
/// such page. `keep` lets the device remember it.
pub(crate) fn written(
    portal: Portal,
    address: String,
    served: Option<String>,
    keep: bool,
) -> Arriving<Option<Result<String, Fault>>> {
    arriving(async move {
        match served {
            Some(served) => Some(Ok(served)),
            None => portal.snapshot().written_page(&address, keep).await,
        }
    })
}
