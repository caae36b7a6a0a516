//! The API's description: what clients are made from.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::Endpoint;
use senim_message::{Confirmed, Limit, Outcome};
use serde_json::{Value, json};

#[tokio::test]
async fn the_description_is_served_and_names_every_route_and_status() {
    let endpoint = Endpoint::new();
    let served = endpoint.get("/api/openapi.json").await.is(200).json();
    assert_eq!(served, senim_feedback::api::document());
    assert!(served["openapi"].as_str().unwrap().starts_with("3.1"));
    let statuses = |method: &str, path: &str| -> Vec<String> {
        let responses = served["paths"][path][method]["responses"]
            .as_object()
            .unwrap();
        responses.keys().cloned().collect()
    };
    let refused = ["400", "405", "408", "413", "415", "422", "429", "503"];
    for (path, own) in [
        ("/api/feedback", &["200", "201", "409"][..]),
        ("/api/feedback/status", &["200", "404"]),
        ("/api/feedback/confirm", &["200", "404", "409"]),
    ] {
        let mut expected = [own, &refused].concat();
        expected.sort_unstable();
        assert_eq!(statuses("post", path), expected, "{path}");
    }
    assert_eq!(statuses("get", "/api/health"), ["200", "429", "503"]);
    assert_eq!(statuses("get", "/api/metrics"), ["200"]);
    assert_eq!(served["paths"].as_object().unwrap().len(), 6);
}

/// Limits are said as they are held to.
#[test]
fn the_description_has_the_limits_of_the_code() {
    let document = senim_feedback::api::document();
    let of = |schema: &str, field: &str| -> Value {
        document["components"]["schemas"][schema]["properties"][field].clone()
    };
    assert_eq!(of("Message", "text")["maxLength"], Limit::TEXT);
    assert_eq!(of("Message", "contact")["maxLength"], Limit::CONTACT);
    assert_eq!(of("Where", "address")["maxLength"], Limit::ADDRESS);
    assert_eq!(of("Subject", "id")["maxLength"], Limit::ID);
    assert_eq!(of("Message", "lang")["enum"], json!(["kk", "ru", "en"]));
    for schema in ["Message", "Subject", "Where", "Asked", "Confirm"] {
        let schema = &document["components"]["schemas"][schema];
        assert_eq!(schema["additionalProperties"], false);
    }
    // Two types of one name would be described as one.
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.contains_key("Problem") && schemas.contains_key("FieldProblem"));
    // `\s` is another set in each language: U+FEFF is a letter to us, and white space elsewhere.
    assert!(!document.to_string().contains(r"\\s"));
    let codes = |schema: &str| document["components"]["schemas"][schema]["enum"].clone();
    assert_eq!(codes("Outcome"), json!(Outcome::ALL.map(Outcome::code)));
    assert_eq!(
        codes("Confirmed"),
        json!(Confirmed::ALL.map(Confirmed::code))
    );
    let key = &document["paths"]["/api/feedback"]["post"]["parameters"][0];
    assert_eq!(key["name"], "Idempotency-Key");
    assert_eq!(key["schema"]["minLength"], *Limit::KEY.start());
    assert_eq!(key["schema"]["maxLength"], *Limit::KEY.end());
}
