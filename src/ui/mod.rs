//! What several rooms share.

mod frame;
mod notice;

pub(crate) use frame::{Footer, Masthead, Strips, release_day};
pub(crate) use notice::{FaultNotice, Loading, Named};
