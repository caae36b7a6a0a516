//! How many calls took how long, while they are still being counted.

use senim_measure::{Histogram, bins};

/// So many bins wait to be put into histograms.
const WAITING: usize = 256;

/// The bin of a call whose duration is not known.
const UNKNOWN: u8 = u8::MAX;

/// Histograms of the same calls by each of some clocks, still being counted. Most groups have some
/// dozens of calls: their bins, one after the other, take a tenth of a histogram's room, and are
/// written in no time.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    clocks: usize,
    /// Calls that are not in the histograms yet: each with a bin for each clock.
    waiting: Vec<u8>,
    counted: Option<Box<[Histogram]>>,
}

impl Tally {
    /// Counts a call that took so many seconds by each clock, or whose duration is not known. All
    /// calls of a tally have as many clocks.
    pub(super) fn add(&mut self, seconds: impl ExactSizeIterator<Item = Option<u32>>) {
        self.clocks = seconds.len();
        let bins = seconds.map(|seconds| seconds.map_or(UNKNOWN, bins::of));
        self.waiting.extend(bins);
        self.put();
    }

    /// Counts the calls of another one too.
    pub(super) fn merge(&mut self, other: &Tally) {
        self.clocks = self.clocks.max(other.clocks);
        self.waiting.extend_from_slice(&other.waiting);
        if let Some(counted) = &other.counted {
            self.counted = Some(self.sums(counted));
            self.waiting.clear();
        }
        self.put();
    }

    /// Whether it counted any call.
    pub(super) fn has_any(&self) -> bool {
        self.clocks > 0
    }

    /// All calls.
    pub(super) fn calls(&self) -> u64 {
        let counted = self.counted.iter().flatten().next();
        let waiting = self.waiting.len() / self.clocks.max(1);
        counted.map_or(0, Histogram::calls) + waiting as u64
    }

    /// What was counted by each clock.
    pub(super) fn histograms(&self) -> Vec<Histogram> {
        self.sums(&[]).into_vec()
    }

    /// What was counted by the first clock.
    pub(super) fn histogram(&self) -> Histogram {
        self.histograms().into_iter().next().unwrap_or_default()
    }

    /// All calls and those of other histograms, by each clock.
    fn sums(&self, others: &[Histogram]) -> Box<[Histogram]> {
        let sum = |clock: usize| {
            let bins = self.waiting.iter().skip(clock).step_by(self.clocks);
            let waiting = Histogram::of_bins(bins.copied());
            let counted = self.counted.as_ref().and_then(|all| all.get(clock));
            match (counted, others.get(clock)) {
                (None, None) => waiting,
                (counted, other) => {
                    Histogram::sum(counted.into_iter().chain(other).chain([&waiting]))
                }
            }
        };
        (0..self.clocks).map(sum).collect()
    }

    /// Puts what waits into the histograms, where it is enough to be worth it.
    fn put(&mut self) {
        if self.waiting.len() >= WAITING {
            self.counted = Some(self.sums(&[]));
            self.waiting.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How long a call took by two clocks.
    fn call() -> impl Strategy<Value = [Option<u32>; 2]> {
        prop::array::uniform2(prop::option::of(0u32..100_000))
    }

    proptest! {
        #[test]
        fn a_tally_counts_as_histograms_do(
            one in prop::collection::vec(call(), 0..600),
            two in prop::collection::vec(call(), 0..600),
        ) {
            let mut expected = [Histogram::default(), Histogram::default()];
            let (mut first, mut second) = (Tally::default(), Tally::default());
            for (tally, calls) in [(&mut first, &one), (&mut second, &two)] {
                for seconds in calls {
                    tally.add(seconds.iter().copied());
                    for (histogram, seconds) in expected.iter_mut().zip(seconds) {
                        histogram.add(*seconds);
                    }
                }
            }
            first.merge(&second);
            prop_assert_eq!(first.calls(), expected[0].calls());
            prop_assert_eq!(first.histogram(), expected[0].clone());
            let calls = one.len() + two.len();
            prop_assert_eq!(first.histograms(), if calls == 0 { vec![] } else { expected.to_vec() });
        }
    }
}
