//! Localities whose names cannot be told apart.

use std::collections::BTreeMap;

use senim_model::id::Id;

use super::SourceLocality;
use crate::problem::{Place, Problems};

/// Localities of one name in one district, or in one region where there is no district, stand side
/// by side in every list. That is how countries are, so it is said once for each file.
pub(super) fn shared(localities: &BTreeMap<Id, SourceLocality>, problems: &Problems) {
    let mut named: BTreeMap<_, Vec<(&Id, &SourceLocality)>> = BTreeMap::new();
    for (id, locality) in localities {
        let name = locality.name.ru.to_lowercase();
        if !name.is_empty() {
            let key = (&locality.region, &locality.district, name);
            named.entry(key).or_default().push((id, locality));
        }
    }
    let mut files: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for group in named.values().filter(|group| group.len() > 1) {
        for (id, locality) in group {
            let example = || format!("{} ({id})", locality.name.ru);
            let file = locality.origin.place().file;
            files.entry(file).or_insert_with(|| (0, example())).0 += 1;
        }
    }
    for (file, (count, example)) in files {
        let message = format!(
            "{count} localities share their name with another of the same district or region, \
             like {example}; visitors cannot tell them apart without a district or another name"
        );
        problems.warning(Place::file(file), message);
    }
}
