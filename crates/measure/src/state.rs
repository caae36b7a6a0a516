//! Whether there are data: silence is never taken for zero.

use serde::{Deserialize, Serialize};

/// Whether there are data, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Data came.
    Reported,
    /// It was said that there is nothing to report.
    Zero,
    /// Nothing came, and the time for it is over.
    Missing,
    /// Nothing usable came yet, and there is still time for it.
    Late,
    /// There are data, which are not published, to protect people.
    Suppressed,
    /// There is nothing that could be reported.
    NotApplicable,
}

impl State {
    /// All of them.
    pub const ALL: [State; 6] = [
        State::Reported,
        State::Zero,
        State::Missing,
        State::Late,
        State::Suppressed,
        State::NotApplicable,
    ];

    /// As it stands in tables.
    pub fn code(self) -> &'static str {
        match self {
            State::Reported => "reported",
            State::Zero => "zero",
            State::Missing => "missing",
            State::Late => "late",
            State::Suppressed => "suppressed",
            State::NotApplicable => "not_applicable",
        }
    }

    /// From what stands in a table.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether data came: what was once said is not unsaid by silence.
    pub fn is_known(self) -> bool {
        matches!(self, State::Reported | State::Zero)
    }
}
