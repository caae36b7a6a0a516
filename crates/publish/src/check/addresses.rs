//! Addresses: which houses of which street belong to which area.

use std::collections::BTreeMap;

use senim_model::house::HouseList;
use senim_model::id::Id;

use super::cells::Reader;
use super::{SourceAddress, SourceArea, SourceLocality};
use crate::problem::Problems;
use crate::source::shape::ADDRESSES;

pub(super) fn addresses(
    reader: &Reader<'_>,
    localities: Option<&BTreeMap<Id, SourceLocality>>,
    areas: Option<&BTreeMap<Id, SourceArea>>,
) -> Vec<SourceAddress> {
    let Some(table) = reader.optional(ADDRESSES) else {
        return Vec::new();
    };
    let mut addresses = Vec::new();
    for row in table.rows() {
        let locality = reader.refers(row, "locality", localities);
        let area = reader.refers(row, "area", areas);
        let (street_kk, street_ru) = (row.get("street_kk"), row.get("street_ru"));
        if street_kk.is_empty() && street_ru.is_empty() {
            reader.problems.error(
                row.place().column("street_kk"),
                "is empty, and so is street_ru",
            );
        }
        reader.one_alphabet(row.place().column("street_kk"), street_kk);
        reader.one_alphabet(row.place().column("street_ru"), street_ru);
        let at = reader.point(row);
        let houses = HouseList::parse(row.get("houses")).map_err(|bad| {
            for bad in bad {
                reader
                    .problems
                    .error(row.place().column("houses"), bad.to_string());
            }
        });
        if let (Some(locality), Some(area), Ok(houses)) = (locality, area, houses) {
            addresses.push(SourceAddress {
                origin: row.origin(),
                locality,
                street_kk: street_kk.to_owned(),
                street_ru: street_ru.to_owned(),
                aliases: row.list("aliases").into_iter().map(str::to_owned).collect(),
                houses_text: row.get("houses").to_owned(),
                houses,
                area,
                at,
            });
        }
    }
    areas_serve_their_localities(&addresses, areas, reader.problems);
    houses_are_claimed_once(&addresses, reader.problems);
    addresses
}

fn areas_serve_their_localities(
    addresses: &[SourceAddress],
    areas: Option<&BTreeMap<Id, SourceArea>>,
    problems: &Problems,
) {
    for address in addresses {
        let area = areas.and_then(|areas| areas.get(&address.area));
        if let Some(area) = area
            && !area.localities.contains(&address.locality)
        {
            problems.error(
                address.origin.place().column("area"),
                format!(
                    "{} does not serve the locality {}",
                    address.area, address.locality
                ),
            );
        }
    }
}

/// Two rows of one street must not claim the same house.
fn houses_are_claimed_once(addresses: &[SourceAddress], problems: &Problems) {
    let mut streets: BTreeMap<(&Id, &str, &str), Vec<&SourceAddress>> = BTreeMap::new();
    for address in addresses {
        let key = (
            &address.locality,
            address.street_kk.as_str(),
            address.street_ru.as_str(),
        );
        streets.entry(key).or_default().push(address);
    }
    for rows in streets.values() {
        for (at, one) in rows.iter().enumerate() {
            for other in rows.iter().take(at) {
                if one.houses.clashes(&other.houses) {
                    problems.error(
                        one.origin.place().column("houses"),
                        format!(
                            "claims a house that {} claims too",
                            other.origin.beside(&one.origin)
                        ),
                    );
                }
            }
        }
    }
}
