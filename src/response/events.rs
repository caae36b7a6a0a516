//! What a visitor chooses of response times.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use senim_figures::{Asked, Choice};
use senim_model::response::Response;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlSelectElement};

use crate::browser::{document, focus};
use crate::figures::Room;
use crate::figures::events::{elements, fields, target};

/// Something was chosen. What is as usual does not stand in the address.
pub(super) fn chosen(room: Room, data: &Response) {
    let before = room.query.with_untracked(|query| Choice::parse(query));
    let mut choice = Choice::parse(&fields().join("&"));
    choice.release = before.release;
    let usual = Choice {
        place: choice.place.clone(),
        ..Choice::default()
    };
    // No field says what is over on the day of a release.
    if let Some(asked) = Asked::of(&usual, data, "") {
        let usual = asked.choice(data, None);
        let unless = |same: bool| !same;
        choice.to = choice.to.filter(|to| unless(Some(*to) == usual.to));
        choice.from = choice
            .from
            .filter(|from| choice.to.is_some() || unless(Some(*from) == usual.from));
        choice.priority = choice
            .priority
            .filter(|priority| unless(Some(priority) == usual.priority.as_ref()));
        choice.clock = choice
            .clock
            .filter(|clock| unless(Some(*clock) == usual.clock));
    }
    room.go(&choice.query());
    // What is compared is offered nowhere else, and the next one has a field of its own.
    if (&before.place, &before.with) != (&choice.place, &choice.with) {
        let focused = document().active_element().map(|element| element.id());
        room.turned.update(|turned| *turned += 1);
        request_animation_frame(move || focus(&focused.unwrap_or_default()));
    }
}

/// A place was taken out of the comparison: the focus goes to where the next one stands.
pub(super) fn removed(room: Room, data: &Response, event: &MouseEvent) {
    let found = || {
        let button = target(event)?.closest("[data-remove]").ok()??;
        let id = button.get_attribute("data-remove")?;
        let field = document().get_element_by_id(&id)?;
        field.dyn_into::<HtmlSelectElement>().ok()
    };
    if let Some(field) = found() {
        field.set_value("");
        focus(&field.id());
        chosen(room, data);
    }
}

/// Something was picked on the country's page. Regions and quarters stay what is usual until they are
/// picked themselves.
pub(super) fn picked(room: Room, event: &Event) {
    let Some(field) = target(event) else { return };
    let regions = elements(".choose :checked[type=checkbox]").into_iter();
    let regions = regions.filter_map(|field| field.get_attribute("value"));
    let regions: Vec<String> = regions.collect();
    let before = room.query.with_untracked(|query| Choice::parse(query));
    let mut choice = Choice::parse(&fields().join("&"));
    choice.regions = match field.get_attribute("type") {
        Some(_) => Choice::parse(&format!("regions={}", regions.join(","))).regions,
        None => before.regions,
    };
    if !matches!(&*field.id(), "choose-from" | "choose-to") {
        (choice.from, choice.to) = (before.from, before.to);
    }
    choice.release = before.release;
    room.go(&choice.query());
    request_animation_frame(move || focus(&field.id()));
}
