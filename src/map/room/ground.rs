//! What lies under the pins: land, regions, areas and names, drawn on one canvas.

use senim_atlas::scene::{Kind, Named, Scene, Shape};
use senim_atlas::{Cluster, Frame, Spot, pixels};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, Path2d};

use super::names::Pen;
use crate::browser::{document, window};

/// What of the square is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    /// Zoom as web maps count it.
    pub(crate) zoom: f64,
    /// Pixels of the square left of the view and above it.
    pub(crate) corner: (f64, f64),
    /// Width and height in pixels.
    pub(crate) size: (f64, f64),
}

impl View {
    /// Around a middle.
    pub(crate) fn around(middle: Spot, zoom: f64, size: (f64, f64)) -> View {
        let scale = pixels(zoom);
        let corner = (
            middle.x * scale - size.0 / 2.0,
            middle.y * scale - size.1 / 2.0,
        );
        View { zoom, corner, size }
    }

    /// Pixels from the upper left corner of the view.
    pub(crate) fn place(&self, spot: Spot) -> (f64, f64) {
        let scale = pixels(self.zoom);
        (
            spot.x * scale - self.corner.0,
            spot.y * scale - self.corner.1,
        )
    }

    /// What is in view, and so many pixels around it.
    pub(crate) fn frame(&self, margin: f64) -> Frame {
        let scale = pixels(self.zoom);
        let spot = |x: f64, y: f64| Spot {
            x: (self.corner.0 + x) / scale,
            y: (self.corner.1 + y) / scale,
        };
        Frame {
            min: spot(-margin, -margin),
            max: spot(self.size.0 + margin, self.size.1 + margin),
        }
    }
}

/// The colours of the map, as the style gives them.
pub(crate) struct Colours {
    pub(crate) ink: String,
    pub(crate) soft: String,
    line: String,
    pub(crate) accent: String,
    tint: String,
    paper: String,
    pub(crate) card: String,
    water: String,
    way: String,
}

impl Colours {
    /// A property of our own would come back as it was written, with both grounds in it; those of
    /// CSS come back as what a canvas understands.
    pub(crate) fn of(element: &HtmlElement) -> Colours {
        let style = window().get_computed_style(element).ok().flatten();
        let colour = |name: &str| {
            let value = style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok());
            value.unwrap_or_default()
        };
        Colours {
            ink: colour("color"),
            soft: colour("text-decoration-color"),
            line: colour("column-rule-color"),
            accent: colour("stroke"),
            tint: colour("fill"),
            paper: colour("outline-color"),
            card: colour("caret-color"),
            water: colour("flood-color"),
            way: colour("stop-color"),
        }
    }
}

/// The canvas, and the paths of the present zoom.
pub(crate) struct Ground {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scene: Scene,
    colours: Colours,
    paths: Vec<Option<Path2d>>,
    paths_zoom: f64,
    font: String,
    /// Borders of areas are drawn.
    pub(crate) areas: bool,
    /// Borders and names of districts are drawn.
    pub(crate) districts: bool,
    /// The area that is marked, by its position among the areas.
    pub(crate) marked: Option<usize>,
    /// Tiles lie below, and are to be seen.
    pub(crate) over_tiles: bool,
}

impl Ground {
    /// A canvas at the bottom of an element. `None` where the browser has none.
    pub(crate) fn new(element: &HtmlElement, scene: Scene) -> Option<Ground> {
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_class_name("ground");
        canvas.set_attribute("aria-hidden", "true").ok()?;
        element.append_child(&canvas).ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let style = window().get_computed_style(element).ok()??;
        Some(Ground {
            canvas,
            context,
            scene,
            colours: Colours::of(element),
            paths: Vec::new(),
            paths_zoom: f64::NAN,
            font: style.get_property_value("font-family").unwrap_or_default(),
            areas: true,
            districts: true,
            marked: None,
            over_tiles: false,
        })
    }

    /// The colours have changed, as from light to dark.
    pub(crate) fn recolour(&mut self, element: &HtmlElement) {
        self.colours = Colours::of(element);
    }

    /// Streets have names from here on.
    pub(crate) fn with_streets(&mut self, streets: Vec<Named>) {
        self.scene.streets = streets;
    }

