//! The program of the rooms beside "who is my inspector?".

use leptos::prelude::*;

use crate::app::Rooms;
use crate::data::DataPage;
use crate::find::FindState;
use crate::i18n::{Message, m};
use crate::map::{MapPage, PlacePage};
use crate::missing::MissingPage;
use crate::page::Page;
use crate::privacy::PrivacyPage;

/// The map, places of help, the data room, privacy.
pub(crate) enum OtherRooms {}

impl Rooms for OtherRooms {
    fn has(page: &Page) -> bool {
        matches!(
            page,
            Page::Map(_) | Page::Place(..) | Page::Data | Page::Privacy
        )
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Map(region) => view! { <MapPage region served /> }.into_any(),
            Page::Place(region, place) => view! { <PlacePage region place served /> }.into_any(),
            Page::Data => view! { <DataPage served /> }.into_any(),
            Page::Privacy => view! { <PrivacyPage served /> }.into_any(),
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Missing => Some(m::MISSING_TITLE),
            // The others name themselves when they have come.
            _ => None,
        }
    }

    const CATALOGUES: &[&str] = &["", "rooms/"];

    fn step(_: FindState) {}
}
