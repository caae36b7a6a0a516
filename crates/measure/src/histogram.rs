//! How long calls took.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::bins;

/// How many calls took how long by one clock. Bins without a call take no room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// Bins and their calls, sorted by bin, none of them zero.
    counts: Vec<(u8, u32)>,
    /// Calls whose duration is not known, as one of the two moments was not recorded.
    unknown: u32,
}

impl Histogram {
    /// Counts a call that took so many seconds, or whose duration is not known.
    pub fn add(&mut self, seconds: Option<u32>) {
        match seconds {
            Some(seconds) => self.add_to(bins::of(seconds), 1),
            None => self.unknown = self.unknown.saturating_add(1),
        }
    }

    /// Counts as many calls that took so many seconds.
    pub fn add_many(&mut self, seconds: u32, calls: u32) {
        self.add_to(bins::of(seconds), calls);
    }

    fn add_to(&mut self, bin: u8, calls: u32) {
        match self.counts.binary_search_by_key(&bin, |(bin, _)| *bin) {
            Ok(at) => {
                if let Some((_, count)) = self.counts.get_mut(at) {
                    *count = count.saturating_add(calls);
                }
            }
            Err(at) => self.counts.insert(at, (bin, calls)),
        }
    }

    /// Counts the calls of another one too.
    pub fn merge(&mut self, other: &Histogram) {
        for (bin, calls) in &other.counts {
            self.add_to(*bin, *calls);
        }
        self.unknown = self.unknown.saturating_add(other.unknown);
    }

    /// The calls of many together.
    pub fn sum<'a>(histograms: impl Iterator<Item = &'a Histogram>) -> Histogram {
        // Bin by bin: thousands of cells are added up while a visitor waits.
        let mut dense = [0_u32; bins::COUNT];
        let mut unknown = 0_u32;
        for histogram in histograms {
            for (bin, calls) in &histogram.counts {
                if let Some(sum) = dense.get_mut(usize::from(*bin)) {
                    *sum = sum.saturating_add(*calls);
                }
            }
            unknown = unknown.saturating_add(histogram.unknown);
        }
        Histogram::of_dense(&dense, unknown)
    }

    /// Calls by their bins, in any order. What is no bin counts as a call of unknown duration.
    pub fn of_bins(bins: impl Iterator<Item = u8>) -> Histogram {
        let mut dense = [0_u32; bins::COUNT];
        let mut unknown = 0_u32;
        for bin in bins {
            let sum = dense.get_mut(usize::from(bin)).unwrap_or(&mut unknown);
            *sum = sum.saturating_add(1);
        }
        Histogram::of_dense(&dense, unknown)
    }

    fn of_dense(dense: &[u32; bins::COUNT], unknown: u32) -> Histogram {
        let used = dense.iter().filter(|calls| **calls > 0).count();
        let mut counts = Vec::with_capacity(used);
        counts.extend(
            (0..)
                .zip(dense)
                .filter_map(|(bin, calls)| (*calls > 0).then_some((bin, *calls))),
        );
        Histogram { counts, unknown }
    }

    /// Bins and their calls, from short to long; bins without a call are left out.
    pub fn counts(&self) -> impl DoubleEndedIterator<Item = (u8, u32)> {
        self.counts.iter().copied()
    }

    /// All calls.
    pub fn calls(&self) -> u64 {
        self.known() + u64::from(self.unknown)
    }

    /// Calls whose duration is known.
    pub fn known(&self) -> u64 {
        self.counts.iter().map(|(_, calls)| u64::from(*calls)).sum()
    }

    /// Calls whose duration is not known.
    pub fn unknown(&self) -> u64 {
        u64::from(self.unknown)
    }

    /// Calls that took at most so many seconds, which is exact where that is a bound of bins.
    pub fn within(&self, seconds: u32) -> u64 {
        let kept = self.counts().filter(|(bin, _)| {
            let upper = bins::upper(*bin);
            upper.is_some_and(|upper| upper <= seconds)
        });
        kept.map(|(_, calls)| u64::from(calls)).sum()
    }

    /// How many calls at least are counted otherwise in another one.
    pub fn difference(&self, other: &Histogram) -> u64 {
        let (mut more, mut less) = (0, 0);
        let mut note = |one: u32, other: u32| {
            more += u64::from(one.saturating_sub(other));
            less += u64::from(other.saturating_sub(one));
        };
        let find = |histogram: &Histogram, bin: u8| {
            let mut counts = histogram.counts();
            counts.find(|(of, _)| *of == bin).map_or(0, |(_, n)| n)
        };
        for (bin, calls) in self.counts() {
            note(calls, find(other, bin));
        }
        for (bin, calls) in other.counts() {
            if find(self, bin) == 0 {
                note(0, calls);
            }
        }
        note(self.unknown, other.unknown);
        more.max(less)
    }

    /// Reads what [`Display`](fmt::Display) writes, and the number of calls of unknown duration.
    /// `None` where it is something else.
    pub fn parse(text: &str, unknown: u32) -> Option<Histogram> {
        let mut counts: Vec<(u8, u32)> = Vec::new();
        for part in text.split_ascii_whitespace() {
            let (upper, calls) = part.split_once(':')?;
            let bin = match upper {
                "more" => bins::of(u32::MAX),
                upper => {
                    let seconds = upper.parse().ok()?;
                    bins::is_bound(seconds).then(|| bins::of(seconds))?
                }
            };
            let calls = calls.parse().ok().filter(|calls| *calls > 0)?;
            if counts.last().is_some_and(|(last, _)| *last >= bin) {
                return None;
            }
            counts.push((bin, calls));
        }
        Some(Histogram { counts, unknown })
    }
}

