//! From a position to an area. The device is asked only on press, and what it says stays in memory.

use std::sync::Arc;

use leptos::prelude::*;
use senim_lookup::position::{Located, regions_near};
use senim_model::directory::{AreaIx, Point};
use senim_model::id::Id;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Position, PositionError, PositionOptions};

use super::answer::{Chosen, Outcome};
use crate::app::Portal;
use crate::browser::window;
use crate::i18n::{Message, m};
use crate::snapshot::{Fault, OpenRegion, OpenShapes};

/// How long a device may think, in milliseconds.
const PATIENCE: u32 = 15_000;

/// However vague a device is, areas further away than this are no candidates, in metres.
const MOST_VAGUE: f64 = 300.0;

/// From farther away than this, the nearest area is nobody's own, in metres.
const FARTHEST: f64 = 20_000.0;

/// Asks the device where it is, and shows the area.
pub(crate) fn ask_position(portal: Portal) {
    let find = portal.find;
    let question = find.ask();
    find.outcome.set(Outcome::Waiting(m::POSITION_ASKING));
    let found = move |lon: f64, lat: f64, vague: f64| {
        crate::browser::spawn(async move {
            // The visitor may have typed an address meanwhile.
            if find.is_asked(question) {
                locate(portal, lon, lat, vague).await;
            }
        });
    };
    let failed = move |message: Message| {
        if find.is_asked(question) {
            find.outcome.set(Outcome::Sorry(message));
        }
    };
    ask_device(found, failed);
}

/// Asks the device where it is: `found` hears longitude and latitude in degrees and to how many
/// metres they are sure, or `failed` hears why they are not to be had.
pub(crate) fn ask_device(
    found: impl FnOnce(f64, f64, f64) + 'static,
    failed: impl Fn(Message) + Copy + 'static,
) {
    let Ok(geolocation) = window().navigator().geolocation() else {
        failed(m::POSITION_UNAVAILABLE);
        return;
    };
    let found = Closure::once_into_js(move |position: Position| {
        let coords = position.coords();
        found(coords.longitude(), coords.latitude(), coords.accuracy());
    });
    let refused = Closure::once_into_js(move |error: PositionError| {
        let denied = error.code() == PositionError::PERMISSION_DENIED;
        failed(if denied {
            m::POSITION_DENIED
        } else {
            m::POSITION_UNAVAILABLE
        });
    });
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    let asked = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(refused.unchecked_ref()),
        &options,
    );
    if asked.is_err() {
        failed(m::POSITION_UNAVAILABLE);
    }
}

/// Shows the area at a place in degrees, known to `vague` metres.
pub(crate) async fn locate(portal: Portal, lon: f64, lat: f64, vague: f64) {
    let find = portal.find;
    let question = find.ask();
    // What was typed is not what is answered now.
    find.typed.set(String::new());
    find.outcome.set(Outcome::Waiting(m::NOTICE_LOADING));
    let answer = answer(portal, lon, lat, vague).await;
    if !find.is_asked(question) {
        return;
    }
    match answer {
        Ok(Outcome::Card(chosen)) => find.settle(Chosen {
            vague: Some(vague).filter(|vague| *vague > MOST_VAGUE),
            ..chosen
        }),
        Ok(outcome) => find.show(outcome),
        Err(fault) => find.show(Outcome::Failed(fault)),
    }
}

async fn answer(portal: Portal, lon: f64, lat: f64, vague: f64) -> Result<Outcome, Fault> {
    let index = portal.wait_index().await?;
    let nation = portal.snapshot().nation(&index).await?;
    let border = f64::from(index.find.border_metres).max(vague.min(MOST_VAGUE));
    let mut nearest: Option<(f64, Outcome)> = None;
    for at in regions_near(&nation.nation, lon, lat) {
        let Some(region) = nation.nation.regions.get(usize::from(at)) else {
            continue;
        };
        let Some((region, shapes)) = both(portal, &region.id).await? else {
            continue;
        };
        let located = shapes.finder.locate(lon, lat, border);
        match outcome(&region, &shapes, located, Point::from_degrees(lon, lat)) {
            Some((0.0, outcome)) => return Ok(outcome),
            Some((metres, outcome))
                if nearest.as_ref().is_none_or(|(least, _)| metres < *least) =>
            {
                nearest = Some((metres, outcome));
            }
            _ => {}
        }
    }
    let near = nearest.filter(|(metres, _)| *metres <= FARTHEST);
    Ok(near.map_or(Outcome::Sorry(m::POSITION_NOWHERE), |(_, outcome)| outcome))
}

/// A region with its areas.
async fn both(
    portal: Portal,
    id: &Id,
) -> Result<Option<(Arc<OpenRegion>, Arc<OpenShapes>)>, Fault> {
    let index = portal.wait_index().await?;
    let snapshot = portal.snapshot();
    let region = snapshot.region(&index, id).await.transpose()?;
    let shapes = snapshot.shapes(&index, id).await.transpose()?;
    Ok(region.zip(shapes))
}

/// What a location means in a region, with the metres that lie between them. Identifiers, not
/// positions, lead from shapes to areas: the two may come from different releases.
fn outcome(
    region: &Arc<OpenRegion>,
    shapes: &OpenShapes,
    located: Located,
    at: Point,
) -> Option<(f64, Outcome)> {
    let area_of =
        |shape: usize| -> Option<AreaIx> { region.pack.area_at(shapes.shapes.ids.get(shape)?) };
    let chosen = |shape, outside| {
        Some(Chosen {
            at: Some(at),
            outside,
            ..Chosen::area(Arc::clone(region), area_of(shape)?)
        })
    };
    match located {
        Located::In(shape) => Some((0.0, Outcome::Card(chosen(shape, None)?))),
        Located::Border(shapes) => {
            let areas: Vec<(AreaIx, f64)> = shapes
                .into_iter()
                .filter_map(|(shape, metres)| Some((area_of(shape)?, metres)))
                .collect();
            let region = Arc::clone(region);
            Some((0.0, Outcome::Border { region, areas, at }))
        }
        Located::Outside { nearest, metres } => Some((
            metres.max(f64::MIN_POSITIVE),
            Outcome::Card(chosen(nearest, Some(metres))?),
        )),
        Located::Nowhere => None,
    }
}
