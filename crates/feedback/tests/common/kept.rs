//! A store in a folder of its own, and what is put into it.

#![allow(dead_code, reason = "each file of tests uses what it needs of it")]

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use senim_feedback::Sqlite;
use senim_feedback::store::{Change, Request, Sent};
use senim_message::{Message, Outcome};

pub(crate) fn at(time: &str) -> DateTime<Utc> {
    time.parse().unwrap()
}

pub(crate) fn sent(number: u8, region: &str) -> Request {
    let body = format!(
        r#"{{"lang":"ru","subject":{{"kind":"inspector","region":"{region}","district":"d-1","id":"A-1"}},
        "text":"secret words","place":{{"area":"A-1","address":"Abai 1","point":[71.4,51.1]}},
        "answer":"contact","contact":"+7 700"}}"#
    );
    let message: Message = serde_json::from_str(&body).unwrap();
    Request::Send(Box::new(Sent {
        key: [number; 32],
        code: [number + 100; 32],
        body: [1; 32],
        message,
    }))
}

pub(crate) fn answer(number: i64, outcome: Option<Outcome>) -> Change {
    Change {
        number,
        theme: Some("lighting".into()),
        answer: Some("done".into()),
        outcome,
        ..Change::default()
    }
}

pub(crate) struct Kept {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) store: Sqlite,
}

impl Kept {
    pub(crate) fn new() -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("x.db")).unwrap();
        Kept { folder, store }
    }

    pub(crate) fn beside(&self) -> Connection {
        Connection::open(self.folder.path().join("x.db")).unwrap()
    }
}
