//! The small file that picks a region.

use std::collections::{BTreeMap, BTreeSet};

use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::nation::{Nation, NationLocality, NationRegion};

use crate::check::Directory;
use crate::topology::simplify;

/// How far a simplified outline may lie off, in units of [`Point`]: about 300 metres.
const TOLERANCE: f64 = 300.0;

/// Builds the nation from the directory and the borders of its regions, sorted by region.
pub(super) fn nation(directory: &Directory, borders: Vec<(Id, Vec<Vec<Point>>)>) -> Nation {
    let at: BTreeMap<Id, u16> = (0u16..)
        .zip(&borders)
        .map(|(at, (id, _))| (id.clone(), at))
        .collect();
    let mut hashes: BTreeMap<&Id, BTreeSet<u32>> = BTreeMap::new();
    for address in &directory.addresses {
        let Some(locality) = directory.localities.get(&address.locality) else {
            continue;
        };
        let names = [&address.street_kk, &address.street_ru]
            .into_iter()
            .chain(&address.aliases);
        let known = hashes.entry(&locality.region).or_default();
        known.extend(names.flat_map(|name| senim_lookup::word_hashes(name)));
    }
    // "район Казыбек би" is to be looked for in its own region.
    for district in directory.districts.values() {
        let names = [&district.name.kk, &district.name.ru, &district.name.en];
        let known = hashes.entry(&district.region).or_default();
        known.extend(names.map(|name| senim_lookup::word_hashes(name)).concat());
    }
    let mut places: BTreeMap<&Id, BTreeMap<&Id, u32>> = BTreeMap::new();
    for place in directory.places.values() {
        let kinds = places.entry(&place.region).or_default();
        *kinds.entry(&place.kind).or_default() += 1;
    }
    let regions = borders
        .into_iter()
        .filter_map(|(id, border)| {
            let name = directory.regions.get(&id)?.name.clone();
            let street_hashes = differences(hashes.get(&id).into_iter().flatten().copied());
            let outline = border
                .iter()
                .filter_map(|ring| simplify(ring, TOLERANCE))
                .collect();
            let places = places.get(&id).into_iter().flatten();
            let places = places.map(|(kind, count)| ((*kind).clone(), *count));
            Some(NationRegion {
                name,
                outline,
                street_hashes,
                places: places.collect(),
                id,
            })
        })
        .collect();
    let mut localities: Vec<NationLocality> = directory
        .localities
        .iter()
        .filter_map(|(id, row)| {
            Some(NationLocality {
                id: id.clone(),
                region: *at.get(&row.region)?,
                kind: row.kind,
                name: row.name.clone(),
                aliases: row.aliases.clone(),
                at: row.at,
            })
        })
        .collect();
    localities.sort_by(|one, two| (one.region, &one.id).cmp(&(two.region, &two.id)));
    Nation {
        regions,
        localities,
    }
}

/// Sorted values as the distance of each from the one before.
fn differences(sorted: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut before = 0;
    sorted
        .map(|value| {
            let difference = value - before;
            before = value;
            difference
        })
        .collect()
}
