//! Which calls were counted already.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::quality::FixedState;
use foldhash::{HashSet, HashSetExt as _};

/// A set of fingerprints of 48 bits: 16 choose a shard, 32 stand in it. So ten million calls take
/// 90 MB, and a call is taken for another one once in two hundred million per million calls.
pub(super) struct Seen {
    shards: Vec<HashSet<u32>>,
}

/// What tells a call from others: its identifier.
pub(super) fn identifier(id: &str) -> u64 {
    fingerprint(id, std::iter::empty())
}

/// What tells a call without an identifier from others: all that is said of it, and when it was
/// received, in seconds since 1970. Calls of a quarter of an hour are in one shard: they stand together
/// in files, so what is in use stays in the processor's cache.
pub(super) fn row(received: i64, text: &str, ends: impl Iterator<Item = usize>) -> u64 {
    let shard = received.div_euclid(900) as u64;
    (shard << 48) | (fingerprint(text, ends) >> 16)
}

/// Of cells that follow each other in a text, and where each of them ends there.
fn fingerprint(text: &str, ends: impl Iterator<Item = usize>) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    hasher.write(text.as_bytes());
    ends.for_each(|end| hasher.write_usize(end));
    hasher.finish()
}

impl Seen {
    pub(super) fn new() -> Seen {
        Seen {
            shards: (0..=u16::MAX).map(|_| HashSet::new()).collect(),
        }
    }

    /// Whether a call is there.
    pub(super) fn has(&self, call: u64) -> bool {
        let shard = self.shards.get((call >> 48) as usize);
        shard.is_some_and(|shard| shard.contains(&(call as u32)))
    }

    /// Notes a call. Whether it is new.
    pub(super) fn insert(&mut self, call: u64) -> bool {
        let shard = self.shards.get_mut((call >> 48) as usize);
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
            assert!(seen.insert(identifier(call)));
        }
        for call in &calls {
            assert!(!seen.insert(identifier(call)));
        }
        // Cells are told apart, not only their letters.
        let of = |parts: [&str; 2]| row(0, &parts.concat(), [parts[0].len(), 3].into_iter());
        assert_ne!(of(["12", "3"]), of(["1", "23"]));
        let mut other = Seen::new();
        other.insert(of(["12", "3"]));
        assert!(!seen.shares(&other));
        seen.absorb(other);
        assert!(seen.has(of(["12", "3"])) && seen.has(identifier("7")));
        let mut another = Seen::new();
        another.insert(identifier("7"));
        assert!(seen.shares(&another));
    }
}
