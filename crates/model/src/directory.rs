//! The directory: who serves where. All references between tables are positions in the vectors of
//! one [`RegionPack`]; [`RegionPack::check`] makes sure that they hold.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::hours::Hours;
use crate::house::HouseList;
use crate::id::Id;
use crate::phone::Phone;
use crate::text::{Lang, Text};

/// Position of a district in [`RegionPack::districts`].
pub type DistrictIx = u16;
/// Position of a locality in [`RegionPack::localities`].
pub type LocalityIx = u16;
/// Position of an area in [`RegionPack::areas`].
pub type AreaIx = u16;
/// Position of an inspector in [`RegionPack::inspectors`].
pub type InspectorIx = u16;
/// Position of a place in [`RegionPack::places`].
pub type PlaceIx = u16;
/// Position of compiled hours in [`RegionPack::hours`].
pub type HoursIx = u16;
/// Position of a street in [`RegionPack::streets`].
pub type StreetIx = u32;

/// Everything that a resident of one region needs to find an inspector, geometry apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionPack {
    /// The region.
    pub region: Region,
    /// Minutes since 1970-01-01 UTC from which all [`Hours::spans`] count.
    pub base_minute: i64,
    /// Local offsets from UTC: valid from a UTC minute on, in minutes, sorted. The first entry
    /// holds at `base_minute`.
    pub offsets: Vec<(i64, i16)>,
    /// Sorted by identifier, like all tables here.
    pub districts: Vec<District>,
    /// Cities, towns and villages.
    pub localities: Vec<Locality>,
    /// Service areas.
    pub areas: Vec<Area>,
    /// Inspectors.
    pub inspectors: Vec<Inspector>,
    /// Places of help.
    pub places: Vec<Place>,
    /// Hours, each distinct rule once.
    pub hours: Vec<Hours>,
    /// Streets by locality and name.
    #[serde(with = "crate::pack::columns")]
    pub streets: Vec<Street>,
}

/// A region: the highest level that the country is divided into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Stands in page addresses.
    pub id: Id,
    /// Name.
    pub name: Text,
    /// IANA name.
    pub time_zone: String,
}

/// A district of a region or of a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
}

/// What kind of settlement a locality is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LocalityKind {
    /// қала, город.
    City,
    /// кент, посёлок.
    Town,
    /// ауыл, село.
    Village,
}

/// A city, town or village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locality {
    /// KATO code or identifier.
    pub id: Id,
    /// Kind.
    pub kind: LocalityKind,
    /// `None` for a city that has districts of its own.
    pub district: Option<DistrictIx>,
    /// The bare name.
    pub name: Text,
    /// Earlier names and usual spellings.
    pub aliases: Vec<String>,
}

/// A service area: what one inspector is responsible for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Stands in page addresses.
    pub id: Id,
    /// As people know it.
    pub number: String,
    /// District that it lies in.
    pub district: Option<DistrictIx>,
    /// Localities that it serves, wholly or partly.
    pub localities: Vec<LocalityIx>,
    /// Who serves it.
    pub served: Served,
    /// The places of help nearest to its middle, with metres in a straight line; nearest first.
    pub nearest: Vec<(PlaceIx, u32)>,
}

/// Who serves an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Served {
    /// An appointed inspector.
    By(InspectorIx),
    /// Somebody who stands in for now.
    Acting(InspectorIx),
    /// Nobody is appointed yet.
    Vacant,
}

impl Served {
    /// The person to ask, appointed or acting.
    pub fn inspector(self) -> Option<InspectorIx> {
        match self {
            Served::By(inspector) | Served::Acting(inspector) => Some(inspector),
            Served::Vacant => None,
        }
    }
}

/// A way to reach somebody by telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ContactKind {
    /// The inspector's own service mobile.
    Mobile,
    /// The office.
    Office,
    /// A messenger on a telephone number.
    Messenger,
    /// The duty desk: if nobody answers.
    Duty,
    /// The superior.
    Superior,
}

/// A district inspector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspector {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
    /// A rank of the index's vocabulary.
    pub rank: Option<Id>,
    /// Sorted by kind.
    pub contacts: Vec<(ContactKind, Phone)>,
    /// Languages spoken, BCP 47.
    pub languages: Vec<String>,
    /// Where people are received.
    pub place: Option<PlaceIx>,
    /// When people are received.
    pub hours: Option<HoursIx>,
    /// On duty in the area since.
    pub assigned_since: Option<Day>,
    /// When the contacts were last checked.
    pub verified_on: Option<Day>,
    /// Address of a photo, relative to the release.
    pub photo: Option<String>,
}

/// A place of help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Identifier.
    pub id: Id,
    /// A kind of the index's vocabulary.
    pub kind: Id,
    /// Name.
    pub name: Text,
    /// Locality.
    pub locality: Option<LocalityIx>,
    /// Street and house as people read it.
    pub address: Text,
    /// Where it is.
    pub at: Option<Point>,
    /// When it is open.
    pub hours: Option<HoursIx>,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Services of the index's vocabulary.
    pub services: Vec<Id>,
    /// Languages spoken there, BCP 47.
    pub languages: Vec<String>,
    /// When it was opened.
    pub opened_on: Option<Day>,
    /// Address of a photo, relative to the release.
    pub photo: Option<String>,
    /// When this was last checked.
    pub verified_on: Option<Day>,
}

/// A position, in units of 0.00001 degrees (about a metre), WGS 84.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Longitude.
    pub lon: i32,
    /// Latitude.
    pub lat: i32,
}

impl Point {
    /// Units in a degree.
    pub const PER_DEGREE: f64 = 100_000.0;

