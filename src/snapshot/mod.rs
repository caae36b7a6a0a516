//! The only place that fetches data: the index, the nation, one region's packs.
//!
//! `fetch` checks the hash that the index names. Whatever was opened once is kept on the device;
//! where new data is damaged or out of reach, the kept copy is used and says so.

mod fetch;
mod gunzip;
mod index;
mod kept;
mod signature;

use std::cell::RefCell;
use std::sync::Arc;

use senim_lookup::position::AreaFinder;
use senim_lookup::{Finder, NationFinder};
use senim_model::changes::{self, Change};
use senim_model::context::Context;
use senim_model::directory::RegionPack;
use senim_model::feedback::Feedback;
use senim_model::id::Id;
use senim_model::index::{Index, PublishedFile, RecordRelease, RegionFiles, Releases};
use senim_model::nation::Nation;
use senim_model::pack::Packed;
use senim_model::shapes::Shapes;
use senim_model::street_labels::StreetLabels;
use web_sys::RequestInit;

use fetch::{fetch_index, fetch_pack, opened_or_kept, parse_index, send};
pub(crate) use kept::forget_all;
pub(crate) use signature::Checked;

/// The table of what a release changed.
const CHANGES: &str = "changes.csv";

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing came.
    Network,
    /// Something came that is not what it should be.
    Damaged,
}

/// Data, and whether it is the copy kept on the device.
#[derive(Debug)]
pub(crate) struct Loaded<T> {
    /// The data.
    pub(crate) value: Arc<T>,
    /// New data was damaged or out of reach.
    pub(crate) kept: bool,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Loaded {
            value: Arc::clone(&self.value),
            kept: self.kept,
        }
    }
}

/// The nation, ready for lookups.
pub(crate) struct OpenNation {
    /// The data.
    pub(crate) nation: Nation,
    /// Its index of names.
    pub(crate) finder: NationFinder,
}

/// A region, ready for lookups.
pub(crate) struct OpenRegion {
    /// The data.
    pub(crate) pack: RegionPack,
    /// Its index of addresses.
    pub(crate) finder: Finder,
    /// It is the copy kept on the device.
    pub(crate) kept: bool,
}

/// A region's areas, ready for lookups.
pub(crate) struct OpenShapes {
    /// The data.
    pub(crate) shapes: Shapes,
    /// Its index of positions.
    pub(crate) finder: AreaFinder,
}

/// What was opened since the page was loaded.
#[derive(Default)]
pub(crate) struct Snapshot {
    base: String,
    nation: RefCell<Option<Arc<OpenNation>>>,
    regions: RefCell<Vec<(Id, Arc<OpenRegion>)>>,
    shapes: RefCell<Vec<(Id, Arc<OpenShapes>)>>,
}

impl Snapshot {
    /// A snapshot under the portal's folder.
    pub(crate) fn new(base: String) -> Snapshot {
        Snapshot {
            base,
            ..Snapshot::default()
        }
    }

    /// The index, asked for anew each time.
    pub(crate) async fn index(&self) -> Result<Loaded<Index>, Fault> {
        let url = format!("{}data/index.json", self.base);
        let fetched = fetch_index(&url).await;
        if let Ok((bytes, index)) = fetched {
            kept::put("index", &bytes).await;
            return Ok(Loaded {
                value: Arc::new(index),
                kept: false,
            });
        }
        let copy = kept::get("index")
            .await
            .and_then(|bytes| parse_index(&bytes));
        match (copy, fetched) {
            (Some(index), _) => Ok(Loaded {
                value: Arc::new(index),
                kept: true,
            }),
            (None, Err(fault)) => Err(fault),
            (None, Ok(_)) => Err(Fault::Damaged),
        }
    }

    /// The content of a page that the publisher wrote, whose title the window takes; else the copy
    /// of it, where one is to be kept. `None` where there is no such page.
    pub(crate) async fn written_page(
        &self,
        address: &str,
        keep: bool,
    ) -> Option<Result<String, Fault>> {
        let url = format!("{address}index.html");
        let response = send(&url, &RequestInit::new()).await;
        let fetched = match response {
            Some(response) if response.status() == 404 => return None,
            Some(response) if response.ok() => response.text().await.ok(),
            _ => None,
        };
        let name = format!("page{address}");
        let html = match fetched {
            Some(html) => {
                if keep {
                    kept::put(&name, html.as_bytes()).await;
                }
                html
            }
            None => match kept::get(&name).await.map(String::from_utf8) {
                Some(Ok(html)) => html,
                _ => return Some(Err(Fault::Network)),
            },
        };
        Some(crate::browser::take_page(&html, "#plain-main", address).ok_or(Fault::Damaged))
    }

