//! One Leaflet map with the areas of a region on a canvas.

use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use leaflet::{
    Canvas, LatLng, LatLngBounds, Map, MapOptions, MouseEvent, Point, Polygon, PolylineOptions,
    Zoom,
};
use senim_model::shapes::Shapes;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlElement;

/// Half of a finger's width, in pixels.
const FINGER: f64 = 10.0;

/// Hears of places that are pointed at.
type Pointed = Rc<dyn Fn(&Map, &LatLng)>;

/// A map; it is taken down when dropped.
pub(crate) struct LeafletMap {
    pub(super) map: Map,
    pointed: Pointed,
    _click: Closure<dyn Fn(MouseEvent)>,
}

impl LeafletMap {
    /// Draws the areas; `words` are for the buttons "nearer" and "farther". `None` where Leaflet
    /// refuses the element.
    pub(super) fn new(
        element: &HtmlElement,
        shapes: &Shapes,
        words: &[String; 2],
        pointed: Pointed,
    ) -> Option<LeafletMap> {
        let options = MapOptions::default();
        options.set_prefer_canvas(true);
        options.set_zoom_control(false);
        options.set_zoom_snap(0.25);
        options.set_attribution_control(false);
        let map = Map::new_with_element(element, &options).ok()?;
        add_zoom(&map, words);
        if let Some(bounds) = draw(&map, shapes, element) {
            map.fit_bounds(&bounds);
        }
        let click = Closure::<dyn Fn(MouseEvent)>::new({
            let (map, pointed) = (map.clone(), Rc::clone(&pointed));
            move |event: MouseEvent| pointed(&map, &event.lat_lng())
        });
        map.on("click", click.as_ref());
        Some(LeafletMap {
            map,
            pointed,
            _click: click,
        })
    }

    /// Takes the middle of the map.
    pub(super) fn take_middle(&self) {
        (self.pointed)(&self.map, &self.map.get_center());
    }
}

impl Drop for LeafletMap {
    fn drop(&mut self) {
        self.map.remove();
    }
}

/// How many metres a finger covers at a place of the map: nobody points more exactly.
pub(super) fn finger(map: &Map, at: &LatLng) -> f64 {
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

/// Draws every area, and gives the bounds of all.
fn draw(map: &Map, shapes: &Shapes, element: &HtmlElement) -> Option<LatLngBounds> {
    let [ink, fill] = ["color", "fill"].map(|property| colour(element, property));
    let renderer: JsValue = Canvas::new().into();
    let mut bounds = None;
    for polygons in &shapes.polygons {
        let latlngs = Array::new();
        for polygon in polygons {
            let rings = Array::new();
            for ring in polygon {
                let points = Array::new();
                for point in shapes.ring(ring) {
                    let (lon, lat) = point.degrees();
                    grow(&mut bounds, lon, lat);
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
    bounds.map(corners)
}

/// Takes one more place into bounds: south, west, north, east.
pub(super) fn grow(bounds: &mut Option<[f64; 4]>, lon: f64, lat: f64) {
    let [s, w, n, e] = bounds.unwrap_or([lat, lon, lat, lon]);
    *bounds = Some([s.min(lat), w.min(lon), n.max(lat), e.max(lon)]);
}

/// Bounds as Leaflet has them.
pub(super) fn corners([south, west, north, east]: [f64; 4]) -> LatLngBounds {
    LatLngBounds::new(&LatLng::new(south, west), &LatLng::new(north, east))
}

/// A colour that the style gives the map, as one that a canvas understands: a property of its own
/// would come back as it was written, with both grounds in it.
pub(super) fn colour(element: &HtmlElement, name: &str) -> String {
    let style = crate::browser::window()
        .get_computed_style(element)
        .ok()
        .flatten();
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}
