//! "Did they answer?": the publisher has written it whole, below the form; here it is put in its place.

use leptos::prelude::*;

use crate::app::Portal;
use crate::browser;
use crate::page::Page;
use crate::ui::{Arriving, arriving, live_option};

/// What the publisher wrote of everybody's messages; none where there is nothing, or it did not come.
pub(super) type Answered = Arriving<Option<String>>;

/// Takes it from the page as it was served, or asks for that page.
pub(super) fn answered(page: &Page, served: Option<String>) -> Answered {
    let portal = Portal::get();
    let address = portal.href(page);
    arriving(async move {
        let page = match served {
            Some(served) => served,
            None => portal.snapshot().written_page(&address, true).await?.ok()?,
        };
        browser::part(&page, "#answered")
    })
}

/// Its place.
pub(super) fn view(answered: Answered) -> AnyView {
    live_option(move || {
        let html = answered.get().flatten()?;
        Some(view! { <div inner_html=html></div> }.into_any())
    })
    .into_any()
}
