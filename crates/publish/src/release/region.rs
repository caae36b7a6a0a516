//! The pack of one region: references by identifier become positions.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use senim_model::day::Day;
use senim_model::directory::{
    Area, District, Inspector, Locality, Place, Region, RegionPack, Served, Street, StreetName,
    StreetPart,
};
use senim_model::hours::Hours;
use senim_model::id::Id;

use super::facts;
use super::nearest;
use crate::Error;
use crate::check::{Directory, SourceRegion};
use crate::hours::Calendar;
use crate::photos;

/// The position of each identifier in its sorted table.
type Positions<'a> = BTreeMap<&'a Id, u16>;

fn positions<'a>(ids: impl Iterator<Item = &'a Id>) -> Result<Positions<'a>, Error> {
    ids.enumerate()
        .map(|(at, id)| {
            let at =
                u16::try_from(at).map_err(|_| Error::TooMany("rows of one table in one region"))?;
            Ok((id, at))
        })
        .collect()
}

/// Hours, each distinct rule compiled once.
struct HoursTable<'a> {
    calendar: &'a Calendar,
    known: BTreeMap<&'a str, u16>,
    compiled: Vec<Hours>,
}

impl<'a> HoursTable<'a> {
    fn at(&mut self, rule: &'a str) -> Result<Option<u16>, Error> {
        if rule.is_empty() {
            return Ok(None);
        }
        if let Some(at) = self.known.get(rule) {
            return Ok(Some(*at));
        }
        let at = u16::try_from(self.compiled.len());
        let at = at.map_err(|_| Error::TooMany("different hours"))?;
        self.compiled.push(self.calendar.compile(rule));
        self.known.insert(rule, at);
        Ok(Some(at))
    }
}

/// Builds the pack of a region as of a time.
pub(super) fn pack(
    directory: &Directory,
    id: &Id,
    source: &SourceRegion,
    time: DateTime<Utc>,
) -> Result<RegionPack, Error> {
    let calendar = calendar(directory, id, source, time);
    let here = |region: &Id| region == id;
    let districts = positions(
        directory
            .districts
            .iter()
            .filter(|(_, row)| here(&row.region))
            .map(|(id, _)| id),
    )?;
    let localities = positions(
        directory
            .localities
            .iter()
            .filter(|(_, row)| here(&row.region))
            .map(|(id, _)| id),
    )?;
    let areas = positions(
        directory
            .areas
            .iter()
            .filter(|(_, row)| here(&row.region))
            .map(|(id, _)| id),
    )?;
    let places = positions(
        directory
            .places
            .iter()
            .filter(|(_, row)| here(&row.region))
            .map(|(id, _)| id),
    )?;
    let serves = |list: &[Id]| list.iter().any(|area| areas.contains_key(area));
    let inspectors = positions(
        directory
            .inspectors
            .iter()
            .filter(|(_, row)| serves(&row.areas) || serves(&row.acting_for))
            .map(|(id, _)| id),
    )?;
    let mut hours = HoursTable {
        calendar: &calendar,
        known: BTreeMap::new(),
        compiled: Vec::new(),
    };
    let mut pack = RegionPack {
        region: Region {
            id: id.clone(),
            name: source.name.clone(),
            time_zone: source.zone.name().to_owned(),
        },
        base_minute: calendar.base_minute(),
        offsets: calendar.offsets(),
        inspectors: self::inspectors(directory, &inspectors, &places, &mut hours)?,
        places: self::places(directory, &places, &localities, &mut hours)?,
        areas: self::areas(directory, &areas, &districts, &localities, &inspectors),
        districts: districts
            .keys()
            .filter_map(|id| {
                let name = directory.districts.get(*id)?.name.clone();
                Some(District {
                    id: (*id).clone(),
                    name,
                })
            })
            .collect(),
        localities: self::localities(directory, &localities, &districts),
        streets: streets(directory, &localities, &areas),
        hours: hours.compiled,
    };
    let near = |area: &Area| match directory.outlines.get(&area.id) {
        Some(outline) => nearest::to(outline, &pack),
        None => Vec::new(),
    };
    let near: Vec<_> = pack.areas.iter().map(near).collect();
    for (area, near) in pack.areas.iter_mut().zip(near) {
        area.nearest = near;
    }
    Ok(pack)
}

fn calendar(
    directory: &Directory,
    id: &Id,
    source: &SourceRegion,
    time: DateTime<Utc>,
) -> Calendar {
    let holidays = directory
        .holidays
        .iter()
        .filter(|holiday| holiday.region.as_ref().is_none_or(|region| region == id))
        .map(|holiday| holiday.date);
    let today = time.with_timezone(&source.zone).date_naive();
    // One day back, so that what runs past midnight at publication is still known.
    let first = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    Calendar::new(source.zone, holidays, first)
}

