//! Locked, damaged, foreign and missing files; clocks that jump; senders who hang up.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fs;
use std::os::unix::fs::FileExt as _;

use axum::body::Body;
use chrono::{DateTime, Utc};
use common::{Endpoint, KEY, message, sending};
use rusqlite::Connection;
use senim_feedback::api::Peer;
use senim_feedback::store::{Change, Purge, Purged, Store as _};
use senim_feedback::{DATABASE, SECRET, Secret};
use serde_json::json;

/// Keys that are all different.
fn key(number: usize) -> String {
    format!("{number:0>22}")
}

#[tokio::test]
async fn a_locked_database_is_told_and_what_was_refused_can_come_again() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(&key(1), &message()).await.is(201).code();
    let other = Connection::open(endpoint.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = endpoint.send(KEY, &message()).await;
    assert!(
        refused
            .is(503)
            .text
            .contains("cannot be kept at the moment")
    );
    // Whoever only reads is not kept waiting by a writer, and does not tell that it is over.
    endpoint.status(&code).await.is(200);
    let told = endpoint.told.lock().unwrap().join("\n");
    assert!(!told.contains("kept again"), "{told}");
    other.execute_batch("ROLLBACK").unwrap();
    endpoint.send(KEY, &message()).await.is(201);
    assert_eq!(endpoint.office().entries().unwrap().len(), 2);
    let told = endpoint.told.lock().unwrap().join("\n");
    assert!(
        told.contains("feedback.db: another process has locked"),
        "{told}"
    );
    assert!(told.contains("kept again"), "{told}");
}

#[tokio::test]
async fn a_damaged_database_is_told_at_once_and_named_at_the_next_start() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(&key(0), &message()).await.is(201).code();
    for number in 1..50 {
        endpoint.send(&key(number), &message()).await.is(201);
    }
    let folder = endpoint.stop();
    let endpoint = Endpoint::at(folder, "2026-11-26T12:00:00Z");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(endpoint.database())
        .unwrap();
    let other = Connection::open(endpoint.database()).unwrap();
    // Somebody else's change makes SQLite forget what it has in memory.
    other
        .execute("REPLACE INTO zone VALUES ('x', 'UTC')", ())
        .unwrap();
    let length = file.metadata().unwrap().len();
    for page in 1..length / 4096 {
        file.write_all_at(&[0xa5; 4096], page * 4096).unwrap();
    }
    endpoint.status(&code).await.is(503);
    endpoint.send(&key(9_999), &message()).await.is(503);
    let told = endpoint.told.lock().unwrap().join("\n");
    assert!(
        told.contains("feedback.db: the database is damaged"),
        "{told}"
    );
    let folder = endpoint.stop();
    let told = senim_feedback::open(folder.path()).unwrap_err().to_string();
    assert!(
        told.contains("feedback.db") && told.contains("damaged"),
        "{told}"
    );
}

#[test]
fn files_that_are_not_ours_are_named() {
    let told = |prepare: fn(&std::path::Path)| {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        senim_feedback::open(folder.path()).unwrap_err().to_string()
    };
    for (prepare, expected) in [
        (
            (|folder| {
                Secret::open(&folder.join(SECRET)).unwrap();
                fs::write(folder.join(DATABASE), "some text ".repeat(1_000)).unwrap();
            }) as fn(&std::path::Path),
            "damaged",
        ),
        (
            |folder| {
                let other = Connection::open(folder.join(DATABASE)).unwrap();
                other.execute_batch("CREATE TABLE other (id)").unwrap();
                Secret::open(&folder.join(SECRET)).unwrap();
            },
            "another program",
        ),
        (
            |folder| {
                drop(senim_feedback::open(folder).unwrap());
                fs::remove_file(folder.join(SECRET)).unwrap();
            },
            "secret: is not there",
        ),
        (
            |folder| {
                drop(senim_feedback::open(folder).unwrap());
                let later = Connection::open(folder.join(DATABASE)).unwrap();
                later.pragma_update(None, "user_version", 99).unwrap();
            },
            "version 99",
        ),
        (
            |folder| fs::create_dir(folder.join(SECRET)).unwrap(),
            "secret: ",
        ),
    ] {
        let told = told(prepare);
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
}

#[tokio::test]
async fn two_at_once_with_one_key_are_kept_once() {
    let endpoint = Endpoint::new();
    for round in 0..50 {
        let (key, message) = (key(round), message());
        let mut other = message.clone();
        other["text"] = json!("Басқа");
        let (first, second, third) = tokio::join!(
            endpoint.send(&key, &message),
            endpoint.send(&key, &message),
            endpoint.send(&key, &other),
        );
        let mut statuses = [&first, &second, &third].map(|answer| answer.status.as_u16());
        statuses.sort_unstable();
        // Whichever was first: of two messages one is kept, and the other is another.
        assert!(
            statuses == [200, 201, 409] || statuses == [201, 409, 409],
            "{statuses:?}"
        );
    }
    assert_eq!(endpoint.office().entries().unwrap().len(), 50);
}

/// Or a disk that is all but full would be called well.
#[tokio::test]
async fn health_writes_as_much_as_the_longest_message() {
    let endpoint = Endpoint::new();
    let mut long = message();
    long["text"] = json!("Ж".repeat(4_000));
    long["contact"] = json!("ж".repeat(200));
    long["answer"] = json!("contact");
    long["place"] = json!({ "address": "\u{1f600}".repeat(300) });
    let log = endpoint.folder.path().join("feedback.db-wal");
    let written = || fs::metadata(&log).unwrap().len();
    let start = written();
    endpoint.send(KEY, &long).await.is(201);
    let message = written() - start;
    endpoint.get("/api/health").await.is(200);
    let check = written() - start - message;
    assert!(message > 3 * 4096 && check >= message, "{check} {message}");
    // Checks leave nothing behind.
    let size = fs::metadata(endpoint.database()).unwrap().len();
    for _ in 0..20 {
        endpoint.get("/api/health").await.is(200);
    }
    let folder = endpoint.stop();
    let grown = fs::metadata(folder.path().join(DATABASE)).unwrap().len() - size;
    assert!(grown < 40 * 4096, "{grown}");
}

#[tokio::test]
async fn half_a_message_is_none() {
    let endpoint = Endpoint::new();
    let half = message().to_string().into_bytes()[..40].to_vec();
    let broken = [
        Ok(half),
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
    ];
    let body = Body::from_stream(futures_util::stream::iter(broken));
    endpoint.ask(sending(KEY, body)).await.is(400);
    assert_eq!(endpoint.office().entries().unwrap(), []);
}

/// Time is paused: thirty seconds pass as soon as nothing else is to be done.
#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let endpoint = Endpoint::new();
    let start = tokio::time::Instant::now();
    let body = Body::from_stream(futures_util::stream::pending::<std::io::Result<Vec<u8>>>());
    endpoint.ask(sending(KEY, body)).await.is(408);
    assert_eq!(start.elapsed().as_secs(), 30);
}