    /// The nation.
    pub(crate) async fn nation(&self, index: &Index) -> Result<Arc<OpenNation>, Fault> {
        if let Some(nation) = self.nation.borrow().as_ref() {
            return Ok(Arc::clone(nation));
        }
        let file = &index.directory.nation;
        let (nation, _) = self.pack::<Nation>(index, file, "nation").await?;
        let finder = NationFinder::new(&nation);
        let nation = Arc::new(OpenNation { nation, finder });
        *self.nation.borrow_mut() = Some(Arc::clone(&nation));
        Ok(nation)
    }

    /// The releases of the record; `None` where the list cannot be had.
    pub(crate) async fn releases(&self, index: &Index) -> Option<Releases> {
        let url = format!("{}data/{}", self.base, index.releases.path);
        let list = fetch_pack(&url, &index.releases.integrity).await.ok()?;
        index::parse_releases(core::str::from_utf8(&list).ok()?)
    }

    /// What a release of the record changed; `None` where that cannot be had, as after a
    /// withdrawal. The hash of its description is known, and that knows the file's.
    pub(crate) async fn changes(&self, release: &RecordRelease) -> Option<Vec<Change>> {
        let described = self.described(release).await?;
        let integrity = index::integrity_of(&described, CHANGES)?;
        let url = format!("{}data/{}{CHANGES}", self.base, release.path);
        let file = fetch_pack(&url, &integrity).await.ok()?;
        changes::read(&file)
    }

    /// Which of some tables a release of the record has; none where that cannot be told.
    pub(crate) async fn tables(
        &self,
        release: &RecordRelease,
        names: &[&'static str],
    ) -> Vec<&'static str> {
        let described = self.described(release).await.unwrap_or_default();
        let known = index::described(&described).unwrap_or_default();
        let mut found = names.to_vec();
        found.retain(|name| known.iter().any(|path| path == name));
        found
    }

    /// Why tables of a release whose names begin so were withdrawn; `None` where they were not, or
    /// where that cannot be told.
    pub(crate) async fn withdrawn(&self, release: &RecordRelease, tables: &str) -> Option<String> {
        index::withdrawn(&self.described(release).await?, tables)
    }

    /// The description of a release's files, `datapackage.json`.
    async fn described(&self, release: &RecordRelease) -> Option<String> {
        let package = &release.package;
        let url = format!("{}data/{}{}", self.base, release.path, package.path);
        let described = fetch_pack(&url, &package.integrity).await.ok()?;
        String::from_utf8(described).ok()
    }

    /// The land under the map; `None` where it cannot be had, and the map does without.
    pub(crate) async fn land(&self) -> Option<Shapes> {
        // The portal brought it along, so no index knows its hash.
        let url = format!("{}land.pack", self.base);
        let land = opened_or_kept(&url, "", "land").await.ok();
        land.map(|(land, _)| land)
    }

    /// A region. `None` where the index knows no such region.
    pub(crate) async fn region(
        &self,
        index: &Index,
        id: &Id,
    ) -> Option<Result<Arc<OpenRegion>, Fault>> {
        if let Some(region) = known(&self.regions, id) {
            return Some(Ok(region));
        }
        let opened = self.region_alone(index, id).await?;
        Some(opened.map(|(pack, kept)| {
            let finder = Finder::new(&pack);
            let region = Arc::new(OpenRegion { pack, finder, kept });
            self.regions
                .borrow_mut()
                .push((id.clone(), Arc::clone(&region)));
            region
        }))
    }

    /// A region that nothing is looked up in, and whether it is the copy kept on the device. `None`
    /// where the index knows no such region.
    pub(crate) async fn region_alone(
        &self,
        index: &Index,
        id: &Id,
    ) -> Option<Result<(RegionPack, bool), Fault>> {
        let files = files(index, id)?;
        let name = format!("region/{id}");
        Some(self.pack(index, &files.directory, &name).await)
    }

