//! Pages that the publisher writes whole are of the current release. Where an address names another
//! one, the page says which it shows, and where the tables of the other one are.

use leptos::prelude::*;
use senim_figures::release_day;
use senim_model::index::RecordRelease;
use senim_texts::html::text;

use super::{fault_notice, inside, release_of, search};
use crate::app::Portal;
use crate::i18n::f;
use crate::page::Page;
use crate::snapshot::Fault;
use crate::ui::{arriving, live};

/// A release that was asked for, and its tables of the page; nothing where there is no such release.
type Came = Option<(RecordRelease, Vec<&'static str>)>;

/// What stands in the address under a key.
pub(crate) fn in_address(key: &str) -> Option<String> {
    let query = search();
    let mut pairs = query.trim_start_matches('?').split('&');
    let found = pairs.find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    found.map(str::to_owned)
}

/// The notice of a page; nothing where the address names no other release.
pub(crate) fn notice(page: &Page) -> AnyView {
    let Some(asked) = in_address("release") else {
        return ().into_any();
    };
    let portal = Portal::get();
    let here = portal.href(page);
    let names: &[&str] = match page {
        Page::Reform(_) => &["indicators.csv", "indicator_values.csv"],
        _ => &["problems.csv", "problem_events.csv"],
    };
    let came = arriving(async move {
        let found = release_of(portal, Some(asked)).await?;
        let Some(release) = found else {
            return Ok(None);
        };
        let tables = portal.snapshot().tables(&release, names).await;
        Ok::<Came, Fault>(Some((release, tables)))
    });
    live(move || match came.get() {
        None => ().into_any(),
        Some(Err(fault)) => fault_notice(fault),
        Some(Ok(came)) => inside(&told(&portal, &here, came.as_ref())),
    })
    .into_any()
}

/// The notice as HTML.
fn told(portal: &Portal, here: &str, came: Option<&(RecordRelease, Vec<&str>)>) -> String {
    let texts = portal.texts();
    let Some(shown) = portal.index() else {
        return String::new();
    };
    let said = match came {
        Some((asked, _)) if asked.id == shown.record.id => return String::new(),
        Some((asked, tables)) => {
            let (now, then) = (&shown.record.time, &asked.time);
            let [shown, asked_day] = [now, then].map(|time| release_day(&texts, time));
            let values = [("shown", &*shown), ("asked", &*asked_day)];
            let kept = match tables.is_empty() {
                true => text(&texts.t(f::PINNED_NO_TABLES)),
                false => format!(
                    "{} {}",
                    text(&texts.t(f::PINNED_TABLES)),
                    links(portal, asked, tables)
                ),
            };
            format!("{} {kept}", text(&texts.with(f::PINNED_OTHER, &values)))
        }
        None => format!(
            "{} <a href=\"{}\" target=\"_self\">{}</a>",
            text(&texts.t(f::RESPONSE_GONE)),
            text(here),
            text(&texts.t(f::RESPONSE_PINNED_NOW))
        ),
    };
    format!("<p class=\"notice\" id=\"other-release\">{said}</p>")
}

fn links(portal: &Portal, release: &RecordRelease, tables: &[&str]) -> String {
    let folder = format!("{}data/{}", portal.base(), release.path);
    let links = tables.iter().map(|name| {
        let href = text(&format!("{folder}{name}"));
        format!("<a href=\"{href}\" download>{name}</a>")
    });
    links.collect::<Vec<_>>().join(", ")
}
