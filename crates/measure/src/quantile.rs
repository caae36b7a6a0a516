//! Quantiles of durations.

use crate::{Estimate, Histogram, Z, bins};

/// A quantile of durations in seconds: the smallest one that at least this share of calls did not
/// exceed, with the interval between two order statistics that holds it with 95 % probability,
/// whatever the distribution (W. J. Conover, *Practical Nonparametric Statistics*, 3rd ed., 3.2),
/// widened to the bounds of their bins. `None` where no duration is known or `share` is not between
/// 0 and 1.
///
/// The value stands for its bin, and so is at most 5 % off. Where there are too few calls for an
/// order statistic on one side, the interval ends at the first or the last bin that has a call.
pub fn quantile(histogram: &Histogram, share: f64) -> Option<Estimate> {
    let calls = histogram.known();
    if calls == 0 || !(share > 0.0 && share < 1.0) {
        return None;
    }
    let n = calls as f64;
    let rank = ((share * n) - 1e-9).ceil().max(1.0) as u64;
    let (low, high) = ranks(calls, share);
    let high = at_rank(histogram, high);
    Some(Estimate {
        value: bins::middle(at_rank(histogram, rank)),
        low: f64::from(bins::lower(at_rank(histogram, low))),
        high: bins::upper(high).map_or(f64::INFINITY, f64::from),
    })
}

/// The ranks of the order statistics on both sides, from 1 to the number of calls: as many calls as
/// a binomial count has below and above it with 2.5 % probability each. The normal distribution
/// stands for the binomial, with the next rank outwards taken on each side.
fn ranks(calls: u64, share: f64) -> (u64, u64) {
    let n = calls as f64;
    let spread = Z * (n * share * (1.0 - share)).sqrt();
    let low = (n * share - spread).floor().max(1.0);
    let high = (n * share + spread).ceil() + 1.0;
    (low as u64, (high as u64).min(calls))
}

/// The bin of the call of a rank, counted from the shortest.
fn at_rank(histogram: &Histogram, rank: u64) -> u8 {
    let mut before = 0;
    let mut last = 0;
    for (bin, calls) in histogram.counts() {
        before += u64::from(calls);
        last = bin;
        if before >= rank {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::histogram::tests::of;

    /// The exact quantile of durations, by its definition.
    fn exact(durations: &[u32], share: f64) -> u32 {
        let mut sorted = durations.to_vec();
        sorted.sort_unstable();
        let enough = |at: &usize| (*at + 1) as f64 >= share * sorted.len() as f64 - 1e-9;
        sorted[(0..sorted.len()).find(enough).unwrap()]
    }

    #[test]
    fn what_cannot_be_told_is_none() {
        assert_eq!(quantile(&Histogram::default(), 0.5), None);
        assert_eq!(quantile(&of(&[None, None]), 0.5), None);
        for share in [0.0, 1.0, -1.0, f64::NAN] {
            assert_eq!(quantile(&of(&[Some(1)]), share), None);
        }
    }

    #[test]
    fn a_day_and_more_has_no_upper_end() {
        let long = quantile(&of(&[Some(90_000)]), 0.5).unwrap();
        assert_eq!(
            (long.value, long.low, long.high),
            (86_401.0, 86_401.0, f64::INFINITY)
        );
    }

    /// The probability that a binomial count is below `k`, by adding up.
    fn below(n: u64, share: f64, k: u64) -> f64 {
        // In logarithms, as the first terms are too small for a number.
        let mut term = n as f64 * (1.0 - share).ln();
        let mut sum = 0.0;
        for at in 0..k {
            sum += term.exp();
            term += ((n - at) as f64 / (at + 1) as f64 * share / (1.0 - share)).ln();
        }
        sum
    }

    #[test]
    fn intervals_hold_the_quantile_as_often_as_they_say() {
        for n in [30, 31, 47, 64, 100, 333, 600] {
            for share in [0.5, 0.9] {
                let (low, high) = ranks(n, share);
                // The quantile lies between X(low) and X(high) where low <= count < high.
                let upper = if high == n {
                    1.0
                } else {
                    below(n, share, high)
                };
                let covered = upper - below(n, share, low);
                assert!(covered >= 0.945, "{n} {share}: {covered}");
            }
        }
    }

    proptest! {
        #[test]
        fn quantiles_are_within_the_declared_error(
            durations in prop::collection::vec(0u32..86_400, 1..300),
            share in 0.01..0.99f64,
        ) {
            let known: Vec<Option<u32>> = durations.iter().copied().map(Some).collect();
            let found = quantile(&of(&known), share).unwrap();
            let exact = f64::from(exact(&durations, share));
            prop_assert!((found.value - exact).abs() <= 0.05 * exact, "{found:?} {exact}");
            prop_assert!(found.low <= exact && exact <= found.high);
        }
    }
}
