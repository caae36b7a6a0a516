//! How many calls took how long, while they are still being counted.

use senim_measure::{Histogram, bins};

/// So many calls wait to be put into the histogram.
const WAITING: usize = 256;

/// A histogram that is still being counted. Most groups have some dozens of calls: their bins, one
/// after the other, take a tenth of a histogram's room, and are written in no time.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// The bins of calls that are not in the histogram yet.
    waiting: Vec<u8>,
    unknown: u32,
    counted: Option<Box<Histogram>>,
}

impl Tally {
    /// Counts a call that took so many seconds, or whose duration is not known.
    pub(super) fn add(&mut self, seconds: Option<u32>) {
        match seconds {
            Some(seconds) => {
                self.waiting.push(bins::of(seconds));
                if self.waiting.len() >= WAITING {
                    self.put();
                }
            }
            None => self.unknown = self.unknown.saturating_add(1),
        }
    }

    /// Counts the calls of another one too.
    pub(super) fn merge(&mut self, other: &Tally) {
        self.put();
        self.counted
            .get_or_insert_default()
            .merge(&other.histogram());
    }

    /// All calls.
    pub(super) fn calls(&self) -> u64 {
        let counted = self.counted.as_ref().map_or(0, |counted| counted.calls());
        counted + self.waiting.len() as u64 + u64::from(self.unknown)
    }

    /// What was counted.
    pub(super) fn histogram(&self) -> Histogram {
        let rest = Histogram::of_bins(&self.waiting, self.unknown);
        match &self.counted {
            Some(counted) => Histogram::sum([counted.as_ref(), &rest].into_iter()),
            None => rest,
        }
    }

    fn put(&mut self) {
        **self.counted.get_or_insert_default() = self.histogram();
        self.waiting.clear();
        self.unknown = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_tally_counts_as_a_histogram_does(
            one in prop::collection::vec(prop::option::of(0u32..5_000), 0..600),
            two in prop::collection::vec(prop::option::of(0u32..5_000), 0..600),
        ) {
            let mut expected = Histogram::default();
            let (mut first, mut second) = (Tally::default(), Tally::default());
            for (tally, calls) in [(&mut first, &one), (&mut second, &two)] {
                for seconds in calls {
                    tally.add(*seconds);
                    expected.add(*seconds);
                }
            }
            first.merge(&second);
            prop_assert_eq!(first.calls(), expected.calls());
            prop_assert_eq!(first.histogram(), expected);
        }
    }
}
