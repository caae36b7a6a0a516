//! The pins of a map: buttons over it, only for what is in view. They are kept from one view to
//! the next, so that the focus stays where it is.

use std::cell::Cell;
use std::rc::Rc;

use senim_atlas::{Cluster, Spot};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::ground::View;
use crate::browser::document;

/// How far outside of the view a pin may stand, in pixels: as large as one is.
const MARGIN: f64 = 60.0;

/// A pointer that has moved by more than so many pixels was not meant to press.
const STILL: i32 = 6;

/// What a pin shows that stands for some spots, by their positions.
pub(crate) type FaceOf = Box<dyn Fn(&[usize]) -> Face>;

/// Hears that a pin was pressed which stands for some spots.
pub(crate) type Pressed = Box<dyn Fn(&[usize])>;

/// What a pin shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Face {
    /// For each sign of [`sign`] how many; a single place has one.
    pub(crate) signs: Vec<(usize, usize)>,
    /// It stands for one place.
    pub(crate) single: bool,
    /// Something is open.
    pub(crate) open: bool,
    /// It is, or holds, what is chosen.
    pub(crate) chosen: bool,
    /// What it says to who does not see it.
    pub(crate) label: String,
}

impl Face {
    /// What stands in the pin: the signs, each with how many there are.
    pub(crate) fn text(&self) -> String {
        let signs = self.signs.iter().map(|(kind, count)| match self.single {
            true => sign(*kind).to_owned(),
            false => format!("{}\u{2009}{count}", sign(*kind)),
        });
        signs.collect::<Vec<String>>().join(" ")
    }
}

/// The sign of a kind of place by its position in the vocabulary; shapes, so that nobody has to
/// tell colours apart.
pub(crate) fn sign(kind: usize) -> &'static str {
    const SIGNS: [&str; 6] = ["●", "■", "▲", "◆", "★", "✚"];
    SIGNS.get(kind).copied().unwrap_or("○")
}

/// A pin that is there.
struct Pin {
    element: HtmlElement,
    face: Face,
    _press: Closure<dyn Fn(MouseEvent)>,
}

/// All pins that are there, by the first place that each stands for and how many they are.
pub(crate) struct Pins {
    layer: Element,
    /// Where the pointer was last put down, in the window.
    down: Rc<Cell<(i32, i32)>>,
    _listening: Closure<dyn Fn(MouseEvent)>,
    /// As few as fit on a screen: a hash table would find none of them sooner.
    shown: Vec<((usize, usize), Pin)>,
    press: Rc<Pressed>,
}

impl Pins {
    /// A layer of pins over an element; `press` hears which places a pressed one stands for.
    pub(crate) fn new(element: &HtmlElement, press: Pressed) -> Option<Pins> {
        let layer = document().create_element("div").ok()?;
        layer.set_class_name("pins");
        element.append_child(&layer).ok()?;
        let down = Rc::new(Cell::new((0, 0)));
        let listening = Closure::<dyn Fn(MouseEvent)>::new({
            let down = Rc::clone(&down);
            move |event: MouseEvent| down.set((event.client_x(), event.client_y()))
        });
        layer
            .add_event_listener_with_callback("pointerdown", listening.as_ref().unchecked_ref())
            .ok()?;
        Some(Pins {
            layer,
            down,
            _listening: listening,
            shown: Vec::new(),
            press: Rc::new(press),
        })
    }

    /// Shows the clusters that are in view, each with its face.
    pub(crate) fn show(
        &mut self,
        clusters: &[Cluster],
        view: &View,
        face: impl Fn(&[usize]) -> Face,
    ) {
        let seen = view.frame(MARGIN);
        let mut gone: Vec<(usize, usize)> = self.shown.iter().map(|(key, _)| *key).collect();
        for cluster in clusters.iter().filter(|cluster| seen.holds(cluster.at)) {
            let Some(first) = cluster.members.first() else {
                continue;
            };
            let key = (*first, cluster.members.len());
            gone.retain(|known| *known != key);
            let face = face(&cluster.members);
            self.pin(key, &cluster.members, face);
            self.place(key, view, cluster.at);
        }
        self.shown.retain(|(key, pin)| {
            let stays = !gone.contains(key);
            if !stays {
                pin.element.remove();
            }
            stays
        });
    }

    fn pin(&mut self, key: (usize, usize), members: &[usize], face: Face) {
        if let Some((_, pin)) = self.shown.iter_mut().find(|(known, _)| *known == key) {
            if pin.face != face {
                dress(&pin.element, &face);
                pin.face = face;
            }
            return;
        }
        let created = document().create_element("button").ok();
        let Some(element) = created.and_then(|element| element.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        let _ = element.set_attribute("type", "button");
        for (name, value) in [("aria-hidden", "true"), ("class", "unseen")] {
            if let Ok(part) = document().create_element("span") {
                let _ = part.set_attribute(name, value);
                let _ = element.append_child(&part);
            }
        }
        dress(&element, &face);
        let (told, down, own) = (
            Rc::clone(&self.press),
            Rc::clone(&self.down),
            members.to_vec(),
        );
        let press = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            event.stop_propagation();
            // Who takes hold of a pin to move the map does not press it; a key has no place.
            let (x, y) = down.get();
            let moved = (event.client_x() - x).abs() + (event.client_y() - y).abs();
            if event.detail() == 0 || moved <= STILL {
                told(&own);
            }
        });
        let listening =
            element.add_event_listener_with_callback("click", press.as_ref().unchecked_ref());
        if listening.is_ok() && self.layer.append_child(&element).is_ok() {
            let pin = Pin {
                element,
                face,
                _press: press,
            };
            self.shown.push((key, pin));
        }
    }

    fn place(&self, key: (usize, usize), view: &View, at: Spot) {
        if let Some((_, pin)) = self.shown.iter().find(|(known, _)| *known == key) {
            let (x, y) = view.place(at);
            // Views have some thousand pixels.
            let (x, y) = (x.round() as i32, y.round() as i32);
            let moved = format!("translate({x}px, {y}px) translate(-50%, -50%)");
            let _ = pin.element.style().set_property("transform", &moved);
        }
    }
}

fn dress(element: &HtmlElement, face: &Face) {
    let class = [
        ("pin", true),
        ("single", face.single),
        ("open", face.open),
        ("chosen", face.chosen),
    ];
    let class: Vec<&str> = class
        .iter()
        .filter(|(_, is)| *is)
        .map(|(name, _)| *name)
        .collect();
    element.set_class_name(&class.join(" "));
    // Signs are for the eye; the same stands there in words.
    for (part, text) in [
        (element.first_element_child(), &face.text()),
        (element.last_element_child(), &face.label),
    ] {
        if let Some(part) = part {
            part.set_text_content(Some(text));
        }
    }
    element.set_title(&face.label);
    if face.single {
        let _ = element.set_attribute("aria-pressed", &face.chosen.to_string());
    }
}

impl Drop for Pins {
    fn drop(&mut self) {
        self.layer.remove();
    }
}
