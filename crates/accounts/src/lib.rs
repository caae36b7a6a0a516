//! What pages of accountability say. The publisher writes them whole; no IO, no web.

pub mod reform;
