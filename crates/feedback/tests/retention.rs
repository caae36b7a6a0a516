//! What is deleted in time, and what is backed up.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

#[path = "common/kept.rs"]
mod common;

use common::{Kept, answer, at, sent};
use senim_feedback::Sqlite;
use senim_feedback::store::{Purged, Reply, Request, Store as _, Unfit};
use senim_message::Outcome;

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
    assert_eq!(
        kept.store.purge("A", 365, now).unwrap(),
        Purged::Messages(1)
    );
    assert_eq!(
        kept.store.purge("A", 365, now).unwrap(),
        Purged::Messages(0)
    );
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
    let log = kept.store.log(None).unwrap();
    assert_eq!(log.last().unwrap().what, "purged 1 of before 2025-11-26");
}

/// Deleted words are on the disk no more, neither in the database nor beside it.
#[test]
fn what_is_deleted_is_overwritten() {
    let mut kept = Kept::new();
    kept.store
        .batch(&[sent(1, "astana")], at("2025-11-20T12:00:00Z"))
        .unwrap();
    let found = |kept: &Kept| {
        let files = std::fs::read_dir(kept.folder.path()).unwrap();
        let files = files.map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        files
            .into_iter()
            .any(|bytes| bytes.windows(12).any(|part| part == b"secret words"))
    };
    assert!(found(&kept));
    kept.store
        .purge("A", 1, at("2026-11-26T12:00:00Z"))
        .unwrap();
    assert!(!found(&kept));
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
