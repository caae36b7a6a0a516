//! Means and proportions, of all or of a domain.

use crate::design::Design;
use crate::quantile::student;

/// A figure with what is known of its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure: a mean, or a proportion from 0 to 1, or a difference.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom.
    pub freedom: usize,
    /// The ends of its 95 % interval; none where the answers do not tell one.
    pub interval: Option<(f64, f64)>,
    /// How many people it is made of, not weighted.
    pub n: usize,
}

/// A ratio of weighted sums: the figure, and how much each row moves it.
pub(crate) struct Linear {
    pub(crate) value: f64,
    pub(crate) influences: Vec<f64>,
    pub(crate) n: usize,
}

impl Linear {
    /// The weighted mean of the rows that have a value; `None` where none has.
    pub(crate) fn mean(design: &Design, values: &[Option<f64>]) -> Option<Linear> {
        let weighted = || design.weights().iter().zip(values);
        let whole: f64 = weighted()
            .filter_map(|(weight, value)| value.map(|_| weight))
            .sum();
        let sum: f64 = weighted()
            .filter_map(|(weight, value)| value.map(|value| weight * value))
            .sum();
        let value = sum / whole;
        let influence = |(weight, of): (&f64, &Option<f64>)| match of {
            Some(of) => weight * (of - value) / whole,
            None => 0.0,
        };
        value.is_finite().then(|| Linear {
            value,
            influences: weighted().map(influence).collect(),
            n: values.iter().flatten().count(),
        })
    }
}

fn freedom(design: &Design, values: &[Option<f64>]) -> usize {
    design.freedom(|row| values.get(row).is_some_and(Option::is_some))
}

/// The mean of values, one for each row of the design: those outside of the domain, and those that
/// are not known, have none. Its interval is that of `confint(svymean(…), df = degf(…))`. `None`
/// where no row has a value.
pub fn mean(design: &Design, values: &[Option<f64>]) -> Option<Estimate> {
    let linear = Linear::mean(design, values)?;
    let se = design.variance(&linear.influences).sqrt();
    let freedom = freedom(design, values);
    Some(Estimate {
        value: linear.value,
        se,
        freedom,
        interval: student(freedom).map(|t| (linear.value - t * se, linear.value + t * se)),
        n: linear.n,
    })
}

/// The proportion of an answer among those in the domain who gave any; rows outside of it have none.
/// Its interval is straight on the scale of logits, as `svyciprop(…, method = "logit")` has it, and
/// so stays between 0 and 1. Where nobody or everybody gave the answer, it has none.
pub fn proportion(design: &Design, answers: &[Option<bool>]) -> Option<Estimate> {
    let values: Vec<Option<f64>> = answers
        .iter()
        .map(|answer| answer.map(|given| if given { 1.0 } else { 0.0 }))
        .collect();
    let found = mean(design, &values)?;
    let mixed = answers.contains(&Some(true)) && answers.contains(&Some(false));
    let logit = (found.value / (1.0 - found.value)).ln();
    let se = found.se / (found.value * (1.0 - found.value));
    let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    let interval = student(found.freedom).filter(|_| mixed);
    Some(Estimate {
        interval: interval.map(|t| (back(logit - t * se), back(logit + t * se))),
        ..found
    })
}
