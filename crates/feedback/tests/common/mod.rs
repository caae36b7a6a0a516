//! An endpoint in a folder of its own, asked without a socket.

#![allow(dead_code, reason = "each file of tests uses what it needs of it")]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt as _;
use senim_feedback::api::{self, TrustedProxies};
use senim_feedback::desk::{Desk, Writer};
use senim_feedback::store::{Change, Store as _};
use senim_feedback::{DATABASE, Sqlite};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub(crate) const KEY: &str = "0123456789abcdef_-ABCDEF";

/// An endpoint, and the clock that it goes by.
pub(crate) struct Endpoint {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) router: Router,
    pub(crate) clock: Arc<Mutex<DateTime<Utc>>>,
    pub(crate) told: Arc<Mutex<Vec<String>>>,
    writer: Option<Writer>,
}

/// What it answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    /// The status, once it was seen that whatever is refused is told as RFC 9457 has it.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if status >= 400 {
            assert_eq!(self.header("content-type"), "application/problem+json");
            let problem = self.json();
            assert_eq!(problem["type"], "about:blank");
            assert_eq!(problem["status"], status);
            assert!(
                problem["title"]
                    .as_str()
                    .is_some_and(|title| !title.is_empty())
            );
        }
        assert_eq!(
            self.headers.contains_key("retry-after"),
            matches!(status, 429 | 503)
        );
        self
    }
}

impl Endpoint {
    pub(crate) fn new() -> Endpoint {
        Endpoint::at(tempfile::tempdir().unwrap(), "2026-11-26T21:30:00Z")
    }

    /// An endpoint on a folder that may have been used before.
    pub(crate) fn at(folder: tempfile::TempDir, time: &str) -> Endpoint {
        let (secret, mut store) = senim_feedback::open(folder.path()).unwrap();
        store
            .learn_zones(&[("astana".into(), chrono_tz::Asia::Almaty)])
            .unwrap();
        let clock = Arc::new(Mutex::new(time.parse().unwrap()));
        let told = Arc::new(Mutex::new(Vec::new()));
        let (now, heard) = (Arc::clone(&clock), Arc::clone(&told));
        let (desk, writer) = Desk::start(
            store,
            move || *now.lock().unwrap(),
            move |text| heard.lock().unwrap().push(text.to_owned()),
        )
        .unwrap();
        let proxies = TrustedProxies::default();
        Endpoint {
            folder,
            router: api::router(desk, secret, proxies).unwrap(),
            clock,
            told,
            writer: Some(writer),
        }
    }

    /// Ends it as a graceful stop does, and leaves the folder.
    pub(crate) fn stop(mut self) -> tempfile::TempDir {
        drop(std::mem::take(&mut self.router));
        self.writer.take().unwrap().wait();
        self.folder
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// The store as the command of officers opens it, beside the endpoint.
    pub(crate) fn office(&self) -> Sqlite {
        Sqlite::open(&self.database()).unwrap()
    }

    pub(crate) fn set_clock(&self, time: &str) {
        *self.clock.lock().unwrap() = time.parse().unwrap();
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header("content-type", "application/json");
        self.ask(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// Sends a message with a key.
    pub(crate) async fn send(&self, key: &str, body: &Value) -> Answer {
        self.ask(sending(key, body.to_string())).await
    }

    pub(crate) async fn status(&self, code: &str) -> Answer {
        self.post("/api/feedback/status", &json!({ "code": code }))
            .await
    }

    pub(crate) async fn confirm(&self, body: Value) -> Answer {
        self.post("/api/feedback/confirm", &body).await
    }

    /// An officer decides about a message.
    pub(crate) fn decide(&self, change: Change) {
        let now = *self.clock.lock().unwrap();
        let decided = self.office().decide("Officer A", &[change], now);
        assert_eq!(decided.unwrap(), Ok(()));
    }
}

/// A request that sends something.
pub(crate) fn sending(key: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post("/api/feedback")
        .header("content-type", "application/json; charset=utf-8")
        .header("idempotency-key", key)
        .body(body.into())
        .unwrap()
}

/// A message without faults.
pub(crate) fn message() -> Value {
    json!({
        "lang": "kk",
        "subject": { "kind": "neighbourhood", "region": "astana" },
        "text": "Аулада жарық жоқ",
        "answer": "code",
    })
}
