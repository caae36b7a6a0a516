//! What Senim publishes: its types and its packs.
//!
//! Nothing here reads a file or speaks to a network, and nothing panics on any bytes or text:
//! the publisher fills these types from source files, the browser opens them from packs.
//!
//! - [`text`]: a text in several languages, with a visible fallback.
//! - [`id`], [`phone`], [`day`], [`house`], [`hours`]: values that cannot be wrong once parsed.
//! - [`directory`]: regions, districts, localities, areas, inspectors, places, streets.
//! - [`browse`]: the way to an area without a search.
//! - [`shapes`]: the outlines of areas, as arcs that neighbours share.
//! - [`nation`]: the small file that picks a region.
//! - [`response`]: how long calls took, region by region.
//! - [`outline`], [`revision`]: what its parts look like from afar; what was published otherwise before.
//! - [`surveys`]: what people said when they were asked.
//! - [`pack`]: the binary container of all.
//! - [`changes`]: what changed between two releases, out of the steps between them.
//! - [`index`]: the one file that is never cached and names all others.

pub mod browse;
pub mod changes;
pub mod context;
pub mod day;
pub mod directory;
pub mod feedback;
pub mod hours;
pub mod house;
pub mod id;
pub mod index;
pub mod letters;
pub mod nation;
pub mod outline;
pub mod pack;
pub mod phone;
pub mod response;
pub mod revision;
pub mod shapes;
pub mod street_labels;
pub mod surveys;
pub mod text;
