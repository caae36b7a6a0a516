//! One Leaflet map with the areas of a region on a canvas.

use js_sys::{Array, Object, Reflect};
use leaflet::{
    Canvas, CircleMarker, CircleOptions, LatLng, LatLngBounds, Map, MapOptions, MouseEvent, Point,
    Polygon, PolylineOptions, Zoom,
};
use leptos::prelude::Callable as _;
use leptos::prelude::Callback;
use senim_model::shapes::{self, Shapes};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlElement;

use super::Begin;

/// Half of a finger's width, in pixels.
const FINGER: f64 = 10.0;

/// The radius of the mark on a place that was taken, in pixels.
const MARK: f64 = 9.0;

/// How much nearer the map goes to a place that is too vague: each level doubles what is seen.
const NEARER: f64 = 2.0;

/// A map; it is taken down when dropped.
pub(crate) struct LeafletMap {
    pointer: Pointer,
    _click: Closure<dyn Fn(MouseEvent)>,
}

/// Takes places on a map, and marks the last one.
#[derive(Clone)]
struct Pointer {
    map: Map,
    mark: CircleMarker,
    take: Callback<(f64, f64, f64), bool>,
}

impl Pointer {
    /// Takes a place; where it is not exact enough, the map goes nearer to it.
    fn point(&self, at: &LatLng) {
        if self.take.run((at.lng(), at.lat(), finger(&self.map, at))) {
            self.mark(at);
        } else {
            go_to(&self.map, at, self.map.get_zoom() + NEARER);
        }
    }

    fn mark(&self, at: &LatLng) {
        self.mark.set_lat_lng(at);
        self.map.add_layer(&self.mark);
    }
}

impl LeafletMap {
    /// Draws the areas; `words` are for the buttons "nearer" and "farther", `take` hears of
    /// presses, in degrees, and says whether they are exact enough. `None` where Leaflet refuses
    /// the element.
    pub(crate) fn new(
        element: &HtmlElement,
        shapes: &Shapes,
        words: &[String; 2],
        begin: &Begin,
        take: Callback<(f64, f64, f64), bool>,
    ) -> Option<LeafletMap> {
        let options = MapOptions::default();
        options.set_prefer_canvas(true);
        options.set_zoom_control(false);
        options.set_zoom_snap(0.25);
        options.set_attribution_control(false);
        let map = Map::new_with_element(element, &options).ok()?;
        add_zoom(&map, words);
        draw(&map, shapes, element);
        let area = begin.area.as_ref().and_then(|area| shapes.area_at(area));
        let area = area.and_then(|at| shapes.polygons.get(at..=at));
        if let Some(bounds) = bounds(shapes, area.unwrap_or(&shapes.polygons)) {
            map.fit_bounds(&bounds);
        }
        let pointer = Pointer {
            mark: mark(element),
            map,
            take,
        };
        if let Some([lon, lat]) = begin.at {
            pointer.mark(&LatLng::new(lat, lon));
        }
        let click = Closure::<dyn Fn(MouseEvent)>::new({
            let pointer = pointer.clone();
            move |event: MouseEvent| pointer.point(&event.lat_lng())
        });
        pointer.map.on("click", click.as_ref());
        Some(LeafletMap {
            pointer,
            _click: click,
        })
    }

    /// Takes the middle of the map.
    pub(crate) fn take_middle(&self) {
        self.pointer.point(&self.pointer.map.get_center());
    }
}

impl Drop for LeafletMap {
    fn drop(&mut self) {
        self.pointer.map.remove();
    }
}

/// How many metres a finger covers at a place of the map: nobody points more exactly.
fn finger(map: &Map, at: &LatLng) -> f64 {
    let point = map.lat_lng_to_container_point(at);
    let beside = map.container_point_to_lat_lng(&Point::new(point.x() + FINGER, point.y()));
    map.distance(at, &beside)
}

/// Goes there at once.
pub(super) fn go_to(map: &Map, at: &LatLng, zoom: f64) {
    let at_once = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&at_once, &"animate".into(), &JsValue::FALSE);
    map.set_view_with_options(at, zoom, &at_once);
}

pub(super) fn add_zoom(map: &Map, [nearer, farther]: &[String; 2]) {
    let options = Object::new();
    for (name, value) in [("zoomInTitle", nearer), ("zoomOutTitle", farther)] {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(
            &options,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    let zoom = Zoom::new(options.unchecked_ref());
    map.add_control(zoom.unchecked_ref());
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

/// Draws every area.
fn draw(map: &Map, shapes: &Shapes, element: &HtmlElement) {
    let [ink, fill] = ["color", "fill"].map(|property| colour(element, property));
    let renderer: JsValue = Canvas::new().into();
    for polygons in &shapes.polygons {
        let latlngs = Array::new();
        for polygon in polygons {
            let rings = Array::new();
            for ring in polygon {
                let points = Array::new();
                for point in shapes.ring(ring) {
                    let (lon, lat) = point.degrees();
                    points.push(&LatLng::new(lat, lon));
                }
                rings.push(&points);
            }
            latlngs.push(&rings);
        }
        let options = PolylineOptions::new();
        options.set_color(ink.clone());
        options.set_weight(1.5);
        options.set_fill_color(fill.clone());
        options.set_fill_opacity(1.0);
        options.set_interactive(false);
        options.set_renderer(renderer.clone());
        map.add_layer(Polygon::new_with_options(&latlngs, &options).unchecked_ref());
    }
}

/// The bounds of some of the areas.
fn bounds(shapes: &Shapes, areas: &[Vec<shapes::Polygon>]) -> Option<LatLngBounds> {
    let rings = areas.iter().flatten().flatten();
    let mut bounds: Option<[f64; 4]> = None;
    for point in rings.flat_map(|ring| shapes.ring(ring)) {
        let (lon, lat) = point.degrees();
        let [s, w, n, e] = bounds.unwrap_or([lat, lon, lat, lon]);
        bounds = Some([s.min(lat), w.min(lon), n.max(lat), e.max(lon)]);
    }
    let [south, west, north, east] = bounds?;
    Some(LatLngBounds::new(
        &LatLng::new(south, west),
        &LatLng::new(north, east),
    ))
}

/// A colour that the style gives the map, as one that a canvas understands: a property of its own
/// would come back as it was written, with both grounds in it.
fn colour(element: &HtmlElement, name: &str) -> String {
    let style = crate::browser::window()
        .get_computed_style(element)
        .ok()
        .flatten();
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}