    /// The canvas, for pictures.
    pub(crate) fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Draws a view over which there are pins.
    pub(crate) fn draw(&mut self, view: &View, pins: &[Cluster]) {
        let ratio = window().device_pixel_ratio().clamp(1.0, 3.0);
        let side = |length: f64| (length * ratio).round().max(1.0) as u32;
        let (width, height) = (side(view.size.0), side(view.size.1));
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        // The names of the last zoom are of no use: text and borders are as large at any zoom.
        if self.paths_zoom != view.zoom {
            self.paths = vec![None; self.scene.shapes.len()];
            self.paths_zoom = view.zoom;
        }
        let context = &self.context;
        // A canvas that refuses to draw stays empty; the list beside it says the same.
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        if self.over_tiles {
            context.clear_rect(0.0, 0.0, view.size.0, view.size.1);
        } else {
            context.set_fill_style_str(&self.colours.paper);
            context.fill_rect(0.0, 0.0, view.size.0, view.size.1);
        }
        self.shapes(view, ratio);
        let _ = self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        let pen = Pen {
            context: &self.context,
            font: &self.font,
            colours: &self.colours,
            view,
        };
        pen.write(&self.scene, (self.areas, self.districts), pins);
    }

    /// Ground first, then what lies on it, then the borders of areas.
    fn shapes(&mut self, view: &View, ratio: f64) {
        let seen = view.frame(4.0);
        let mut seen_at: Vec<usize> = Vec::new();
        for (at, shape) in self.scene.shapes.iter().enumerate() {
            let hidden = match shape.kind {
                Kind::Area => !self.areas && !self.is_marked(shape),
                Kind::Districts => !self.districts,
                _ => false,
            };
            if !hidden && shape.frame.meets(&seen) {
                seen_at.push(at);
            }
        }
        let [land, line, soft, tint, accent, ink, water, way] = [
            &self.colours.card,
            &self.colours.line,
            &self.colours.soft,
            &self.colours.tint,
            &self.colours.accent,
            &self.colours.ink,
            &self.colours.water,
            &self.colours.way,
        ]
        .map(Clone::clone);
        for at in &seen_at {
            let Some(kind) = self.scene.shapes.get(*at).map(|shape| shape.kind) else {
                continue;
            };
            let (fill, stroke) = match kind {
                Kind::Land => (Some(&land), Some((&line, 1.0))),
                Kind::Region => (Some(&tint), Some((&soft, 1.2))),
                Kind::Area => (Some(&tint), None),
                Kind::Water => (Some(&water), None),
                Kind::River => (None, Some((&water, 4.0))),
                Kind::Rail => (None, Some((&way, 1.5))),
                Kind::Road => (None, Some((&way, 3.0))),
                Kind::Districts => continue,
            };
            self.stroke(
                *at,
                (view, ratio),
                fill.filter(|_| !self.over_tiles),
                stroke,
            );
        }
        let mut marked = None;
        for at in seen_at {
            let Some(shape) = self.scene.shapes.get(at) else {
                continue;
            };
            if self.is_marked(shape) {
                marked = Some(at);
            }
            let width = match shape.kind {
                Kind::Area => 1.2,
                Kind::Districts => 3.0,
                _ => continue,
            };
            self.stroke(at, (view, ratio), None, Some((&accent, width)));
        }
        // Over its neighbours, who were drawn after it.
        if let Some(at) = marked {
            self.stroke(at, (view, ratio), None, Some((&ink, 3.5)));
        }
    }

    fn is_marked(&self, shape: &Shape) -> bool {
        shape.kind == Kind::Area && self.marked == Some(shape.position)
    }

    /// Fills a shape with a colour and draws its lines in one of a width.
    fn stroke(
        &mut self,
        at: usize,
        (view, ratio): (&View, f64),
        fill: Option<&String>,
        stroke: Option<(&String, f64)>,
    ) {
        let (Some(shape), Some(kept)) = (self.scene.shapes.get(at), self.paths.get_mut(at)) else {
            return;
        };
        if kept.is_none() {
            *kept = path(&self.scene, shape, view.zoom);
        }
        let Some(path) = kept else { return };
        let (x, y) = view.place(shape.frame.min);
        let context = &self.context;
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, x * ratio, y * ratio);
        if let Some(fill) = fill {
            context.set_fill_style_str(fill);
            context.fill_with_path_2d(path);
        }
        if let Some((colour, width)) = stroke {
            context.set_stroke_style_str(colour);
            context.set_line_width(width);
            context.stroke_with_path(path);
        }
    }
}

/// The path of a shape at a zoom, from its north-west corner.
fn path(scene: &Scene, shape: &Shape, zoom: f64) -> Option<Path2d> {
    let path = Path2d::new().ok()?;
    let mut open = false;
    scene.trace(shape, zoom, |x, y, begins| {
        if begins {
            if open && !shape.kind.is_line() {
                path.close_path();
            }
            path.move_to(x, y);
            open = true;
        } else {
            path.line_to(x, y);
        }
    });
    if open && !shape.kind.is_line() {
        path.close_path();
    }
    Some(path)
}

/// The canvas goes with what it was drawn for.
impl Drop for Ground {
    fn drop(&mut self) {
        let canvas: &JsValue = self.canvas.as_ref();
        if let Some(canvas) = canvas.dyn_ref::<web_sys::Element>() {
            canvas.remove();
        }
    }
}
