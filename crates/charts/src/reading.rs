//! Values, and why there are none.

/// A value, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// It is known. What is not finite is drawn as missing.
    Known {
        /// The value, in the chart's unit.
        value: f64,
        /// Between what it lies, in the same unit; or, in a trend, the band beside the line.
        interval: Option<(f64, f64)>,
    },
    /// There is no data, or not yet; with the words that say so.
    Missing(String),
    /// There is data, but too few to publish; with the words that say so.
    NotPublished(String),
}

/// The two ways to be absent, drawn differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Absence {
    Missing,
    NotPublished,
}

impl Absence {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Absence::Missing => "chart-missing",
            Absence::NotPublished => "chart-hidden",
        }
    }
}

impl Reading {
    /// The finite value with its interval, if that is finite too. The interval holds the value.
    pub(crate) fn known(&self) -> Option<(f64, Option<(f64, f64)>)> {
        match self {
            Reading::Known { value, interval } if value.is_finite() => {
                let sound = |(low, high): &(f64, f64)| low.is_finite() && high.is_finite();
                let around = |(low, high): (f64, f64)| (low.min(*value), high.max(*value));
                Some((*value, interval.filter(sound).map(around)))
            }
            _ => None,
        }
    }

    /// Why there is no value, with the words for it.
    pub(crate) fn absent(&self) -> Option<(Absence, &str)> {
        match self {
            Reading::Known { value, .. } if value.is_finite() => None,
            Reading::Known { .. } => Some((Absence::Missing, "")),
            Reading::Missing(words) => Some((Absence::Missing, words)),
            Reading::NotPublished(words) => Some((Absence::NotPublished, words)),
        }
    }

    /// The highest that is drawn of it.
    pub(crate) fn highest(&self) -> Option<f64> {
        self.known()
            .map(|(value, interval)| interval.map_or(value, |(_, high)| high))
    }

    /// The lowest that is drawn of it.
    pub(crate) fn lowest(&self) -> Option<f64> {
        self.known()
            .map(|(value, interval)| interval.map_or(value, |(low, _)| low))
    }
}

/// A value to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// In the chart's unit.
    pub value: f64,
    /// What stands beside its line.
    pub label: String,
}

impl Target {
    /// The value, if it can be drawn.
    pub(crate) fn at(target: Option<&Target>) -> Option<(f64, &Target)> {
        target
            .filter(|target| target.value.is_finite())
            .map(|target| (target.value, target))
    }
}
