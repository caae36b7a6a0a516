//! What the visitor is looking for. It lives in memory alone: not in the address, not in storage.

use std::sync::Arc;

use leptos::prelude::*;
use senim_lookup::{Answer, Match, area_of};
use senim_model::directory::{AreaIx, LocalityIx, Point, Street, StreetIx};
use senim_model::house::House;
use senim_model::id::Id;

use crate::app::Portal;
use crate::browser::memory;
use crate::i18n::Message;
use crate::snapshot::{Fault, OpenNation, OpenRegion};

/// A panel beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// None is open.
    None,
    /// The map to point at.
    Map,
}

/// What was found. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Outcome {
    /// Nothing was asked yet.
    Nothing,
    /// The device is being asked, or data loaded.
    Waiting(Message),
    /// One area.
    Card(Chosen),
    /// The street crosses several areas.
    Houses(Arc<OpenRegion>, StreetIx),
    /// Many localities have such a street.
    Localities(Arc<OpenRegion>, Vec<StreetIx>, Option<House>),
    /// The place lies near a border: areas with the distance to their border in metres; the
    /// first one holds the place where `inside` says so.
    Border {
        /// The region.
        region: Arc<OpenRegion>,
        /// Candidates, nearest first.
        areas: Vec<(AreaIx, f64)>,
        /// Where.
        at: Point,
    },
    /// There is no answer, and why.
    Sorry(Message),
    /// Data could not be had.
    Failed(Fault),
}

/// An area, and how it was found.
#[derive(Clone)]
pub(crate) struct Chosen {
    /// The region.
    pub(crate) region: Arc<OpenRegion>,
    /// The area.
    pub(crate) area: AreaIx,
    /// The address that led here.
    pub(crate) address: Option<(StreetIx, Option<House>)>,
    /// The place that led here.
    pub(crate) at: Option<Point>,
    /// The place lies outside of every area, this far from this one, in metres.
    pub(crate) outside: Option<f64>,
}

impl Chosen {
    /// An area by itself.
    pub(crate) fn area(region: Arc<OpenRegion>, area: AreaIx) -> Chosen {
        Chosen {
            region,
            area,
            address: None,
            at: None,
            outside: None,
        }
    }

    /// The locality of the address, else those that the area serves.
    fn localities(&self) -> Vec<LocalityIx> {
        let pack = &self.region.pack;
        match self.address.and_then(|(at, _)| street(&self.region, at)) {
            Some(street) => vec![street.locality],
            None => {
                let area = pack.areas.get(usize::from(self.area));
                area.map(|area| area.localities.clone()).unwrap_or_default()
            }
        }
    }
}

/// A match in one of the open regions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Position in [`FindState::regions`].
    pub(crate) region: usize,
    /// The match.
    pub(crate) found: Match,
}

/// What the visitor is looking for. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct FindState {
    /// What is typed.
    pub(crate) typed: RwSignal<String>,
    /// Regions that are searched.
    pub(crate) regions: RwSignal<Vec<Arc<OpenRegion>>, LocalStorage>,
    /// Regions to choose from, where what is typed exists in too many.
    pub(crate) ask_region: RwSignal<Vec<Id>>,
    /// How many regions are being loaded.
    pub(crate) loading: RwSignal<usize>,
    /// A region that could not be loaded.
    pub(crate) fault: RwSignal<Option<Fault>>,
    /// What was found.
    pub(crate) outcome: RwSignal<Outcome, LocalStorage>,
    /// Which panel is open.
    pub(crate) panel: RwSignal<Panel>,
    /// The region that the device remembers.
    pub(crate) remembered: RwSignal<Option<Id>>,
    /// Localities of the last answer, which win ties. Nothing outside of this page knows them.
    last: RwSignal<Option<(Id, Vec<LocalityIx>)>>,
}

/// At most so many regions are loaded for one text; beyond that the visitor is asked.
const MOST_REGIONS: usize = 3;

/// How many matches are offered.
const LIMIT: usize = 7;

