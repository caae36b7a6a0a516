//! The indicators of the reform: what was promised, and where it stands.
//!
//! An [`Indicator`] is one thing that is counted, with the promise about it and its [`Value`]s. Its
//! [`Standing`] follows from them and from a day alone. [`page()`] writes all that.

mod amount;
mod article;
mod history;
mod indicator;
mod page;
mod standing;
mod when;
mod words;

pub use amount::{Amount, Unit};
pub use indicator::{Better, Bound, Indicator, Promise, Reform, Source, Target, Value};
pub use page::{Around, page};
pub use standing::{By, Standing};
pub use when::When;
