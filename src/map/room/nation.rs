//! The map of the country: regions, how many places of each kind they have, and the ways to their
//! own maps.

use std::rc::Rc;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use senim_atlas::Spot;
use senim_atlas::scene::{Kind, Scene, Shape};
use senim_model::index::Index;
use senim_model::nation::NationRegion;
use senim_model::shapes::Shapes;

use super::pins::{Face, FaceOf};
use super::region::named;
use super::scene::kinds;
use super::sheet::{self, Sheet};
use crate::app::Portal;
use crate::browser;
use crate::i18n::{Texts, m, r};
use crate::map::load;
use crate::page::Page;
use crate::snapshot::{Fault, OpenNation};
use crate::ui::{FaultNotice, Loading, arriving, live};

/// A country is not shown nearer than this: what lies around it is to be seen.
const WHOLE_ZOOM: f64 = 5.5;

/// The map above the list of regions.
#[component]
pub(super) fn NationMap() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    browser::set_title(&texts.t(r::MAP_TITLE), &texts.t(m::BRAND));
    let nation = arriving(async move {
        let index = portal.wait_index().await.ok()?;
        portal.snapshot().nation(&index).await.ok()
    });
    let script = arriving(async move { load::leaflet(&portal.base()).await });
    let land = arriving(async move { portal.snapshot().land().await });
    let map = {
        let texts = texts.clone();
        live(move || match (script.get(), nation.get(), land.get()) {
            (Some(Ok(())), Some(Some(nation)), Some(land)) => {
                let index = untrack(|| portal.index());
                view! { <Drawn nation land index /> }.into_any()
            }
            (None, ..) | (_, None, _) | (.., None) => {
                view! { <div class="map waiting"><Loading /></div> }.into_any()
            }
            _ => {
                view! { <p class="notice" role="status">{texts.t(r::MAP_NO_SCRIPT)}</p> }.into_any()
            }
        })
    };
    let list = live(move || match nation.get() {
        Some(Some(nation)) => view! { <Regions nation /> }.into_any(),
        None => view! { <Loading /> }.into_any(),
        Some(None) => {
            let retry = move |()| portal.retry();
            view! { <FaultNotice fault=Fault::Network retry /> }.into_any()
        }
    });
    view! {
        <h1>{texts.t(r::MAP_TITLE)}</h1>
        <p class="lead">{texts.t(r::MAP_LEAD)}</p>
        {map}
        <h2>{texts.t(r::MAP_REGIONS)}</h2>
        {list}
    }
}

#[component]
fn Drawn(
    nation: Arc<OpenNation>,
    land: Option<Shapes>,
    index: Option<Arc<Index>>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let holder = NodeRef::<Div>::new();
    let map = StoredValue::new_local(None::<Rc<Sheet>>);
    let label = texts.t(r::MAP_SHEET);
    Effect::new(move |_| {
        let Some(element) = holder.get() else { return };
        let regions = &nation.nation.regions;
        let scene = scene(&texts, regions, land.as_ref());
        // The name of a region stands below its pin.
        let own = scene
            .shapes
            .iter()
            .filter(|shape| shape.kind == Kind::Region);
        let own: Vec<Shape> = own.cloned().collect();
        let spots: Vec<Spot> = own.iter().map(|shape| shape.middle).collect();
        let whole = scene.frame(Kind::Region);
        let pages: Vec<String> = regions
            .iter()
            .map(|region| portal.href(&Page::Map(Some(region.id.clone()))))
            .collect();
        let ground_pages = pages.clone();
        let told = sheet::Told {
            scene,
            words: [texts.t(m::MAP_ZOOM_IN), texts.t(m::MAP_ZOOM_OUT)],
            face: face(&texts, Arc::clone(&nation), index.as_deref()),
            press: Box::new(move |members| go(members.first().and_then(|at| pages.get(*at)))),
            ground: Box::new(move |spot| {
                let here = own.iter().position(|shape| shape.frame.holds(spot));
                go(here.and_then(|at| ground_pages.get(at)));
            }),
            rest: Box::new(|_, _| {}),
        };
        let sheet = Sheet::new(&element, told).map(Rc::new);
        if let (Some(sheet), Some(whole)) = (&sheet, whole) {
            sheet.fit(whole, WHOLE_ZOOM);
            sheet.show(spots);
        }
        map.set_value(sheet);
    });
    on_cleanup(move || {
        map.try_update_value(Option::take);
    });
    view! { <div class="map atlas-sheet" node_ref=holder role="application" aria-label=label></div> }
}

/// All regions, each with how many places it has.
#[component]
fn Regions(nation: Arc<OpenNation>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let rows: Vec<AnyView> = nation
        .nation
        .regions
        .iter()
        .map(|region| {
            let count = region
                .places
                .iter()
                .map(|(_, count)| u64::from(*count))
                .sum();
            let page = Page::Map(Some(region.id.clone()));
            view! {
                <li>
                    <a class="row" href=portal.href(&page)>
                        {named(region.name.clone())}
                        <span class="quiet">{texts.count(r::PLACES, count)}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="rows">{rows}</ul> }
}

fn go(page: Option<&String>) {
    if let Some(page) = page {
        // A browser that refuses leaves the visitor the list.
        let _ = browser::window().location().set_href(page);
    }
}

fn scene(texts: &Texts, regions: &[NationRegion], land: Option<&Shapes>) -> Scene {
    let mut scene = Scene::default();
    if let Some(land) = land {
        scene.land(land);
    }
    for region in regions {
        let name = region.name.show(texts.lang).to_owned();
        scene.outline(Kind::Region, name, &region.outline);
    }
    scene
}

fn face(texts: &Texts, nation: Arc<OpenNation>, index: Option<&Index>) -> FaceOf {
    let (texts, kinds) = (texts.clone(), kinds(index));
    Box::new(move |members| {
        let regions = || {
            members
                .iter()
                .filter_map(|at| nation.nation.regions.get(*at))
        };
        let mut signs = Vec::new();
        let mut words = Vec::new();
        for (at, (id, name)) in kinds.iter().enumerate() {
            let of_kind = regions()
                .flat_map(|region| &region.places)
                .filter(|(kind, _)| kind == id);
            let count: u32 = of_kind.map(|(_, count)| *count).sum();
            if count > 0 {
                signs.push((at, count as usize));
                words.push(format!("{}: {count}", name.show(texts.lang)));
            }
        }
        let names: Vec<&str> = regions()
            .map(|region| region.name.show(texts.lang))
            .collect();
        Face {
            signs,
            single: false,
            open: true,
            chosen: false,
            label: format!("{}. {}", names.join(", "), words.join(", ")),
        }
    })
}