    /// The nearest point to a position in degrees. Values outside the globe are cut to it, NaN
    /// becomes zero.
    pub fn from_degrees(lon: f64, lat: f64) -> Point {
        let cut = |value: f64, most: f64| (value.clamp(-most, most) * Self::PER_DEGREE).round();
        Point {
            lon: cut(lon, 180.0) as i32,
            lat: cut(lat, 90.0) as i32,
        }
    }

    /// Longitude and latitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (
            f64::from(self.lon) / Self::PER_DEGREE,
            f64::from(self.lat) / Self::PER_DEGREE,
        )
    }
}

/// A street or microdistrict of one locality.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Street {
    /// Locality.
    pub locality: LocalityIx,
    /// Name with its type, as officially written; English is never filled.
    pub name: StreetName,
    /// Which houses belong to which area.
    pub parts: Vec<StreetPart>,
}

/// The names of a street.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreetName {
    /// Kazakh; may be empty.
    pub kk: String,
    /// Russian; may be empty.
    pub ru: String,
    /// Old names and usual spellings.
    pub aliases: Vec<String>,
}

/// The part of a street that belongs to one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StreetPart {
    /// Area.
    pub area: AreaIx,
    /// Houses.
    pub houses: HouseList,
}

impl StreetName {
    /// The name to show to a reader: Kazakh for Kazakh, else Russian, else the other one.
    pub fn show(&self, lang: Lang) -> &str {
        self.pick(lang).0
    }

    /// The name to show, and the language that it is in.
    pub fn pick(&self, lang: Lang) -> (&str, Lang) {
        let (first, second) = match lang {
            Lang::Kk => ((&self.kk, Lang::Kk), (&self.ru, Lang::Ru)),
            _ => ((&self.ru, Lang::Ru), (&self.kk, Lang::Kk)),
        };
        let (name, lang) = if first.0.is_empty() { second } else { first };
        (name, lang)
    }
}

impl Inspector {
    /// The contacts that answer for a neighbouring area too: the duty desk and the superior.
    pub fn shared_contacts(&self) -> Vec<(ContactKind, Phone)> {
        let shared = |kind: &ContactKind| matches!(kind, ContactKind::Duty | ContactKind::Superior);
        let contacts = self.contacts.iter().filter(|(kind, _)| shared(kind));
        contacts.cloned().collect()
    }
}

/// Streets of one locality, each with some of its houses.
pub type InLocality<'a> = (LocalityIx, Vec<(&'a Street, &'a HouseList)>);

impl RegionPack {
    /// Whose duty desk to call where nobody is appointed: an inspector of the same district and
    /// one of the same localities.
    pub fn stand_in(&self, area: AreaIx) -> Option<&Inspector> {
        let area = self.areas.get(usize::from(area))?;
        self.areas
            .iter()
            .filter(|other| other.district == area.district)
            .filter(|other| {
                other
                    .localities
                    .iter()
                    .any(|at| area.localities.contains(at))
            })
            .filter_map(|other| self.inspectors.get(usize::from(other.served.inspector()?)))
            .find(|inspector| !inspector.shared_contacts().is_empty())
    }

    /// The streets of an area by locality, each with the houses that belong to it.
    pub fn streets_of(&self, area: AreaIx) -> Vec<InLocality<'_>> {
        let mut found: Vec<InLocality<'_>> = Vec::new();
        for street in &self.streets {
            for part in street.parts.iter().filter(|part| part.area == area) {
                match found.last_mut() {
                    Some((locality, streets)) if *locality == street.locality => {
                        streets.push((street, &part.houses));
                    }
                    _ => found.push((street.locality, vec![(street, &part.houses)])),
                }
            }
        }
        found
    }

    /// The hours at a position.
    pub fn hours_at(&self, at: Option<HoursIx>) -> Option<&Hours> {
        self.hours.get(usize::from(at?))
    }

    /// The position of an area.
    pub fn area_at(&self, id: &Id) -> Option<AreaIx> {
        let at = self.areas.iter().position(|area| area.id == *id)?;
        AreaIx::try_from(at).ok()
    }

    /// The position of a place.
    pub fn place_at(&self, id: &Id) -> Option<PlaceIx> {
        let at = self.places.iter().position(|place| place.id == *id)?;
        PlaceIx::try_from(at).ok()
    }

    /// Whether every position in it points to something.
    pub fn check(&self) -> bool {
        let place_ok = |ix: &PlaceIx| usize::from(*ix) < self.places.len();
        let hours_ok = |ix: &HoursIx| usize::from(*ix) < self.hours.len();
        let locality_ok = |ix: &LocalityIx| usize::from(*ix) < self.localities.len();
        let district_ok = |ix: &DistrictIx| usize::from(*ix) < self.districts.len();
        let inspector_ok = |ix: InspectorIx| usize::from(ix) < self.inspectors.len();
        self.localities
            .iter()
            .all(|locality| locality.district.iter().all(district_ok))
            && self.areas.iter().all(|area| {
                area.district.iter().all(district_ok)
                    && area.localities.iter().all(locality_ok)
                    && area.nearest.iter().all(|(place, _)| place_ok(place))
                    && area.served.inspector().is_none_or(inspector_ok)
            })
            && self.inspectors.iter().all(|inspector| {
                inspector.place.iter().all(place_ok) && inspector.hours.iter().all(hours_ok)
            })
            && self.places.iter().all(|place| {
                place.locality.iter().all(locality_ok) && place.hours.iter().all(hours_ok)
            })
            && self.streets.iter().all(|street| {
                locality_ok(&street.locality)
                    && street
                        .parts
                        .iter()
                        .all(|part| usize::from(part.area) < self.areas.len())
            })
    }
}
