//! Where messages lie. [`Store`] is all that the rest knows of it.

mod sqlite;
mod types;

use chrono::{DateTime, NaiveDate, Utc};

pub use sqlite::Sqlite;
pub use types::{Change, Entry, Logged, Purge, Purged, Reply, Request, Said, Sent, Tally, Unfit};
pub(crate) use types::{quarter, stage};

use crate::Trouble;

/// A store of messages. What a call has returned is on disk; a call that fails has changed nothing.
///
/// Days are those of a message's region; `now` is the only clock.
pub trait Store: Send {
    /// Does what senders ask, all of it in one transaction, and answers each in its turn.
    ///
    /// # Errors
    /// The store cannot be read or written; then nothing of the batch was done.
    fn batch(&mut self, requests: &[Request], now: DateTime<Utc>) -> Result<Vec<Reply>, Trouble>;

    /// Learns the time zones of regions, by their identifiers.
    ///
    /// # Errors
    /// The store cannot be written.
    fn learn_zones(&mut self, zones: &[(String, chrono_tz::Tz)]) -> Result<(), Trouble>;

    /// All messages, by number; those that are purged keep what is counted.
    ///
    /// # Errors
    /// The store cannot be read.
    fn entries(&mut self) -> Result<Vec<Entry>, Trouble>;

    /// Does what an officer decided, all of it or nothing, and writes it down under their name.
    /// Gives what does not fit, by its place among the changes; then nothing was done.
    ///
    /// # Errors
    /// The store cannot be written.
    fn decide(
        &mut self,
        who: &str,
        changes: &[Change],
        now: DateTime<Utc>,
    ) -> Result<Result<(), Vec<(usize, Unfit)>>, Trouble>;

    /// Deletes what senders wrote in messages that are too old, and writes that down, also where
    /// there were none. When this returns, what was deleted is nowhere in the store's files.
    ///
    /// # Errors
    /// The store cannot be written, or somebody who reads it keeps what was deleted on disk.
    fn purge(&mut self, who: &str, what: Purge, now: DateTime<Utc>) -> Result<Purged, Trouble>;

    /// Dates what came and was done after today, while the clock was ahead, with a day up to today.
    /// Gives the numbers of these messages; none where the day itself is after today.
    ///
    /// # Errors
    /// The store cannot be written.
    fn redate(
        &mut self,
        who: &str,
        day: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Vec<i64>, Trouble>;

    /// Writes down what was done with all messages, or with many.
    ///
    /// # Errors
    /// The store cannot be written.
    fn note(&mut self, who: &str, what: &str, now: DateTime<Utc>) -> Result<(), Trouble>;

    /// What was done, in order; of one message, or of all.
    ///
    /// # Errors
    /// The store cannot be read.
    fn log(&mut self, number: Option<i64>) -> Result<Vec<Logged>, Trouble>;

    /// What the record counts of each region, district, quarter and theme, in that order.
    ///
    /// # Errors
    /// The store cannot be read.
    fn tallies(&mut self) -> Result<Vec<Tally>, Trouble>;
}
