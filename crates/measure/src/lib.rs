//! What is published of response times, and what can be told from it. No IO, no web.
//!
//! A call is counted in exactly one *cell* ([`partition`](mod@partition)). A cell holds one
//! [`Histogram`] for each clock, over the same [`bins`] everywhere, so that cells of any place, month
//! and release add up. Whatever a page shows is told from sums of cells ([`selection`]): a
//! [`quantile`](mod@quantile) with its interval, a [`share`](mod@share), a [`rate`](mod@rate). What
//! must not be joined by a line, [`comparable`] says.

pub mod bins;
mod cell;
pub mod comparable;
mod histogram;
pub mod partition;
mod period;
pub mod quantile;
pub mod rate;
pub mod selection;
pub mod share;
mod state;
mod wide;

pub use cell::{Cell, Key, Months, Scope};
pub use histogram::Histogram;
pub use period::{Every, Period};
pub use state::State;
pub use wide::Wide;

/// The quantile of the standard normal distribution that leaves 2.5 % above it: intervals are 95 %
/// intervals.
const Z: f64 = 1.959_963_984_540_054;

/// An estimate and the 95 % interval around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end of its interval.
    pub high: f64,
}
