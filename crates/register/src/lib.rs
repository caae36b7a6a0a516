//! The register of an interagency group: what was found, recommended, decided, done, and whether
//! residents confirm it. A [`Register`] is what is published; [`list`] writes the page of a place,
//! [`page`] that of a problem, [`feed`] what can be followed. "Overdue" is as of the day of a
//! release. No IO, no web.

mod agencies;
mod area;
mod chart;
mod feed;
mod list;
mod order;
mod page;
mod problem;
mod tally;
mod words;

pub use area::of_area;
pub use feed::{Feed, feed, feed_file};
pub use list::{List, list};
pub use page::page;
pub use problem::{
    Answer, Asked, Event, Evidence, EvidenceKind, Indicator, Kind, Missed, Place, Problem,
    Register, Status, Value,
};
pub use tally::{MIN_SHARE, Tally};
pub use words::Around;
