//! What a page says of surveys. A [`Choice`] stands in the address; what it means in the data of a
//! place is told by `asked`; [`page`] writes it: the figure, whether it changed, what people
//! answered, and what else was found on the same theme and why it is something else ([`compared`]). The
//! publisher writes the same page that the browser does. No IO, no web.

mod about;
mod asked;
mod cells;
mod change;
mod choice;
mod form;
mod guard;
mod method;
mod page;
mod top;
mod view;
mod views;
mod words;

pub use choice::Choice;
pub use form::form;
pub use guard::{Differs, compared};
pub use page::{page, place_of};
pub use top::top;
pub use view::Place;
