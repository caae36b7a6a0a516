//! What is chosen in the map room. Filters stand in the query of the address; the view, the chosen
//! place and the chosen area only after `#`; where distances are counted from, nowhere. What is
//! chosen is a step that "back" undoes; to move the map is none.

use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::open::Open;
use senim_atlas::{Choice, Fragment, Frame, Spot};
use senim_lookup::globe::metres_between;
use senim_model::directory::{Place, PlaceIx, Point};

use crate::browser::{now_minute, window};
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
    /// What the address chose together with a view: as long as just that is chosen, the view
    /// counts, and what is chosen moves nothing.
    settled: StoredValue<Option<Chosen>>,
    /// The chosen area, by its position.
    pub(crate) area: RwSignal<Option<u16>>,
    /// What the map is to show, where that is more than one area.
    pub(crate) aim: RwSignal<Option<Frame>>,
    /// The minute as of which places are open.
    pub(crate) now: i64,
}

/// A place and an area, where they are chosen.
type Chosen = (Option<PlaceIx>, Option<u16>);

/// The query and the fragment of the address.
fn address() -> (Choice, Fragment) {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    (Choice::parse(&query), Fragment::parse(&fragment))
}

fn chosen(region: &OpenRegion, fragment: &Fragment) -> Chosen {
    let pack = &region.pack;
    let place = fragment.place.as_ref().and_then(|id| pack.place_at(id));
    let area = fragment.area.as_ref().and_then(|id| pack.area_at(id));
    (place, area)
}

impl MapState {
    /// What the address says, now and whenever the visitor steps back or forward.
    pub(crate) fn new(region: &Arc<OpenRegion>) -> MapState {
        let (choice, fragment) = address();
        let (place, area) = chosen(region, &fragment);
        let state = MapState {
            choice: RwSignal::new(choice),
            place: RwSignal::new(place),
            group: RwSignal::new(Vec::new()),
            origin: RwSignal::new(None),
            view: RwSignal::new(fragment.view),
            settled: StoredValue::new(fragment.view.map(|_| (place, area))),
            area: RwSignal::new(area),
            aim: RwSignal::new(None),
            now: now_minute(),
        };
        let path = window().location().pathname();
        let region = Arc::clone(region);
        let stepped = window_event_listener(leptos::ev::popstate, move |_| {
            if window().location().pathname() == path {
                state.restore(&region);
            }
        });
        on_cleanup(move || stepped.remove());
        state
    }

    /// Takes what the address says.
    fn restore(self, region: &OpenRegion) {
        let (choice, fragment) = address();
        let (place, area) = chosen(region, &fragment);
        self.settled.set_value(fragment.view.map(|_| (place, area)));
        self.choice.set(choice);
        self.place.set(place);
        self.area.set(area);
        self.view.set(fragment.view);
        self.group.set(Vec::new());
        self.origin.update(|origin| {
            // It was the place of the step that is undone.
            let of_place = matches!(origin, Some((_, Start::Place(_))));
            *origin = origin.take().filter(|_| !of_place);
        });
    }

    /// Whether the address has chosen just this, together with a view.
    pub(crate) fn is_settled(self) -> bool {
        let chosen = (self.place.get_untracked(), self.area.get_untracked());
        self.settled.get_value() == Some(chosen)
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
        Effect::new(move |before: Option<()>| {
            let address = self.address(&region);
            if !self.is_settled() {
                self.settled.set_value(None);
            }
            let said =
                |(choice, fragment): (Choice, Fragment)| (choice, fragment.place, fragment.area);
            let (query, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
            let now = (Choice::parse(query), Fragment::parse(fragment));
            let is_step = before.is_some() && said(now) != said(self::address());
            crate::router::keep_choices(&address, is_step);
            crate::router::keep_in_languages(&address);
        });
    }

    /// Whether a place is open.
    pub(crate) fn open(self, region: &OpenRegion, place: &Place) -> Open {
        Open::of(&region.pack, place, self.now)
    }
}
