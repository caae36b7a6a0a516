//! One Leaflet map with our ground under it and our pins over it. Leaflet moves and zooms; all that
//! is seen is drawn from where it stands.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leaflet::{LatLng, Layer, Map, MapOptions, MouseEvent};
use senim_atlas::scene::Named;
use senim_atlas::{Cluster, Frame, Scene, Spot, clusters};
use senim_model::directory::Point;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlElement, MediaQueryList};

use super::ground::{Ground, View};
use super::pins::{Face, FaceOf, Pins, Pressed};
use crate::browser::window;
use crate::map::leaflet_map::{add_zoom, go_to};

/// Pins closer than this become one, in pixels.
const RADIUS: f64 = 52.0;

/// Nearer than this, nothing more is to be seen.
const MOST_ZOOM: f64 = 18.0;

/// Farther away, nothing of a country is to be seen.
const LEAST_ZOOM: f64 = 4.0;

/// What a map shows and whom it tells.
pub(crate) struct Told {
    /// What lies under the pins.
    pub(crate) scene: Scene,
    /// Words for the buttons "nearer" and "farther".
    pub(crate) words: [String; 2],
    /// The face of a pin that stands for some of the spots.
    pub(crate) face: FaceOf,
    /// Some spots were pressed that no zoom tells apart, or one.
    pub(crate) press: Pressed,
    /// The ground was pressed.
    pub(crate) ground: Box<dyn Fn(Spot)>,
    /// The view has come to rest.
    pub(crate) rest: Box<dyn Fn(Spot, f64)>,
}

/// What is in view: the canvas of the ground, and pins in pixels of the view.
pub(crate) struct InView {
    pub(crate) canvas: web_sys::HtmlCanvasElement,
    pub(crate) element: HtmlElement,
    pub(crate) size: (f64, f64),
    pub(crate) pins: Vec<(f64, f64, Face)>,
}

struct Inside {
    element: HtmlElement,
    map: Map,
    ground: Ground,
    pins: Option<Pins>,
    spots: Vec<Spot>,
    clusters: Vec<Cluster>,
    clusters_zoom: f64,
    face: FaceOf,
}

/// A map; it is taken down when dropped.
pub(crate) struct Sheet {
    inside: Rc<RefCell<Inside>>,
    dark: Option<MediaQueryList>,
    _listening: Vec<Box<dyn std::any::Any>>,
}

impl Sheet {
    /// Puts a map into an element. `None` where Leaflet or the browser refuses.
    pub(crate) fn new(element: &HtmlElement, told: Told) -> Option<Sheet> {
        let options = MapOptions::default();
        options.set_zoom_control(false);
        options.set_attribution_control(false);
        options.set_zoom_snap(0.25);
        options.set_zoom_delta(1.0);
        options.set_max_zoom(MOST_ZOOM);
        options.set_min_zoom(LEAST_ZOOM);
        // Nothing moves by itself.
        options.set_inertia(false);
        let still = Object::from(JsValue::from(options.clone()));
        for name in ["zoomAnimation", "fadeAnimation", "markerZoomAnimation"] {
            let _ = Reflect::set(&still, &name.into(), &JsValue::FALSE);
        }
        let map = Map::new_with_element(element, &options).ok()?;
        add_zoom(&map, &told.words);
        let inside = Rc::new(RefCell::new(Inside {
            element: element.clone(),
            ground: Ground::new(element, told.scene)?,
            map: map.clone(),
            pins: None,
            spots: Vec::new(),
            clusters: Vec::new(),
            clusters_zoom: f64::NAN,
            face: told.face,
        }));
        let pressed = {
            let (inside, press) = (Rc::clone(&inside), told.press);
            move |members: &[usize]| pressed(&inside, members, &press)
        };
        inside.borrow_mut().pins = Pins::new(element, Box::new(pressed));
        let mut listening: Vec<Box<dyn std::any::Any>> = Vec::new();
        let draw = Closure::<dyn Fn()>::new({
            let inside = Rc::clone(&inside);
            // While the view is being set by us, what is to be drawn is not ready yet.
            move || {
                if let Ok(mut inside) = inside.try_borrow_mut() {
                    inside.draw();
                }
            }
        });
        map.on("move zoom viewreset resize", draw.as_ref());
        let rest = Closure::<dyn Fn()>::new({
            let (map, rest) = (map.clone(), told.rest);
            move || {
                let (middle, zoom) = middle(&map);
                rest(middle, zoom);
            }
        });
        map.on("moveend zoomend", rest.as_ref());
        let click = Closure::<dyn Fn(MouseEvent)>::new({
            let ground = told.ground;
            move |event: MouseEvent| ground(spot(&event.lat_lng()))
        });
        map.on("click", click.as_ref());
        let dark = window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten();
        let recolour = Closure::<dyn Fn()>::new({
            let inside = Rc::clone(&inside);
            move || {
                let Ok(mut inside) = inside.try_borrow_mut() else {
                    return;
                };
                let element = inside.element.clone();
                inside.ground.recolour(&element);
                inside.draw();
            }
        });
        if let Some(dark) = &dark {
            dark.set_onchange(Some(recolour.as_ref().unchecked_ref()));
        }
        listening.push(Box::new(draw));
        listening.push(Box::new(rest));
        listening.push(Box::new(click));
        listening.push(Box::new(recolour));
        Some(Sheet {
            inside,
            dark,
            _listening: listening,
        })
    }

