//! Every status of the contract, as clients rely on it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{Endpoint, KEY, message, sending};
use senim_feedback::api::Peer;
use senim_feedback::store::{Change, Store as _};
use senim_message::Outcome;
use serde_json::json;

fn answered(outcome: Option<Outcome>) -> Change {
    Change {
        number: 1,
        theme: Some("lighting".into()),
        answer: Some("Шам қойылды".into()),
        outcome,
        ..Change::default()
    }
}

#[tokio::test]
async fn a_message_is_kept_once_and_its_code_tells_what_became_of_it() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(KEY, &message()).await.is(201).code();
    assert!(senim_message::Code::parse(&code).is_ok());
    let again = endpoint.send(KEY, &message()).await;
    assert_eq!(again.is(200).code(), code);
    // The same message, spelt otherwise.
    let spelt = r#"{ "answer":"code", "text":"Аулада жарық жоқ","lang":"kk",
        "subject":{"region":"astana","kind":"neighbourhood"}}"#;
    let again = endpoint.ask(sending(KEY, spelt)).await;
    assert_eq!(again.is(200).code(), code);
    let mut other = message();
    other["text"] = json!("Шам жанды");
    endpoint.send(KEY, &other).await.is(409);
    let other = endpoint.send(&KEY.replace('0', "9"), &other).await;
    assert_ne!(other.is(201).code(), code);
    // In Astana it is the next day already.
    let expected = json!({
        "received": "2026-11-27", "stage": "received", "theme": null, "answer": null,
        "answered": null, "outcome": null, "confirmed": null, "may_confirm": false,
        "may_reopen_until": null,
    });
    assert_eq!(endpoint.status(&code).await.is(200).json(), expected);
    let grouped = senim_message::Code::parse(&code).unwrap().grouped();
    assert_eq!(endpoint.status(&grouped).await.is(200).json(), expected);
    assert_eq!(endpoint.office().entries().unwrap().len(), 2);
}

#[tokio::test]
async fn a_code_survives_a_restart() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(KEY, &message()).await.is(201).code();
    let endpoint = Endpoint::at(endpoint.stop(), "2026-11-28T05:00:00Z");
    endpoint.status(&code).await.is(200);
    assert_eq!(endpoint.send(KEY, &message()).await.is(200).code(), code);
}

#[tokio::test]
async fn neither_code_nor_key_is_stored() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(KEY, &message()).await.is(201).code();
    let folder = endpoint.stop();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for hidden in [code.as_bytes(), KEY.as_bytes()] {
            assert!(!bytes.windows(hidden.len()).any(|part| part == hidden));
        }
    }
}

#[tokio::test]
async fn the_sender_says_once_whether_it_is_solved_and_may_open_it_again() {
    let endpoint = Endpoint::new();
    let code = endpoint.send(KEY, &message()).await.code();
    let partly = || json!({ "code": code, "confirmed": "partly" });
    let reopen = || json!({ "code": code, "reopen": true });
    endpoint.confirm(partly()).await.is(409);
    endpoint.confirm(reopen()).await.is(409);
    endpoint.decide(answered(None));
    assert_eq!(endpoint.status(&code).await.json()["stage"], "answered");
    endpoint.confirm(partly()).await.is(409);
    endpoint.decide(answered(Some(Outcome::Done)));
    let closed = endpoint.status(&code).await.json();
    assert_eq!(closed["stage"], "closed");
    assert_eq!(closed["theme"], "lighting");
    assert_eq!(closed["answer"], "Шам қойылды");
    assert_eq!(closed["answered"], "2026-11-27");
    assert_eq!(closed["outcome"], "done");
    assert_eq!(closed["may_confirm"], true);
    assert_eq!(closed["may_reopen_until"], "2026-12-27");
    let said = endpoint.confirm(partly()).await.is(200).json();
    assert_eq!(
        (&said["confirmed"], &said["may_confirm"]),
        (&json!("partly"), &json!(false))
    );
    endpoint.confirm(partly()).await.is(409);
    assert_eq!(
        endpoint.confirm(reopen()).await.is(200).json()["stage"],
        "reopened"
    );
    endpoint.confirm(reopen()).await.is(409);
    endpoint.decide(answered(Some(Outcome::Partly)));
    // The thirtieth day in Astana ends at seven in the evening of UTC.
    endpoint.set_clock("2026-12-27T19:30:00Z");
    endpoint.confirm(reopen()).await.is(409);
    assert_eq!(
        endpoint.status(&code).await.json()["may_reopen_until"],
        json!(null)
    );
    endpoint.set_clock("2026-12-27T18:30:00Z");
    endpoint.confirm(reopen()).await.is(200);
    let log = endpoint.office().log(Some(1)).unwrap();
    let log: Vec<_> = log
        .iter()
        .map(|entry| (entry.who.as_str(), entry.what.as_str()))
        .collect();
    assert_eq!(
        log,
        [
            ("Officer A", "theme lighting"),
            ("Officer A", "answered"),
            ("Officer A", "closed done"),
            ("sender", "confirmed partly"),
            ("sender", "reopened"),
            ("Officer A", "closed partly"),
            ("sender", "reopened"),
        ]
    );
}

