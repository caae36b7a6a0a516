//! The program of the rooms beside "who is my inspector?".

use leptos::prelude::*;

use crate::app::Rooms;
use crate::i18n::m;
use crate::page::Page;
use crate::texts_pages::MissingPage;
use crate::written::WrittenPage;

/// The map, places of help, the data room.
pub(crate) const ROOMS: Rooms = Rooms {
    has: |page| matches!(page, Page::Map(_) | Page::Place(..) | Page::Data),
    view: |page, served| match page {
        Page::Map(_) | Page::Place(..) | Page::Data => {
            view! { <WrittenPage page served /> }.into_any()
        }
        _ => view! { <MissingPage /> }.into_any(),
    },
    title: |page| matches!(page, Page::Missing).then_some(m::MISSING_TITLE),
    step: |_| {},
};
