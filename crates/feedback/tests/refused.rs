//! What is refused, and how it is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{Endpoint, KEY, message, sending};
use senim_feedback::store::Store as _;
use serde_json::json;

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
    for (field, value) in [
        ("text", json!(7)),
        // A list of values is no structure.
        ("place", json!([])),
        ("place", json!([null, null, null])),
        ("subject", json!(["portal", "astana"])),
    ] {
        let mut wrong = message();
        wrong[field] = value;
        endpoint.send(KEY, &wrong).await.is(400);
    }
    let listed = json!(["ru", { "kind": "portal", "region": "astana" }, "x"]);
    endpoint.send(KEY, &listed).await.is(400);
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
