//! Charts as SVG, written as text: for a page, for a file, for paper.
//!
//! Every chart is data ([`Trend`], [`Distribution`], [`Dots`], [`Heat`], [`Map`], [`Bars`],
//! [`Stack`]) and
//! the one trait [`Chart`]: [`Chart::draw`] lays it out for a width, [`Chart::points`] gives what a
//! screen reader hears. Nothing here formats a number or knows a language: every text comes from
//! the caller, ticks through a closure. Nothing here has IO, and nothing panics on any numbers or
//! text. Colours and type are in `style/charts.css`, for the page and for [`save::file`] alike.
//!
//! # What every chart keeps to
//!
//! 1. The `<svg>` is a `group` with its title as its name and its summary as its description;
//!    axes, grids and names of lines are hidden from screen readers, for points say what they
//!    say; a target is read as text.
//! 2. Each value is a point: an `img` whose `aria-label` is the caller's words. One point is the
//!    tab stop, arrow keys lead to the others as they are on the screen ([`step`]), and the one
//!    that has the focus shows it.
//! 3. What is pressed is larger than what is drawn: a row, a cell, a month of the plot up to half
//!    the way to the next line. Rows are at least 34 pixels high, 44 on a phone; cells of a grid 26
//!    by a seventh of a phone's width. Where months stand closer than 24 pixels, or a place on a map
//!    is smaller, keys and the table beside the chart are the other way.
//! 4. Text is at least 12 pixels and never scaled: a phone has a layout of its own. Labels neither
//!    cover each other nor leave the chart, whatever they say; what was shortened has the whole as
//!    its title, and points read it out.
//! 5. Text has a contrast of 4.5 to 1, lines and marks of 3 to 1, in light and dark.
//! 6. Colour is never alone: series differ in mark and dash and are named at their ends, classes
//!    differ in lightness, missing is hatched, not published is dotted, what is to come dashed, and
//!    all say so in words.
//!    So charts hold in black and white, and where colours are forced.
//! 7. Missing is never zero, and never joined by a line; nor are values of different segments.
//! 8. Nothing moves.
//!
//! `src/layout.rs`, `tests/style.rs` and, in a browser, `tests/charts.test.mjs` prove it; the
//! gallery, `cargo run -p senim-charts --example gallery`, shows it.

mod axis;
mod flags;
mod frame;
mod label;
mod legend;
mod letters;
mod marks;
mod point;
mod reading;
mod room;
mod row;
mod xml;

#[cfg(test)]
mod layout;

pub mod bars;
pub mod distribution;
pub mod dots;
pub mod heat;
pub mod map;
pub mod save;
pub mod scale;
pub mod stack;
pub mod trend;

pub use axis::Month;
pub use bars::Bars;
pub use distribution::Distribution;
pub use dots::Dots;
pub use frame::{Chart, Drawn, Frame};
pub use heat::Heat;
pub use map::Map;
pub use point::{Point, step};
pub use reading::{Reading, Target};
pub use scale::Measure;
pub use stack::Stack;
pub use trend::Trend;
