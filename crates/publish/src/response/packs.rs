//! The packs of response times: one for each region, and the country's overview.

use std::collections::BTreeMap;

use senim_measure::{Cell, Every, Histogram, Months, Period, Scope};
use senim_model::id::Id;
use senim_model::pack::Packed;
use senim_model::response::{Country, Excluded, RegionSums, Response, Sum};

use crate::Error;
use crate::release::{File, published, seal};

/// The country's pack, of regions, their packs and sums; none where there are no regions.
pub(super) fn country(
    regions: &[Response],
    packs: &[File],
    sums: Vec<Vec<Sum>>,
    excluded: Vec<Excluded>,
) -> Result<Option<File>, Error> {
    let Some(first) = regions.first() else {
        return Ok(None);
    };
    let parts = regions.iter().zip(packs).zip(sums);
    let sums = parts.map(|((region, pack), sums)| RegionSums {
        id: region.region.clone(),
        name: region.name.clone(),
        file: published(pack),
        sums,
        months: region.months.clone(),
        people: (region.people.iter())
            .find(|row| row.scope == Scope::REGION)
            .cloned(),
    });
    let country = Country {
        min_cell: first.min_cell,
        priorities: first.priorities.clone(),
        targets: first.targets.clone(),
        regions: sums.collect(),
        excluded,
    };
    file("country.pack", &country).map(Some)
}

/// The folder of the packs in a release.
pub(crate) const PACKS: &str = "packs/v3/response";

/// The name of a region's pack.
pub(super) fn name(region: &Id) -> String {
    format!("{region}.pack")
}

/// Where a pack lies in a release.
pub(super) fn path(name: &str) -> String {
    format!("{PACKS}/{name}")
}

/// A pack of a name.
pub(super) fn file<T: Packed>(name: &str, value: &T) -> Result<File, Error> {
    Ok(File {
        path: path(name),
        bytes: seal(value)?,
    })
}

/// Sums of cells by quarter, those of a whole year apart.
pub(super) fn add_up(region: &Response) -> Vec<Sum> {
    type Key = (Period, u8, Option<Period>, Months);
    let mut parts: BTreeMap<Key, Vec<&Cell>> = BTreeMap::new();
    for cell in &region.cells {
        let (period, months) = match cell.key.period.every() {
            Every::Year => (cell.key.period, cell.months),
            Every::Month | Every::Quarter => {
                let quarter = cell.key.period.within(Every::Quarter);
                (quarter, quarter.months().collect())
            }
        };
        let key = (period, cell.key.priority, cell.key.since, months);
        parts.entry(key).or_default().push(cell);
    }
    let sum = |((period, priority, since, months), cells): (Key, Vec<&Cell>)| {
        let definition = region.definition(since);
        let clocks = definition.map_or(Vec::new(), |found| found.clocks.clone());
        let sum = |clock: usize| {
            let histograms = cells.iter().filter_map(|cell| cell.histograms.get(clock));
            Histogram::sum(histograms)
        };
        Sum {
            period,
            priority,
            since,
            months,
            histograms: (0..clocks.len()).map(sum).collect(),
            clocks,
        }
    };
    parts.into_iter().map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_has_the_version_of_its_packs() {
        assert!(PACKS.starts_with(&format!("packs/v{}/", senim_model::pack::VERSION)));
    }
}
