//! A map that keeps a place on it: where something happened, as the form for a message asks.

use std::cell::OnceCell;
use std::rc::Rc;

use leaflet::{CircleMarker, CircleOptions, LatLng, Map};
use leptos::prelude::*;
use senim_model::id::Id;
use senim_model::shapes::Shapes;
use web_sys::HtmlElement;

use super::area_map;
use super::leaflet_map::{LeafletMap, colour, corners, finger, go_to, grow};

/// The radius of the mark on a place that was taken, in pixels.
const MARK: f64 = 9.0;

/// How much nearer the map goes to a place that is too vague: each level doubles what is seen.
const NEARER: f64 = 2.0;

/// Where a map begins: by default with all areas of its region, and no place on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begin {
    /// The area to show.
    pub(crate) area: Option<Id>,
    /// A place that was taken before: longitude and latitude, degrees.
    pub(crate) at: Option<[f64; 2]>,
}

/// A map of a region's areas on which a place is taken, as on [`super::AreaMap`], and marked. `take`
/// says whether the place is exact enough; where it is not, the map goes nearer to it.
#[component]
pub(crate) fn PlaceMap(
    region: Id,
    begin: Begin,
    take: Callback<(f64, f64, f64), bool>,
) -> impl IntoView {
    area_map(region, move |element, shapes, words| {
        drawn(element, shapes, words, &begin, take)
    })
}

fn drawn(
    element: &HtmlElement,
    shapes: &Shapes,
    words: &[String; 2],
    begin: &Begin,
    take: Callback<(f64, f64, f64), bool>,
) -> Option<LeafletMap> {
    // Its colours are those that the element has once there is a map in it.
    let put = {
        let (element, made) = (element.clone(), OnceCell::new());
        Rc::new(move |map: &Map, at: &LatLng| {
            let mark = made.get_or_init(|| mark(&element));
            mark.set_lat_lng(at);
            map.add_layer(mark);
        })
    };
    let pointed = {
        let put = Rc::clone(&put);
        move |map: &Map, at: &LatLng| {
            if take.run((at.lng(), at.lat(), finger(map, at))) {
                put(map, at);
            } else {
                go_to(map, at, map.get_zoom() + NEARER);
            }
        }
    };
    let drawn = LeafletMap::new(element, shapes, words, Rc::new(pointed))?;
    let area = begin.area.as_ref().and_then(|area| shapes.area_at(area));
    let area = area.and_then(|at| shapes.polygons.get(at));
    let rings = area.into_iter().flatten().flatten();
    let mut bounds = None;
    for point in rings.flat_map(|ring| shapes.ring(ring)) {
        let (lon, lat) = point.degrees();
        grow(&mut bounds, lon, lat);
    }
    if let Some(bounds) = bounds {
        drawn.map.fit_bounds(&corners(bounds));
    }
    if let Some([lon, lat]) = begin.at {
        put(&drawn.map, &LatLng::new(lat, lon));
    }
    Some(drawn)
}

/// The mark on a place that was taken; it is not on the map yet.
fn mark(element: &HtmlElement) -> CircleMarker {
    let [ink, ground] = ["color", "background-color"].map(|property| colour(element, property));
    let options = CircleOptions::new();
    options.set_radius(MARK);
    options.set_color(ground);
    options.set_weight(3.0);
    options.set_fill_color(ink);
    options.set_fill_opacity(1.0);
    options.set_interactive(false);
    CircleMarker::new_with_options(&LatLng::new(0.0, 0.0), &options)
}
