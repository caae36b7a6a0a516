//! `senim.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use senim_model::id::Id;
use senim_model::index::{Emergency, FindSettings, Link, Term, Tiles, Vocabulary};
use senim_model::text::{Lang, Text};
use serde::Deserialize;

use super::feedback::FeedbackSettings;
use super::geometry::OutlineSettings;
use super::mapping::{Mapping, Reading};
use super::toml::parse;
use super::values::Phones;
use super::{intake::Intake, personal, read_file};
use crate::coverage::Due;
use crate::problem::{Place, Problems};
use crate::register::RegisterSettings;
use crate::response::ResponseSettings;
use crate::surveys::SurveySettings;

/// The name of the settings file.
pub const FILE: &str = "senim.toml";

/// The version of the source format that this code reads.
const FORMAT: u32 = 1;

/// The settings of a source folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Version of the source format.
    format: u32,
    /// Persons and figures are invented.
    #[serde(default)]
    pub sample: bool,
    /// Languages that names are expected in.
    pub languages: Vec<Lang>,
    /// SPDX identifier.
    pub licence: String,
    /// The portal's title.
    pub title: Text,
    /// Who publishes.
    pub publisher: Text,
    /// What a reader has to know first.
    #[serde(default)]
    pub notice: Text,
    #[serde(default)]
    find: Find,
    /// Emergency numbers.
    #[serde(default)]
    pub emergency: Vec<Emergency>,
    /// Where formal complaints go.
    #[serde(default)]
    pub complaints: Vec<Link>,
    /// Where somebody can say that something published is wrong.
    #[serde(default)]
    pub corrections: String,
    /// Messages to the police; none are taken without it.
    pub(crate) feedback: Option<FeedbackSettings>,
    /// A more detailed map, asked for only when a visitor wants it.
    pub tiles: Option<Tiles>,
    /// Water, railways and main roads: whose they are.
    pub context: Option<ContextSource>,
    /// The map file and what is made of it.
    #[serde(default)]
    pub outlines: OutlineSettings,
    #[serde(default)]
    rank: Vec<Term>,
    #[serde(default)]
    place_kind: Vec<Term>,
    #[serde(default)]
    service: Vec<Term>,
    /// What is due, and when.
    #[serde(default)]
    pub due: Vec<Due>,
    /// Where the data come from; the publisher, where none is named.
    #[serde(default)]
    pub source: Vec<Origin>,
    /// How the data come about, besides what is said of every release.
    #[serde(default)]
    pub method: Text,
    /// How calls are told apart and measured.
    #[serde(default)]
    pub(crate) response: ResponseSettings,
    /// What surveys ask about, and whom.
    #[serde(default)]
    pub(crate) surveys: SurveySettings,
    /// What problems are about.
    #[serde(default)]
    pub(crate) problems: RegisterSettings,
    #[serde(default)]
    tables: BTreeMap<String, Mapping>,
    #[serde(default)]
    columns: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    dates: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// How telephone numbers become international.
    pub(crate) phones: Option<Phones>,
    #[serde(default)]
    check: Check,
    /// Personal data to look for, beyond what is always looked for.
    #[serde(default)]
    personal: Vec<personal::Pattern>,
}

/// `[[source]]`: where the data come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// What it is called.
    pub name: Text,
    /// `https://…`, where it has an address.
    pub url: Option<String>,
}

/// `[context]`: whose `context.geojson` is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextSource {
    /// SPDX identifier.
    pub licence: String,
    /// Whose it is, as its licence wants it said; it stands on the map.
    pub attribution: Text,
}

/// `[check]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Check {
    region_tolerance_metres: u32,
    pub(super) email_domains: Vec<String>,
    /// Personal data was looked for before.
    #[serde(skip)]
    is_done: bool,
}

