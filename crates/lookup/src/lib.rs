//! From a typed address, or a coordinate, to a service area.
//!
//! Typed text goes through four steps, a module each:
//!
//! 1. [`layout`]: was the wrong keyboard layout on?
//! 2. [`tokens`]: words, numbers, types of streets, and noise such as "дом" or "кв 45".
//! 3. [`fold`]: one spelling for Kazakh, Russian and Latin letters; [`edit`] forgives typing errors.
//! 4. [`finder`]: which names hold all those words, which number is the house, and which part of
//!    the street it belongs to; [`offer`]: which of them are shown, and in which order.
//!
//! [`nation`] does the first of it again over all regions at once, to pick one to look into.
//! [`position`] is the way from a coordinate, measured on the [`globe`]. Nothing here has IO, and nothing panics on any text.

mod answer;
pub mod edit;
pub mod finder;
pub mod fold;
mod forms;
mod found;
pub mod globe;
pub mod layout;
mod named;
pub mod nation;
pub mod offer;
mod order;
mod places;
pub mod position;
mod query;
mod spelling;
pub mod tokens;
mod vocabulary;

pub use answer::{Answer, area_of};
pub use finder::Finder;
pub use found::{Fits, Found, Match, Name, clear_first, settle};
pub use nation::{NationFinder, Regions, word_hashes};
pub use places::{Place, PlaceMatch};
