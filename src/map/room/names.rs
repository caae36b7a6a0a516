//! Names on the map, the greater ones first; those without room are left out.

use std::cell::Cell;

use senim_atlas::label::{Labels, Room};
use senim_atlas::scene::{Kind, Named, Scene};
use senim_atlas::{Cluster, Spot, pixels};
use web_sys::CanvasRenderingContext2d;

use super::ground::{Colours, View};

/// Below this width on the screen, an area has no name.
const NAME_ROOM: f64 = 24.0;

/// From the middle of a pin to that of a name below it, in pixels.
const BELOW_PIN: f64 = 30.0;

/// What a pin covers, in pixels; and how wide one of several places may be, with its counts.
const PIN: f64 = 38.0;
const PINS: f64 = 110.0;

/// What the buttons "nearer" and "farther" cover.
const BUTTONS: Room = Room {
    left: 0.0,
    top: 0.0,
    width: 64.0,
    height: 108.0,
};

/// A district has its name for so many steps of zoom; nearer, its areas and streets have theirs.
const DISTRICT_ZOOMS: f64 = 2.5;

/// Streets have names from this zoom on.
pub(crate) const STREETS_FROM: f64 = 13.0;

/// The name of a street is not written again within so many pixels.
const STREETS_APART: f64 = 220.0;

/// How a name is written.
#[derive(Clone, Copy)]
struct Style<'a> {
    weight: u32,
    size: u8,
    colour: &'a str,
    /// The same name is not written again within so many pixels, and none that the edge cuts.
    apart: Option<f64>,
}

/// What names are written with.
pub(crate) struct Pen<'a> {
    pub(crate) context: &'a CanvasRenderingContext2d,
    /// A family of fonts.
    pub(crate) font: &'a str,
    pub(crate) colours: &'a Colours,
    pub(crate) view: &'a View,
}

impl Pen<'_> {
    /// Writes all names of a scene that are in view, of areas and districts if they are shown. Those of
    /// settlements and regions stand below where their pins may be, those of streets beside the
    /// pins.
    pub(crate) fn write(&self, scene: &Scene, (areas, districts): (bool, bool), pins: &[Cluster]) {
        let (view, colours) = (self.view, self.colours);
        let mut labels = Labels::default();
        let seen = view.frame(0.0);
        let scale = pixels(view.zoom);
        let below = |at: Spot| Spot {
            y: at.y + BELOW_PIN / scale,
            ..at
        };
        let bold = |size, colour| Style {
            weight: 600,
            size,
            colour,
            apart: None,
        };
        // Names that pins do not cover.
        let mut beside = Labels::default();
        beside.keep_free(BUTTONS);
        let pinned = view.frame(PINS);
        for pin in pins.iter().filter(|pin| pinned.holds(pin.at)) {
            let width = if pin.members.len() > 1 { PINS } else { PIN };
            beside.keep_free(Room::around(view.place(pin.at), width, PIN));
        }
        let named = scene.names.iter();
        let named = named.filter(|name| view.zoom >= name.from_zoom && seen.holds(name.at));
        for named in named {
            let (at, style) = (below(named.at), bold(15, &colours.ink));
            let room = self.put(&mut labels, at, &named.name, &named.width, style);
            room.into_iter().for_each(|room| beside.keep_free(room));
        }
        let wide =
            |name: &&Named| (name.from_zoom..name.from_zoom + DISTRICT_ZOOMS).contains(&view.zoom);
        for named in scene.districts.iter().filter(wide).filter(|_| districts) {
            let style = bold(14, &colours.soft);
            // Where something stands in the middle, below it or above it.
            for shift in [0.0, 36.0, -36.0] {
                let at = Spot {
                    y: named.at.y + shift / scale,
                    ..named.at
                };
                let room = self.put(&mut beside, at, &named.name, &named.width, style);
                if let Some(room) = room {
                    labels.keep_free(room);
                    break;
                }
            }
        }
        let shapes = scene.shapes.iter();
        for shape in shapes.filter(|shape| !shape.name.is_empty() && seen.holds(shape.middle)) {
            let (at, style) = match shape.kind {
                Kind::Region => (below(shape.middle), bold(14, &colours.ink)),
                Kind::Area if areas && shape.frame.width() * scale >= NAME_ROOM => {
                    (shape.middle, bold(13, &colours.accent))
                }
                _ => continue,
            };
            let room = self.put(&mut labels, at, &shape.name, &shape.name_width, style);
            room.into_iter().for_each(|room| beside.keep_free(room));
        }
        if view.zoom < STREETS_FROM {
            return;
        }
        let style = Style {
            weight: 400,
            size: 13,
            colour: &colours.ink,
            apart: Some(STREETS_APART),
        };
        for street in scene.streets.iter().filter(|street| seen.holds(street.at)) {
            self.put(&mut beside, street.at, &street.name, &street.width, style);
        }
    }

    /// Writes a name around a spot, where there is room, and gives that. How wide it is, is
    /// measured once.
    fn put<'a>(
        &self,
        labels: &mut Labels<'a>,
        at: Spot,
        name: &'a str,
        width: &Cell<Option<f64>>,
        style: Style<'_>,
    ) -> Option<Room> {
        let context = self.context;
        let size = f64::from(style.size);
        let font = || format!("{} {}px {}", style.weight, style.size, self.font);
        if width.get().is_none() {
            context.set_font(&font());
            width.set(context.measure_text(name).ok().map(|text| text.width()));
        }
        let (x, y) = self.view.place(at);
        let width = width.get().unwrap_or(f64::INFINITY);
        let room = Room::around((x, y), width + 8.0, size * 1.6);
        let placed = match style.apart {
            Some(apart) => {
                let whole = room.left >= 0.0 && room.left + room.width <= self.view.size.0;
                whole && labels.place_once(name, room, apart)
            }
            None => labels.place(room),
        };
        if !placed {
            return None;
        }
        context.set_font(&font());
        context.set_text_align("center");
        context.set_text_baseline("middle");
        context.set_stroke_style_str(&self.colours.card);
        context.set_line_width(4.0);
        context.set_line_join("round");
        // A canvas that refuses to write stays as it is; the list beside it says the same.
        let _ = context.stroke_text(name, x, y);
        context.set_fill_style_str(style.colour);
        let _ = context.fill_text(name, x, y);
        Some(room)
    }
}