/// Three hundred bodies that never come are waited for, and whoever sends meanwhile is served.
#[tokio::test(start_paused = true)]
async fn slow_senders_hold_up_nobody_else() {
    let endpoint = Endpoint::new();
    let from = |network: u8, body: Body| {
        let mut request = sending(KEY, body);
        let peer = Peer([198, 51, network, 7].into());
        request.extensions_mut().insert(peer);
        endpoint.ask(request)
    };
    let never = || Body::from_stream(futures_util::stream::pending::<std::io::Result<Vec<u8>>>());
    let (slow, other) = tokio::join!(
        futures_util::future::join_all((0..300).map(|_| from(100, never()))),
        from(101, Body::from(message().to_string())),
    );
    other.is(201);
    let count = |status: u16| slow.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(408), count(429)), (64, 236));
    // Of five networks, more than there was room for before.
    let all = (0..320).map(|number| from(110 + (number % 5) as u8, never()));
    let (slow, other) = tokio::join!(
        futures_util::future::join_all(all),
        from(101, Body::from(message().to_string())),
    );
    other.is(200);
    assert!(slow.iter().all(|answer| answer.status == 408));
}

#[tokio::test]
async fn who_hangs_up_finds_the_message_kept() {
    let endpoint = Endpoint::new();
    {
        let message = message();
        let sending = std::pin::pin!(endpoint.send(KEY, &message));
        // Asked once, and never again: the sender has hung up.
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let asked = std::future::Future::poll(sending, &mut context);
        assert!(asked.is_pending());
    }
    let answer = endpoint.send(KEY, &message()).await;
    assert!([200, 201].contains(&answer.status.as_u16()));
    assert_eq!(endpoint.office().entries().unwrap().len(), 1);
}

#[tokio::test]
async fn a_clock_that_jumps_loses_nothing() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(KEY, &message()).await.code();
    for (number, time) in [
        "1970-01-01T00:00:00Z",
        "2099-12-31T23:59:59Z",
        "2026-11-26T12:00:00Z",
    ]
    .into_iter()
    .enumerate()
    {
        endpoint.set_clock(time);
        assert_eq!(endpoint.send(KEY, &message()).await.is(200).code(), code);
        endpoint.send(&key(number), &message()).await.is(201);
        endpoint.status(&code).await.is(200);
    }
    // An answer from before its message took no days.
    endpoint.set_clock("2001-01-01T00:00:00Z");
    endpoint.decide(Change {
        number: 1,
        answer: Some("Жауап".into()),
        ..Change::default()
    });
    let mut office = endpoint.office();
    let tallies = office.tallies().unwrap();
    assert!(tallies.iter().any(|tally| tally.days == [(0, 1)]));
    // A clock that stands behind the newest message is not one to delete by.
    let now: DateTime<Utc> = "2026-11-26T12:00:00Z".parse().unwrap();
    let what = Purge {
        keep_days: 1,
        clock_is_right: true,
    };
    let purged = office.purge("Officer A", what, now).unwrap();
    assert!(matches!(purged, Purged::ClockIsBehind { .. }), "{purged:?}");
}
