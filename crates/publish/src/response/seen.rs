//! Which calls were counted already.

use std::collections::hash_map::Entry;
use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::HashMap;
use foldhash::quality::FixedState;

/// Seconds of calls that stand together.
const HOURS: i64 = 4 * 3_600;

/// Fingerprints of calls. Ten million calls take about 90 MB, and are all told apart but once in
/// three hundred thousand times.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Each sorted.
    shards: HashMap<Shard, Vec<u64>>,
}

/// Calls that stand together: those of a region and time, as they do in files, so that what is in use
/// stays in the processor's cache; or of some identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shard {
    Rows { region: usize, hours: i64 },
    Identifiers(u64),
}

/// What tells a call from others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    shard: Shard,
    fingerprint: u64,
}

impl Mark {
    /// Of a call with an identifier.
    pub(super) fn identifier(id: &str) -> Mark {
        let fingerprint = fingerprint(id, std::iter::empty());
        Mark {
            shard: Shard::Identifiers(fingerprint >> 50),
            fingerprint,
        }
    }

    /// Of a call without one: all that is said of it, cells that are joined and the length of each;
    /// its region, and when it was received, in seconds since 1970.
    pub(super) fn row(
        region: usize,
        received: i64,
        joined: &str,
        lengths: impl Iterator<Item = usize>,
    ) -> Mark {
        let hours = received.div_euclid(HOURS);
        Mark {
            shard: Shard::Rows { region, hours },
            fingerprint: fingerprint(joined, lengths),
        }
    }
}

fn fingerprint(text: &str, lengths: impl Iterator<Item = usize>) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    hasher.write(text.as_bytes());
    // One number of all lengths is taken in faster than each of them.
    hasher.write_u64(lengths.fold(0, |all, length| {
        (all ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }));
    hasher.finish()
}

impl Seen {
    /// Whether a call is there.
    pub(super) fn has(&self, call: Mark) -> bool {
        let shard = self.shards.get(&call.shard);
        shard.is_some_and(|shard| shard.binary_search(&call.fingerprint).is_ok())
    }

    /// Notes a call. Whether it is new.
    pub(super) fn insert(&mut self, call: Mark) -> bool {
        let shard = self.shards.entry(call.shard).or_default();
        let place = shard.binary_search(&call.fingerprint);
        if let Err(at) = place {
            shard.insert(at, call.fingerprint);
        }
        place.is_err()
    }

    /// Whether any call is in both.
    pub(super) fn shares(&self, other: &Seen) -> bool {
        other.shards.iter().any(|(shard, calls)| {
            let mine = self.shards.get(shard);
            mine.is_some_and(|mine| calls.iter().any(|call| mine.binary_search(call).is_ok()))
        })
    }

    /// Notes all of another set too, which shares none.
    pub(super) fn absorb(&mut self, other: Seen) {
        for (shard, calls) in other.shards {
            match self.shards.entry(shard) {
                Entry::Vacant(place) => {
                    place.insert(calls);
                }
                Entry::Occupied(mut mine) => {
                    mine.get_mut().extend(calls);
                    // Sorted parts are put together at once.
                    mine.get_mut().sort();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_twice_is_seen() {
        let mut seen = Seen::default();
        let calls: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
        for call in &calls {
            assert!(seen.insert(Mark::identifier(call)));
        }
        for call in &calls {
            assert!(!seen.insert(Mark::identifier(call)));
        }
        // Cells are told apart, not only their letters.
        let of =
            |parts: [&str; 2]| Mark::row(0, 0, &parts.concat(), parts.map(str::len).into_iter());
        let mut other = Seen::default();
        assert!(other.insert(of(["12", "3"])) && other.insert(of(["1", "23"])));
        assert!(!seen.shares(&other));
        seen.absorb(other);
        assert!(seen.has(of(["12", "3"])) && seen.has(Mark::identifier("7")));
        let mut another = Seen::default();
        assert!(another.insert(Mark::identifier("100000")) && another.insert(of(["3", "3"])));
        assert!(!seen.shares(&another));
        seen.absorb(another);
        assert!(seen.has(of(["12", "3"])) && seen.has(of(["3", "3"])));
        let mut again = Seen::default();
        again.insert(Mark::identifier("7"));
        assert!(seen.shares(&again));
    }
}
