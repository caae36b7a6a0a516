//! The small file that picks a region before anything of that region is loaded.

use serde::{Deserialize, Serialize};

use crate::directory::{LocalityKind, Point};
use crate::id::Id;
use crate::text::Text;

/// Position of a region in [`Nation::regions`].
pub type RegionIx = u16;

/// All regions, all localities, and which street names exist where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nation {
    /// Regions, sorted by identifier.
    pub regions: Vec<NationRegion>,
    /// Localities, sorted by region and identifier.
    pub localities: Vec<NationLocality>,
}

/// A region, as much of it as picking one needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationRegion {
    /// Identifier.
    pub id: Id,
    /// Name.
    pub name: Text,
    /// Simplified outlines, rings not closed. Good to about a kilometre: near a border, several
    /// regions have to be looked into.
    #[serde(with = "crate::pack::deltas")]
    pub outline: Vec<Vec<Point>>,
    /// Hashes of the words of street names that exist here, as `senim-lookup` makes them: sorted,
    /// each as the distance from the one before. Words may share a hash: a hint, not a proof.
    pub street_hashes: Vec<u32>,
    /// How many places of help it has of each kind of the index's vocabulary.
    pub places: Vec<(Id, u32)>,
}

/// A locality, as much of it as picking a region needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationLocality {
    /// Identifier.
    pub id: Id,
    /// Region.
    pub region: RegionIx,
    /// Kind.
    pub kind: LocalityKind,
    /// Name.
    pub name: Text,
    /// Earlier names and usual spellings.
    pub aliases: Vec<String>,
    /// Its middle.
    pub at: Option<Point>,
}

impl Nation {
    /// Whether every position in it points to something.
    pub fn check(&self) -> bool {
        self.localities
            .iter()
            .all(|locality| usize::from(locality.region) < self.regions.len())
    }
}
