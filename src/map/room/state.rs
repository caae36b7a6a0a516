//! What is chosen in the map room. Filters stand in the query of the address; the view, the chosen
//! place and the chosen area only after `#`; where distances are counted from, nowhere.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::open::Open;
use senim_atlas::{Choice, Fragment, Frame, Spot};
use senim_lookup::globe::metres_between;
use senim_model::directory::{Place, PlaceIx, Point};
use wasm_bindgen::JsCast as _;

use crate::browser::{document, now_minute, window};
use crate::snapshot::OpenRegion;

/// Where distances are counted from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Start {
    /// The visitor's own position.
    You,
    /// An address that was looked for.
    Address,
    /// A place.
    Place(String),
}

/// A place of the list, with metres in a straight line where they are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    /// The place.
    pub(crate) place: PlaceIx,
    /// Metres in a straight line.
    pub(crate) metres: Option<u32>,
}

/// What is chosen. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct MapState {
    /// The filters.
    pub(crate) choice: RwSignal<Choice>,
    /// The chosen place.
    pub(crate) place: RwSignal<Option<PlaceIx>>,
    /// Places that lie in one spot, when such a spot was pressed.
    pub(crate) group: RwSignal<Vec<PlaceIx>>,
    /// Where distances are counted from.
    pub(crate) origin: RwSignal<Option<(Point, Start)>>,
    /// The middle of the view and its zoom, as the address shows them.
    pub(crate) view: RwSignal<Option<(Spot, f64)>>,
    /// The address named a view when the page was opened: what else it names moves nothing.
    pub(crate) came_with_view: bool,
    /// The chosen area, by its position.
    pub(crate) area: RwSignal<Option<u16>>,
    /// What the map is to show, where that is more than one area.
    pub(crate) aim: RwSignal<Option<Frame>>,
    /// The minute as of which places are open.
    pub(crate) now: i64,
}

impl MapState {
    /// What the address says.
    pub(crate) fn new(region: &OpenRegion) -> MapState {
        let location = window().location();
        let query = location.search().unwrap_or_default();
        let fragment = Fragment::parse(&location.hash().unwrap_or_default());
        let pack = &region.pack;
        let place = fragment.place.and_then(|id| pack.place_at(&id));
        let area = fragment.area.and_then(|id| pack.area_at(&id));
        MapState {
            choice: RwSignal::new(Choice::parse(&query)),
            place: RwSignal::new(place),
            group: RwSignal::new(Vec::new()),
            origin: RwSignal::new(None),
            view: RwSignal::new(fragment.view),
            came_with_view: fragment.view.is_some(),
            area: RwSignal::new(area),
            aim: RwSignal::new(None),
            now: now_minute(),
        }
    }

    /// The places that are shown, in the order of the list.
    pub(crate) fn rows(self, region: &OpenRegion) -> Vec<Row> {
        let pack = &region.pack;
        let (choice, now) = (self.choice.get(), self.now);
        let group = self.group.get();
        let origin = self.origin.get();
        let metres = |place: &Place| {
            let (from, _) = origin.as_ref()?;
            let metres = metres_between(from.degrees(), place.at?.degrees());
            // Half of the globe is twenty million metres.
            Some(metres.round() as u32)
        };
        let shown = (0..).zip(&pack.places).filter(|(ix, place)| {
            (group.is_empty() || group.contains(ix)) && choice.takes(pack, place, now)
        });
        let mut rows: Vec<Row> = shown
            .map(|(ix, place)| Row {
                place: ix,
                metres: metres(place),
            })
            .collect();
        let settlement = |row: &Row| {
            pack.places
                .get(usize::from(row.place))
                .map(|place| place.locality)
        };
        match origin {
            Some(_) => rows.sort_by_key(|row| (row.metres.unwrap_or(u32::MAX), row.place)),
            None => rows.sort_by_key(|row| (settlement(row), row.place)),
        }
        rows
    }

    /// The present address of what is chosen: a query and a fragment.
    pub(crate) fn address(self, region: &OpenRegion) -> String {
        let pack = &region.pack;
        let place = self.place.get();
        let place = place.and_then(|at| pack.places.get(usize::from(at)));
        let area = self.area.get();
        let area = area.and_then(|at| pack.areas.get(usize::from(at)));
        let fragment = Fragment {
            view: self.view.get(),
            place: place.map(|place| place.id.clone()),
            area: area.map(|area| area.id.clone()),
        };
        format!("{}{}", self.choice.with(Choice::query), fragment.text())
    }

    /// Keeps the address true to what is chosen, that of the other languages too.
    pub(crate) fn keep_address(self, region: Arc<OpenRegion>) {
        Effect::new(move |_| {
            let address = self.address(&region);
            crate::router::replace_choices(&address);
            let links = document().query_selector_all(".lang-switch a");
            let Ok(links) = links else { return };
            let links = (0..links.length()).filter_map(|at| links.item(at));
            for link in links.filter_map(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok())
            {
                let bare = link.href();
                let bare = bare.split(['?', '#']).next().unwrap_or_default();
                link.set_href(&format!("{bare}{address}"));
            }
        });
    }

    /// Whether a place is open.
    pub(crate) fn open(self, region: &OpenRegion, place: &Place) -> Open {
        Open::of(&region.pack, place, self.now)
    }
}
