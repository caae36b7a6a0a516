//! What several rooms share.

mod arriving;
mod frame;
mod live;
mod notice;

pub(crate) use arriving::{Arriving, Opened, arriving, fetch_into};
pub(crate) use frame::{Footer, Masthead, Strips, release_day};
pub(crate) use live::{live, live_option, live_text, press};
pub(crate) use notice::{FaultNotice, Loading, Named};
