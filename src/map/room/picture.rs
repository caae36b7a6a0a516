//! The present view as a picture that says what it shows, of when, and where it is from.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::ground::Colours;
use super::pins::Face;
use super::sheet::InView;
use crate::browser::{self, document};

/// Height of the lines below the map, in pixels.
const LINES: f64 = 66.0;

/// Height of a pin.
const PIN: f64 = 30.0;

/// Draws a picture and hands it to the visitor as a file. Nothing where the browser refuses.
pub(super) fn save(view: &InView, title: &str, source: &str) -> Option<()> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let ratio = f64::from(view.canvas.width()) / view.size.0.max(1.0);
    // A view has some thousand pixels.
    canvas.set_width(view.canvas.width());
    canvas.set_height(view.canvas.height() + (LINES * ratio).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let colours = Colours::of(&view.element);
    context
        .draw_image_with_html_canvas_element(&view.canvas, 0.0, 0.0)
        .ok()?;
    context.scale(ratio, ratio).ok()?;
    for (x, y, face) in &view.pins {
        pin(&context, &colours, (*x, *y), face)?;
    }
    lines(&context, &colours, view.size, [title, source])?;
    hand_over(&canvas)
}

fn pin(
    context: &CanvasRenderingContext2d,
    colours: &Colours,
    (x, y): (f64, f64),
    face: &Face,
) -> Option<()> {
    let text = face.text();
    context.set_font("700 14px sans-serif");
    let width = (context.measure_text(&text).ok()?.width() + 18.0).max(PIN);
    let filled = face.single && face.open;
    context.begin_path();
    context
        .round_rect_with_f64(x - width / 2.0, y - PIN / 2.0, width, PIN, PIN / 2.0)
        .ok()?;
    context.set_fill_style_str(if filled {
        &colours.accent
    } else {
        &colours.card
    });
    context.fill();
    context.set_line_width(2.0);
    context.set_stroke_style_str(&colours.accent);
    context.stroke();
    context.set_fill_style_str(if filled {
        &colours.card
    } else {
        &colours.accent
    });
    context.set_text_align("center");
    context.set_text_baseline("middle");
    context.fill_text(&text, x, y).ok()
}

fn lines(
    context: &CanvasRenderingContext2d,
    colours: &Colours,
    (width, height): (f64, f64),
    [title, source]: [&str; 2],
) -> Option<()> {
    context.set_fill_style_str(&colours.card);
    context.fill_rect(0.0, height, width, LINES);
    context.set_text_align("left");
    let room = width - 28.0;
    context.set_fill_style_str(&colours.ink);
    context.set_font("700 18px sans-serif");
    context
        .fill_text_with_max_width(title, 14.0, height + 22.0, room)
        .ok()?;
    context.set_fill_style_str(&colours.soft);
    context.set_font("13px sans-serif");
    context
        .fill_text_with_max_width(source, 14.0, height + 48.0, room)
        .ok()
}

fn hand_over(canvas: &HtmlCanvasElement) -> Option<()> {
    let made = Closure::once_into_js(|blob: Option<Blob>| {
        if let Some(blob) = blob {
            browser::save(&blob, "senim-map.png");
        }
    });
    canvas.to_blob(made.unchecked_ref()).ok()
}
