//! From tables to a directory that holds together. Every check adds to one list of problems; what
//! it returns is only used where that list has no error.

mod addresses;
mod borders;
mod cells;
mod current;
mod feedback;
mod letters;
mod maps;
mod names;
mod near;
mod past;
mod people;
mod places;
mod reform;
mod register;
mod since;
mod sources;
mod suppliers;
mod surveys;
mod territory;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use senim_accounts::reform::Reform;
use senim_measure::Period;
use senim_model::directory::{ContactKind, LocalityKind, Point};
use senim_model::house::HouseList;
use senim_model::id::Id;
use senim_model::phone::Phone;
use senim_model::text::Text;

use crate::messages::Messages;
use crate::problem::{Place, Problems};
use crate::register::Recorded;
use crate::response::Calls;
use crate::source::geometry::{Outline, context};
use crate::source::settings::Settings;
pub use crate::source::table::RowOrigin;
use crate::surveys::Polled;
pub use current::{current_facts, current_record};
use suppliers::{Held, Sources};
pub use suppliers::{State, Supplier};

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

/// Names of regions that would collide with the portal's own pages.
const RESERVED: [&str; 13] = [
    "list",
    "map",
    "about",
    "privacy",
    "accessibility",
    "feedback",
    "response",
    "surveys",
    "reform",
    "problems",
    "data",
    "browse",
    "api",
];

/// What is to be checked, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The source folder.
    pub folder: &'a Path,
    /// The day as of which dates are past or future.
    pub today: NaiveDate,
    /// The facts of the current release: what a faulty supplier published last, and what must not
    /// go back in time.
    pub published: Option<&'a Path>,
    /// The tables of the current release of the record: problems that were published stay.
    pub record: Option<&'a Path>,
    /// Whether outlines are mended where that needs no guess.
    pub repair: bool,
    /// Where to draw what is wrong with outlines; not in the source folder.
    pub pictures: Option<&'a Path>,
}

impl<'a> Request<'a> {
    /// Checks a folder as of a day, changing nothing in what was read.
    pub fn new(folder: &'a Path, today: NaiveDate) -> Request<'a> {
        Request {
            folder,
            today,
            published: None,
            record: None,
            repair: false,
            pictures: None,
        }
    }
}

/// Reads and checks a source folder. `None` where required tables are beyond use.
pub fn directory(request: &Request<'_>, problems: &Problems) -> Option<Directory> {
    read(request, Settings::read(request.folder, problems), problems)
}

/// Reads the facts of a release as a source folder. What depends on settings that are not published
/// was checked when they were published, and is not again.
pub(crate) fn facts(request: &Request<'_>, problems: &Problems) -> Option<Directory> {
    let settings = Settings::read(request.folder, problems);
    read(request, settings.map(Settings::of_facts), problems)
}

fn read(
    request: &Request<'_>,
    settings: Option<Settings>,
    problems: &Problems,
) -> Option<Directory> {
    let sources = Sources::read(request, settings.as_ref(), problems);
    let context = self::context(request.folder, settings.as_ref(), problems);
    let mut directory = suppliers::directory(&sources, problems)?;
    directory.context = context;
    near::context(&directory, problems);
    Some(directory)
}

/// What `context.geojson` holds, which needs to say whose it is.
fn context(folder: &Path, settings: Option<&Settings>, problems: &Problems) -> Vec<context::Piece> {
    let pieces = context::read(folder, problems);
    let is_there = folder.join(context::FILE).exists();
    let place = Place::file(context::FILE);
    match settings.map(|settings| settings.context.is_some()) {
        Some(false) if is_there => {
            let message =
                "is there, and senim.toml has no [context] with its licence and attribution";
            problems.error(place, message);
        }
        Some(true) if !is_there => {
            problems.error(place, "does not exist, though senim.toml has [context]");
        }
        _ => {}
    }
    pieces.unwrap_or_default()
}

/// Checks the tables of all whose rows count.
fn assemble(sources: &Sources<'_>, held: &Held, problems: &Problems) -> Option<Directory> {
    let settings = sources.settings;
    let reader = cells::Reader {
        sources,
        held,
        problems,
        languages: languages(settings),
    };
    let regions = territory::regions(&reader);
    let districts = territory::districts(&reader, regions.as_ref());
    let localities = territory::localities(&reader, regions.as_ref(), &districts);
    let areas = territory::areas(&reader, regions.as_ref(), &districts, localities.as_ref());
    let outlines = borders::outlines(sources, held, areas.as_ref(), problems);
    let places = places::places(&reader, settings, regions.as_ref(), localities.as_ref());
    let inspectors = people::inspectors(&reader, settings, areas.as_ref(), &places);
    let addresses = addresses::addresses(&reader, localities.as_ref(), areas.as_ref());
    let holidays = places::holidays(&reader, regions.as_ref());
    let past = past::areas(&reader, regions.as_ref(), &districts);
    let population = past::population(&reader, regions.as_ref(), &districts, areas.as_ref());
    let surveys = surveys::surveys(&reader, settings, regions.as_ref());
    let reform = reform::reform(&reader, regions.as_ref());
    let messages = feedback::messages(&reader, settings, regions.as_ref(), &districts);
    let register = register::register(&register::Known {
        reader: &reader,
        settings,
        regions: regions.as_ref(),
        districts: &districts,
        areas: areas.as_ref(),
        places: &places,
    });
    register::permanent(&reader, sources.published());
    let areas = areas?;
    people::every_area_is_served(&areas, &inspectors, problems);
    let directory = Directory {
        settings: settings?.clone(),
        regions: regions?,
        districts,
        localities: localities?,
        areas,
        inspectors,
        places,
        addresses,
        holidays,
        outlines: outlines?,
        context: Vec::new(),
        past,
        population,
        messages,
        calls: None,
        surveys,
        register,
        reform,
        suppliers: Vec::new(),
    };
    names::shared(&directory.localities, problems);
    near::check(&directory, problems);
    since::check(&directory, sources.published(), problems);
    Some(directory)
}

fn languages(settings: Option<&Settings>) -> Vec<senim_model::text::Lang> {
    settings
        .map(|settings| settings.languages.clone())
        .unwrap_or_default()
}
