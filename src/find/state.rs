//! What the visitor is looking for. It lives in memory alone: not in the address, not in storage.

use std::sync::Arc;

use leptos::prelude::*;
use senim_lookup::{Answer, Found, Regions, area_of, settle};
use senim_model::directory::{LocalityIx, StreetIx};
use senim_model::house::House;
use senim_model::id::Id;

use super::answer::{Chosen, Hit, Outcome, What, street};
use crate::app::Portal;
use crate::browser::{self, memory};
use crate::router;
use crate::snapshot::{Fault, OpenNation, OpenRegion};

/// A panel beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// None is open.
    None,
    /// The map to point at.
    Map,
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
    /// How much is being loaded: the index and the nation together, and each region.
    loading: RwSignal<usize>,
    /// A region that could not be loaded.
    pub(crate) fault: RwSignal<Option<Fault>>,
    /// What was found.
    pub(crate) outcome: RwSignal<Outcome, LocalStorage>,
    /// Which panel is open.
    pub(crate) panel: RwSignal<Panel>,
    /// The region that the device remembers.
    pub(crate) remembered: RwSignal<Option<Id>>,
    /// The visitor had the region forgotten; until the next visit none is remembered.
    pub(crate) forgotten: RwSignal<bool>,
    /// Localities of the last answer, which win ties. Nothing outside of this page knows them.
    last: RwSignal<Option<(Id, Vec<LocalityIx>)>>,
    /// The number of the present question; what was asked before is not answered any more.
    question: StoredValue<u32>,
    /// The answer that "back" has taken away; "forward" brings it again.
    aside: StoredValue<Outcome, LocalStorage>,
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
            forgotten: RwSignal::new(false),
            last: RwSignal::new(None),
            question: StoredValue::new(0),
            aside: StoredValue::new_local(Outcome::Nothing),
        }
    }

    /// A new question begins; gives its number.
    pub(crate) fn ask(self) -> u32 {
        self.question.update_value(|number| *number += 1);
        self.question.get_value()
    }

    /// Whether nothing else has been asked since.
    pub(crate) fn is_asked(self, question: u32) -> bool {
        self.question.get_value() == question
    }

    /// Whether the first answer to what is typed is still on its way. Where a region is
    /// remembered, its answers are shown at once.
    pub(crate) fn is_waiting(self) -> bool {
        self.loading.get() > 0 && self.remembered.get().is_none()
    }

    /// Forgets the region, on the device and here.
    pub(crate) fn forget_region(self) {
        memory::forget(memory::REGION);
        self.remembered.set(None);
        self.forgotten.set(true);
    }

    /// "Back" takes the answer away, and "forward" brings it again.
    pub(crate) fn step_back_or_forward(self) {
        let now = self.outcome.get_untracked();
        self.ask();
        self.outcome.set(self.aside.get_value());
        self.aside.set_value(now);
    }

    /// Loads what the first letter will need: the region that the device remembers, or the only
    /// one that there is.
    pub(crate) fn prepare(self, portal: Portal) {
        browser::spawn(async move {
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

    /// Searches this region before others.
    pub(crate) fn open_for_map(self, portal: Portal, id: Id) {
        browser::spawn(async move {
            self.open(portal, &id).await;
        });
    }

    /// Loads the regions in which the typed text may be found.
    pub(crate) async fn look_for(self, portal: Portal, typed: String) {
        self.loading.update(|loading| *loading += 1);
        let nation = nation(portal).await;
        self.loading
            .update(|loading| *loading = loading.saturating_sub(1));
        let nation = match nation {
            Ok(nation) => nation,
            Err(fault) => {
                self.fault.set(Some(fault));
                return;
            }
        };
        if self.typed.with_untracked(|now| *now != typed) {
            return;
        }
        let id_of = |at: &u16| nation.nation.regions.get(usize::from(*at));
        let ids = |found: &[u16]| -> Vec<Id> {
            let regions = found.iter().filter_map(id_of);
            regions.map(|region| region.id.clone()).collect()
        };
        match nation.finder.regions(&typed) {
            Regions::NothingTyped => self.ask_region.set(Vec::new()),
            Regions::Fit(found) => self.open_all(portal, ids(&found)),
            Regions::Unknown(found) if found.is_empty() => self.open_others(portal),
            Regions::Unknown(found) => self.open_all(portal, ids(&found)),
        }
    }

    /// Opens regions, or asks which one where there are many.
    fn open_all(self, portal: Portal, ids: Vec<Id>) {
        let missing: Vec<Id> = ids.iter().filter(|id| !self.is_open(id)).cloned().collect();
        let something_open = missing.len() < ids.len();
        if missing.len() > MOST_REGIONS {
            self.ask_region
                .set(if something_open { Vec::new() } else { missing });
            return;
        }
        self.ask_region.set(Vec::new());
        for id in missing {
            // Side by side: on a slow connection one after the other takes twice as long.
            browser::spawn(async move {
                self.open(portal, &id).await;
                self.look_further(portal);
            });
        }
    }

    /// Nothing tells which region it may be: any may have it.
    fn open_others(self, portal: Portal) {
        let index = portal.index.get_untracked().and_then(Result::ok);
        let regions = index
            .iter()
            .flat_map(|index| &index.value.directory.regions);
        self.open_all(portal, regions.map(|region| region.id.clone()).collect());
    }

    /// Where the regions that should have it do not, the others may.
    fn look_further(self, portal: Portal) {
        let nothing = self.loading.get_untracked() == 0 && untrack(|| self.hits().is_empty());
        if nothing && self.typed.with_untracked(|typed| !typed.trim().is_empty()) {
            self.open_others(portal);
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
        let typed = self.typed.get();
        let last = self.last.get();
        self.regions.with(|regions| {
            let search = |region: &Arc<OpenRegion>| {
                let here = last.as_ref().filter(|(id, _)| *id == region.pack.region.id);
                let prefer = here.map_or(&[][..], |(_, localities)| localities);
                region.finder.search(&region.pack, &typed, prefer, LIMIT)
            };
            let mut found: Vec<Found> = regions.iter().map(search).collect();
            settle(&mut found);
            self.best_first(regions, found)
        })
    }

    fn best_first(self, regions: &[Arc<OpenRegion>], found: Vec<Found>) -> Vec<Hit> {
        let remembered = self.remembered.get();
        let mut hits: Vec<Hit> = Vec::new();
        for (region, found) in found.into_iter().enumerate() {
            let places = found.places.into_iter().map(What::Place);
            let streets = found.matches.into_iter().map(What::Street);
            hits.extend(places.chain(streets).map(|what| Hit { region, what }));
        }
        let elsewhere = |hit: &Hit| {
            let id = regions.get(hit.region).map(|region| &region.pack.region.id);
            u32::from(id != remembered.as_ref())
        };
        // Some lists that are sorted already: the next best, again and again.
        let mut best = Vec::new();
        while best.len() < LIMIT {
            let scores = hits.iter().enumerate();
            let Some((at, _)) = scores.min_by_key(|(_, hit)| (hit.score(), elsewhere(hit))) else {
                break;
            };
            best.push(hits.remove(at));
        }
        best
    }

    /// Takes a hit as the answer, or asks what it leaves open.
    pub(crate) fn choose(self, hit: &Hit) {
        let region = self
            .regions
            .with_untracked(|regions| regions.get(hit.region).cloned());
        let Some(region) = region else { return };
        match &hit.what {
            What::Street(found) => self.answer(region, found.street, found.house, &found.answer),
            What::Place(found) => self.show(Outcome::Place(region, found.place)),
        }
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
            Answer::Choose(_) => self.show(Outcome::Houses(region, street)),
            Answer::Localities(streets) => {
                self.show(Outcome::Localities(region, streets.clone(), house));
            }
        }
    }

    /// Shows an area, and remembers its region, which is all that the device remembers of it. A
    /// place that lies in no area is no reason to.
    pub(crate) fn settle(self, chosen: Chosen) {
        let id = chosen.region.pack.region.id.clone();
        self.last.set(Some((id.clone(), chosen.localities())));
        if chosen.outside.is_none() && !self.forgotten.get_untracked() {
            memory::put(memory::REGION, id.as_str());
            self.remembered.set(Some(id));
        }
        self.show(Outcome::Card(chosen));
    }

    /// Shows an answer, or the question that it needs, in place of what was asked for before.
    pub(crate) fn show(self, outcome: Outcome) {
        self.ask();
        if matches!(
            self.outcome.get_untracked(),
            Outcome::Nothing | Outcome::Waiting(_)
        ) {
            router::mark();
        }
        self.aside.set_value(Outcome::Nothing);
        self.outcome.set(outcome);
        // The answer stands in the page after this event.
        request_animation_frame(browser::show_answer);
    }
}

async fn nation(portal: Portal) -> Result<Arc<OpenNation>, Fault> {
    let index = portal.wait_index().await?;
    portal.snapshot().nation(&index).await
}
