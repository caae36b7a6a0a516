//! The endpoint for messages, in its folder.

use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use chrono::Utc;
use chrono_tz::Tz;
use senim_feedback::api::{self, TrustedProxies};
use senim_feedback::desk::{Desk, Writer};
use senim_feedback::store::Store as _;
use senim_publish::check::current_facts;

use crate::facts::columns;

/// Opens the folder, made where it is not there yet, and starts the writer.
pub(super) fn open(
    folder: &Path,
    site: &Path,
    proxies: TrustedProxies,
) -> Result<(Router, Writer)> {
    let (secret, mut store) = senim_feedback::open(folder)?;
    let zones = zones(site).context("the time zones of the site's regions")?;
    store.learn_zones(&zones)?;
    let store = store.checkpoint_aside()?;
    let (desk, writer) = Desk::start(store, Utc::now, |text| {
        crate::warn(&format!("feedback: {text}"));
    })?;
    let router = api::router(desk, secret, proxies)?;
    Ok((router, writer))
}

/// The time zones of regions, out of the facts that the site publishes; none where it has none.
fn zones(site: &Path) -> Result<Vec<(String, Tz)>> {
    let Some(facts) = current_facts(&site.join("data")) else {
        return Ok(Vec::new());
    };
    let rows = columns(&facts.join("regions.csv"), ["id", "time_zone"])?;
    let zone = |[id, zone]: [String; 2]| Some((id, zone.parse().ok()?));
    Ok(rows.into_iter().filter_map(zone).collect())
}
