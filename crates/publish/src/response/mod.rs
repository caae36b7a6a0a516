//! Response times: calls are read row by row and counted ([`count`]), put into cells that tell of
//! nobody ([`cells`]), and published as tables ([`facts`]) and packs ([`packs`]). The calls themselves
//! are never published.

mod before;
mod beside;
mod breakdowns;
mod cells;
mod count;
mod counts;
mod excluded;
mod facts;
mod found;
mod moment;
mod outline;
mod packs;
mod plain;
mod record;
mod region;
mod revision;
mod rows;
mod seen;
mod settings;
mod source;
mod tally;
mod territory;
mod text;
mod zone;

use std::collections::BTreeMap;

pub(crate) use packs::PACKS;
pub(crate) use record::{DATASET, tables};
pub(crate) use revision::Before;
pub(crate) use settings::ResponseSettings;
pub(crate) use source::{Request, account, read};

use counts::Counts;
use region::Region;

/// What was counted.
#[derive(Debug)]
pub struct Calls {
    regions: Vec<(Region, Counts)>,
    excluded: BTreeMap<excluded::Key, u64>,
}

impl Calls {
    /// Calls by region and month: what came.
    pub(crate) fn delivered(&self) -> BTreeMap<(&str, senim_measure::Period), u64> {
        let mut delivered = BTreeMap::new();
        for (region, counts) in &self.regions {
            for (month, calls) in counts.by_month() {
                *delivered.entry((region.id.as_str(), month)).or_default() += calls;
            }
        }
        delivered
    }
}
