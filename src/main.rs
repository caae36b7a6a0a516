//! Senim in the browser: see `ARCHITECTURE.md` for the map.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public property types of crate-private components"
)]

mod app;
mod browser;
mod find;
mod i18n;
mod map;
mod page;
mod router;
mod snapshot;
mod texts_pages;
mod ui;
mod written;

fn main() {
    browser::show_panics();
    leptos::mount::mount_to_body(app::App);
}
