//! What a page says of surveys. The publisher writes the same page that the browser does. No IO, no
//! web.

mod guard;

pub use guard::{Differs, compared};
