//! The indicators of the reform: as tables of the record ([`tables`]), and read again from there
//! ([`read`]) for their pages.

mod facts;
mod read;

pub(crate) use facts::{INDICATORS, VALUES, tables};
pub(crate) use read::read;
