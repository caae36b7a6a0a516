//! What the reform promised: a page that the publisher has written whole. Here it gets its true address,
//! charts can be taken away, a link to another release is answered, and what the address names comes into view.

use leptos::prelude::*;

use crate::browser::{document, window};
use crate::figures::around::site;
use crate::figures::{Room, pinned, results};
use crate::i18n::labels::EXAMPLE_SITE;
use crate::page::Page;
use crate::written::WrittenPage;

/// The page.
pub(crate) fn view(page: Page, served: Option<String>) -> AnyView {
    let room = Room::open(false);
    let (own, other) = (site(), pinned::notice(&page));
    let finish = Box::new(move |content: String| {
        request_animation_frame(show_named);
        content.replace(EXAMPLE_SITE, &own)
    });
    let written = view! { {other} <WrittenPage page served finish /> };
    results(room, |_, _| {}, written.into_any())
}

/// Brings what stands in the address after `#` into view: the page was put in its place after the
/// browser had looked for it.
fn show_named() {
    let named = window().location().hash().unwrap_or_default();
    let element = document().get_element_by_id(named.trim_start_matches('#'));
    if let Some(element) = element {
        element.scroll_into_view();
    }
}
