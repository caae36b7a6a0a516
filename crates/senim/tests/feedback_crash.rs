//! Kills of the endpoint at any moment under load: every message that was acknowledged is there,
//! once. `SENIM_KILLS` says how many; `cargo xtask soak feedback` does 300.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]
#![allow(clippy::print_stdout, reason = "a long proof says what it has seen")]

#[path = "common/http.rs"]
mod http;

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{scope, sleep};
use std::time::Duration;

use http::Server;

const SENIM: &str = env!("CARGO_BIN_EXE_senim");

/// So many senders at a time.
const SENDERS: u32 = 8;

/// What senders know: the messages that are not acknowledged yet, and the codes of those that are.
#[derive(Default)]
struct Senders {
    next: AtomicU32,
    open: Mutex<Vec<u32>>,
    codes: Mutex<BTreeMap<u32, String>>,
}

impl Senders {
    /// Sends until the connection breaks: what was not acknowledged first, as a browser does.
    fn send_on(&self, server: &Server) {
        loop {
            let open = self.open.lock().unwrap().pop();
            let number = open.unwrap_or_else(|| self.next.fetch_add(1, Ordering::Relaxed));
            if !self.send(server, number) {
                self.open.lock().unwrap().push(number);
                return;
            }
        }
    }

    /// Sends one; whether it was acknowledged.
    fn send(&self, server: &Server, number: u32) -> bool {
        let body = format!(
            r#"{{"lang":"ru","subject":{{"kind":"portal","region":"astana"}},"text":"message {number}"}}"#
        );
        // Each from a network of its own, as senders are.
        let [_, a, b, c] = number.to_be_bytes();
        let head = format!(
            "POST /api/feedback HTTP/1.1\r\ncontent-type: application/json\r\n\
             idempotency-key: {number:0>22}\r\nx-forwarded-for: 10.{a}.{b}.{c}\r\n"
        );
        let Ok(answer) = server.ask(&head, &body) else {
            return false;
        };
        assert!([200, 201].contains(&answer.status), "{answer:?}");
        let mut codes = self.codes.lock().unwrap();
        let before = codes.insert(number, answer.body.clone());
        // Who was told a code is never told another.
        assert!(before.is_none_or(|before| before == answer.body));
        true
    }
}

fn serving(folder: &Path) -> Command {
    let mut command = Command::new(SENIM);
    command.arg("serve").arg(folder.join("site"));
    command.args([
        "--port",
        "0",
        "--trusted-proxy",
        "127.0.0.0/8",
        "--feedback",
    ]);
    command.arg(folder.join("feedback"));
    command
}

#[test]
fn what_was_acknowledged_is_there_once_after_any_kill() {
    let kills: u32 = std::env::var("SENIM_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(10);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::write(folder.path().join("site/index.html"), "front").unwrap();
    let senders = Senders::default();
    for _ in 0..kills {
        let server = Server::start(&mut serving(folder.path())).unwrap();
        scope(|threads| {
            for _ in 0..SENDERS {
                threads.spawn(|| senders.send_on(&server));
            }
            let chance = RandomState::new().hash_one(0) % 200;
            sleep(Duration::from_millis(chance));
            server.signal("KILL");
        });
    }
    let server = Server::start(&mut serving(folder.path())).unwrap();
    let open = std::mem::take(&mut *senders.open.lock().unwrap());
    for number in &open {
        assert!(senders.send(&server, *number));
    }
    // Each is asked once more with its key: the same code, and no second message.
    let codes = senders.codes.lock().unwrap().clone();
    for number in codes.keys() {
        assert!(senders.send(&server, *number));
    }
    assert!(server.end("TERM"));
    let database = rusqlite::Connection::open(folder.path().join("feedback/feedback.db")).unwrap();
    let count = |sql: &str| -> u32 { database.query_row(sql, (), |row| row.get(0)).unwrap() };
    let there = count("SELECT count(*) FROM message");
    assert_eq!(there, count("SELECT count(DISTINCT text) FROM message"));
    assert_eq!(there as usize, codes.len());
    let whole: String = database
        .query_row("PRAGMA integrity_check", (), |row| row.get(0))
        .unwrap();
    assert_eq!(whole, "ok");
    println!(
        "{kills} kills; {there} messages were acknowledged and are there once, the last {} after the last kill",
        open.len()
    );
}