    /// Shows these spots.
    pub(crate) fn show(&self, spots: Vec<Spot>) {
        let mut inside = self.inside.borrow_mut();
        inside.spots = spots;
        inside.clusters_zoom = f64::NAN;
        inside.draw();
    }

    /// Draws borders of areas and of districts, or not.
    pub(crate) fn with_borders(&self, (areas, districts): (bool, bool)) {
        let mut inside = self.inside.borrow_mut();
        inside.ground.areas = areas;
        inside.ground.districts = districts;
        inside.draw();
    }

    /// Marks an area by its position among the areas, or none.
    pub(crate) fn mark(&self, area: Option<usize>) {
        let mut inside = self.inside.borrow_mut();
        inside.ground.marked = area;
        inside.draw();
    }

    /// Writes the names of streets.
    pub(crate) fn with_streets(&self, streets: Vec<Named>) {
        let mut inside = self.inside.borrow_mut();
        inside.ground.with_streets(streets);
        inside.draw();
    }

    /// Puts tiles under the ground, which lets them be seen.
    pub(crate) fn add_tiles(&self, layer: &Layer) {
        let map = self.inside.borrow().map.clone();
        map.add_layer(layer);
        self.over_tiles(true);
    }

    /// Takes tiles away.
    pub(crate) fn remove_tiles(&self, layer: &Layer) {
        let map = self.inside.borrow().map.clone();
        map.remove_layer(layer);
        self.over_tiles(false);
    }

    fn over_tiles(&self, over: bool) {
        let mut inside = self.inside.borrow_mut();
        inside.ground.over_tiles = over;
        inside.draw();
    }

    /// The faces of pins have changed.
    pub(crate) fn refresh(&self) {
        self.inside.borrow_mut().draw();
    }

    /// The middle of the view and its zoom; `None` before there is one.
    pub(crate) fn view(&self) -> Option<(Spot, f64)> {
        let inside = self.inside.borrow();
        let zoom = inside.map.get_zoom();
        zoom.is_finite().then(|| middle(&inside.map))
    }

    /// Goes to a middle at a zoom.
    pub(crate) fn go_to(&self, middle: Spot, zoom: f64) {
        let map = self.inside.borrow().map.clone();
        go_to(&map, &lat_lng(middle), zoom);
    }

    /// Goes where a frame fills the view, not nearer than a zoom.
    pub(crate) fn fit(&self, frame: Frame, most_zoom: f64) {
        let map = self.inside.borrow().map.clone();
        fit(&map, frame, most_zoom);
    }

    /// Goes where a spot is in the middle and apart from the others.
    pub(crate) fn single_out(&self, spot: Spot) {
        let zoom = self.inside.borrow().zoom_apart(spot);
        self.go_to(spot, zoom);
    }

