//! "Where is the nearest help?": places on a map, and a list that is its equal.

mod drawn;
mod filters;
mod ground;
mod layers;
mod list;
mod names;
mod nation;
mod neighbour;
mod picture;
mod pins;
mod region;
mod scene;
mod searched;
mod sheet;
mod state;
mod tiles;

use leptos::prelude::*;
use senim_model::id::Id;

pub(super) use list::say_open;
use nation::NationMap;
use region::RegionMap;

/// The map of a region, or of the country, from which regions are chosen. `served` is the page as
/// the publisher wrote it: a list that needs no script, which stays until the map has come.
#[component]
pub(crate) fn MapPage(region: Option<Id>, served: Option<String>) -> impl IntoView {
    match region {
        Some(region) => view! { <RegionMap region served /> }.into_any(),
        None => view! { <NationMap /> }.into_any(),
    }
}
