//! A message to the police: what a sender sends and gets back. The browser and the endpoint share
//! it, so that they cannot disagree on a limit. No IO, no web.

mod code;
mod json;
mod message;
pub mod personal;
mod status;

pub use code::{Code, NotACode};
pub use message::{Fault, HowAnswered, Limit, Message, Problem, Subject, SubjectKind, Where};
pub use status::{Confirm, Confirmed, Outcome, Stage, Status};
