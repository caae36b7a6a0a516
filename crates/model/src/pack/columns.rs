//! Streets as columns: a name that occurs in twenty villages is written once, and like stands
//! beside like, which is what a compressor needs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::directory::{Street, StreetName, StreetPart};
use crate::house::HouseList;

/// What is written in place of `Vec<Street>`.
#[derive(Serialize, Deserialize)]
struct Columns {
    /// Distinct names, one a line.
    kk: String,
    /// The same names in Russian, line by line.
    ru: String,
    /// Their aliases, separated by tabs, line by line.
    aliases: String,
    /// Distinct house lists.
    houses: Vec<HouseList>,
    /// Per street: the locality, as the difference from the street before.
    locality: Vec<i32>,
    /// Per street: the name, as the difference from the street before.
    name: Vec<i32>,
    /// Per street: how many parts.
    parts: Vec<u16>,
    /// Per part: the area, as the difference from the part before.
    part_area: Vec<i32>,
    /// Per part: the house list.
    part_houses: Vec<u32>,
}

/// Names are lines of text here, so what would break a line is written as a space.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// The differences between neighbours.
fn differences(values: impl Iterator<Item = usize>) -> Vec<i32> {
    let mut before = 0_i64;
    values
        .map(|value| {
            let value = value as i64;
            let difference = value - before;
            before = value;
            difference as i32
        })
        .collect()
}

/// The values that [`differences`] came from; `None` where one would be negative.
fn sums(differences: &[i32]) -> Option<Vec<usize>> {
    let mut value = 0_i64;
    differences
        .iter()
        .map(|difference| {
            value += i64::from(*difference);
            usize::try_from(value).ok()
        })
        .collect()
}

/// Positions of distinct values in their sorted order.
fn positions<'a, T: Ord>(values: impl Iterator<Item = &'a T>) -> BTreeMap<&'a T, usize> {
    let distinct: BTreeSet<&T> = values.collect();
    distinct
        .into_iter()
        .enumerate()
        .map(|(at, value)| (value, at))
        .collect()
}

fn to_columns(streets: &[Street]) -> Columns {
    let names = positions(streets.iter().map(|street| &street.name));
    let parts = || streets.iter().flat_map(|street| &street.parts);
    let houses = positions(parts().map(|part| &part.houses));
    let at = |map: &BTreeMap<&HouseList, usize>, list| map.get(list).copied().unwrap_or(0);
    Columns {
        kk: lines(names.keys().map(|name| one_line(&name.kk))),
        ru: lines(names.keys().map(|name| one_line(&name.ru))),
        aliases: lines(names.keys().map(|name| {
            let aliases: Vec<String> = name.aliases.iter().map(|text| one_line(text)).collect();
            aliases.join("\t")
        })),
        locality: differences(streets.iter().map(|street| usize::from(street.locality))),
        name: differences(
            streets
                .iter()
                .map(|street| names.get(&street.name).copied().unwrap_or(0)),
        ),
        parts: streets
            .iter()
            .map(|street| u16::try_from(street.parts.len()).unwrap_or(u16::MAX))
            .collect(),
        part_area: differences(parts().map(|part| usize::from(part.area))),
        part_houses: parts()
            .map(|part| u32::try_from(at(&houses, &part.houses)).unwrap_or(0))
            .collect(),
        houses: houses.into_keys().cloned().collect(),
    }
}

fn names(columns: &Columns) -> Option<Vec<StreetName>> {
    let (kk, ru) = (columns.kk.split('\n'), columns.ru.split('\n'));
    let aliases = columns.aliases.split('\n');
    let same_count =
        kk.clone().count() == ru.clone().count() && ru.clone().count() == aliases.clone().count();
    same_count.then(|| {
        kk.zip(ru)
            .zip(aliases)
            .map(|((kk, ru), aliases)| StreetName {
                kk: kk.to_owned(),
                ru: ru.to_owned(),
                aliases: aliases
                    .split('\t')
                    .filter(|alias| !alias.is_empty())
                    .map(str::to_owned)
                    .collect(),
            })
            .collect()
    })
}

fn from_columns(columns: &Columns) -> Option<Vec<Street>> {
    let names = names(columns)?;
    let localities = sums(&columns.locality)?;
    let name_ixs = sums(&columns.name)?;
    let areas = sums(&columns.part_area)?;
    let total: usize = columns.parts.iter().map(|parts| usize::from(*parts)).sum();
    let streets = columns.parts.len();
    if localities.len() != streets
        || name_ixs.len() != streets
        || areas.len() != total
        || columns.part_houses.len() != total
    {
        return None;
    }
    let mut parts = areas
        .into_iter()
        .zip(&columns.part_houses)
        .map(|(area, houses)| {
            Some(StreetPart {
                area: u16::try_from(area).ok()?,
                houses: columns.houses.get(*houses as usize)?.clone(),
            })
        });
    localities
        .into_iter()
        .zip(name_ixs)
        .zip(&columns.parts)
        .map(|((locality, name), count)| {
            Some(Street {
                locality: u16::try_from(locality).ok()?,
                name: names.get(name)?.clone(),
                parts: parts
                    .by_ref()
                    .take(usize::from(*count))
                    .collect::<Option<_>>()?,
            })
        })
        .collect()
}

/// Writes streets as columns.
pub fn serialize<S: Serializer>(streets: &[Street], serializer: S) -> Result<S::Ok, S::Error> {
    to_columns(streets).serialize(serializer)
}

/// Reads what [`serialize`] wrote.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Street>, D::Error> {
    let columns = Columns::deserialize(deserializer)?;
    from_columns(&columns).ok_or_else(|| D::Error::custom("the columns disagree"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Streets(#[serde(with = "super")] Vec<Street>);

    fn streets() -> impl Strategy<Value = Vec<Street>> {
        let name = (
            "[а-я]{0,3}",
            "[а-я]{0,3}",
            prop::collection::vec("[а-я]{1,3}", 0..3),
        )
            .prop_map(|(kk, ru, aliases)| StreetName { kk, ru, aliases });
        let houses = prop::sample::select(vec!["", "1-9 odd", "7к2, 8", "10-"])
            .prop_map(|text| HouseList::parse(text).unwrap());
        let part = (any::<u16>(), houses).prop_map(|(area, houses)| StreetPart { area, houses });
        let street = (any::<u16>(), name, prop::collection::vec(part, 0..4)).prop_map(
            |(locality, name, parts)| Street {
                locality,
                name,
                parts,
            },
        );
        prop::collection::vec(street, 0..12)
    }

    proptest! {
        #[test]
        fn streets_come_back(streets in streets()) {
            let streets = Streets(streets);
            let bytes = postcard::to_allocvec(&streets).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Streets>(&bytes).unwrap(), streets);
        }
    }
}
