//! What a sender of a message has to know, and what officers sort messages by: `feedback.json` of a
//! release of the directory, fetched by the form alone.

use serde::{Deserialize, Serialize};

use crate::index::{Emergency, Term};
use crate::text::Text;

/// Its name in a release.
pub const FILE: &str = "feedback.json";

/// `feedback.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// For how many days messages are kept.
    pub keep_days: u32,
    /// Who reads them.
    pub readers: Text,
    /// What they are about, as an officer sorts them.
    pub themes: Vec<Term>,
    /// Who listens where it is too much to bear.
    pub help: Vec<Emergency>,
}
