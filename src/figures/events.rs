//! What a visitor does on a page of figures, whatever they are of.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use senim_charts::step;
use senim_figures::embedding;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlSelectElement};

use super::{Room, take};
use crate::app::Portal;
use crate::browser::document;

/// What a selector finds.
pub(crate) fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|at| found.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// What the first headline says, in a line.
pub(super) fn headline() -> String {
    let parts = [">h2", ">dl>div>:not(.small)", ">p:not(.quiet)"];
    let parts = parts.map(|part| format!(".headline:first-of-type{part}"));
    let parts = elements(&parts.join(",")).into_iter();
    let said: Vec<String> = parts.filter_map(|part| part.text_content()).collect();
    said.join(". ")
}

/// The fields of the form, as the address has them.
pub(crate) fn fields() -> Vec<String> {
    let fields = elements(".choose select").into_iter();
    fields
        .filter_map(|field| field.dyn_into::<HtmlSelectElement>().ok())
        .map(|field| format!("{}={}", field.name(), field.value()))
        .collect()
}

/// Something was pressed.
pub(crate) fn pressed(room: Room, event: &MouseEvent) {
    let Some(target) = target(event) else { return };
    let near = |what: &str| target.closest(&format!("[data-{what}]")).ok().flatten();
    let held = event.meta_key() || event.ctrl_key() || event.shift_key();
    if let Some(link) = near("choice").filter(|_| !held) {
        let href = link.get_attribute("href").unwrap_or_default();
        let query = href.split_once('?').map_or("", |(_, query)| query);
        event.prevent_default();
        room.go(query);
        room.turned.update(|turned| *turned += 1);
    } else if let Some(button) = near("csv") {
        take::table(room, &button.get_attribute("data-csv").unwrap_or_default());
    } else if let Some(button) = near("svg") {
        take::picture(room, &button.get_attribute("data-svg").unwrap_or_default());
    } else if let Some(button) = near("png") {
        take::pixels(room, &button.get_attribute("data-png").unwrap_or_default());
    } else if let Some(button) = near("copy") {
        take::copy(&button);
    } else if let Some(point) = near("point") {
        reach(&point);
    } else if let Ok(Some(summary)) = target.closest("summary") {
        fill(room, &summary);
    }
}

/// Writes what is about to be opened: the rows of a table, or the lines that embed a chart.
fn fill(room: Room, summary: &Element) {
    let inside = summary.next_element_sibling();
    let Some(inside) = inside.filter(|inside| inside.child_element_count() == 0) else {
        return;
    };
    let written = room.written.get_value();
    let block = |name: &str| {
        let id = inside.get_attribute(name)?;
        written.blocks.iter().find(|block| block.id == id)
    };
    if let Some(block) = block("data-rows") {
        inside.set_inner_html(&block.rows());
    } else if let (Some(block), Some(portal)) = (block("data-embed"), use_context::<Portal>()) {
        inside.set_inner_html(&embedding(&portal.texts(), &written, block));
    }
}

/// The tables that are closed, on a page that is about to be printed.
const CLOSED: &str = ".measured details:not([open]):not(.embed) > summary";

/// Opens all tables, as paper cannot be pressed.
pub(crate) fn open_tables(room: Room) {
    for summary in elements(CLOSED) {
        fill(room, &summary);
        if let Some(details) = summary.parent_element() {
            let _ = details.set_attribute("open", "print");
        }
    }
}

/// The page was printed: tables are as they were.
pub(crate) fn close_tables() {
    for details in elements("details[open=print]") {
        let _ = details.remove_attribute("open");
    }
}

/// A key was pressed: arrows lead through the values of a chart.
pub(crate) fn key(room: Room, event: &KeyboardEvent) {
    let found = || {
        let point = target(event)?.closest("[data-point]").ok()??;
        let chart = point.closest("[data-chart]").ok()??;
        let at = point.get_attribute("data-point")?.parse().ok()?;
        let id = chart.get_attribute("data-chart")?;
        let written = room.written.get_value();
        let block = written.blocks.iter().find(|block| block.id == id)?;
        let to = step(&block.points, at, &event.key())?;
        chart
            .query_selector(&format!("[data-point=\"{to}\"]"))
            .ok()?
    };
    if let Some(point) = found() {
        event.prevent_default();
        reach(&point);
    }
}

/// One value is the tab stop of its chart: the one that has the focus.
fn reach(point: &Element) {
    if let Ok(Some(chart)) = point.closest("[data-chart]")
        && let Ok(Some(before)) = chart.query_selector("[data-point][tabindex=\"0\"]")
    {
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = point.set_attribute("tabindex", "0");
    // An element of SVG has a focus too, under the same name.
    let _ = point.unchecked_ref::<HtmlElement>().focus();
}

/// What has the focus, or lies under the pointer, is written below its chart.
pub(crate) fn read(event: &Event) {
    let found = || {
        let point = target(event)?.closest("[data-point]").ok()??;
        let part = point.closest("section").ok()??;
        let line = part.query_selector(".chart-said").ok()??;
        Some((line, point.get_attribute("aria-label")?))
    };
    if let Some((line, said)) = found() {
        line.set_text_content(Some(&said));
    }
}

pub(crate) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