fn localities(
    directory: &Directory,
    localities: &Positions<'_>,
    districts: &Positions<'_>,
) -> Vec<Locality> {
    let row = |id: &&Id| {
        let row = directory.localities.get(*id)?;
        Some(Locality {
            id: (*id).clone(),
            kind: row.kind,
            district: row
                .district
                .as_ref()
                .and_then(|id| districts.get(id).copied()),
            name: row.name.clone(),
            aliases: row.aliases.clone(),
        })
    };
    localities.keys().filter_map(row).collect()
}

fn areas(
    directory: &Directory,
    areas: &Positions<'_>,
    districts: &Positions<'_>,
    localities: &Positions<'_>,
    inspectors: &Positions<'_>,
) -> Vec<Area> {
    let mut served: BTreeMap<&Id, Served> = BTreeMap::new();
    for (id, inspector) in &directory.inspectors {
        if let Some(at) = inspectors.get(id) {
            served.extend(
                inspector
                    .acting_for
                    .iter()
                    .map(|area| (area, Served::Acting(*at))),
            );
            served.extend(inspector.areas.iter().map(|area| (area, Served::By(*at))));
        }
    }
    let row = |id: &&Id| {
        let row = directory.areas.get(*id)?;
        Some(Area {
            id: (*id).clone(),
            number: row.number.clone(),
            district: row
                .district
                .as_ref()
                .and_then(|id| districts.get(id).copied()),
            localities: row
                .localities
                .iter()
                .filter_map(|id| localities.get(id).copied())
                .collect(),
            served: served.get(id).copied().unwrap_or(Served::Vacant),
            nearest: Vec::new(),
        })
    };
    areas.keys().filter_map(row).collect()
}

fn inspectors<'a>(
    directory: &'a Directory,
    inspectors: &Positions<'a>,
    places: &Positions<'_>,
    hours: &mut HoursTable<'a>,
) -> Result<Vec<Inspector>, Error> {
    let rows = inspectors.keys();
    rows.filter_map(|id| directory.inspectors.get_key_value(*id))
        .map(|(id, row)| {
            Ok(Inspector {
                id: id.clone(),
                name: row.name.clone(),
                rank: row.rank.clone(),
                contacts: row.contacts.clone(),
                languages: row.languages.clone(),
                place: row.place.as_ref().and_then(|id| places.get(id).copied()),
                hours: hours.at(&row.hours)?,
                assigned_since: row.assigned_since.map(Day::from),
                verified_on: row.verified_on.map(Day::from),
                photo: photos::published(&row.photo),
            })
        })
        .collect()
}

fn places<'a>(
    directory: &'a Directory,
    places: &Positions<'a>,
    localities: &Positions<'_>,
    hours: &mut HoursTable<'a>,
) -> Result<Vec<Place>, Error> {
    let rows = places.keys();
    rows.filter_map(|id| directory.places.get_key_value(*id))
        .map(|(id, row)| {
            Ok(Place {
                id: id.clone(),
                kind: row.kind.clone(),
                name: row.name.clone(),
                locality: row
                    .locality
                    .as_ref()
                    .and_then(|id| localities.get(id).copied()),
                address: row.address.clone(),
                at: row.at,
                hours: hours.at(&row.hours)?,
                phone: row.phone.clone(),
                services: row.services.clone(),
                languages: row.languages.clone(),
                opened_on: row.opened_on.map(Day::from),
                photo: photos::published(&row.photo),
                verified_on: row.verified_on.map(Day::from),
            })
        })
        .collect()
}

/// Streets by locality and name; rows of one street become its parts.
fn streets(
    directory: &Directory,
    localities: &Positions<'_>,
    areas: &Positions<'_>,
) -> Vec<Street> {
    type Named<'a> = (u16, &'a str, &'a str);
    let mut streets: BTreeMap<Named<'_>, (Vec<String>, Vec<StreetPart>)> = BTreeMap::new();
    for row in facts::sorted(&directory.addresses) {
        let (Some(locality), Some(area)) = (localities.get(&row.locality), areas.get(&row.area))
        else {
            continue;
        };
        let key = (*locality, row.street_kk.as_str(), row.street_ru.as_str());
        let (aliases, parts) = streets.entry(key).or_default();
        for alias in &row.aliases {
            if !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
        parts.push(StreetPart {
            area: *area,
            houses: row.houses.clone(),
        });
    }
    streets
        .into_iter()
        .map(|((locality, kk, ru), (aliases, parts))| Street {
            locality,
            name: StreetName {
                kk: kk.to_owned(),
                ru: ru.to_owned(),
                aliases,
            },
            parts,
        })
        .collect()
}