    /// What senders of messages have to know. `None` where no messages are taken.
    pub(crate) async fn feedback(&self, index: &Index) -> Option<Result<Feedback, Fault>> {
        let file = index.directory.feedback.as_ref()?;
        let url = format!("{}data/{}{}", self.base, index.directory.path, file.path);
        let parse = |bytes: &[u8]| {
            let json = core::str::from_utf8(bytes).ok()?;
            index::parse_feedback(json)
        };
        let fault = match fetch_pack(&url, &file.integrity).await {
            Ok(bytes) => match parse(&bytes) {
                Some(feedback) => {
                    kept::put("feedback", &bytes).await;
                    return Some(Ok(feedback));
                }
                None => Fault::Damaged,
            },
            Err(fault) => fault,
        };
        let copy = kept::get("feedback").await;
        Some(copy.and_then(|bytes| parse(&bytes)).ok_or(fault))
    }

    /// A region's areas. `None` where the index knows no such region.
    pub(crate) async fn shapes(
        &self,
        index: &Index,
        id: &Id,
    ) -> Option<Result<Arc<OpenShapes>, Fault>> {
        if let Some(shapes) = known(&self.shapes, id) {
            return Some(Ok(shapes));
        }
        let files = files(index, id)?;
        let name = format!("shapes/{id}");
        let opened = self.pack::<Shapes>(index, &files.shapes, &name).await;
        Some(opened.map(|(shapes, _)| {
            let finder = AreaFinder::new(&shapes);
            let shapes = Arc::new(OpenShapes { shapes, finder });
            self.shapes
                .borrow_mut()
                .push((id.clone(), Arc::clone(&shapes)));
            shapes
        }))
    }

    /// A region's areas, if they were opened before.
    pub(crate) fn opened_shapes(&self, id: &Id) -> Option<Arc<OpenShapes>> {
        known(&self.shapes, id)
    }

    /// The names of a region's streets with their places. `None` where there are none, or they
    /// cannot be had.
    pub(crate) async fn street_labels(&self, index: &Index, id: &Id) -> Option<StreetLabels> {
        let file = files(index, id)?.streets.as_ref()?;
        let opened = self.pack(index, file, &format!("streets/{id}")).await;
        opened.ok().map(|(labels, _)| labels)
    }

    /// Water, railways and main roads of a region. `None` where there are none, or they cannot be
    /// had.
    pub(crate) async fn context(&self, index: &Index, id: &Id) -> Option<Context> {
        let file = files(index, id)?.context.as_ref()?;
        let opened = self.pack(index, file, &format!("context/{id}")).await;
        opened.ok().map(|(context, _)| context)
    }

    /// A pack of a release of the record, else the copy of it that was kept.
    pub(crate) async fn of_record<T: Packed>(
        &self,
        release: &RecordRelease,
        file: &PublishedFile,
        name: &str,
    ) -> Result<T, Fault> {
        let url = format!("{}data/{}{}", self.base, release.path, file.path);
        let name = format!("response/{}/{name}", release.id);
        let opened = opened_or_kept(&url, &file.integrity, &name).await;
        opened.map(|(value, _)| value)
    }

    /// Opens a pack, else the copy kept under `name`; the second value tells which.
    async fn pack<T: Packed>(
        &self,
        index: &Index,
        file: &PublishedFile,
        name: &str,
    ) -> Result<(T, bool), Fault> {
        let url = format!("{}data/{}{}", self.base, index.directory.path, file.path);
        opened_or_kept(&url, &file.integrity, name).await
    }
}

/// The files of a region.
fn files<'a>(index: &'a Index, id: &Id) -> Option<&'a RegionFiles> {
    let mut regions = index.directory.regions.iter();
    regions.find(|region| region.id == *id)
}

/// What was opened under an identifier.
fn known<T>(opened: &RefCell<Vec<(Id, Arc<T>)>>, id: &Id) -> Option<Arc<T>> {
    let opened = opened.borrow();
    let found = opened.iter().find(|(known, _)| known == id);
    found.map(|(_, value)| Arc::clone(value))
}
