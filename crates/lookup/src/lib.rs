//! From a typed address, or a coordinate, to a service area.
//!
//! Typed text goes through four steps:
//!
//! 1. [`layout`]: was the wrong keyboard layout on?
//! 2. [`tokens`]: words, numbers, types of streets, and noise such as "дом" or "кв 45"; `named`
//!    tells the number of a microdistrict from the number of a house.
//! 3. [`fold`]: one spelling for Kazakh, Russian and Latin letters; [`edit`] forgives typing errors.
//! 4. [`finder`]: which names hold all those words, which number is the house; `look`: what each
//!    difference costs; `answer`: which part of the street a house belongs to; [`offer`]: which
//!    streets are shown, and in which order.
//!
//! `places` finds texts that name nothing but a locality, a district or a region, and `found` is
//! what a search gives back, and how what several regions gave is seen together.
//!
//! [`nation`] does the first of it again over all regions at once, to pick one to look into.
//! [`position`] is the way from a coordinate, measured on the [`globe`], and [`nearest`] names the
//! places of help around it. Nothing here has IO, and
//! nothing panics on any text.

mod answer;
pub mod edit;
pub mod finder;
pub mod fold;
mod forms;
mod found;
pub mod globe;
pub mod layout;
mod look;
mod named;
pub mod nation;
mod near;
pub mod neighbour;
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
pub use near::{FARTHEST, nearest};
pub use places::{Place, PlaceMatch};
