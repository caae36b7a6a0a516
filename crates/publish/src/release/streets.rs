//! The pack of street names with their places.

use std::collections::{BTreeMap, BTreeSet};

use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::street_labels::StreetLabels;

use crate::check::Directory;

/// The labels of a region's streets, by name. `None` where no street has a position.
pub(super) fn labels(directory: &Directory, region: &Id) -> Option<StreetLabels> {
    let here = |area: &Id| {
        let area = directory.areas.get(area);
        area.is_some_and(|area| area.region == *region)
    };
    let mut names: BTreeMap<(&str, &str), BTreeSet<(i32, i32)>> = BTreeMap::new();
    for row in directory.addresses.iter().filter(|row| here(&row.area)) {
        if let Some(at) = row.at {
            let name = (row.street_kk.as_str(), row.street_ru.as_str());
            names.entry(name).or_default().insert((at.lon, at.lat));
        }
    }
    let mut labels = StreetLabels::default();
    for ((kk, ru), places) in names {
        labels.names.push((kk.to_owned(), ru.to_owned()));
        let places = places.into_iter();
        labels
            .at
            .push(places.map(|(lon, lat)| Point { lon, lat }).collect());
    }
    (!labels.names.is_empty()).then_some(labels)
}
