//! A place's own page, as the publisher wrote it, with what holds at this moment.

use leptos::prelude::*;
use senim_atlas::open::Open;
use senim_model::id::Id;

use super::room::say_open;
use crate::app::Portal;
use crate::browser::now_minute;
use crate::i18n::{html, place as words};
use crate::page::Page;
use crate::written::WrittenPage;

/// The page of a place. Whether it is open is said once its region has come.
#[component]
pub(crate) fn PlacePage(region: Id, place: Id, served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let opened = portal.open_region(region.clone());
    let page = Page::Place(region, place.clone());
    let finish = Box::new(move |content: String| {
        let Some(Some(Ok(region))) = opened.get() else {
            return content;
        };
        let pack = &region.pack;
        let Some(place) = pack.places.iter().find(|known| known.id == place) else {
            return content;
        };
        let now = now_minute();
        let open = Open::of(pack, place, now);
        let class = if open.is_open() {
            "badge"
        } else {
            "badge warn"
        };
        let said = html::text(&say_open(&texts, &pack.offsets, open, now));
        content.replace(
            words::OPEN_NOW,
            &format!("<span class=\"{class}\">{said}</span>"),
        )
    });
    view! { <WrittenPage page served finish /> }
}
