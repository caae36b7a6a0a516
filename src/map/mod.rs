//! Maps. The only place that names Leaflet and loads its script.

mod leaflet_map;
mod load;
mod place;
mod room;

use leptos::html::Div;
use leptos::prelude::*;
use senim_model::id::Id;

use crate::app::Portal;
use crate::i18n::m;
use crate::snapshot::Fault;
use crate::ui::{FaultNotice, Loading, arriving, live, press};
use leaflet_map::LeafletMap;
pub(crate) use place::PlacePage;
pub(crate) use room::MapPage;

/// Where a map begins: by default with all areas of its region, and no place on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begin {
    /// The area to show.
    pub(crate) area: Option<Id>,
    /// A place that was taken before: longitude and latitude, degrees.
    pub(crate) at: Option<[f64; 2]>,
}

/// A map of a region's areas on which a place can be taken, in degrees and with the metres that it
/// is sure to: by a press, or by moving the map and taking its middle, which needs no pointer.
/// `take` says whether the place is exact enough; where it is not, the map goes nearer to it.
#[component]
pub(crate) fn AreaMap(
    region: Id,
    #[prop(optional)] begin: Begin,
    take: Callback<(f64, f64, f64), bool>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let shapes = portal.open_shapes(region);
    let script = arriving(async move { load::leaflet(&portal.base()).await });
    live(move || match (script.get(), shapes.get()) {
        (Some(Ok(())), Some(Some(Ok(shapes)))) => {
            let holder = NodeRef::<Div>::new();
            let map = StoredValue::new_local(None::<LeafletMap>);
            let words = [texts.t(m::MAP_ZOOM_IN), texts.t(m::MAP_ZOOM_OUT)];
            let begin = begin.clone();
            Effect::new(move |_| {
                if let Some(element) = holder.get() {
                    let drawn = LeafletMap::new(&element, &shapes.shapes, &words, &begin, take);
                    map.set_value(drawn);
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
}
