//! Hostile bytes, fields and codes: whatever comes, a clear status, and the store stays whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{Endpoint, KEY, message, sending};
use proptest::prelude::*;
use senim_feedback::store::Store as _;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

fn run<T>(test: impl AsyncFnOnce(&Endpoint) -> T) -> T {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let endpoint = Endpoint::new();
        test(&endpoint).await
    })
}

/// Texts that have hurt somebody somewhere, and any text.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "'; DROP TABLE message; --",
        "\" OR 1=1 --",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(\"http://x\")",
        "@SUM(1)",
        "\u{202e}gnp.exe",
        "\u{feff}x",
        "%s%n%x",
        "../../etc/passwd",
        "𒀱👩‍👩‍👧‍👦",
    ];
    prop_oneof![
        proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        ".{0,80}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(text(), inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_refused(bodies in proptest::collection::vec(any::<Vec<u8>>(), 20)) {
        run(async |endpoint| {
            for body in &bodies {
                for path in ["/api/feedback", "/api/feedback/status", "/api/feedback/confirm"] {
                    let mut request = sending(KEY, body.clone());
                    *request.uri_mut() = path.parse().unwrap();
                    let status = endpoint.ask(request).await.status.as_u16();
                    assert!([400, 422].contains(&status), "{status}");
                }
            }
        });
    }

    /// One field of a good message holds anything: it is refused, or kept to the letter.
    #[test]
    fn any_value_in_any_field_is_refused_or_kept(
        tries in proptest::collection::vec((0usize..8, value()), 20),
    ) {
        run(async |endpoint| {
            let mut kept = Vec::new();
            for (number, (field, value)) in tries.iter().enumerate() {
                let path = [
                    "/text", "/lang", "/answer", "/subject/region", "/subject/kind", "/subject/id",
                    "/contact", "/place",
                ][*field];
                let mut body = message();
                body["answer"] = json!("contact");
                body["contact"] = json!("+7");
                body["subject"]["id"] = json!("x");
                body["place"] = json!({});
                *body.pointer_mut(path).unwrap() = value.clone();
                let answer = endpoint.send(&format!("{number:0>22}"), &body).await;
                let status = answer.status.as_u16();
                assert!([201, 400, 422].contains(&status), "{status}: {body}");
                if status == 201 {
                    kept.push(body);
                }
            }
            let entries = endpoint.office().entries().unwrap();
            assert_eq!(entries.len(), kept.len());
            for (entry, body) in entries.iter().zip(&kept) {
                assert_eq!(entry.text.as_deref(), body["text"].as_str());
                assert_eq!(entry.contact.as_deref(), body["contact"].as_str());
                assert_eq!(entry.subject.as_deref(), body["subject"]["id"].as_str());
            }
        });
    }

    #[test]
    fn any_code_and_key_are_answered(texts in proptest::collection::vec(text(), 20)) {
        run(async |endpoint| {
            for text in &texts {
                let status = endpoint.status(text).await.status.as_u16();
                assert!([404, 422].contains(&status), "{status}");
                let request = Request::post("/api/feedback")
                    .header("content-type", text.as_bytes())
                    .header("idempotency-key", text.as_bytes())
                    .header("x-forwarded-for", text.as_bytes());
                // What cannot be a header at all is refused before it comes to us.
                if let Ok(request) = request.body(Body::from(text.clone())) {
                    let status = endpoint.ask(request).await.status.as_u16();
                    assert!([400, 415].contains(&status), "{status}");
                }
            }
        });
    }
}
