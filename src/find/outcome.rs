//! The answer, or the question that the answer needs.

use std::sync::Arc;

use leptos::prelude::*;
use senim_lookup::Place;
use senim_model::directory::{Area, AreaIx, Point, StreetIx};
use senim_model::house::House;

use super::answer::{Chosen, Outcome, place_name, street};
use super::card::Card;
use super::minimap::MiniMap;
use crate::app::Portal;
use crate::i18n::{distance, house_list, labels, m};
use crate::page::Page;
use crate::snapshot::OpenRegion;
use crate::ui::{FaultNotice, Named, live, press};

/// What was found. The focus comes here when an answer has been chosen.
#[component]
pub(crate) fn OutcomeView() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    let content = live(move || match find.outcome.get() {
        Outcome::Nothing => ().into_any(),
        Outcome::Waiting(message) => {
            view! { <p class="quiet" role="status">{texts.t(message)}</p> }.into_any()
        }
        Outcome::Sorry(message) => {
            view! { <p class="notice" role="status">{texts.t(message)}</p> }.into_any()
        }
        Outcome::Failed(fault) => {
            let retry = move |()| {
                find.outcome.set(Outcome::Nothing);
                portal.retry();
            };
            view! { <FaultNotice fault retry /> }.into_any()
        }
        Outcome::Card(chosen) => view! { <Card chosen own_page=false /> }.into_any(),
        Outcome::Houses(region, street) => view! { <WhichHouse region street /> }.into_any(),
        Outcome::Localities(region, streets, house) => {
            view! { <WhichLocality region streets house /> }.into_any()
        }
        Outcome::Place(region, place) => view! { <WhichArea region place /> }.into_any(),
        Outcome::Border { region, areas, at } => view! { <WhichSide region areas at /> }.into_any(),
    });
    view! {
        <div id="outcome" tabindex="-1">
            {content}
        </div>
    }
}

/// A street crosses several areas: the house lists that decide.
#[component]
fn WhichHouse(region: Arc<OpenRegion>, street: StreetIx) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let found = self::street(&region, street).cloned()?;
    let locality = region.pack.localities.get(usize::from(found.locality));
    let locality = locality.map_or("", |locality| locality.name.show(texts.lang));
    let name = format!("{locality}, {}", found.name.show(texts.lang));
    let question = texts.with(m::FIND_WHICH_HOUSE, &[("street", &name)]);
    let rows = found
        .parts
        .iter()
        .map(|part| {
            let houses = house_list(&texts, &part.houses);
            let label = texts.with(m::HOUSES_LABEL, &[("houses", &houses)]);
            let chosen = Chosen {
                address: Some((street, None)),
                ..Chosen::area(Arc::clone(&region), part.area)
            };
            view! { <Candidate chosen note=label /> }.into_any()
        })
        .collect_view();
    Some(view! {
        <section class="question">
            <h2>{question}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    })
}

