//! What a source folder says, row by row, once it is checked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use senim_measure::Period;
use senim_model::directory::{ContactKind, LocalityKind, Point};
use senim_model::house::HouseList;
use senim_model::id::Id;
use senim_model::phone::Phone;
use senim_model::text::Text;
use senim_reform::Reform;

use super::suppliers::Supplier;
use crate::messages::Messages;
use crate::register::Recorded;
use crate::response::Calls;
use crate::source::geometry::{Outline, context};
use crate::source::settings::Settings;
pub use crate::source::table::RowOrigin;
use crate::surveys::Polled;

/// A directory as its source says it, references by identifier.
#[derive(Debug)]
pub struct Directory {
    /// The settings.
    pub settings: Settings,
    /// Regions by identifier.
    pub regions: BTreeMap<Id, SourceRegion>,
    /// Districts by identifier.
    pub districts: BTreeMap<Id, SourceDistrict>,
    /// Localities by identifier.
    pub localities: BTreeMap<Id, SourceLocality>,
    /// Areas by identifier.
    pub areas: BTreeMap<Id, SourceArea>,
    /// Inspectors by identifier.
    pub inspectors: BTreeMap<Id, SourceInspector>,
    /// Places by identifier.
    pub places: BTreeMap<Id, SourcePlace>,
    /// Addresses in the order of their rows.
    pub addresses: Vec<SourceAddress>,
    /// Public holidays.
    pub holidays: Vec<SourceHoliday>,
    /// Outlines by area.
    pub outlines: BTreeMap<Id, Outline>,
    /// Water, railways and main roads.
    pub context: Vec<context::Piece>,
    /// What areas were before.
    pub past: Vec<SourcePast>,
    /// How many people live where.
    pub population: Vec<SourcePopulation>,
    /// What became of messages, where that is counted.
    pub messages: Option<Messages>,
    /// What was counted of calls, where they are measured.
    pub calls: Option<Calls>,
    /// What was asked in surveys, where there are any.
    pub surveys: Option<Polled>,
    /// The register of problems, where there is one.
    pub register: Option<Recorded>,
    /// What the reform promised, where that is told.
    pub reform: Option<Reform>,
    /// Suppliers with folders of their own, and whether what they sent could be used.
    pub suppliers: Vec<Supplier>,
}

impl Directory {
    /// Where each row stood, and whose it is.
    pub(crate) fn origins(&self) -> impl Iterator<Item = &RowOrigin> {
        let territory = (self.regions.values().map(|row| &row.origin))
            .chain(self.districts.values().map(|row| &row.origin))
            .chain(self.localities.values().map(|row| &row.origin))
            .chain(self.areas.values().map(|row| &row.origin));
        territory
            .chain(self.inspectors.values().map(|row| &row.origin))
            .chain(self.places.values().map(|row| &row.origin))
            .chain(self.addresses.iter().map(|row| &row.origin))
            .chain(self.holidays.iter().map(|row| &row.origin))
    }
}

/// A row of `regions.csv`.
#[derive(Clone, Debug)]
pub struct SourceRegion {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// KATO code, may be empty.
    pub kato: String,
    /// Name.
    pub name: Text,
    /// Time zone.
    pub zone: chrono_tz::Tz,
}

/// A row of `districts.csv`.
#[derive(Clone, Debug)]
pub struct SourceDistrict {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Region.
    pub region: Id,
    /// KATO code, may be empty.
    pub kato: String,
    /// Name.
    pub name: Text,
}

/// A row of `localities.csv`.
#[derive(Clone, Debug)]
pub struct SourceLocality {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Region.
    pub region: Id,
    /// District.
    pub district: Option<Id>,
    /// Kind.
    pub kind: LocalityKind,
    /// Name.
    pub name: Text,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its middle.
    pub at: Option<Point>,
}

/// A row of `areas.csv`.
#[derive(Clone, Debug)]
pub struct SourceArea {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// As people know it.
    pub number: String,
    /// Region.
    pub region: Id,
    /// District.
    pub district: Option<Id>,
    /// Localities.
    pub localities: Vec<Id>,
    /// Declared to have no inspector.
    pub vacant: bool,
}

/// A row of `inspectors.csv`.
#[derive(Clone, Debug)]
pub struct SourceInspector {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Areas of appointment.
    pub areas: Vec<Id>,
    /// Areas where the person stands in.
    pub acting_for: Vec<Id>,
    /// Name.
    pub name: Text,
    /// Rank.
    pub rank: Option<Id>,
    /// Contacts in the order in which they are tried.
    pub contacts: Vec<(ContactKind, Phone)>,
    /// Languages.
    pub languages: Vec<String>,
    /// Where people are received.
    pub place: Option<Id>,
    /// When people are received.
    pub hours: String,
    /// On duty in the area since.
    pub assigned_since: Option<NaiveDate>,
    /// When the contacts were last checked.
    pub verified_on: Option<NaiveDate>,
    /// File name of a photo; may be empty.
    pub photo: String,
}

/// A row of `places.csv`.
#[derive(Clone, Debug)]
pub struct SourcePlace {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Kind.
    pub kind: Id,
    /// Region.
    pub region: Id,
    /// Locality.
    pub locality: Option<Id>,
    /// Name.
    pub name: Text,
    /// Address.
    pub address: Text,
    /// Where it is.
    pub at: Option<Point>,
    /// When it is open.
    pub hours: String,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Services.
    pub services: Vec<Id>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// When it was opened.
    pub opened_on: Option<NaiveDate>,
    /// Photo file, or empty.
    pub photo: String,
    /// When this was last checked.
    pub verified_on: Option<NaiveDate>,
}

/// A row of `addresses.csv`.
#[derive(Clone, Debug)]
pub struct SourceAddress {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Locality.
    pub locality: Id,
    /// Kazakh name.
    pub street_kk: String,
    /// Russian name.
    pub street_ru: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Houses as written.
    pub houses_text: String,
    /// Houses.
    pub houses: HouseList,
    /// Area.
    pub area: Id,
    /// The middle of the street, or of its part in the area.
    pub at: Option<Point>,
}

/// A row of `holidays.csv`.
#[derive(Clone, Debug)]
pub struct SourceHoliday {
    /// Where it stood, and whose it is.
    pub origin: RowOrigin,
    /// Day.
    pub date: NaiveDate,
    /// Region; everywhere without one.
    pub region: Option<Id>,
    /// Name.
    pub name: Text,
}

/// A row of `area_history.csv`.
#[derive(Clone, Debug)]
pub struct SourcePast {
    /// Area, now or then.
    pub area: Id,
    /// Region.
    pub region: Id,
    /// District that it belonged to.
    pub district: Option<Id>,
    /// As people knew it.
    pub number: String,
    /// The last month in which it was so.
    pub until: Period,
}

/// A row of `population.csv`.
#[derive(Clone, Debug)]
pub struct SourcePopulation {
    /// Region, where it is about one.
    pub region: Option<Id>,
    /// District, where it is about one.
    pub district: Option<Id>,
    /// Area, where it is about one.
    pub area: Option<Id>,
    /// How many live there.
    pub people: u32,
    /// On which day.
    pub date: NaiveDate,
}
