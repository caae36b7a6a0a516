//! An address that was looked for is where the map goes, and where distances are counted from.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::{Frame, Spot};
use senim_lookup::Place as Told;
use senim_model::directory::RegionPack;

use super::state::{MapState, Start};
use crate::app::Portal;
use crate::browser;
use crate::find::Outcome;
use crate::page::Page;
use crate::snapshot::{OpenRegion, OpenShapes};

/// What is found by its address is where the map goes, and where distances are counted from.
pub(super) fn look_where_was_searched(portal: Portal, state: MapState, region: Arc<OpenRegion>) {
    let find = portal.find;
    let shapes = portal.open_shapes(region.pack.region.id.clone());
    Effect::new(move |_| {
        let outcome = find.outcome.get();
        let Some(Some(Ok(shapes))) = shapes.get() else {
            return;
        };
        let (found, areas): (Arc<OpenRegion>, Vec<u16>) = match outcome {
            Outcome::Card(chosen) => (chosen.region, vec![chosen.area]),
            Outcome::Houses(region, street) => {
                let areas = region.pack.streets.get(street as usize);
                let areas = areas.map(|street| street.parts.iter().map(|part| part.area).collect());
                (region, areas.unwrap_or_default())
            }
            Outcome::Localities(region, streets, _) => {
                let streets = streets
                    .iter()
                    .filter_map(|at| region.pack.streets.get(*at as usize));
                let areas = streets
                    .flat_map(|street| &street.parts)
                    .map(|part| part.area);
                let areas = areas.collect();
                (region, areas)
            }
            Outcome::Place(region, place) => {
                let areas = areas_of(&region.pack, place);
                (region, areas)
            }
            _ => return,
        };
        if found.pack.region.id != region.pack.region.id {
            let page = Page::Map(Some(found.pack.region.id.clone()));
            let area = areas
                .first()
                .and_then(|at| found.pack.areas.get(usize::from(*at)));
            let area = area
                .map(|area| format!("#area={}", area.id))
                .unwrap_or_default();
            let _ = browser::window()
                .location()
                .set_href(&format!("{}{area}", portal.href(&page)));
            return;
        }
        find.outcome.set(Outcome::Nothing);
        let frame = frame_of(&region.pack, &shapes, &areas);
        if let Some(frame) = frame {
            state.place.set(None);
            state.group.set(Vec::new());
            match areas.as_slice() {
                [area] => state.area.set(Some(*area)),
                _ => {
                    state.area.set(None);
                    state.aim.set(Some(frame));
                }
            }
            state
                .origin
                .set(Some((frame.middle().point(), Start::Address)));
        }
    });
}

fn areas_of(pack: &RegionPack, place: Told) -> Vec<u16> {
    let all = (0..).zip(&pack.areas);
    let of = all.filter(|(_, area)| match place {
        Told::Region => true,
        Told::District(district) => area.district == Some(district),
        Told::Locality(locality) => area.localities.contains(&locality),
    });
    of.map(|(at, _)| at).collect()
}

/// The smallest box around areas. Packs of two releases may meet: identifiers lead from one to the
/// other.
pub(super) fn frame_of(pack: &RegionPack, shapes: &OpenShapes, areas: &[u16]) -> Option<Frame> {
    let ids = areas
        .iter()
        .filter_map(|at| pack.areas.get(usize::from(*at)));
    let positions = ids.filter_map(|area| shapes.shapes.area_at(&area.id));
    let frames = positions.filter_map(|at| {
        let rings = shapes.shapes.polygons.get(at)?.iter().flatten();
        Frame::around(
            rings
                .flat_map(|ring| shapes.shapes.ring(ring))
                .map(Spot::of),
        )
    });
    frames.reduce(Frame::and)
}
