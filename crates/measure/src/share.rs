//! Shares of calls.

use crate::{Estimate, Z};

/// The share of `part` in `whole`, from 0 to 1, with Wilson's interval, which holds for small numbers
/// and for shares near 0 and 1 too (E. B. Wilson, *J. Am. Stat. Assoc.* 22, 1927, 209–212). `None`
/// of nothing, and of more than the whole.
pub fn share(part: u64, whole: u64) -> Option<Estimate> {
    if whole == 0 || part > whole {
        return None;
    }
    let n = whole as f64;
    let value = part as f64 / n;
    let middle = value + Z * Z / (2.0 * n);
    let spread = Z * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some(Estimate {
        value,
        low: ((middle - spread) / scale).clamp(0.0, value),
        high: ((middle + spread) / scale).clamp(value, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_r() {
        // prop.test(x, n, correct = FALSE)$conf.int
        for (part, whole, low, high) in [
            (0, 30, 0.0, 0.113_517_1),
            (15, 30, 0.331_516_1, 0.668_483_9),
            (81, 263, 0.255_285, 0.366_190_2),
            (30, 30, 0.886_482_9, 1.0),
        ] {
            let found = share(part, whole).unwrap();
            assert!((found.low - low).abs() < 1e-4, "{part}/{whole}: {found:?}");
            assert!(
                (found.high - high).abs() < 1e-4,
                "{part}/{whole}: {found:?}"
            );
        }
        assert_eq!((share(0, 0), share(2, 1)), (None, None));
    }
}
