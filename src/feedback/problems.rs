//! The problems of a region, from the list that the publisher wrote. The whole list is asked for: no
//! server hears which of them somebody writes about.

use wasm_bindgen::JsCast as _;
use web_sys::{DomParser, Element, SupportedType};

use leptos::prelude::*;

use super::form;
use super::room::Room;
use crate::browser;
use crate::page::Page;

/// A problem of the register.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    /// Stands in page addresses.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// The district; may be empty.
    pub(super) district: String,
}

/// Asks for the problems of the page's region.
pub(super) fn ask(room: Room) {
    let page = Page::Problems(Some(room.region.get_value()));
    let address = room.portal.href(&page);
    browser::spawn(async move {
        let list = room.portal.snapshot().written_page(&address, true).await;
        // A page that is fetched gives the window its title.
        if let Some(step) = room.step.try_get_untracked() {
            form::entitle(room, step);
        }
        if let Some(Ok(html)) = list {
            room.problems.try_set(read(&html).unwrap_or_default());
        }
    });
}

fn read(html: &str) -> Option<Vec<Problem>> {
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let items = page.query_selector_all("#problems > li").ok()?;
    let items = (0..items.length()).filter_map(|at| items.item(at)?.dyn_into::<Element>().ok());
    let problem = |item: Element| {
        let link = item.query_selector("a").ok()??;
        let href = link.get_attribute("href")?;
        Some(Problem {
            id: href.trim_end_matches('/').rsplit('/').next()?.to_owned(),
            name: link.text_content()?,
            district: item.get_attribute("data-place")?,
        })
    };
    Some(items.filter_map(problem).collect())
}
