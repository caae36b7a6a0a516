//! Charts as SVG.

mod axis;
mod flags;
mod frame;
mod legend;
mod letters;
mod marks;
mod point;
mod room;
mod row;
mod xml;

pub mod bars;
pub mod distribution;
pub mod dots;
pub mod heat;
pub mod save;
pub mod scale;
pub mod stack;
pub mod trend;

pub use axis::Month;
pub use bars::Bars;
pub use distribution::Distribution;
pub use dots::Dots;
pub use frame::{Chart, Drawn, Frame, Reading, Target};
pub use heat::Heat;
pub use point::{Point, step};
pub use scale::Measure;
pub use stack::Stack;
pub use trend::Trend;
