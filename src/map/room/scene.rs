//! What a region's map draws, and what its pins show.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::Spot;
use senim_atlas::scene::{Kind, Named, Scene};
use senim_model::context::Context;
use senim_model::directory::{LocalityKind, PlaceIx, RegionPack};
use senim_model::id::Id;
use senim_model::index::Index;
use senim_model::shapes::Shapes;
use senim_model::text::Text;

use super::list::say_open;
use super::pins::{Face, FaceOf};
use super::state::MapState;
use crate::i18n::{Texts, place as words, r};
use crate::snapshot::{OpenNation, OpenRegion, OpenShapes};

/// The kinds of place in their order.
pub(super) fn kinds(index: Option<&Index>) -> Vec<(Id, Text)> {
    let kinds = index.map(|index| index.vocabulary.place_kinds.iter());
    let kinds = kinds.into_iter().flatten();
    kinds
        .map(|term| (term.id.clone(), term.name.clone()))
        .collect()
}

/// What lies around a region; each is done without where it cannot be had.
#[derive(Clone)]
pub(super) struct Around {
    /// Other regions, and settlements with their names.
    pub(super) nation: Option<Arc<OpenNation>>,
    /// The land under all.
    pub(super) land: Option<Arc<Shapes>>,
    /// Water, railways and main roads.
    pub(super) context: Option<Arc<Context>>,
}

pub(super) fn face(
    state: MapState,
    region: Arc<OpenRegion>,
    texts: Texts,
    kinds: Vec<(Id, Text)>,
    spots: StoredValue<Vec<PlaceIx>>,
) -> FaceOf {
    Box::new(move |members| {
        let places: Vec<PlaceIx> = spots.with_value(|spots| {
            members
                .iter()
                .filter_map(|at| spots.get(*at).copied())
                .collect()
        });
        let rows = || {
            places
                .iter()
                .filter_map(|at| region.pack.places.get(usize::from(*at)))
        };
        let mut signs: Vec<(usize, usize)> = Vec::new();
        for (at, (id, _)) in kinds.iter().enumerate() {
            let count = rows().filter(|place| place.kind == *id).count();
            if count > 0 {
                signs.push((at, count));
            }
        }
        let single = places.len() == 1;
        let label = match rows().next() {
            Some(place) if single => {
                let open = state.open(&region, place);
                let parts = [
                    place.name.show(texts.lang).to_owned(),
                    words::whereabouts(&texts, &region.pack, place),
                    say_open(&texts, &region.pack.offsets, open, state.now),
                ];
                parts.join(", ")
            }
            _ => {
                let each = signs.iter().filter_map(|(at, count)| {
                    let (_, name) = kinds.get(*at)?;
                    Some(format!("{}: {count}", name.show(texts.lang)))
                });
                let each: Vec<String> = each.collect();
                let all = texts.count(r::PLACES, places.len() as u64);
                format!("{all}: {}", each.join(", "))
            }
        };
        let chosen = state.place.get_untracked();
        Face {
            signs,
            single,
            open: rows().any(|place| state.open(&region, place).is_open()),
            chosen: chosen.is_some_and(|chosen| places.contains(&chosen)),
            label,
        }
    })
}

/// Regions, areas with their numbers, settlements with their names, cities first.
pub(super) fn scene(
    texts: &Texts,
    pack: &RegionPack,
    shapes: &OpenShapes,
    around: &Around,
) -> Scene {
    let mut scene = Scene::default();
    if let Some(land) = &around.land {
        scene.land(land);
    }
    let nation = around.nation.as_ref().map(|nation| &nation.nation);
    let regions = nation.map(|nation| nation.regions.iter());
    for region in regions.into_iter().flatten() {
        // The region's own outline is that of its areas, thinned: it would stand beside theirs.
        if region.id != pack.region.id {
            let name = region.name.show(texts.lang).to_owned();
            scene.outline(Kind::Region, name, &region.outline);
        }
    }
    scene.areas(&shapes.shapes, |at| {
        let id = shapes.shapes.ids.get(at);
        let area = pack.areas.iter().find(|area| Some(&area.id) == id);
        area.map(|area| area.number.clone()).unwrap_or_default()
    });
    if pack.districts.len() > 1 {
        let district = |at| {
            let id = shapes.shapes.ids.get(at);
            let area = pack.areas.iter().find(|area| Some(&area.id) == id);
            area.and_then(|area| area.district)
        };
        let names = pack.districts.iter();
        let names = names.map(|district| district.name.show(texts.lang).to_owned());
        scene.districts(&shapes.shapes, district, names.collect());
    }
    if let Some(context) = &around.context {
        scene.context(context);
    }
    let Some(nation) = nation else { return scene };
    let kinds = [
        (LocalityKind::City, 4.0),
        (LocalityKind::Town, 8.0),
        (LocalityKind::Village, 9.5),
    ];
    for (kind, from_zoom) in kinds {
        let of_kind = nation
            .localities
            .iter()
            .filter(|locality| locality.kind == kind);
        scene.names.extend(of_kind.filter_map(|locality| {
            Some(Named {
                at: Spot::of(locality.at?),
                name: locality.name.show(texts.lang).to_owned(),
                from_zoom,
                width: Cell::new(None),
            })
        }));
    }
    scene
}
