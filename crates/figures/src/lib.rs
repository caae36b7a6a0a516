//! What a page says of response times. A [`Choice`] stands in the address; [`Asked`] is what it
//! means in a region's data; a [`Figure`] is what is known of it; [`region`] and [`country`] write
//! the page. The publisher writes the same page that the browser does. No IO, no web.

mod asked;
mod block;
mod choice;
mod country;
mod csv;
mod figure;
mod form;
mod headline;
mod method;
mod notices;
mod page;
mod revised;
mod trend;
mod views;

pub use asked::Asked;
pub use block::{Block, Table};
pub use choice::{Choice, Place};
pub use country::country;
pub use csv::csv;
pub use figure::Figure;
pub use form::form;
pub use page::{Context, Written, region};
pub use trend::{Trend, trend};
