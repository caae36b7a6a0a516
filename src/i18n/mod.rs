//! Texts in the reader's language: `senim-texts` formats, this module fetches its catalogues.

mod load;

pub(crate) use load::{Catalogues, fetch, preferred_language};
pub(crate) use senim_texts::{
    LocalTime, Message, Texts, b, card, date, day_of, distance, f, feedback, house_list, html,
    labels, m, moment, place, r, s,
};
