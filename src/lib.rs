//! Senim in the browser: see `ARCHITECTURE.md` for the map.
//!
//! It is four programs, so that who looks for an inspector downloads no map and no charts: each
//! page starts one of them, and links between their pages are ordinary ones.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public property types of crate-private components"
)]

mod app;
mod browser;
mod data;
mod feedback;
mod figures;
mod find;
mod i18n;
mod json;
mod map;
mod missing;
mod page;
mod privacy;
mod reform;
mod register;
mod response;
mod rooms;
mod router;
mod snapshot;
mod surveys;
mod ui;
mod written;

/// Starts the program that finds an inspector, with the lists and the quiet pages.
pub fn find() {
    start::<find::FindRooms>();
}

/// Starts the program of the rooms: the map, places of help, the data room, privacy.
pub fn rooms() {
    start::<rooms::OtherRooms>();
}

/// Starts the program of figures: response times, surveys, the reform, the register of problems.
pub fn figures() {
    start::<figures::FigureRooms>();
}

/// Starts the program of messages to the police.
pub fn feedback() {
    start::<feedback::FeedbackRooms>();
}

fn start<R: app::Rooms>() {
    browser::show_panics();
    leptos::mount::mount_to_body(app::app::<R>);
}
