//! From tables to a directory that holds together. Every check adds to one list of problems; what
//! it returns is only used where that list has no error.

mod addresses;
mod borders;
mod cells;
mod current;
mod feedback;
mod held;
mod letters;
mod maps;
mod names;
mod near;
mod past;
mod people;
mod places;
mod reform;
mod register;
mod rows;
mod since;
mod sources;
mod suppliers;
mod surveys;
mod territory;

use std::path::Path;

use chrono::NaiveDate;

use crate::problem::{Place, Problems};
use crate::source::geometry::context;
use crate::source::intake;
use crate::source::settings::Settings;
pub use current::{current_facts, current_record};
pub use rows::*;
use suppliers::{Held, Sources};
pub use suppliers::{State, Supplier};

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
    // Where the settings have a fault, it is told alone, and not what follows from it.
    let intake = match &settings {
        Some(settings) => settings.intake(),
        None => intake::of_faulty(request.folder)?,
    };
    let sources = Sources::read(request, settings.as_ref(), intake, problems);
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
