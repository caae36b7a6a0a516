//! Differences: of two waves, of two groups.

use crate::design::Design;
use crate::estimate::{Estimate, Linear};
use crate::quantile::student;

/// The second wave less the first, which were asked independently: variances and degrees of freedom
/// add up, as in one design of the strata of both.
pub fn between_waves(first: &Estimate, second: &Estimate) -> Estimate {
    let se = first.se.hypot(second.se);
    let n = first.n + second.n;
    around(
        second.value - first.value,
        se,
        first.freedom + second.freedom,
        n,
    )
}

/// The second group less the first, of one wave: values are those of the rows, each in one of the
/// two. Both answered in the same clusters, so that they vary together; their covariance counts.
/// `None` where one has no values.
pub fn between_groups(
    design: &Design,
    first: &[Option<f64>],
    second: &[Option<f64>],
) -> Option<Estimate> {
    let (one, two) = (Linear::mean(design, first)?, Linear::mean(design, second)?);
    let rows = one.influences.iter().zip(&two.influences);
    let influences: Vec<f64> = rows.map(|(one, two)| two - one).collect();
    let known = |values: &[Option<f64>], row: usize| values.get(row).is_some_and(Option::is_some);
    let freedom = design.freedom(|row| known(first, row) || known(second, row));
    let se = design.variance(&influences).sqrt();
    Some(around(two.value - one.value, se, freedom, one.n + two.n))
}

fn around(value: f64, se: f64, freedom: usize, n: usize) -> Estimate {
    Estimate {
        value,
        se,
        freedom,
        interval: student(freedom).map(|t| (value - t * se, value + t * se)),
        n,
    }
}

/// A figure of which only its interval is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ready {
    /// The figure.
    pub value: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end of its interval.
    pub high: f64,
}

/// The interval of the second figure less the first, both independent: distances from the figures to
/// the ends of their intervals, squared and added (R. G. Newcombe, *Statistics in Medicine* 17, 1998,
/// 873–890, method 10; G. Y. Zou, A. Donner, the same 27, 2008, 1693–1702). Intervals need not be
/// even.
pub fn apart(first: &Ready, second: &Ready) -> (f64, f64) {
    let value = second.value - first.value;
    let down = (second.value - second.low).hypot(first.high - first.value);
    let up = (second.high - second.value).hypot(first.value - first.low);
    (value - down, value + up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_figures_differ_as_newcombe_computed() {
        // His table II, (a): 56/70 less 48/80 by Wilson's intervals, 0.0524 to 0.3339.
        let wilson = |value, low, high| Ready { value, low, high };
        let first = wilson(0.6, 0.490_455, 0.700_406);
        let second = wilson(0.8, 0.691_762, 0.876_925);
        let (low, high) = apart(&first, &second);
        assert!((low - 0.0524).abs() < 1e-3, "{low}");
        assert!((high - 0.3339).abs() < 1e-3, "{high}");
    }
}
