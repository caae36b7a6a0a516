//! The lookup of the portal, apart from its page, so that it can be timed in a browser.

mod figures;

use senim_lookup::{Answer, Finder};
use senim_model::directory::{RegionPack, StreetIx};
use senim_model::pack;
use wasm_bindgen::prelude::wasm_bindgen;

/// How many matches the portal offers.
const LIMIT: usize = 7;

/// One region, opened and indexed as the portal does it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Region {
    pack: RegionPack,
    finder: Finder,
}

#[wasm_bindgen]
impl Region {
    /// Opens the body of a region's pack, after its gzip stream was opened. Nothing where it is
    /// damaged.
    pub fn open(body: &[u8]) -> Option<Region> {
        let pack: RegionPack = pack::decode(body).ok()?;
        let finder = Finder::new(&pack);
        Some(Region { pack, finder })
    }

    /// Searches as the page does, and gives how many matches would be offered.
    pub fn search(&self, text: &str) -> usize {
        let found = self.finder.search(&self.pack, text, &[], LIMIT);
        found.matches.len()
    }

    /// The matches, best first, a line each: locality and street, separated by a tab. Where the
    /// page would ask for the locality, all that it would offer stand in one line, separated by `|`.
    pub fn matches(&self, text: &str) -> String {
        let found = self.finder.search(&self.pack, text, &[], LIMIT);
        let lines = found.matches.into_iter().map(|found| {
            let streets = match found.answer {
                Answer::Localities(streets) => streets,
                _ => vec![found.street],
            };
            let named = streets.into_iter().filter_map(|street| self.name(street));
            named.collect::<Vec<_>>().join("|") + "\n"
        });
        lines.collect()
    }
}

impl Region {
    fn name(&self, street: StreetIx) -> Option<String> {
        let street = self.pack.streets.get(street as usize)?;
        let locality = self.pack.localities.get(usize::from(street.locality))?;
        let name = match street.name.ru.as_str() {
            "" => &street.name.kk,
            name => name,
        };
        Some(format!("{}\t{name}", locality.id))
    }
}
