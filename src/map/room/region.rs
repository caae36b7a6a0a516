//! The map of a region: search, filters, the map, the list.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::Spot;
use senim_lookup::nearest;
use senim_lookup::position::regions_near;
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::nation::NationRegion;

use super::drawn::TheMap;
use super::filters::Filters;
use super::list::{PlaceList, open_words};
use super::searched::look_where_was_searched;
use super::state::{MapState, Start};
use crate::app::Portal;
use crate::browser;
use crate::find::{SearchField, ask_device};
use crate::i18n::{Message, labels, m, r};
use crate::missing::Missing;
use crate::page::Page;
use crate::snapshot::OpenRegion;
use crate::ui::{FaultNotice, Loading, Named, live, live_option, live_text, press};

/// The map of a region. Until its data has come, the page stays as it was served.
#[component]
pub(super) fn RegionMap(region: Id, served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
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
        Some(Some(Ok(region))) => view! { <Opened region /> }.into_any(),
    })
}

#[component]
fn Opened(region: Arc<OpenRegion>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let state = MapState::new(&region);
    state.keep_address(Arc::clone(&region));
    // Map and list show the same.
    let rows = {
        let region = Arc::clone(&region);
        Memo::new(move |_| state.rows(&region))
    };
    let name = region.pack.region.name.show(texts.lang).to_owned();
    let title = texts.with(r::MAP_TITLE_REGION, &[("region", &name)]);
    browser::set_title(&title, &texts.t(m::BRAND));
    let empty = region.pack.places.is_empty();
    view! {
        <p class="back"><a href=portal.href(&Page::Map(None))>{texts.t(r::MAP_BACK)}</a></p>
        <h1>{title}</h1>
        {empty.then(|| view! { <p class="notice">{texts.t(r::MAP_NONE)}</p> }.into_any())}
        <section class="map-search" aria-label=texts.t(r::MAP_SEARCH)>
            <SearchField />
        </section>
        <div class="filters">
            <Ways state region=Arc::clone(&region) />
            <Filters state region=Arc::clone(&region) />
        </div>
        <div class="atlas">
            <div class="atlas-map">
                <a class="skip-map" href="#list" on:click=to_list>{texts.t(r::MAP_TO_LIST)}</a>
                <TheMap state region=Arc::clone(&region) rows />
                <ChosenPlace state region=Arc::clone(&region) />
                <p class="small quiet">{texts.t(r::MAP_NOTE)}</p>
            </div>
            <PlaceList state region=Arc::clone(&region) rows />
        </div>
    }
}

fn to_list(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    event.stop_propagation();
    browser::focus("list");
}

/// Other ways to a part of the map: the visitor's own position, on press; the whole region.
#[component]
fn Ways(state: MapState, region: Arc<OpenRegion>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let said = RwSignal::new(None::<Message>);
    let elsewhere = RwSignal::new(None::<NationRegion>);
    let here = Arc::clone(&region);
    let near_me = press(move || {
        let own = Arc::clone(&here);
        said.set(Some(m::POSITION_ASKING));
        elsewhere.set(None);
        ask_device(
            move |lon, lat, _| {
                let at = Point::from_degrees(lon, lat);
                if nearest(&own.pack, at).is_empty() {
                    said.set(Some(r::MAP_TOO_FAR));
                    offer_region(portal, own, (lon, lat), elsewhere);
                    return;
                }
                said.set(None);
                state.place.set(None);
                state.origin.set(Some((at, Start::You)));
                state.view.set(Some((Spot::of(at), 14.0)));
            },
            move |message| said.set(Some(message)),
        );
    });
    let other = live_option(move || {
        let region = elsewhere.get()?;
        let page = Page::Map(Some(region.id.clone()));
        Some(view! { <a href=portal.href(&page)><Named text=region.name /></a> }.into_any())
    });
    portal
        .find
        .open_for_map(portal, region.pack.region.id.clone());
    look_where_was_searched(portal, state, region);
    let whole = press(move || {
        state.origin.set(None);
        state.place.set(None);
        state.area.set(None);
        state.group.set(Vec::new());
        state.view.set(None);
    });
    let said = {
        let texts = texts.clone();
        live_text(move || {
            said.get()
                .map(|message| texts.t(message))
                .unwrap_or_default()
        })
    };
    view! {
        <button type="button" class="chip" on:click=near_me>{texts.t(r::MAP_NEAR_ME)}</button>
        <button type="button" class="chip" on:click=whole>{texts.t(r::MAP_WHOLE)}</button>
        <p class="quiet" role="status">{said} " " {other}</p>
    }
}

/// Names the region that a position lies in or nearest to, where it is another one.
fn offer_region(
    portal: Portal,
    own: Arc<OpenRegion>,
    (lon, lat): (f64, f64),
    elsewhere: RwSignal<Option<NationRegion>>,
) {
    browser::spawn(async move {
        let Ok(index) = portal.wait_index().await else {
            return;
        };
        let Ok(nation) = portal.snapshot().nation(&index).await else {
            return;
        };
        let regions = regions_near(&nation.nation, lon, lat).into_iter();
        let mut regions = regions.filter_map(|at| nation.nation.regions.get(usize::from(at)));
        let other = regions.find(|region| region.id != own.pack.region.id);
        elsewhere.set(other.cloned());
    });
}

/// The chosen place below the map: on a phone the list is far away.
#[component]
fn ChosenPlace(state: MapState, region: Arc<OpenRegion>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let inside = live_option(move || {
        let place = region.pack.places.get(usize::from(state.place.get()?))?;
        let page = Page::Place(region.pack.region.id.clone(), place.id.clone());
        let name = place.name.show(texts.lang);
        let said = texts.with(r::MAP_CHOSEN, &[("name", name)]);
        Some(
            view! {
                <p class="chosen-area">
                    <a href=portal.href(&page)>{said}</a> " · "
                    {open_words(&texts, state, &region, place)}
                </p>
            }
            .into_any(),
        )
    });
    view! { <div role="status">{inside}</div> }
}

/// The chosen area: its number, where it lies, and the way to its inspector.
#[component]
pub(super) fn ChosenArea(state: MapState, region: Arc<OpenRegion>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    live_option(move || {
        let area = region.pack.areas.get(usize::from(state.area.get()?))?;
        let page = Page::Area(region.pack.region.id.clone(), area.id.clone());
        let number = texts.with(m::CARD_AREA, &[("number", &area.number)]);
        let place = labels::whereabouts(&texts, &region.pack, area);
        Some(
            view! {
                <p class="chosen-area" role="status">
                    <strong>{number}</strong> " · " {place} " "
                    <a href=portal.href(&page)>{texts.t(r::MAP_AREA_OPEN)}</a>
                </p>
            }
            .into_any(),
        )
    })
}

/// A published name with its language marked.
pub(super) fn named(text: senim_model::text::Text) -> AnyView {
    view! { <Named text /> }.into_any()
}
