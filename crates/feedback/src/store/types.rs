//! What goes into a store and comes out of it.

use chrono::{Datelike as _, NaiveDate};
use senim_message::{Confirmed, Message, Outcome, Stage, Status};
use thiserror::Error;

use crate::secret::Hash;

/// A message on its way into the store.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Of the request's key.
    pub key: Hash,
    /// Of the code that the sender gets.
    pub code: Hash,
    /// Of the body.
    pub body: Hash,
    /// What was sent; it has no faults.
    pub message: Message,
}

/// What a sender says with the code; at least one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether it is solved.
    pub confirmed: Option<Confirmed>,
    /// It is to be opened again.
    pub reopen: bool,
}

/// What a sender asks.
#[derive(Clone, Debug)]
pub enum Request {
    /// Keep a message.
    Send(Box<Sent>),
    /// What became of it?
    Status(Hash),
    /// It is solved, or not.
    Confirm(Hash, Said),
    /// Can a message be written?
    Check,
}

impl Request {
    /// Something may be written.
    pub(crate) fn writes(&self) -> bool {
        !matches!(self, Request::Status(_))
    }
}

/// What the store says to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The message is kept, now.
    New,
    /// It was kept before: the same key, the same body.
    Again,
    /// Another message came with this key.
    AnotherBody,
    /// What became of it.
    Status(Box<Status>),
    /// No message has this code.
    Unknown,
    /// Something else was said before, or there is nothing to say it of; in words.
    NotNow(&'static str),
    /// It can.
    Well,
}

/// A message as officers see it. There is no code in it, and no hash.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the columns are described in docs/feedback.md")]
pub struct Entry {
    pub number: i64,
    pub received: String,
    pub stage: String,
    pub lang: String,
    pub kind: String,
    pub region: String,
    pub district: Option<String>,
    pub subject: Option<String>,
    pub text: Option<String>,
    pub area: Option<String>,
    pub address: Option<String>,
    /// Longitude and latitude.
    pub point: Option<[f64; 2]>,
    pub answer_by: String,
    pub contact: Option<String>,
    pub theme: Option<String>,
    pub answer: Option<String>,
    pub answered: Option<String>,
    pub summary: Option<String>,
    pub outcome: Option<String>,
    pub confirmed: Option<String>,
    pub purged: bool,
    /// The last entry of the log about it; 0 where there is none.
    pub revision: i64,
}

/// What an officer decided about a message. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Which message.
    pub number: i64,
    /// A theme.
    pub theme: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// What may be published.
    pub summary: Option<String>,
    /// How it is closed.
    pub outcome: Option<Outcome>,
    /// The revision that the officer saw; without it, whatever is there is changed.
    pub seen: Option<i64>,
}

/// Why a decision does not fit its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// There is no such message.
    #[error("there is no message with this number")]
    NoMessage,
    /// Somebody else, or the sender, did something since.
    #[error("it was changed since the file was written; export again and look at it")]
    Changed,
    /// Its text is deleted.
    #[error("its text was deleted after the retention period; nothing can be added")]
    Purged,
    /// It is closed without a word to the sender.
    #[error("it is closed without an answer; write one")]
    NoAnswer,
}

impl Entry {
    /// Why nothing can be changed about the message, or not this: an officer saw the revision
    /// `seen`, closes it where `closes`, and gives it an answer where `answers`.
    pub fn unfit(&self, seen: Option<i64>, closes: bool, answers: bool) -> Vec<Unfit> {
        if self.purged {
            return vec![Unfit::Purged];
        }
        let changed = seen.is_some_and(|seen| seen != self.revision);
        let mute = closes && !answers && self.answer.is_none();
        let found = [(changed, Unfit::Changed), (mute, Unfit::NoAnswer)];
        let found = found.into_iter().filter(|(is, _)| *is);
        found.map(|(_, why)| why).collect()
    }
}

/// What is to be deleted, and by which clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purge {
    /// Messages are kept for so many days.
    pub keep_days: u32,
    /// Somebody has looked at the clock: long silence is no sign that it is wrong.
    pub clock_is_right: bool,
}

/// What was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purged {
    /// So many messages.
    Messages(usize),
    /// None: the clock is behind these messages, or they came while it was ahead.
    ClockIsBehind {
        /// The day that the clock says.
        today: NaiveDate,
        /// Their numbers, and the days on which they came by the clock of then.
        later: Vec<(i64, NaiveDate)>,
    },
    /// None: nothing came and nothing was done for so long that the clock may be ahead.
    ClockMayBeAhead {
        /// The day that the clock says.
        today: NaiveDate,
        /// The last day before the silence.
        before: NaiveDate,
        /// The first day after it.
        after: NaiveDate,
    },
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// When: a time in UTC, or of what a sender did only the day.
    pub at: String,
    /// Who: the name that an officer gave, or `sender`.
    pub who: String,
    /// Which message.
    pub number: Option<i64>,
    /// What: `theme lighting`, `answered`, `closed done`, `reopened`.
    pub what: String,
}

/// What is counted of the messages of one region, district, quarter and theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Region.
    pub region: String,
    /// District; empty where none was known.
    pub district: String,
    /// The quarter in which they came, `2026-Q4`.
    pub quarter: String,
    /// Theme; empty where none was given yet.
    pub theme: String,
    /// So many came.
    pub received: u64,
    /// So many of them are answered.
    pub answered: u64,
    /// Days from receipt to the first answer, and how many answers took so long; by days.
    pub days: Vec<(u32, u64)>,
    /// How they were closed, in the order of [`Outcome::ALL`].
    pub outcome: [u64; 4],
    /// What senders said, in the order of [`Confirmed::ALL`].
    pub confirmed: [u64; 3],
    /// So many are open again.
    pub reopened: u64,
}

/// How far a message has come, from the days that it has.
pub(crate) fn stage(answered: bool, closed: bool, reopened: bool) -> Stage {
    match (reopened, closed, answered) {
        (true, ..) => Stage::Reopened,
        (_, true, _) => Stage::Closed,
        (_, _, true) => Stage::Answered,
        _ => Stage::Received,
    }
}

/// The quarter of a day, `2026-Q4`; empty for what is no day.
pub(crate) fn quarter(day: &str) -> String {
    let day = day.parse::<NaiveDate>().ok();
    day.map_or(String::new(), |day| {
        format!("{}-Q{}", day.year(), day.month0() / 3 + 1)
    })
}
