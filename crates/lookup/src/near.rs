//! From a position to the nearest places of help.

use senim_model::directory::{PlaceIx, Point, RegionPack};

use crate::globe::metres_between;
use crate::order;

/// So many are named on a card.
const COUNT: usize = 3;

/// Nobody walks farther than this, in metres in a straight line.
pub const FARTHEST: u32 = 10_000;

/// The places of a region nearest to a position, with whole metres in a straight line, nearest
/// first: at most three, none farther than ten kilometres.
pub fn nearest(pack: &RegionPack, at: Point) -> Vec<(PlaceIx, u32)> {
    let from = at.degrees();
    let places = (0..).zip(&pack.places);
    let keys = places.filter_map(|(ix, place): (u64, _)| {
        let metres = metres_between(from, place.at?.degrees());
        // At most five digits of metres, and sixteen bits of position below them.
        (metres <= f64::from(FARTHEST)).then_some((metres.round() as u64) << 16 | ix)
    });
    let sorted = order::numbers(keys.collect()).into_iter().take(COUNT);
    sorted
        .filter_map(|key| {
            let ix = PlaceIx::try_from(key & 0xFFFF).ok()?;
            Some((ix, u32::try_from(key >> 16).ok()?))
        })
        .collect()
}