/// As it stands in tables: the longest duration of each bin in seconds and its calls, like
/// `300:12 330:7 more:1`.
impl fmt::Display for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (bin, calls)) in self.counts().enumerate() {
            // Part by part: most of a release is made of these, and `write!` takes twice as long.
            if at > 0 {
                f.write_str(" ")?;
            }
            match bins::upper(bin) {
                Some(upper) => upper.fmt(f)?,
                None => f.write_str("more")?,
            }
            f.write_str(":")?;
            calls.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn of(durations: &[Option<u32>]) -> Histogram {
        let mut histogram = Histogram::default();
        for seconds in durations {
            histogram.add(*seconds);
        }
        histogram
    }

    #[test]
    fn what_is_no_histogram_is_refused() {
        for text in ["300", "300:0", "301:1", "330:1 300:1", "300:1 300:1", "x:1"] {
            assert_eq!(Histogram::parse(text, 0), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn merging_equals_recomputing(
            one in prop::collection::vec(prop::option::of(0u32..100_000), 0..60),
            two in prop::collection::vec(prop::option::of(0u32..100_000), 0..60),
        ) {
            let (first, second) = (of(&one), of(&two));
            let mut merged = first.clone();
            merged.merge(&second);
            let all = [one, two].concat();
            prop_assert_eq!(&merged, &of(&all));
            prop_assert_eq!(&merged, &Histogram::sum([&first, &second].into_iter()));
            prop_assert_eq!(merged.calls() as usize, all.len());
            let text = merged.to_string();
            prop_assert_eq!(Histogram::parse(&text, merged.unknown), Some(merged));
        }

        #[test]
        fn whether_a_target_was_kept_is_exact(
            durations in prop::collection::vec(0u32..5_000, 0..60),
            minutes in 1u32..30,
        ) {
            let known: Vec<Option<u32>> = durations.iter().copied().map(Some).collect();
            let kept = durations.iter().filter(|seconds| **seconds <= minutes * 60).count();
            prop_assert_eq!(of(&known).within(minutes * 60) as usize, kept);
        }

        #[test]
        fn one_call_more_is_a_difference_of_one(
            durations in prop::collection::vec(prop::option::of(0u32..5_000), 0..60),
            more in prop::option::of(0u32..5_000),
        ) {
            let one = of(&durations);
            let mut two = one.clone();
            prop_assert_eq!(one.difference(&two), 0);
            two.add(more);
            prop_assert_eq!((one.difference(&two), two.difference(&one)), (1, 1));
        }
    }
}
