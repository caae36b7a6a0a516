//! Calls per resident.

use crate::{Estimate, Z};

/// Calls per 10,000 residents, with the interval that Byar's approximation gives for a Poisson count
/// (N. E. Breslow, N. E. Day, *Statistical Methods in Cancer Research* II, 1987, formula 2.13).
/// `None` where nobody lives there.
pub fn per_10_000(calls: u64, people: u64) -> Option<Estimate> {
    if people == 0 {
        return None;
    }
    let scale = 10_000.0 / people as f64;
    let byar = |count: f64, sign: f64| {
        let inner = 1.0 - 1.0 / (9.0 * count) + sign * Z / (3.0 * count.sqrt());
        count * inner * inner * inner
    };
    let n = calls as f64;
    let low = if calls == 0 { 0.0 } else { byar(n, -1.0) };
    Some(Estimate {
        value: n * scale,
        low: low.max(0.0) * scale,
        high: byar(n + 1.0, 1.0) * scale,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_near_the_exact_ones() {
        // poisson.test(x)$conf.int
        for (calls, low, high) in [(0, 0.0, 3.689), (10, 4.795, 18.390), (100, 81.364, 121.627)] {
            let found = per_10_000(calls, 10_000).unwrap();
            assert_eq!(found.value, calls as f64);
            assert!((found.low - low).abs() < 0.05, "{found:?}");
            assert!((found.high - high).abs() < 0.05, "{found:?}");
        }
        assert_eq!(per_10_000(10, 0), None);
    }
}
