//! Charts as SVG.

mod axis;
mod flags;
mod frame;
mod letters;
mod marks;
mod point;
mod room;
mod row;
mod xml;

pub mod distribution;
pub mod dots;
pub mod scale;
pub mod trend;

pub use axis::Month;
pub use distribution::Distribution;
pub use dots::Dots;
pub use frame::{Chart, Drawn, Frame, Reading, Target};
pub use point::{Point, step};
pub use scale::Measure;
pub use trend::Trend;
