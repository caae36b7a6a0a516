//! Streets of a large region: those of the small sample, and invented ones.

use std::collections::BTreeSet;

use senim_model::id::Id;

use super::names::Names;
use super::random::Random;
use super::{LOCALITIES, Region, Street};
use crate::check::Directory;

/// The areas of a locality, as positions.
fn areas_of(region: &Region, locality: usize) -> Vec<usize> {
    let areas = region.areas.iter().enumerate();
    areas
        .filter(|(_, area)| area.locality == locality)
        .map(|(at, _)| at)
        .collect()
}

/// The streets of the sample, with areas of the same locality in place of theirs: two houses are
/// in one area here where they are there.
pub(super) fn known_streets(small: &Directory, region: &mut Region) {
    let own_areas: Vec<&Id> = small.areas.keys().collect();
    for address in &small.addresses {
        let Some(locality) = region
            .localities
            .iter()
            .position(|locality| locality.id == address.locality.as_str())
        else {
            continue;
        };
        let choices = areas_of(region, locality);
        let own = own_areas
            .iter()
            .position(|id| **id == address.area)
            .unwrap_or(0);
        let Some(area) = choices.get(own % choices.len().max(1)).copied() else {
            continue;
        };
        let same = region.streets.iter_mut().find(|street| {
            street.locality == locality
                && street.kk == address.street_kk
                && street.ru == address.street_ru
        });
        let row = (address.houses_text.clone(), area);
        match same {
            Some(street) => street.rows.push(row),
            None => region.streets.push(Street {
                locality,
                kk: address.street_kk.clone(),
                ru: address.street_ru.clone(),
                aliases: address.aliases.join("|"),
                rows: vec![row],
            }),
        }
    }
}

/// Invented streets: cities have more, and villages the names that every village has.
pub(super) fn invented_streets(
    region: &mut Region,
    names: &mut Names,
    random: &mut Random,
    enough: impl Fn(&Region) -> bool,
) {
    let mut taken: BTreeSet<(usize, String)> = region
        .streets
        .iter()
        .map(|street| (street.locality, street.kk.clone()))
        .collect();
    while !enough(region) {
        let locality = match random.below(10) {
            0..6 => random.below(3),
            6..9 => 3 + random.below(9),
            _ => 12 + random.below(LOCALITIES - 12),
        };
        let choices = areas_of(region, locality);
        let (kk, ru) = names.street(random, locality < 3);
        if !taken.insert((locality, kk.clone())) {
            continue;
        }
        let parts = match random.below(10) {
            0..7 => 1,
            7..9 => 2,
            _ => 3,
        };
        let first = random.below(choices.len().max(1));
        let rows = (0..parts.min(choices.len()))
            .filter_map(|part| {
                let area = *choices.get((first + part) % choices.len())?;
                Some((houses(part, parts.min(choices.len()), random), area))
            })
            .collect();
        region.streets.push(Street {
            locality,
            kk,
            ru,
            aliases: String::new(),
            rows,
        });
    }
}

/// The houses of one of several parts: stretches of forty numbers, the last one open.
fn houses(part: usize, parts: usize, random: &mut Random) -> String {
    if parts == 1 {
        return String::new();
    }
    let from = part * 40 + 1;
    let odd = if random.below(2) == 0 {
        "тақ"
    } else {
        "нечётные"
    };
    let even = if random.below(2) == 0 {
        "жұп"
    } else {
        "чётные"
    };
    if part + 1 == parts {
        format!("{from}- {odd}; {}- {even}", from + 1)
    } else {
        format!(
            "{from}-{} {odd}; {}-{} {even}",
            from + 38,
            from + 1,
            from + 39
        )
    }
}
