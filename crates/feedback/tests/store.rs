//! What every store has to do, tried on the one that there is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

#[path = "common/kept.rs"]
mod common;

use common::{Kept, answer, at, sent};
use senim_feedback::Sqlite;
use senim_feedback::store::{Change, Entry, Reply, Request, Said, Store as _, Tally, Unfit};
use senim_message::{Confirmed, Outcome};

#[test]
fn a_batch_answers_each_in_its_turn() {
    let mut kept = Kept::new();
    let now = at("2026-11-26T12:00:00Z");
    let mut other = sent(1, "astana");
    if let Request::Send(sent) = &mut other {
        sent.body = [2; 32];
    }
    let batch = [
        sent(1, "astana"),
        sent(1, "astana"),
        other,
        sent(2, "astana"),
        Request::Status([200; 32]),
        Request::Check,
        Request::Confirm(
            [101; 32],
            Said {
                confirmed: None,
                reopen: true,
            },
        ),
    ];
    let replies = kept.store.batch(&batch, now).unwrap();
    assert_eq!(
        replies,
        [
            Reply::New,
            Reply::Again,
            Reply::AnotherBody,
            Reply::New,
            Reply::Unknown,
            Reply::Well,
            Reply::NotNow("the message is not closed"),
        ]
    );
    let [first, second] = &kept.store.entries().unwrap()[..] else {
        panic!("two are kept");
    };
    assert_eq!((first.number, second.number), (1, 2));
    let expected = Entry {
        number: 1,
        received: "2026-11-26".into(),
        stage: "received".into(),
        lang: "ru".into(),
        kind: "inspector".into(),
        region: "astana".into(),
        district: Some("d-1".into()),
        subject: Some("A-1".into()),
        text: Some("secret words".into()),
        area: Some("A-1".into()),
        address: Some("Abai 1".into()),
        point: Some([71.4, 51.1]),
        answer_by: "contact".into(),
        contact: Some("+7 700".into()),
        ..Entry::default()
    };
    assert_eq!(*first, expected);
}

#[test]
fn days_are_those_of_the_region() {
    let mut kept = Kept::new();
    let zones = [("astana".to_owned(), chrono_tz::Asia::Almaty)];
    kept.store.learn_zones(&zones).unwrap();
    let Kept { folder, store } = kept;
    drop(store);
    let mut store = Sqlite::open(&folder.path().join("x.db")).unwrap();
    let batch = [sent(1, "astana"), sent(2, "elsewhere")];
    store.batch(&batch, at("2026-12-31T20:00:00Z")).unwrap();
    let days: Vec<_> = store
        .entries()
        .unwrap()
        .into_iter()
        .map(|entry| entry.received)
        .collect();
    assert_eq!(days, ["2027-01-01", "2026-12-31"]);
}

#[test]
fn decisions_are_all_taken_or_none() {
    let mut kept = Kept::new();
    let now = at("2026-11-26T12:00:00Z");
    kept.store
        .batch(&[sent(1, "astana"), sent(2, "astana")], now)
        .unwrap();
    let closed_only = Change {
        number: 2,
        outcome: Some(Outcome::Done),
        ..Change::default()
    };
    let stale = Change {
        seen: Some(7),
        ..answer(2, None)
    };
    let changes = [answer(1, None), answer(9, None), closed_only, stale];
    let decided = kept.store.decide("A", &changes, now).unwrap();
    let unfit = vec![
        (1, Unfit::NoMessage),
        (2, Unfit::NoAnswer),
        (3, Unfit::Changed),
    ];
    assert_eq!(decided, Err(unfit));
    assert!(
        kept.store
            .entries()
            .unwrap()
            .iter()
            .all(|entry| entry.answer.is_none())
    );
    assert_eq!(kept.store.log(None).unwrap(), []);
    // What is as it was is not written down again.
    for _ in 0..2 {
        let changes = [answer(1, Some(Outcome::Partly))];
        assert_eq!(kept.store.decide("A", &changes, now).unwrap(), Ok(()));
    }
    let log = kept.store.log(Some(1)).unwrap();
    assert_eq!(log.len(), 3, "{log:?}");
    assert_eq!(log[2].at, "2026-11-26T12:00:00Z");
    assert_eq!(kept.store.entries().unwrap()[0].revision, 3);
}

#[test]
fn the_log_is_never_changed() {
    let mut kept = Kept::new();
    let now = at("2026-11-26T12:00:00Z");
    kept.store.batch(&[sent(1, "astana")], now).unwrap();
    assert_eq!(
        kept.store.decide("A", &[answer(1, None)], now).unwrap(),
        Ok(())
    );
    let before = kept.store.log(None).unwrap();
    let beside = kept.beside();
    for sql in [
        "UPDATE log SET who = 'B'",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log VALUES (1, '', 'B', 1, '')",
        "REPLACE INTO log VALUES (2, '', 'B', 1, '')",
    ] {
        let refused = beside.execute(sql, ()).unwrap_err().to_string();
        assert!(refused.contains("never changed"), "{sql}: {refused}");
    }
    assert_eq!(kept.store.log(None).unwrap(), before);
}

#[test]
fn what_is_counted_adds_up() {
    let mut kept = Kept::new();
    let early = at("2026-09-28T12:00:00Z");
    let batch: Vec<Request> = (1..=4).map(|number| sent(number, "astana")).collect();
    kept.store.batch(&batch, early).unwrap();
    kept.store
        .batch(&[sent(5, "karaganda")], at("2026-10-01T00:00:00Z"))
        .unwrap();
    let later = at("2026-10-05T12:00:00Z");
    let changes = [
        answer(1, Some(Outcome::Done)),
        answer(2, Some(Outcome::Elsewhere)),
        answer(3, None),
    ];
    assert_eq!(kept.store.decide("A", &changes, later).unwrap(), Ok(()));
    let said = |confirmed, reopen| Said { confirmed, reopen };
    let says = [
        Request::Confirm([101; 32], said(Some(Confirmed::Partly), false)),
        Request::Confirm([102; 32], said(Some(Confirmed::Not), true)),
    ];
    kept.store.batch(&says, later).unwrap();
    let of = |region: &str, quarter: &str, theme: &str| Tally {
        region: region.into(),
        district: "d-1".into(),
        quarter: quarter.into(),
        theme: theme.into(),
        received: 1,
        ..Tally::default()
    };
    let expected = [
        of("astana", "2026-Q3", ""),
        Tally {
            received: 3,
            answered: 3,
            days: vec![(7, 3)],
            outcome: [1, 0, 0, 0],
            confirmed: [0, 1, 1],
            reopened: 1,
            ..of("astana", "2026-Q3", "lighting")
        },
        of("karaganda", "2026-Q4", ""),
    ];
    assert_eq!(kept.store.tallies().unwrap(), expected);
}
