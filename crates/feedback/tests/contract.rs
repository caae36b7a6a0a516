//! Every status of the contract, as clients rely on it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

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
    // The answer was lost on the way, and the sender presses again; another vote is one too many.
    assert_eq!(endpoint.confirm(partly()).await.is(200).json(), said);
    let solved = json!({ "code": code, "confirmed": "solved" });
    endpoint.confirm(solved).await.is(409);
    let reopened = endpoint.confirm(reopen()).await.is(200).json();
    assert_eq!(reopened["stage"], "reopened");
    let both = json!({ "code": code, "confirmed": "partly", "reopen": true });
    for again in [reopen(), both] {
        assert_eq!(endpoint.confirm(again).await.is(200).json(), reopened);
    }
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

/// Time stands still, or a slow machine would let the network ask again.
#[tokio::test(start_paused = true)]
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
