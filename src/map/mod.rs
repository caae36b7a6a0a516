//! Maps. The only place that names Leaflet and loads its script.

mod leaflet_map;
mod load;
mod place;
mod pointing;
mod room;

use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use senim_model::id::Id;
use senim_model::shapes::Shapes;
use web_sys::HtmlElement;

use crate::app::Portal;
use crate::i18n::m;
use crate::snapshot::Fault;
use crate::ui::{FaultNotice, Loading, arriving, live, press};
use leaflet_map::{LeafletMap, finger};
pub(crate) use place::PlacePage;
pub(crate) use pointing::{Begin, PlaceMap};
pub(crate) use room::MapPage;

/// A map of a region's areas on which a place can be taken, in degrees and with the metres that it
/// is sure to: by a press, or by moving the map and taking its middle, which needs no pointer.
#[component]
pub(crate) fn AreaMap(region: Id, take: Callback<(f64, f64, f64)>) -> impl IntoView {
    area_map(region, move |element, shapes, words| {
        let pointed = move |map: &leaflet::Map, at: &leaflet::LatLng| {
            take.run((at.lng(), at.lat(), finger(map, at)));
        };
        LeafletMap::new(element, shapes, words, Rc::new(pointed))
    })
}

/// The map that is drawn into its element, and the button that takes its middle.
fn area_map<D>(region: Id, draw: D) -> AnyView
where
    D: Fn(&HtmlElement, &Shapes, &[String; 2]) -> Option<LeafletMap>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let portal = Portal::get();
    let texts = portal.texts();
    let shapes = portal.open_shapes(region);
    let script = arriving(async move { load::leaflet(&portal.base()).await });
    live(move || match (script.get(), shapes.get()) {
        (Some(Ok(())), Some(Some(Ok(shapes)))) => {
            let holder = NodeRef::<Div>::new();
            let map = StoredValue::new_local(None::<LeafletMap>);
            let words = [texts.t(m::MAP_ZOOM_IN), texts.t(m::MAP_ZOOM_OUT)];
            let draw = draw.clone();
            Effect::new(move |_| {
                if let Some(element) = holder.get() {
                    map.set_value(draw(&element, &shapes.shapes, &words));
                }
            });
            on_cleanup(move || {
                map.try_update_value(Option::take);
            });
            let take_middle = press(move || {
                map.with_value(|map| {
                    if let Some(map) = map {
                        map.take_middle();
                    }
                });
            });
            view! {
                <div class="map" node_ref=holder role="application" aria-label=texts.t(m::MAP_LABEL)></div>
                <p>
                    <button type="button" class="button" on:click=take_middle>
                        {texts.t(m::POINT_TAKE)}
                    </button>
                </p>
            }
            .into_any()
        }
        (None, _) | (_, None) => view! { <div class="map waiting"><Loading /></div> }.into_any(),
        // The script, or the areas: pressing again opens the panel anew, and asks for both.
        _ => {
            let retry = move |()| portal.retry();
            view! { <FaultNotice fault=Fault::Network retry /> }.into_any()
        }
    })
    .into_any()
}