impl Default for Check {
    fn default() -> Self {
        Check {
            region_tolerance_metres: 5_000,
            email_domains: Vec::new(),
            is_done: false,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Find {
    border_metres: u32,
    stale_after_days: u32,
    detour: f64,
}

impl Default for Find {
    fn default() -> Self {
        Find {
            border_metres: 30,
            stale_after_days: 180,
            detour: 1.3,
        }
    }
}

impl Settings {
    /// Reads the settings; `None` where they cannot be used, which is then a problem.
    pub(crate) fn read(folder: &Path, problems: &Problems) -> Option<Settings> {
        let place = Place::file(FILE);
        let Some(bytes) = read_file(folder, FILE, problems) else {
            problems.error(
                place,
                "is missing; it names the publisher and the emergency numbers",
            );
            return None;
        };
        let settings: Settings = parse(bytes, place, problems)?;
        settings.check(problems);
        settings.reading().check(place, problems);
        Some(settings)
    }

    fn check(&self, problems: &Problems) {
        let place = Place::file(FILE);
        if self.format != FORMAT {
            problems.error(
                place.column("format"),
                format!("is {}, expected {FORMAT}", self.format),
            );
        }
        if self.languages.is_empty() {
            problems.error(
                place.column("languages"),
                "is empty, expected at least one of kk, ru, en",
            );
        }
        for (name, text) in [("title", &self.title), ("publisher", &self.publisher)] {
            if text.is_empty() {
                problems.error(place.column(name), "is empty");
            }
        }
        if self.emergency.is_empty() {
            problems.error(
                place.column("emergency"),
                "names no number; a visitor in danger needs one",
            );
        }
        for emergency in &self.emergency {
            if !can_be_dialled(&emergency.number) {
                problems.error(
                    place.column("emergency"),
                    format!("“{}” cannot be dialled", emergency.number),
                );
            }
        }
        if let Some(feedback) = &self.feedback {
            feedback.check(&self.languages, problems);
        }
        self.outlines.check(problems);
        self.surveys.check(problems);
        self.problems.check(problems);
        crate::coverage::check(&self.due, problems);
        for url in self.source.iter().filter_map(|source| source.url.as_ref()) {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                let message = format!("“{url}” does not begin with https:// or http://");
                problems.error(place.column("source"), message);
            }
        }
        if !(1.0..=3.0).contains(&self.find.detour) {
            let message = format!(
                "is {}, expected how much longer ways are than straight lines: 1 to 3, like 1.3",
                self.find.detour
            );
            problems.error(place.column("find.detour"), message);
        }
        let reachable = |url: &str| url.starts_with("https://") || url.starts_with("mailto:");
        if !self.corrections.is_empty() && !reachable(&self.corrections) {
            let message = format!(
                "“{}” does not begin with https:// or mailto:",
                self.corrections
            );
            problems.error(place.column("corrections"), message);
        }
        if let Some(tiles) = &self.tiles {
            check_tiles(tiles, problems);
        }
        if let Some(context) = &self.context {
            let place = place.column("context");
            if context.attribution.is_empty() {
                problems.error(
                    place,
                    "has no attribution; it says whose context.geojson is",
                );
            }
            if context.licence.trim().is_empty() {
                problems.error(place, "has no licence, expected one like ODbL-1.0");
            }
        }
        for link in &self.complaints {
            if !link.url.starts_with("https://") {
                problems.error(
                    place.column("complaints"),
                    format!("“{}” does not begin with https://", link.url),
                );
            }
        }
    }

    /// How the tables of the folder are to be read.
    fn reading(&self) -> Reading {
        Reading {
            tables: self.tables.clone(),
            columns: self.columns.clone(),
            dates: self.dates.clone(),
        }
    }

    /// How the files of the folder are to be read.
    pub(crate) fn intake(&self) -> Intake {
        Intake {
            reading: self.reading(),
            personal: personal::Rules {
                patterns: self.personal.clone(),
                email_domains: self.check.email_domains.clone(),
                is_done: self.check.is_done,
            },
            outlines: self.outlines.clone(),
            phones: self.phones.clone(),
        }
    }

    /// The same for facts: they were checked when they were published, with settings that are not
    /// published with them.
    pub(crate) fn of_facts(mut self) -> Settings {
        self.check.region_tolerance_metres = u32::MAX;
        self.check.is_done = true;
        self.outlines.tolerance_metres = f64::INFINITY;
        self
    }

    /// How far from the areas of its region a place may lie.
    pub(crate) fn region_tolerance_metres(&self) -> u32 {
        self.check.region_tolerance_metres
    }

    /// How lookups behave.
    pub fn find(&self) -> FindSettings {
        FindSettings {
            border_metres: self.find.border_metres,
            stale_after_days: self.find.stale_after_days,
            // Checked: from 1 to 3.
            detour_percent: (self.find.detour * 100.0).round() as u32,
        }
    }

    /// What identifiers in tables mean.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary {
            ranks: self.rank.clone(),
            place_kinds: self.place_kind.clone(),
            services: self.service.clone(),
        }
    }

    /// Ranks, kinds of place, services.
    pub(crate) fn terms(&self, of: Terms) -> impl Iterator<Item = &Id> {
        let terms = match of {
            Terms::Ranks => &self.rank,
            Terms::PlaceKinds => &self.place_kind,
            Terms::Services => &self.service,
        };
        terms.iter().map(|term| &term.id)
    }
}

/// Whether a number can stand after `tel:`.
pub(super) fn can_be_dialled(number: &str) -> bool {
    let dialled = |byte: u8| byte.is_ascii_digit() || byte == b'+';
    !number.is_empty() && number.bytes().all(dialled)
}

/// A visitor's browser asks this host on press, so what it is has to be plain.
fn check_tiles(tiles: &Tiles, problems: &Problems) {
    let place = Place::file(FILE).column("tiles");
    let own = ["http://127.0.0.1:", "http://localhost:"];
    let safe =
        tiles.url.starts_with("https://") || own.iter().any(|own| tiles.url.starts_with(own));
    let whole = ["{z}", "{x}", "{y}"]
        .iter()
        .all(|part| tiles.url.contains(part));
    let host = tiles.origin().bytes();
    let plain = host
        .clone()
        .all(|byte| byte.is_ascii_alphanumeric() || b":/.-".contains(&byte));
    let vector = [".mvt", ".pbf"].iter().any(|end| tiles.url.ends_with(end));
    if vector {
        let message = format!(
            "“{}” has vectors, and the map shows pictures only",
            tiles.url
        );
        problems.error(place, message);
    } else if !safe || !plain || !(whole || tiles.is_one_file()) {
        let message = format!(
            "“{}” is no address like https://tiles.example/{{z}}/{{x}}/{{y}}.png or \
             https://tiles.example/map.pmtiles",
            tiles.url
        );
        problems.error(place, message);
    }
    if tiles.attribution.is_empty() {
        problems.error(place, "has no attribution; it says whose map it is");
    }
    if !(1..=22).contains(&tiles.max_zoom) {
        let message = format!("has max_zoom {}, expected 1 to 22", tiles.max_zoom);
        problems.error(place, message);
    }
}

/// A list of terms in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// `[[rank]]`.
    Ranks,
    /// `[[place_kind]]`.
    PlaceKinds,
    /// `[[service]]`.
    Services,
}
