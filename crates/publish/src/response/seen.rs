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

/// What tells a call from others: its identifier or, without one, all that is said of it.
pub(super) fn fingerprint<'a>(parts: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    parts.for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}

impl Seen {
    pub(super) fn new() -> Seen {
        Seen {
            shards: (0..SHARDS).map(|_| HashSet::new()).collect(),
        }
    }

    /// Whether a call is there.
    pub(super) fn has(&self, call: u64) -> bool {
        let shard = self.shards.get((call >> 52) as usize % SHARDS);
        shard.is_some_and(|shard| shard.contains(&(call as u32)))
    }

    /// Notes a call. Whether it is new.
    pub(super) fn insert(&mut self, call: u64) -> bool {
        let shard = self.shards.get_mut((call >> 52) as usize % SHARDS);
        shard.is_none_or(|shard| shard.insert(call as u32))
    }

    /// Whether any call is in both.
    pub(super) fn shares(&self, other: &Seen) -> bool {
        let mut shards = self.shards.iter().zip(&other.shards);
        shards.any(|(mine, other)| !mine.is_disjoint(other))
    }

    /// Notes all of another set too.
    pub(super) fn absorb(&mut self, other: Seen) {
        for (mine, other) in self.shards.iter_mut().zip(other.shards) {
            match mine.is_empty() {
                true => *mine = other,
                false => mine.extend(other),
            }
        }
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
            assert!(seen.insert(fingerprint([call.as_str()].into_iter())));
        }
        for call in &calls {
            assert!(!seen.insert(fingerprint([call.as_str()].into_iter())));
        }
        // Cells are told apart, not only their letters.
        let of = |parts: [&'static str; 2]| fingerprint(parts.into_iter());
        assert_ne!(of(["12", "3"]), of(["1", "23"]));
        let mut other = Seen::new();
        other.insert(of(["12", "3"]));
        assert!(!seen.shares(&other));
        seen.absorb(other);
        assert!(seen.has(of(["12", "3"])) && seen.has(fingerprint(["7"].into_iter())));
        let mut another = Seen::new();
        another.insert(fingerprint(["7"].into_iter()));
        assert!(seen.shares(&another));
    }
}
