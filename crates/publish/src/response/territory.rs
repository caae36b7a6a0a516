//! Where calls are counted: areas and districts of a region, with what they were before.

use std::collections::{BTreeMap, HashMap};

use senim_measure::{Period, Scope};
use senim_model::id::Id;
use senim_model::response::{Area, District};

use crate::check::Directory;

/// The areas and districts of a region, now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct Territory {
    /// Districts.
    pub(super) districts: Vec<District>,
    /// Areas.
    pub(super) areas: Vec<Area>,
    by_area: HashMap<Id, u16>,
    by_district: HashMap<Id, u16>,
    /// Where an area belonged until some month, the oldest first.
    past: BTreeMap<u16, Vec<(Period, Option<u16>)>>,
}

impl Territory {
    /// The territory of a region.
    pub(super) fn of(directory: &Directory, region: &Id) -> Territory {
        let mut territory = Territory::default();
        for (id, district) in &directory.districts {
            if district.region == *region {
                territory.district(id, &district.name);
            }
        }
        for (id, area) in &directory.areas {
            if area.region == *region {
                let district = area.district.as_ref();
                let district = district.and_then(|id| territory.by_district.get(id).copied());
                territory.area(id, &area.number, district, None);
            }
        }
        territory.history(directory, region);
        territory
    }

    /// Adds what areas were before, and tells since when districts have other borders.
    fn history(&mut self, directory: &Directory, region: &Id) {
        let mut rows: Vec<_> = directory
            .past
            .iter()
            .filter(|row| row.region == *region)
            .collect();
        rows.sort_by_key(|row| row.until);
        for row in rows {
            let district = row.district.as_ref();
            let district = district.and_then(|id| self.by_district.get(id).copied());
            let gone = Some(row.until.next());
            let at = match self.by_area.get(&row.area) {
                Some(at) => *at,
                None => match self.area(&row.area, &row.number, district, gone) {
                    Some(at) => at,
                    None => continue,
                },
            };
            self.past.entry(at).or_default().push((row.until, district));
            if let Some(area) = self.areas.get_mut(usize::from(at)) {
                match directory.areas.contains_key(&row.area) {
                    true => area.borders.push(row.until.next()),
                    false => area.until = gone,
                }
            }
        }
        self.district_borders();
    }

    /// A district has another border since any of its areas came, went or changed.
    fn district_borders(&mut self) {
        let mut changes: Vec<(u16, Period)> = Vec::new();
        for (at, past) in &self.past {
            for (until, district) in past {
                let since = until.next();
                let area = self.areas.get(usize::from(*at));
                let gone = area.is_some_and(|area| area.until == Some(since));
                let then = if gone {
                    None
                } else {
                    self.district_of(*at, since)
                };
                if *district != then || gone {
                    changes.extend(district.iter().chain(&then).map(|of| (*of, since)));
                }
            }
        }
        for (at, since) in changes {
            if let Some(district) = self.districts.get_mut(usize::from(at))
                && !district.borders.contains(&since)
            {
                district.borders.push(since);
                district.borders.sort();
            }
        }
    }

    fn district(&mut self, id: &Id, name: &senim_model::text::Text) {
        let Ok(at) = u16::try_from(self.districts.len()) else {
            return;
        };
        self.by_district.insert(id.clone(), at);
        self.districts.push(District {
            id: id.clone(),
            name: name.clone(),
            borders: Vec::new(),
        });
    }

    fn area(
        &mut self,
        id: &Id,
        number: &str,
        district: Option<u16>,
        until: Option<Period>,
    ) -> Option<u16> {
        let at = u16::try_from(self.areas.len()).ok()?;
        self.by_area.insert(id.clone(), at);
        self.areas.push(Area {
            id: id.clone(),
            number: number.to_owned(),
            district,
            until,
            borders: Vec::new(),
        });
        Some(at)
    }

    /// Keeps an area that was published and is no more.
    pub(super) fn keep(&mut self, id: &Id, number: &str, district: Option<&Id>) {
        if !self.by_area.contains_key(id) {
            let district = district.and_then(|id| self.district_at(id));
            self.area(id, number, district, None);
        }
    }

    /// The position of an area.
    pub(super) fn area_at(&self, id: &Id) -> Option<u16> {
        self.by_area.get(id).copied()
    }

    /// The position of a district.
    pub(super) fn district_at(&self, id: &Id) -> Option<u16> {
        self.by_district.get(id).copied()
    }

    /// The district that an area belonged to in a month.
    fn district_of(&self, area: u16, month: Period) -> Option<u16> {
        let mut past = self.past.get(&area).into_iter().flatten();
        match past.find(|(until, _)| month <= *until) {
            Some((_, district)) => *district,
            None => self
                .areas
                .get(usize::from(area))
                .and_then(|area| area.district),
        }
    }

    /// An area as part of the district that it belonged to in a month.
    pub(super) fn scope(&self, area: u16, month: Period) -> Scope {
        Scope {
            district: self.district_of(area, month),
            area: Some(area),
        }
    }

    /// Whether an area was there in a month.
    pub(super) fn is_there(&self, area: u16, month: Period) -> bool {
        let area = self.areas.get(usize::from(area));
        area.is_some_and(|area| area.until.is_none_or(|until| month < until))
    }
}
