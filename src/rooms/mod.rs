//! The program of the rooms beside "who is my inspector?".

use leptos::prelude::*;

use crate::app::{Portal, Rooms};
use crate::browser;
use crate::find::FindState;
use crate::i18n::labels::EXAMPLE_SITE;
use crate::i18n::{Message, m};
use crate::map::{MapPage, PlacePage};
use crate::page::Page;
use crate::texts_pages::MissingPage;
use crate::written::WrittenPage;

/// The map, places of help, the data room.
pub(crate) enum OtherRooms {}

impl Rooms for OtherRooms {
    fn has(page: &Page) -> bool {
        matches!(page, Page::Map(_) | Page::Place(..) | Page::Data)
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Map(region) => view! { <MapPage region served /> }.into_any(),
            Page::Place(region, place) => view! { <PlacePage region place served /> }.into_any(),
            Page::Data => view! { <DataPage served /> }.into_any(),
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        matches!(page, Page::Missing).then_some(m::MISSING_TITLE)
    }

    const CATALOGUES: &[&str] = &["", "rooms/"];

    fn step(_: FindState) {}
}

/// The data room. It does not know where it will lie; its ready lines name this place instead.
#[component]
fn DataPage(served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let origin = browser::window().location().origin().unwrap_or_default();
    let own = format!("{origin}{}", portal.base());
    let finish = Box::new(move |content: String| content.replace(EXAMPLE_SITE, &own));
    view! { <WrittenPage page=Page::Data served finish /> }
}
