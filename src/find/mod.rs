//! "Who is my inspector?": from an address, a position, a point on a map, or an area's own page.

mod answer;
mod card;
mod contacts;
mod minimap;
mod outcome;
mod point;
mod position;
mod reception;
mod search;
mod share;
mod state;

use leptos::prelude::*;
use senim_model::id::Id;

use crate::app::{Portal, Rooms};
use crate::browser;
use crate::i18n::{Message, Texts, labels, m};
use crate::missing::{Missing, MissingPage};
use crate::page::Page;
use crate::ui::{FaultNotice, Loading, live, live_option, live_text, press};
use crate::written::{WrittenPage, written};

use answer::Chosen;
pub(crate) use answer::Outcome;
use card::Card;
use outcome::OutcomeView;
use point::PointPanel;
pub(crate) use position::ask_device;
use position::ask_position;
pub(crate) use search::SearchField;
pub(crate) use state::FindState;
use state::Panel;

/// The program that finds an inspector, with the lists and the quiet pages.
pub(crate) enum FindRooms {}

impl Rooms for FindRooms {
    fn has(page: &Page) -> bool {
        matches!(
            page,
            Page::Find
                | Page::List
                | Page::Region(_)
                | Page::Area(..)
                | Page::About
                | Page::Accessibility
                | Page::Missing
        )
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Find => view! { <FindPage /> }.into_any(),
            Page::Area(region, area) => view! { <AreaPage region area served /> }.into_any(),
            Page::List | Page::Region(_) | Page::About | Page::Accessibility => {
                view! { <WrittenPage page served finish=Box::new(|content| content) /> }.into_any()
            }
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Find => Some(m::FIND_TITLE),
            Page::Missing => Some(m::MISSING_TITLE),
            // The others name themselves when they have come.
            _ => None,
        }
    }

    const CATALOGUES: &[&str] = &[""];

    fn step(find: FindState) {
        find.step_back_or_forward();
    }
}

/// The front page: one field, three other ways in, and the answer.
#[component]
pub(crate) fn FindPage() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    find.prepare(portal);
    let toggle_map = press(move || {
        find.panel.update(|panel| {
            *panel = if *panel == Panel::Map {
                Panel::None
            } else {
                Panel::Map
            };
        });
    });
    view! {
        <h1>{texts.t(m::FIND_TITLE)}</h1>
        <p class="lead">{texts.t(m::FIND_LEAD)}</p>
        <SearchField />
        <div class="ways" role="group" aria-label=texts.t(m::FIND_WAYS)>
            <a class="chip" href=portal.href(&Page::List)>{texts.t(m::FIND_WAY_LIST)}</a>
            <button type="button" class="chip" on:click=press(move || ask_position(portal))>
                {texts.t(m::FIND_WAY_POSITION)}
            </button>
            <button
                type="button"
                class="chip"
                aria-expanded=live_text(move || (find.panel.get() == Panel::Map).to_string())
                on:click=toggle_map
            >
                {texts.t(m::FIND_WAY_POINT)}
            </button>
        </div>
        <Remembered />
        {live_option(move || {
            (find.panel.get() == Panel::Map).then(|| view! { <PointPanel /> }.into_any())
        })}
        <OutcomeView />
    }
}

/// Which region the device remembers, and the press that forgets it.
#[component]
fn Remembered() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    let forget = move || {
        find.forget_region();
        browser::spawn(crate::snapshot::forget_all());
        // The button has gone, and the focus would go with it.
        request_animation_frame(|| browser::focus("forgotten"));
    };
    live_option(move || {
        if find.forgotten.get() {
            let said = texts.t(m::FIND_FORGOTTEN);
            return Some(
                view! { <p id="forgotten" class="quiet" role="status" tabindex="-1">{said}</p> }
                    .into_any(),
            );
        }
        let index = portal.index()?;
        let id = find.remembered.get()?;
        let region = index
            .directory
            .regions
            .iter()
            .find(|region| region.id == id)?;
        let values = [("region", region.name.show(texts.lang))];
        Some(
            view! {
                <p class="quiet">
                    {texts.with(m::FIND_REMEMBERED, &values)} " "
                    <button type="button" class="link" on:click=press(forget)>
                        {texts.t(m::FIND_FORGET)}
                    </button>
                </p>
            }
            .into_any(),
        )
    })
}

/// The area's number and where it lies, as the page was served with it.
fn title_of(texts: &Texts, chosen: &Chosen) -> String {
    let pack = &chosen.region.pack;
    let area = pack.areas.get(usize::from(chosen.area));
    area.map_or_else(String::new, |area| {
        let number = texts.with(m::CARD_AREA, &[("number", &area.number)]);
        format!("{number}, {}", labels::whereabouts(texts, pack, area))
    })
}

/// An area's own page. Until its data has come, it stays as it was served.
#[component]
pub(crate) fn AreaPage(region: Id, area: Id, served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let address = portal.href(&Page::Area(region.clone(), area.clone()));
    let written = written(portal, address, served.clone(), false);
    let opened = portal.open_region(region);
    live(move || match opened.get() {
        None => match &served {
            Some(served) => view! { <div inner_html=served.clone() /> }.into_any(),
            None => view! { <Loading /> }.into_any(),
        },
        Some(None) => view! { <Missing title=m::MISSING_TITLE lead=m::MISSING_LEAD /> }.into_any(),
        Some(Some(Err(fault))) => view! {
            <FaultNotice fault retry=move |()| portal.retry() />
            {served.clone().map(|served| view! { <div inner_html=served /> }.into_any())}
        }
        .into_any(),
        Some(Some(Ok(region))) => match region.pack.area_at(&area) {
            Some(area) => {
                let chosen = Chosen::area(region, area);
                browser::set_title(&title_of(&texts, &chosen), &texts.t(m::BRAND));
                view! {
                    <Card chosen own_page=true />
                    {live_option(move || problems(&written.get()??.ok()?))}
                }
                .into_any()
            }
            None => {
                view! { <Missing title=m::MISSING_AREA lead=m::MISSING_AREA_LEAD /> }.into_any()
            }
        },
    })
}

/// The ways to an area's problems, which the publisher wrote on its page.
fn problems(page: &str) -> Option<AnyView> {
    let section = browser::part(page, "#area-problems")?;
    Some(view! { <div inner_html=section /> }.into_any())
}
