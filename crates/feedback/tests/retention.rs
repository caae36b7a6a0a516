//! What is deleted in time, and what is backed up.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

#[path = "common/kept.rs"]
mod common;

use chrono::{DateTime, Days, NaiveDate, Utc};
use common::{Kept, answer, at, sent};
use senim_feedback::store::{Purge, Purged, Reply, Request, Store as _, Unfit};
use senim_feedback::{Sqlite, Trouble};
use senim_message::Outcome;

impl Kept {
    /// Deletes what is older than a year, by a clock that nobody has looked at.
    fn purge(&mut self, now: DateTime<Utc>) -> Purged {
        self.try_purge(false, now).unwrap()
    }

    fn try_purge(&mut self, clock_is_right: bool, now: DateTime<Utc>) -> Result<Purged, Trouble> {
        let what = Purge {
            keep_days: 365,
            clock_is_right,
        };
        self.store.purge("A", what, now)
    }

    /// The words of messages stand in a file of the folder.
    fn has_words(&self) -> bool {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let files = files.map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        files
            .into_iter()
            .any(|bytes| bytes.windows(12).any(|part| part == b"secret words"))
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn what_is_old_is_deleted_and_still_counted() {
    let mut kept = Kept::new();
    kept.store
        .batch(&[sent(1, "astana")], at("2025-11-20T12:00:00Z"))
        .unwrap();
    let now = at("2026-11-26T12:00:00Z");
    kept.store.batch(&[sent(2, "astana")], now).unwrap();
    let changes = [answer(1, Some(Outcome::Done))];
    assert_eq!(kept.store.decide("A", &changes, now).unwrap(), Ok(()));
    let before = kept.store.tallies().unwrap();
    assert_eq!(kept.try_purge(true, now).unwrap(), Purged::Messages(1));
    let log = kept.store.log(None).unwrap();
    assert_eq!(log.last().unwrap().what, "purged 1 of before 2025-11-26");
    assert_eq!(kept.purge(now), Purged::Messages(0));
    let old = &kept.store.entries().unwrap()[0];
    assert!(old.purged && old.answer.is_some());
    let gone = (
        &old.text,
        &old.contact,
        &old.address,
        &old.subject,
        old.point,
    );
    assert_eq!(gone, (&None, &None, &None, &None, None));
    assert_eq!(kept.store.tallies().unwrap(), before);
    let status = kept
        .store
        .batch(&[Request::Status([101; 32])], now)
        .unwrap();
    assert_eq!(status, [Reply::Unknown]);
    let decided = kept.store.decide("A", &[answer(1, None)], now).unwrap();
    assert_eq!(decided, Err(vec![(0, Unfit::Purged)]));
}

/// Deleted words are on the disk no more, neither in the database nor beside it.
#[test]
fn what_is_deleted_is_overwritten() {
    let mut kept = Kept::new();
    kept.store
        .batch(&[sent(1, "astana")], at("2025-11-20T12:00:00Z"))
        .unwrap();
    assert!(kept.has_words());
    kept.try_purge(true, at("2026-11-26T12:00:00Z")).unwrap();
    assert!(!kept.has_words());
}

/// Who has been reading since before still has the words in the log of writes.
#[test]
fn what_somebody_keeps_on_disk_is_not_called_deleted() {
    let mut kept = Kept::new();
    kept.store
        .batch(&[sent(1, "astana")], at("2025-11-20T12:00:00Z"))
        .unwrap();
    let reader = kept.beside();
    let count = |sql: &str| {
        reader
            .query_row(sql, (), |row| row.get::<_, i64>(0))
            .unwrap()
    };
    reader.execute_batch("BEGIN").unwrap();
    assert_eq!(count("SELECT count(*) FROM message"), 1);
    let now = at("2026-11-26T12:00:00Z");
    let told = kept.try_purge(true, now).unwrap_err().to_string();
    assert!(
        told.contains("x.db-wal: still holds what was deleted"),
        "{told}"
    );
    assert!(kept.has_words());
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(kept.purge(now), Purged::Messages(0));
    assert!(!kept.has_words());
}

/// A clock that is ahead would make everything old at once; a message that comes by it changes
/// nothing about that.
#[test]
fn a_clock_that_is_ahead_deletes_nothing_until_somebody_has_looked() {
    let mut kept = Kept::new();
    let now = at("2026-11-26T12:00:00Z");
    kept.store.batch(&[sent(1, "astana")], now).unwrap();
    assert_eq!(kept.purge(now), Purged::Messages(0));
    let ahead = at("2028-01-01T12:00:00Z");
    let silence = |after: &str| Purged::ClockMayBeAhead {
        today: day("2028-01-01"),
        before: day("2026-11-26"),
        after: day(after),
    };
    assert_eq!(kept.purge(ahead), silence("2028-01-01"));
    let yesterday = at("2027-12-31T12:00:00Z");
    kept.store.batch(&[sent(2, "astana")], yesterday).unwrap();
    assert_eq!(kept.purge(ahead), silence("2027-12-31"));
    assert!(
        kept.store
            .entries()
            .unwrap()
            .iter()
            .all(|entry| !entry.purged)
    );
    assert_eq!(kept.try_purge(true, ahead).unwrap(), Purged::Messages(1));
    assert_eq!(kept.purge(ahead), Purged::Messages(0));
}

/// A purge each day is what the next one knows the clock by, so nobody is asked in a quiet place.
#[test]
fn where_it_is_quiet_a_daily_purge_deletes_in_time() {
    let mut kept = Kept::new();
    let start = at("2025-11-26T12:00:00Z");
    kept.store.batch(&[sent(1, "astana")], start).unwrap();
    let deleted: Vec<u64> = (0..370)
        .filter(|days| kept.purge(start + Days::new(*days)) == Purged::Messages(1))
        .collect();
    assert_eq!(deleted, [366]);
}

#[test]
fn what_came_while_the_clock_was_ahead_is_dated_and_deleted_in_time() {
    let mut kept = Kept::new();
    let now = at("2026-11-26T12:00:00Z");
    kept.store.batch(&[sent(1, "astana")], now).unwrap();
    let ahead = at("2028-01-01T12:00:00Z");
    kept.store.batch(&[sent(2, "astana")], ahead).unwrap();
    let changes = [answer(2, Some(Outcome::Done))];
    assert_eq!(kept.store.decide("A", &changes, ahead).unwrap(), Ok(()));
    let behind = Purged::ClockIsBehind {
        today: day("2026-11-26"),
        later: vec![(2, day("2028-01-01"))],
    };
    // Whoever says that the clock is right has not said what day these came on.
    assert_eq!(kept.try_purge(true, now).unwrap(), behind);
    let none: [i64; 0] = [];
    assert_eq!(
        kept.store.redate("A", day("2026-11-27"), now).unwrap(),
        none
    );
    assert_eq!(kept.store.redate("A", day("2026-11-25"), now).unwrap(), [2]);
    let second = &kept.store.entries().unwrap()[1];
    assert_eq!(second.received, "2026-11-25");
    assert_eq!(second.answered.as_deref(), Some("2026-11-25"));
    let log = kept.store.log(Some(2)).unwrap();
    let last = log.last().unwrap();
    assert_eq!(last.what, "redated from 2028-01-01 to 2026-11-25");
    assert_eq!(kept.purge(now), Purged::Messages(0));
    let due = at("2027-11-26T12:00:00Z");
    assert_eq!(kept.try_purge(true, due).unwrap(), Purged::Messages(1));
}

#[test]
fn a_backup_opens_and_has_everything() {
    let mut kept = Kept::new();
    kept.store
        .batch(&[sent(1, "astana")], at("2026-11-26T12:00:00Z"))
        .unwrap();
    let to = kept.folder.path().join("backup.db");
    kept.store.back_up(&to).unwrap();
    let refused = kept.store.back_up(&to).unwrap_err().to_string();
    assert!(refused.contains("never replaced"), "{refused}");
    let mut again = Sqlite::open(&to).unwrap();
    assert_eq!(again.entries().unwrap(), kept.store.entries().unwrap());
}

/// The writer's log is emptied into the database by a thread of its own, while the store is open.
#[test]
fn the_log_of_writes_is_moved_aside() {
    let Kept { folder, store } = Kept::new();
    let mut store = store.checkpoint_aside().unwrap();
    store
        .batch(&[sent(1, "astana")], at("2026-11-26T12:00:00Z"))
        .unwrap();
    let database = folder.path().join("x.db");
    let start = std::time::Instant::now();
    let moved = || {
        let bytes = std::fs::read(&database).unwrap();
        bytes.windows(12).any(|part| part == b"secret words")
    };
    while !moved() {
        assert!(start.elapsed().as_secs() < 20);
        std::thread::yield_now();
    }
    drop(store);
    assert!(!folder.path().join("x.db-wal").exists());
}
