//! Estimates from weighted responses of a survey, and the 95 % intervals around them. No IO.
//!
//! Who is asked is not drawn one by one: people are drawn in *clusters* (a settlement, a block),
//! clusters in *strata* (a region), and each answer has a *weight*, the number of people it stands
//! for. A [`Design`] is that; it tells what a figure would have been in another draw. A mean or a
//! proportion is a ratio of two weighted sums, so its variance is that of the sum of its *influences*
//! (Taylor linearisation; Särndal, Swensson, Wretman, *Model Assisted Survey Sampling*, 5.5–5.7; Lumley,
//! *Complex Surveys*, 2.2): between the clusters of each stratum, with replacement, or with the part of
//! its clusters that was not drawn. A cluster alone in its stratum counts by its distance from the
//! whole, R's "adjust". A *domain* is a part of those who answered, and not a design of its own.
//!
//! Not here: calibration and replicate weights; figures from those come ready made.
//!
//! Numbers are those of R's package `survey`, to the printed digit (`tests/r.rs`).

mod design;
mod difference;
mod estimate;
mod quantile;

pub use design::{Design, DesignFault, Unit};
pub use difference::{Ready, apart, between_groups, between_waves};
pub use estimate::{Estimate, mean, proportion};
pub use quantile::student;