/// Many localities have such a street.
#[component]
fn WhichLocality(
    region: Arc<OpenRegion>,
    streets: Vec<StreetIx>,
    house: Option<House>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let first = streets.first().and_then(|at| street(&region, *at))?;
    let values = [("street", first.name.show(texts.lang))];
    let question = texts.with(m::FIND_WHICH_LOCALITY, &values);
    let rows = streets
        .iter()
        .filter_map(|at| Some((*at, street(&region, *at)?.locality)))
        .filter_map(|(at, locality)| Some((at, region.pack.localities.get(usize::from(locality))?)))
        .map(|(at, locality)| {
            let district = locality
                .district
                .and_then(|at| region.pack.districts.get(usize::from(at)));
            let district =
                district.map(|district| view! { <Named text=district.name.clone() /> }.into_any());
            let region = Arc::clone(&region);
            let choose = press(move || {
                portal.find.choose_street(Arc::clone(&region), at, house);
            });
            view! {
                <li>
                    <button type="button" class="row" on:click=choose>
                        <span><Named text=locality.name.clone() /></span>
                        <span class="quiet">{district}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect_view();
    Some(view! {
        <section class="question">
            <h2>{question}</h2>
            <ul class="rows">{rows}</ul>
            <p class="quiet">{texts.t(m::FIND_WHICH_LOCALITY_HINT)}</p>
        </section>
    })
}

/// A place was named: its areas, or where they are many, the list that they stand in.
#[component]
fn WhichArea(region: Arc<OpenRegion>, place: Place) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let name = place_name(&region, place)?.show(texts.lang).to_owned();
    let inside = |area: &Area| match place {
        Place::Region => true,
        Place::District(at) => area.district == Some(at),
        Place::Locality(at) => area.localities.contains(&at),
    };
    let areas = (0u16..).zip(&region.pack.areas);
    let areas: Vec<AreaIx> = areas
        .filter(|(_, area)| inside(area))
        .map(|(at, _)| at)
        .collect();
    let shown = if areas.len() > MOST_AREAS {
        &[][..]
    } else {
        &areas
    };
    let rows = shown
        .iter()
        .map(|area| {
            let note = labels::streets_in_short(&texts, &region.pack, None, *area);
            let chosen = Chosen::area(Arc::clone(&region), *area);
            view! { <Candidate chosen note /> }.into_any()
        })
        .collect_view();
    let list = portal.href(&Page::Region(region.pack.region.id.clone()));
    Some(view! {
        <section class="question">
            <h2>{texts.with(m::FIND_WHICH_AREA, &[("place", &name)])}</h2>
            <p>{texts.t(m::FIND_WHICH_AREA_HINT)}</p>
            <ul class="rows">{rows}</ul>
            <p><a class="chip" href=list>{texts.t(m::FIND_WAY_LIST)}</a></p>
        </section>
    })
}

/// More areas than these are not listed below the field.
const MOST_AREAS: usize = 60;

/// A place near a border: both candidates, and how to be sure.
#[component]
fn WhichSide(region: Arc<OpenRegion>, areas: Vec<(AreaIx, f64)>, at: Point) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let first = areas.first().map(|(area, _)| Chosen {
        at: Some(at),
        ..Chosen::area(Arc::clone(&region), *area)
    });
    let rows = areas
        .into_iter()
        .map(|(area, metres)| {
            let note = if metres <= 0.0 {
                texts.t(m::BORDER_INSIDE)
            } else {
                let away = distance(&texts, metres);
                texts.with(m::BORDER_AWAY, &[("distance", &away)])
            };
            let chosen = Chosen {
                at: Some(at),
                ..Chosen::area(Arc::clone(&region), area)
            };
            view! { <Candidate chosen note /> }.into_any()
        })
        .collect_view();
    view! {
        <section class="question">
            <h2>{texts.t(m::BORDER_QUESTION)}</h2>
            <ul class="rows">{rows}</ul>
            <p class="quiet">{texts.t(m::BORDER_HINT)}</p>
            {first.map(|chosen| view! { <MiniMap chosen /> }.into_any())}
        </section>
    }
}

/// One of several areas to choose from.
#[component]
fn Candidate(chosen: Chosen, note: String) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let pack = &chosen.region.pack;
    let area = pack.areas.get(usize::from(chosen.area));
    let number = area.map_or("", |area| area.number.as_str()).to_owned();
    let who = area
        .and_then(|area| area.served.inspector())
        .and_then(|at| pack.inspectors.get(usize::from(at)))
        .map_or_else(
            || texts.t(m::LIST_VACANT),
            |inspector| inspector.name.show(texts.lang).to_owned(),
        );
    let choose = press(move || {
        portal.find.settle(chosen.clone());
    });
    view! {
        <li>
            <button type="button" class="row" on:click=choose>
                <span>{note}</span>
                <span class="quiet">
                    {texts.with(m::CARD_AREA, &[("number", &number)])} " · " {who}
                </span>
            </button>
        </li>
    }
}
