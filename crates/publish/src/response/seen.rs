//! Which calls were counted already.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use foldhash::quality::FixedState;
use foldhash::{HashSet, HashSetExt as _};

/// The number of shards, a power of two.
const SHARDS: usize = 1 << 12;

/// A set of fingerprints of 44 bits: 12 choose a shard, 32 stand in it. So ten million calls take
/// 85 MB, and the chance that any two of them are taken for one is one in three hundred thousand per
/// million calls.
pub(super) struct Seen {
    shards: Vec<HashSet<u32>>,
}

impl Seen {
    pub(super) fn new() -> Seen {
        Seen {
            shards: (0..SHARDS).map(|_| HashSet::new()).collect(),
        }
    }

    /// Notes a call by its identifier or, without one, by all that is said of it. Whether it is new.
    pub(super) fn is_new<'a>(&mut self, parts: impl Iterator<Item = &'a str>) -> bool {
        let mut hasher = FixedState::with_seed(0).build_hasher();
        parts.for_each(|part| part.hash(&mut hasher));
        let hash = hasher.finish();
        let shard = self.shards.get_mut((hash >> 52) as usize % SHARDS);
        shard.is_none_or(|shard| shard.insert(hash as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_twice_is_seen() {
        let mut seen = Seen::new();
        let calls: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
        for call in &calls {
            assert!(seen.is_new([call.as_str()].into_iter()));
        }
        for call in &calls {
            assert!(!seen.is_new([call.as_str()].into_iter()));
        }
        // Cells are told apart, not only their letters.
        assert!(seen.is_new(["12", "3"].into_iter()) && seen.is_new(["1", "23"].into_iter()));
    }
}