#[tokio::test]
async fn codes_that_are_none_and_codes_of_nothing() {
    let endpoint = Endpoint::new();
    let nobodys = senim_message::Code::of([9; 16]).plain();
    endpoint.status(&nobodys).await.is(404);
    endpoint.status("1234").await.is(422);
    endpoint
        .confirm(json!({ "code": nobodys, "reopen": true }))
        .await
        .is(404);
    endpoint
        .confirm(json!({ "code": "12", "reopen": true }))
        .await
        .is(422);
    endpoint.confirm(json!({ "code": nobodys })).await.is(422);
    endpoint
        .confirm(json!({ "code": nobodys, "confirmed": "yes" }))
        .await
        .is(400);
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let endpoint = Endpoint::new();
    let mut bad = message();
    bad["text"] = json!(" ");
    bad["answer"] = json!("contact");
    bad["place"] = json!({ "address": "x".repeat(301), "point": [200, 0] });
    let answer = endpoint.send(KEY, &bad).await;
    assert_eq!(
        answer.is(422).json()["faults"],
        json!([
            { "field": "text", "problem": "empty" },
            { "field": "contact", "problem": "empty" },
            { "field": "place.address", "problem": "long" },
            { "field": "place.point", "problem": "malformed" },
        ])
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let endpoint = Endpoint::new();
    let whole = message().to_string();
    let unknown = whole.replacen('{', r#"{"name":"x","#, 1);
    let twice = whole.replacen('{', r#"{"lang":"ru","#, 1);
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        &unknown,
        &twice,
        &whole[..whole.len() - 1],
    ] {
        endpoint.ask(sending(KEY, body.to_owned())).await.is(400);
    }
    for bytes in [&b"\xff\xfe{\0}\0"[..], b"\xd0", &[0; 100]] {
        endpoint.ask(sending(KEY, bytes.to_vec())).await.is(400);
    }
    // So deep that a careless reader runs out of stack.
    endpoint.ask(sending(KEY, "[".repeat(32_000))).await.is(400);
    let mut wrong = message();
    wrong["text"] = json!(7);
    endpoint.send(KEY, &wrong).await.is(400);
    for key in [
        "",
        "short",
        &"k".repeat(65),
        "0123456789abcdefghijк",
        "0123456789 abcdefghijk",
    ] {
        let mut request = sending(KEY, whole.clone());
        request
            .headers_mut()
            .insert("idempotency-key", key.parse().unwrap());
        endpoint.ask(request).await.is(400);
    }
    let mut request = sending(KEY, whole.clone());
    request
        .headers_mut()
        .append("idempotency-key", KEY.parse().unwrap());
    endpoint.ask(request).await.is(400);
    let request = Request::post("/api/feedback").header("content-type", "application/json");
    endpoint
        .ask(request.body(Body::from(whole)).unwrap())
        .await
        .is(400);
    assert_eq!(endpoint.office().entries().unwrap(), []);
}

#[tokio::test]
async fn bodies_of_another_kind_or_size_are_refused() {
    let endpoint = Endpoint::new();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let mut request = sending(KEY, message().to_string());
        request
            .headers_mut()
            .insert("content-type", kind.parse().unwrap());
        endpoint.ask(request).await.is(415);
    }
    let fits = |room: usize| {
        let text = message().to_string();
        format!("{text}{}", " ".repeat(room - text.len()))
    };
    endpoint.ask(sending(KEY, fits(32 * 1024))).await.is(201);
    endpoint
        .ask(sending(KEY, fits(32 * 1024 + 1)))
        .await
        .is(413);
    // A body that says nothing of its length.
    let chunks = [(); 2].map(|()| Ok::<_, std::io::Error>(vec![b' '; 20_000]));
    let body = Body::from_stream(futures_util::stream::iter(chunks));
    endpoint.ask(sending(KEY, body)).await.is(413);
    let mut request = sending(KEY, "");
    request
        .headers_mut()
        .insert("content-length", "4000000000".parse().unwrap());
    endpoint.ask(request).await.is(413);
}

#[tokio::test]
async fn other_addresses_and_methods_are_problems_too() {
    let endpoint = Endpoint::new();
    for path in [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/feedback/",
        "/api/feedback/status/x",
    ] {
        endpoint.get(path).await.is(404);
    }
    for (method, path, allowed) in [
        ("GET", "/api/feedback", "POST"),
        ("PUT", "/api/feedback", "POST"),
        ("DELETE", "/api/feedback/status", "POST"),
        ("POST", "/api/health", "GET,HEAD"),
        ("OPTIONS", "/api/openapi.json", "GET,HEAD"),
    ] {
        let request = Request::builder().method(method).uri(path);
        let answer = endpoint.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.is(405).header("allow"), allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn a_network_that_asks_too_often_is_told_when_to_come_again() {
    let endpoint = Endpoint::new();
    let request = |address: &str| {
        let mut request = sending(KEY, "{}");
        request
            .extensions_mut()
            .insert(Peer(address.parse().unwrap()));
        request
    };
    for last in 0..600 {
        endpoint
            .ask(request(&format!("198.51.100.{}", last % 250)))
            .await
            .is(400);
    }
    let answer = endpoint.ask(request("198.51.100.251")).await;
    assert_eq!(answer.is(429).header("retry-after"), "1");
    endpoint.ask(request("198.51.101.1")).await.is(400);
    // Nobody is kept from looking whether the endpoint is there.
    endpoint.get("/api/health").await.is(200);
}

#[tokio::test]
async fn health_and_metrics_tell_nothing_of_anybody() {
    let endpoint = Endpoint::new();
    let mut request = sending(KEY, message().to_string());
    request
        .extensions_mut()
        .insert(Peer("198.51.100.7".parse().unwrap()));
    request
        .headers_mut()
        .insert("user-agent", "Browser/1".parse().unwrap());
    endpoint.ask(request).await.is(201);
    endpoint.send(KEY, &message()).await.is(200);
    assert_eq!(
        endpoint.get("/api/health").await.is(200).json(),
        json!({ "status": "ok" })
    );
    endpoint.get("/api/whatever/198.51.100.9").await.is(404);
    let text = endpoint.get("/api/metrics").await.text;
    for expected in [
        r#"senim_feedback_requests_total{route="/api/feedback",status="201"} 1"#,
        r#"senim_feedback_requests_total{route="/api/{*other}",status="404"} 1"#,
        "senim_feedback_kept_total 1",
        "senim_feedback_again_total 1",
        "senim_feedback_failed_transactions_total 0",
        "senim_feedback_waiting 0",
    ] {
        assert!(text.contains(expected), "{expected} is not in:\n{text}");
    }
    assert!(!text.contains("198.51"), "{text}");
    let folder = endpoint.stop();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for hidden in ["198.51.100", "Browser/1"] {
            assert!(
                !bytes
                    .windows(hidden.len())
                    .any(|part| part == hidden.as_bytes())
            );
        }
    }
}
