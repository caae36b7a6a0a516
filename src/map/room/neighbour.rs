//! Near the border of a region, the nearest help may stand beyond it, and this map has only its own.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::{Fragment, Spot};
use senim_lookup::neighbour::neighbour_within;

use super::state::{MapState, Row};
use crate::app::Portal;
use crate::i18n::r;
use crate::page::Page;
use crate::snapshot::OpenRegion;
use crate::ui::{Named, arriving, live_option};

/// So many places are what somebody looks at who asks for the nearest.
const NEAREST: usize = 5;

/// Where there are not as many, what lies beyond a border farther away is nobody's nearest, in metres.
const FAR: u32 = 50_000;

/// The neighbouring region that is nearer than the last of the nearest places, with a way to this
/// point of its map; the point stands after `#`, so no server hears of it.
#[component]
pub(super) fn Neighbour(
    state: MapState,
    region: Arc<OpenRegion>,
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let portal = Portal::get();
    let said = portal.texts().t(r::MAP_NEIGHBOUR);
    let nation = arriving(async move {
        let index = portal.wait_index().await.ok()?;
        portal.snapshot().nation(&index).await.ok()
    });
    live_option(move || {
        let (from, _) = state.origin.get()?;
        let nation = nation.get()??;
        let last = rows.with(|rows| rows.get(NEAREST - 1)?.metres);
        let metres = f64::from(last.unwrap_or(FAR));
        let own = &region.pack.region.id;
        let at = neighbour_within(&nation.nation, own, from.degrees(), metres)?;
        let other = nation.nation.regions.get(usize::from(at))?;
        let fragment = Fragment {
            view: Some((Spot::of(from), 12.0)),
            ..Fragment::default()
        };
        let page = portal.href(&Page::Map(Some(other.id.clone())));
        let href = format!("{page}{}", fragment.text());
        let name = other.name.clone();
        Some(
            view! {
                <p class="notice neighbour">
                    {said.clone()} " " <a href=href rel="external"><Named text=name /></a>
                </p>
            }
            .into_any(),
        )
    })
}