impl FindState {
    /// Nothing yet.
    pub(crate) fn new() -> FindState {
        let remembered = memory::get(memory::REGION).and_then(|id| Id::parse(&id).ok());
        FindState {
            typed: RwSignal::new(String::new()),
            regions: RwSignal::new_local(Vec::new()),
            ask_region: RwSignal::new(Vec::new()),
            loading: RwSignal::new(0),
            fault: RwSignal::new(None),
            outcome: RwSignal::new_local(Outcome::Nothing),
            panel: RwSignal::new(Panel::None),
            remembered: RwSignal::new(remembered),
            last: RwSignal::new(None),
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(self) {
        self.typed.set(String::new());
        self.regions.set(Vec::new());
        self.ask_region.set(Vec::new());
        self.outcome.set(Outcome::Nothing);
        self.remembered.set(None);
        self.last.set(None);
    }

    /// Loads what the first letter will need: the region that the device remembers, or the only
    /// one that there is.
    pub(crate) fn prepare(self, portal: Portal) {
        crate::browser::spawn(async move {
            let Ok(index) = portal.wait_index().await else {
                return;
            };
            let regions = &index.directory.regions;
            let known = self
                .remembered
                .get_untracked()
                .filter(|id| regions.iter().any(|region| region.id == *id));
            let only = match regions.as_slice() {
                [region] => Some(region.id.clone()),
                _ => None,
            };
            if let Some(id) = known.or(only) {
                self.open(portal, &id).await;
            }
        });
    }

    /// Loads the regions in which the typed text may be found.
    pub(crate) async fn look_for(self, portal: Portal, typed: String) {
        let nation = match nation(portal).await {
            Ok(nation) => nation,
            Err(fault) => {
                self.fault.set(Some(fault));
                return;
            }
        };
        if self.typed.with_untracked(|now| *now != typed) {
            return;
        }
        let ids: Vec<Id> = nation
            .finder
            .regions(&typed)
            .into_iter()
            .filter_map(|at| nation.nation.regions.get(usize::from(at)))
            .map(|region| region.id.clone())
            .collect();
        let missing: Vec<Id> = ids.iter().filter(|id| !self.is_open(id)).cloned().collect();
        let something_open = missing.len() < ids.len();
        if missing.len() > MOST_REGIONS {
            self.ask_region
                .set(if something_open { Vec::new() } else { missing });
            return;
        }
        self.ask_region.set(Vec::new());
        for id in missing {
            self.open(portal, &id).await;
        }
    }

    fn is_open(self, id: &Id) -> bool {
        self.regions
            .with_untracked(|regions| regions.iter().any(|region| region.pack.region.id == *id))
    }

    /// Opens a region for searching.
    pub(crate) async fn open(self, portal: Portal, id: &Id) -> Option<Arc<OpenRegion>> {
        let index = portal.wait_index().await.ok()?;
        self.loading.update(|loading| *loading += 1);
        let opened = portal.snapshot().region(&index, id).await;
        self.loading
            .update(|loading| *loading = loading.saturating_sub(1));
        match opened? {
            Ok(region) => {
                self.fault.set(None);
                if !self.is_open(id) {
                    self.regions
                        .update(|regions| regions.push(Arc::clone(&region)));
                }
                Some(region)
            }
            Err(fault) => {
                self.fault.set(Some(fault));
                None
            }
        }
    }

    /// What the typed text finds in the open regions, best first.
    pub(crate) fn hits(self) -> Vec<Hit> {
        self.typed.with(|typed| {
            self.regions.with(|regions| {
                let remembered = self.remembered.get();
                let mut hits: Vec<Hit> = Vec::new();
                let last = self.last.get();
                for (at, region) in regions.iter().enumerate() {
                    let here = last.as_ref().filter(|(id, _)| *id == region.pack.region.id);
                    let prefer = here.map_or(&[][..], |(_, localities)| localities);
                    let found = region.finder.search(&region.pack, typed, prefer, LIMIT);
                    hits.extend(
                        found
                            .matches
                            .into_iter()
                            .map(|found| Hit { region: at, found }),
                    );
                }
                let elsewhere = |hit: &Hit| {
                    let id = regions.get(hit.region).map(|region| &region.pack.region.id);
                    u32::from(id != remembered.as_ref())
                };
                // Two or three lists that are sorted already: the next best, again and again.
                let mut best = Vec::new();
                while let Some((at, _)) = hits
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, hit)| (hit.found.score, elsewhere(hit)))
                {
                    best.push(hits.remove(at));
                }
                let mut hits = best;
                hits.truncate(LIMIT);
                hits
            })
        })
    }

    /// Takes a hit as the answer, or asks what it leaves open.
    pub(crate) fn choose(self, hit: &Hit) {
        let region = self
            .regions
            .with_untracked(|regions| regions.get(hit.region).cloned());
        let Some(region) = region else { return };
        self.answer(region, hit.found.street, hit.found.house, &hit.found.answer);
    }

    /// Takes a street of a region, and the house that was typed.
    pub(crate) fn choose_street(self, region: Arc<OpenRegion>, at: StreetIx, house: Option<House>) {
        if let Some(answer) = street(&region, at).map(|street| area_of(street, house.as_ref())) {
            self.answer(region, at, house, &answer);
        }
    }

    fn answer(
        self,
        region: Arc<OpenRegion>,
        street: StreetIx,
        house: Option<House>,
        answer: &Answer,
    ) {
        match answer {
            Answer::Area(area) => self.settle(Chosen {
                address: Some((street, house)),
                ..Chosen::area(region, *area)
            }),
            Answer::Choose(_) => self.outcome.set(Outcome::Houses(region, street)),
            Answer::Localities(streets) => {
                let outcome = Outcome::Localities(region, streets.clone(), house);
                self.outcome.set(outcome);
            }
        }
    }

    /// Shows an area, and remembers its region, which is all that the device remembers of it.
    pub(crate) fn settle(self, chosen: Chosen) {
        let id = chosen.region.pack.region.id.clone();
        memory::put(memory::REGION, id.as_str());
        self.last.set(Some((id.clone(), chosen.localities())));
        self.remembered.set(Some(id));
        self.outcome.set(Outcome::Card(chosen));
    }
}

async fn nation(portal: Portal) -> Result<Arc<OpenNation>, Fault> {
    let index = portal.wait_index().await?;
    portal.snapshot().nation(&index).await
}

/// A street of a region.
pub(crate) fn street(region: &OpenRegion, at: StreetIx) -> Option<&Street> {
    region.pack.streets.get(at as usize)
}
