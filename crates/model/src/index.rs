//! The index: the one file that is asked for anew each time, and names all others with their hashes.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::text::Text;

/// The version of the index that this code writes and reads.
pub const FORMAT: u32 = 1;

/// `data/index.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// [`FORMAT`].
    pub format: u32,
    /// Higher by one than that of the index before it, whatever that named.
    pub sequence: u32,
    /// When it was written, RFC 3339 in UTC.
    pub time: String,
    /// Persons and figures are invented; every page says so.
    pub sample: bool,
    /// The portal's title.
    pub title: Text,
    /// Who publishes.
    pub publisher: Text,
    /// What a reader has to know first; may be empty.
    pub notice: Text,
    /// Emergency numbers, one tap away on every page.
    pub emergency: Vec<Emergency>,
    /// Where formal complaints go.
    pub complaints: Vec<Link>,
    /// Where somebody can say that a contact or a place is wrong: `https://…` or `mailto:…`; may be
    /// empty.
    pub corrections: String,
    /// A more detailed map of the publisher's choice, asked for only when a visitor wants it.
    pub tiles: Option<Tiles>,
    /// How lookups behave.
    pub find: FindSettings,
    /// What the identifiers in packs mean.
    pub vocabulary: Vocabulary,
    /// The current release of the directory.
    pub directory: DirectoryRelease,
    /// The current release of the record.
    pub record: RecordRelease,
    /// [`Releases`]: every release of the record that is kept. Its path is relative to the index.
    pub releases: PublishedFile,
}

/// `data/releases/….json`: apart from the index, as only who looks back needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Releases {
    /// Releases of the record, the newest first.
    pub record: Vec<RecordRelease>,
}

/// An emergency number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// As it is dialled.
    pub number: String,
    /// Who answers.
    pub name: Text,
}

/// A named address outside of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is.
    pub name: Text,
    /// `https://…`.
    pub url: String,
}

/// Pictures of a map, square by square, from a host of the publisher's choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiles {
    /// `https://…` with `{z}`, `{x}` and `{y}`, or one file of pictures that ends in `.pmtiles`.
    pub url: String,
    /// Whose map it is, as its licence wants it said.
    pub attribution: Text,
    /// The nearest zoom that it has.
    pub max_zoom: u32,
}

impl Tiles {
    /// Whether all pictures are in one file, of which ranges are asked for.
    pub fn is_one_file(&self) -> bool {
        self.url.ends_with(".pmtiles")
    }

    /// Scheme, host and port: whom a browser asks.
    pub fn origin(&self) -> &str {
        let after = self.url.find("://").map_or(0, |at| at + 3);
        let rest = self.url.get(after..).unwrap_or_default();
        let host = rest.find('/').map_or(self.url.len(), |at| after + at);
        self.url.get(..host).unwrap_or_default()
    }
}

/// How lookups behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindSettings {
    /// Closer than this to a border, both areas are offered.
    pub border_metres: u32,
    /// A contact verified longer ago is flagged.
    pub stale_after_days: u32,
    /// How much longer a way on foot is than a straight line, in hundredths: 130 for 1.3.
    pub detour_percent: u32,
}

/// What the identifiers in packs mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Ranks of inspectors.
    pub ranks: Vec<Term>,
    /// Kinds of places.
    pub place_kinds: Vec<Term>,
    /// Services at places.
    pub services: Vec<Term>,
}

/// An identifier and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
}

/// Looks a term up.
pub fn term<'a>(terms: &'a [Term], id: &Id) -> Option<&'a Text> {
    terms
        .iter()
        .find(|term| term.id == *id)
        .map(|term| &term.name)
}

/// A release of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryRelease {
    /// Identifier of the release: its time with hyphens, `2026-11-24T12-00-00Z`.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub time: String,
    /// Its folder relative to the index, with a slash at the end.
    pub path: String,
    /// `datapackage.json`, which names the facts with their hashes.
    pub package: PublishedFile,
    /// The pack of [`crate::nation::Nation`].
    pub nation: PublishedFile,
    /// Packs per region, sorted by identifier.
    pub regions: Vec<RegionFiles>,
    /// [`crate::feedback::Feedback`], where messages are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<PublishedFile>,
}

/// A release of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRelease {
    /// Identifier of the release: its time with hyphens.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub time: String,
    /// Its folder relative to the index, with a slash at the end.
    pub path: String,
    /// `datapackage.json`, which names the files with their hashes.
    pub package: PublishedFile,
    /// The pack of [`crate::response::Country`], where there are response times.
    #[serde(default)]
    pub response: Option<PublishedFile>,
    /// The pack of [`crate::surveys::Surveys`], where there are surveys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surveys: Option<PublishedFile>,
}

/// The packs of one region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionFiles {
    /// Region.
    pub id: Id,
    /// Name, so that a list of regions needs nothing else.
    pub name: Text,
    /// The pack of [`crate::directory::RegionPack`].
    pub directory: PublishedFile,
    /// The pack of [`crate::shapes::Shapes`].
    pub shapes: PublishedFile,
    /// The pack of [`crate::street_labels::StreetLabels`], where streets have positions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub streets: Option<PublishedFile>,
    /// The pack of [`crate::context::Context`], where the publisher has something of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<PublishedFile>,
}

/// A file that can be fetched and checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFile {
    /// Relative to the release's folder.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// `sha256-…` in base64, as `fetch` takes it in `integrity`.
    pub integrity: String,
}
