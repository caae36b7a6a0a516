//! What a sender sees with the code, and may say.

use serde::{Deserialize, Serialize};

use crate::json::Object;

/// What became of a message: the answer of `POST /api/feedback/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Status {
    /// The day on which it came, `2026-11-26`, in the time of its region.
    pub received: String,
    /// How far it has come.
    pub stage: Stage,
    /// The theme that the officer gave it: an identifier of the publisher's list.
    pub theme: Option<String>,
    /// The answer, for the sender and the public alike.
    pub answer: Option<String>,
    /// The day of the answer.
    pub answered: Option<String>,
    /// How the officer closed it.
    pub outcome: Option<Outcome>,
    /// What the sender said of it.
    pub confirmed: Option<Confirmed>,
    /// The sender may say whether it is solved.
    pub may_confirm: bool,
    /// The last day on which the sender may open it again; none where it cannot be.
    pub may_reopen_until: Option<String>,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// It came, and nobody has answered yet.
    Received,
    /// It is answered, and not closed.
    Answered,
    /// It is closed.
    Closed,
    /// The sender opened it again.
    Reopened,
}

/// How a message was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// What was needed is done.
    Done,
    /// Some of it is done.
    Partly,
    /// Somebody else is responsible; the answer says who.
    Elsewhere,
    /// It cannot be done; the answer says why.
    Impossible,
}

/// What a sender says of the outcome, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confirmed {
    /// It is solved.
    Solved,
    /// It is solved in part.
    Partly,
    /// It is not solved.
    Not,
}

/// The body of `POST /api/feedback/confirm`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The code, 28 digits; spaces and hyphens do not matter.
    pub code: String,
    /// Whether it is solved; said once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmed>,
    /// Opens it again.
    #[serde(default)]
    pub reopen: bool,
}

impl Confirm {
    /// The body that is sent.
    pub fn json(&self) -> String {
        let mut body = Object::default();
        body.text("code", &self.code);
        body.may("confirmed", self.confirmed.map(Confirmed::code));
        body.flag("reopen", self.reopen);
        body.end()
    }
}

impl Stage {
    /// All of them.
    pub const ALL: [Stage; 4] = [
        Stage::Received,
        Stage::Answered,
        Stage::Closed,
        Stage::Reopened,
    ];

    /// As it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Received => "received",
            Stage::Answered => "answered",
            Stage::Closed => "closed",
            Stage::Reopened => "reopened",
        }
    }
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 4] = [
        Outcome::Done,
        Outcome::Partly,
        Outcome::Elsewhere,
        Outcome::Impossible,
    ];

    /// From what stands in files.
    pub fn from_code(code: &str) -> Option<Outcome> {
        let mut all = Outcome::ALL.into_iter();
        all.find(|outcome| outcome.code() == code)
    }

    /// As it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Partly => "partly",
            Outcome::Elsewhere => "elsewhere",
            Outcome::Impossible => "impossible",
        }
    }
}

impl Confirmed {
    /// All of them.
    pub const ALL: [Confirmed; 3] = [Confirmed::Solved, Confirmed::Partly, Confirmed::Not];

    /// From what stands in files.
    pub fn from_code(code: &str) -> Option<Confirmed> {
        let mut all = Confirmed::ALL.into_iter();
        all.find(|said| said.code() == code)
    }

    /// As it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Confirmed::Solved => "solved",
            Confirmed::Partly => "partly",
            Confirmed::Not => "not",
        }
    }
}