    /// What is in view, for a picture.
    pub(crate) fn in_view(&self) -> InView {
        let inside = self.inside.borrow();
        let view = inside.view();
        let seen = view.frame(0.0);
        let pins = inside
            .clusters
            .iter()
            .filter(|cluster| seen.holds(cluster.at));
        let pins = pins.map(|cluster| {
            let (x, y) = view.place(cluster.at);
            (x, y, (inside.face)(&cluster.members))
        });
        InView {
            canvas: inside.ground.canvas().clone(),
            element: inside.element.clone(),
            size: view.size,
            pins: pins.collect(),
        }
    }
}

/// A pressed pin of several places leads nearer, until they are apart; where no zoom tells them
/// apart, or it stands for one, it is told.
fn pressed(inside: &Rc<RefCell<Inside>>, members: &[usize], press: &dyn Fn(&[usize])) {
    let frame = {
        let inside = inside.borrow();
        let spots = members
            .iter()
            .filter_map(|at| inside.spots.get(*at).copied());
        Frame::around(spots)
    };
    let apart = frame.filter(|frame| {
        let most = senim_atlas::pixels(MOST_ZOOM);
        frame.width().max(frame.height()) * most > RADIUS
    });
    match apart {
        Some(frame) if members.len() > 1 => {
            let (map, element) = {
                let inside = inside.borrow();
                (inside.map.clone(), inside.element.clone())
            };
            fit(&map, frame, MOST_ZOOM);
            // The pressed pin has gone, and the focus would go with it.
            let _ = element.focus();
        }
        _ => press(members),
    }
}

impl Inside {
    fn view(&self) -> View {
        let (middle, zoom) = middle(&self.map);
        let size = self.map.get_size();
        View::around(middle, zoom, (size.x(), size.y()))
    }

    fn draw(&mut self) {
        // Before it was ever told where to go, a map has no middle.
        if !self.map.get_zoom().is_finite() {
            return;
        }
        let view = self.view();
        // Half a step of zoom makes no other clusters: they would change at every move of a finger.
        let zoom = view.zoom.floor();
        if self.clusters_zoom != zoom {
            self.clusters = clusters(&self.spots, zoom, RADIUS);
            self.clusters_zoom = zoom;
        }
        self.ground.draw(&view, &self.clusters);
        if let Some(pins) = &mut self.pins {
            pins.show(&self.clusters, &view, &self.face);
        }
    }

    /// The least zoom from the present one on at which a spot has a pin of its own.
    fn zoom_apart(&self, spot: Spot) -> f64 {
        let now = self.map.get_zoom();
        let start = if now.is_finite() { now.max(13.0) } else { 13.0 };
        let mut zoom = start;
        while zoom < MOST_ZOOM {
            let scale = senim_atlas::pixels(zoom.floor());
            let close = self.spots.iter().filter(|other| {
                let (x, y) = ((other.x - spot.x) * scale, (other.y - spot.y) * scale);
                x.hypot(y) <= RADIUS
            });
            if close.count() <= 1 {
                break;
            }
            zoom += 1.0;
        }
        zoom
    }
}

fn middle(map: &Map) -> (Spot, f64) {
    (spot(&map.get_center()), map.get_zoom())
}

fn spot(at: &LatLng) -> Spot {
    Spot::of(Point::from_degrees(at.lng(), at.lat()))
}

fn lat_lng(spot: Spot) -> LatLng {
    let (lon, lat) = spot.point().degrees();
    LatLng::new(lat, lon)
}

fn fit(map: &Map, frame: Frame, most_zoom: f64) {
    let size = map.get_size();
    let room = |length: f64, pixels: f64| (pixels * 0.86 / (length * 256.0)).log2();
    let zoom = room(frame.width(), size.x()).min(room(frame.height(), size.y()));
    let zoom = (zoom * 4.0).floor() / 4.0;
    // A single spot has no size.
    let zoom = if zoom.is_finite() { zoom } else { 16.0 };
    go_to(
        map,
        &lat_lng(frame.middle()),
        zoom.clamp(LEAST_ZOOM, most_zoom),
    );
}

impl Drop for Sheet {
    fn drop(&mut self) {
        if let Some(dark) = &self.dark {
            dark.set_onchange(None);
        }
        if let Ok(inside) = self.inside.try_borrow() {
            inside.map.remove();
        }
    }
}
