//! The list beside the map: the same places, with all that there is to know to go there.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::open::Open;
use senim_lookup::FARTHEST;
use senim_model::directory::{Place, PlaceIx};

use super::neighbour::Neighbour;
use super::region::{ChosenArea, named};
use super::state::{MapState, Row, Start};
use crate::app::Portal;
use crate::browser::document;
use crate::i18n::{LocalTime, Texts, card, distance, moment, place as place_texts, r};
use crate::page::Page;
use crate::snapshot::OpenRegion;
use crate::ui::{live, live_option, live_text, press};

/// So many places are shown at first, and so many more with each press.
const STEP: usize = 30;

fn id_of(place: PlaceIx) -> String {
    format!("place-{place}")
}

/// Brings a place of the list into view, and the focus to it.
pub(super) fn bring_into_view(place: PlaceIx) {
    if let Some(element) = document().get_element_by_id(&id_of(place)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    crate::browser::focus(&id_of(place));
}

/// The map where it is out of sight, as on a phone; else the place in the list, whose position in
/// it has changed. The focus is on the place either way.
fn bring_both_into_view(place: PlaceIx) {
    let sheet = document().query_selector(".atlas-sheet").ok().flatten();
    let height = crate::browser::window().inner_height().ok();
    let height = height.and_then(|height| height.as_f64()).unwrap_or(0.0);
    let hidden = sheet.filter(|sheet| {
        let seen = sheet.get_bounding_client_rect();
        seen.bottom() < 80.0 || seen.top() > height - 80.0
    });
    bring_into_view(place);
    if let Some(sheet) = hidden {
        sheet.scroll_into_view();
    }
}

/// The list, its order, and what is not on the map.
#[component]
pub(super) fn PlaceList(
    state: MapState,
    region: Arc<OpenRegion>,
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let most = RwSignal::new(STEP);
    // What is chosen on the map is in the list, wherever it stands.
    Effect::new(move |_| {
        let Some(chosen) = state.place.get() else {
            return;
        };
        let at = rows.with(|rows| rows.iter().position(|row| row.place == chosen));
        // What filters hide is not chosen any more.
        if at.is_none() {
            state.place.set(None);
        }
        if let Some(at) = at.filter(|at| *at >= most.get_untracked()) {
            most.set((at / STEP + 1) * STEP);
        }
    });
    let status = {
        let (texts, region) = (texts.clone(), Arc::clone(&region));
        live_text(move || {
            rows.with(|rows| {
                let shown = texts.count(r::MAP_SHOWN, rows.len() as u64);
                let places = rows
                    .iter()
                    .filter_map(|row| region.pack.places.get(usize::from(row.place)));
                let lost = places.filter(|place| place.at.is_none()).count() as u64;
                match lost {
                    0 => shown,
                    _ => format!("{shown}. {}", texts.count(r::MAP_NOT_PLACED, lost)),
                }
            })
        })
    };
    let items = {
        let (texts, region) = (texts.clone(), Arc::clone(&region));
        live(move || {
            let rows = rows.get();
            if rows.is_empty() {
                return view! { <p class="notice">{texts.t(r::MAP_NOTHING)}</p> }.into_any();
            }
            let shown = rows.iter().take(most.get());
            let items: Vec<AnyView> = shown
                .map(|row| item(portal, state, &region, *row))
                .collect();
            let more = (rows.len() > most.get()).then(|| {
                let more = press(move || most.update(|most| *most += STEP));
                view! {
                    <p><button type="button" class="button" on:click=more>{texts.t(r::MAP_MORE)}</button></p>
                }
                .into_any()
            });
            view! { <ul class="places">{items}</ul> {more} }.into_any()
        })
    };
    view! {
        <section class="atlas-list" id="list" tabindex="-1" aria-label=texts.t(r::MAP_LIST)>
            <ChosenArea state region=Arc::clone(&region) />
            <p class="list-head"><span role="status">{status}</span> <Order state /></p>
            <Group state />
            <Neighbour state region=Arc::clone(&region) rows />
            {items}
        </section>
    }
}

/// In which order the places stand.
#[component]
fn Order(state: MapState) -> impl IntoView {
    let texts = Portal::get().texts();
    live(move || {
        let Some((_, from)) = state.origin.get() else {
            return view! { <span class="quiet">{texts.t(r::MAP_SORTED_NAME)}</span> }.into_any();
        };
        let from = match from {
            Start::You => texts.t(r::MAP_FROM_YOU),
            Start::Address => texts.t(r::MAP_FROM_ADDRESS),
            Start::Place(name) => texts.with(r::MAP_FROM_PLACE, &[("name", &name)]),
        };
        let words = texts.with(r::MAP_SORTED_DISTANCE, &[("place", &from)]);
        let reset = press(move || state.origin.set(None));
        view! {
            <span class="quiet">{words}</span> " "
            <button type="button" class="link" on:click=reset>{texts.t(r::MAP_SORTED_RESET)}</button>
        }
        .into_any()
    })
}

/// Places in one spot are shown alone until the visitor wants all.
#[component]
fn Group(state: MapState) -> impl IntoView {
    let texts = Portal::get().texts();
    live_option(move || {
        if state.group.with(Vec::is_empty) {
            return None;
        }
        let all = press(move || state.group.set(Vec::new()));
        Some(
            view! {
                <p class="list-head">
                    <strong>{texts.t(r::MAP_GROUP)}</strong> " "
                    <button type="button" class="link" on:click=all>{texts.t(r::MAP_GROUP_ALL)}</button>
                </p>
            }
            .into_any(),
        )
    })
}

fn item(portal: Portal, state: MapState, region: &Arc<OpenRegion>, row: Row) -> AnyView {
    let texts = portal.texts();
    let Some(place) = region.pack.places.get(usize::from(row.place)) else {
        return ().into_any();
    };
    let index = untrack(|| portal.index());
    let whereabouts =
        place_texts::kind_and_whereabouts(&texts, index.as_deref(), &region.pack, place);
    let detour = index.map_or(100, |index| index.find.detour_percent);
    let way = row.metres.map(|metres| match metres <= FARTHEST {
        true => card::way_on_foot(&texts, metres, detour),
        false => {
            let away = distance(&texts, f64::from(metres));
            texts.with(r::MAP_STRAIGHT, &[("distance", &away)])
        }
    });
    let way = way.map(|way| view! { <span class="badge">{way}</span> }.into_any());
    let page = Page::Place(region.pack.region.id.clone(), place.id.clone());
    let current = {
        let own = row.place;
        move || (state.place.get() == Some(own)).then_some("true")
    };
    let phone = place.phone.as_ref().map(|phone| {
        view! { <a href=format!("tel:{}", phone.e164())>{phone.spaced()}</a> }.into_any()
    });
    let links = place.at.map(|at| {
        let name = place.name.show(texts.lang).to_owned();
        let own = row.place;
        let show_words = texts.t(r::MAP_SHOW);
        let label = texts.with(r::MAP_CONTROL, &[("action", &show_words), ("name", &name)]);
        let walk = place_texts::way(&texts, &name, at);
        let show = press(move || {
            state.place.set(Some(own));
            state.origin.set(Some((at, Start::Place(name.clone()))));
            request_animation_frame(move || bring_both_into_view(own));
        });
        view! {
            <button type="button" class="link" aria-label=label on:click=show>{show_words}</button>
            <span inner_html=walk></span>
        }
        .into_any()
    });
    let open = open_words(&texts, state, region, place);
    view! {
        <li id=id_of(row.place) tabindex="-1" aria-current=current>
            <h2><a href=portal.href(&page)>{named(place.name.clone())}</a></h2>
            <p class="quiet">{whereabouts}</p>
            <p>{open} " " {way}</p>
            <p class="links-row">{phone} {links}</p>
        </li>
    }
    .into_any()
}

/// Whether a place is open, in words.
pub(super) fn open_words(
    texts: &Texts,
    state: MapState,
    region: &OpenRegion,
    place: &Place,
) -> AnyView {
    let open = state.open(region, place);
    let words = say_open(texts, &region.pack.offsets, open, state.now);
    let class = if open.is_open() { "badge" } else { "quiet" };
    view! { <span class=class>{words}</span> }.into_any()
}

/// Whether a place is open, in words, by the offsets of its region.
pub(crate) fn say_open(texts: &Texts, offsets: &[(i64, i16)], open: Open, now: i64) -> String {
    let clock = |minute| {
        LocalTime::at(minute, offsets)
            .map(LocalTime::clock)
            .unwrap_or_default()
    };
    match open {
        Open::Always => texts.t(r::OPEN_ALWAYS),
        Open::Until(minute) => texts.with(r::OPEN_UNTIL, &[("to", &clock(minute))]),
        Open::From(minute) => {
            let (from, today) = (LocalTime::at(minute, offsets), LocalTime::at(now, offsets));
            let day = from
                .zip(today)
                .map(|(from, today)| moment(texts, from.date, today.date));
            let values = [("day", day.unwrap_or_default()), ("from", clock(minute))];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            texts.with(r::OPEN_FROM, &values)
        }
        Open::Unknown => texts.t(r::OPEN_UNKNOWN),
    }
}
