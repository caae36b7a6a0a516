//! What became of cells that were published already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use senim_measure::{Cell, Every, Key, Period};
use senim_model::response::Response;
use senim_model::revision::Revision;
use senim_model::text::Text;

use super::packs;
use crate::Error;
use crate::data::wrong;
use crate::release::open;

/// The release before, and why there is another.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    /// Its folder.
    pub(crate) folder: &'a Path,
    /// Its time: RFC 3339.
    pub(crate) time: &'a str,
    /// Why there is another; may be empty.
    pub(crate) reason: &'a Text,
}

/// Old cells are published again where they are at most one in so many of all, or few.
const ONE_IN: usize = 4;
const FEW: usize = 50;

impl Before<'_> {
    /// What differs from it. Where a region's figures are as they were, what was said of them
    /// stays: so the same calls make the same bytes.
    ///
    /// # Errors
    /// The release has no time.
    pub(super) fn revision(
        &self,
        response: &Response,
        cells: &[Cell],
    ) -> Result<Option<Revision>, Error> {
        if let Some(mut old) = self.packed(response) {
            let said = old.revision.take();
            if old == *response {
                return Ok(said);
            }
        }
        let time: DateTime<Utc> = self
            .time
            .parse()
            .map_err(|_| wrong(self.folder, format!("has the time “{}”", self.time)))?;
        let open = Period::of(Every::Month, time.date_naive());
        let found = compare(cells, &response.cells).map(|(came, before, added)| Revision {
            since: self.time.to_owned(),
            reason: self.reason.clone(),
            open,
            came,
            before,
            added,
        });
        Ok(found)
    }

    /// The region's pack; none where it was withdrawn, or another version wrote it.
    fn packed(&self, response: &Response) -> Option<Response> {
        let path = self
            .folder
            .join(packs::path(&packs::name(&response.region)));
        open(&std::fs::read(path).ok()?).ok()
    }
}

/// The months that came, the cells as they were, and which are new. `None` where there is nothing to
/// compare with: no cells, or other clocks.
fn compare(before: &[Cell], now: &[Cell]) -> Option<(Vec<Period>, Vec<Cell>, Vec<u32>)> {
    let old: BTreeMap<Key, &Cell> = before.iter().map(|cell| (cell.key, cell)).collect();
    let new: BTreeMap<Key, &Cell> = now.iter().map(|cell| (cell.key, cell)).collect();
    let clocks = |cell: &Cell| cell.histograms.len();
    let same_clocks =
        |(key, cell): (&Key, &&Cell)| new.get(key).is_none_or(|now| clocks(now) == clocks(cell));
    if old.is_empty() || !old.iter().all(same_clocks) {
        return None;
    }
    let known: BTreeSet<Period> = before.iter().flat_map(Cell::months).collect();
    let came: BTreeSet<Period> = now.iter().flat_map(Cell::months).collect();
    let came: Vec<Period> = came.difference(&known).copied().collect();
    let differs = |(key, cell): &(&Key, &&Cell)| new.get(key) != Some(cell);
    let mut cells: Vec<Cell> = old
        .iter()
        .filter(differs)
        .map(|(_, cell)| (**cell).clone())
        .collect();
    if cells.len() > (now.len() / ONE_IN).max(FEW) {
        cells.iter_mut().for_each(|cell| cell.histograms.clear());
    }
    let is_new = |cell: &Cell| {
        let mut months = cell.months();
        !old.contains_key(&cell.key) && months.all(|month| known.contains(&month))
    };
    let added = now.iter().zip(0..).filter(|(cell, _)| is_new(cell));
    let added = added.map(|(_, at)| at).collect();
    Some((came, cells, added))
}
