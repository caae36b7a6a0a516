//! What a page says of response times. A [`Choice`] stands in the address; [`Asked`] is what it
//! means in a region's data; a [`Figure`] is what is known of it; [`region`] and [`country`] write
//! the page. The publisher writes the same page that the browser does. No IO, no web.

mod asked;
mod beside;
mod block;
mod choice;
mod country;
mod csv;
mod embed;
mod figure;
mod form;
mod headline;
mod method;
mod notices;
mod page;
mod revised;
mod selected;
mod take;
mod trend;
mod views;

pub use asked::Asked;
pub use beside::{Account, beside};
pub use block::{Block, Table};
pub use choice::{Choice, MOST_OTHERS, Place};
pub use country::country;
pub use csv::csv;
pub use embed::{embedded_country, embedded_region};
pub use figure::Figure;
pub use form::{field, form, option};
pub use page::{Context, Written, answer, parts, pinned_notice, region, release_day};
pub use take::{embedding, taken_as};
pub use trend::{Trend, trend};
pub use views::drawn;
