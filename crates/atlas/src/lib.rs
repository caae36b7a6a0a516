//! What a map of places shows, without a map: where a position lies on the flat, which pins become
//! one, which vertices of a border can be seen, which labels have room, and which places a visitor
//! has chosen to see. Nothing here has IO, and nothing panics on any numbers or text.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test fails loudly"
    )
)]

pub mod choice;
pub mod cluster;
pub mod detail;
pub mod fragment;
pub mod frame;
pub mod label;
pub mod open;
pub mod scene;
pub mod spot;

pub use choice::Choice;
pub use cluster::{Cluster, clusters};
pub use fragment::Fragment;
pub use frame::Frame;
pub use scene::Scene;
pub use spot::{Spot, pixels};
