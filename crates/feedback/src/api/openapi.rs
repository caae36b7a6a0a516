//! The description of the API, made of the code that answers.

use axum::response::Response;
use serde_json::Value;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi, ToSchema as _};

use super::{Problem, constraints, metrics, problem, routes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Messages to the police",
        description = "What the feedback form of a Senim portal talks to, and any other client may. No account, no cookie; of a key and a code, only keyed hashes are stored. Problems are told as RFC 9457 has it.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        routes::send,
        routes::status,
        routes::confirm,
        routes::health,
        metrics::served,
        served
    ),
    components(schemas(Problem))
)]
struct Described;

/// What may be said to every message, besides what its route tells.
const ALWAYS: [(&str, &str); 8] = [
    (
        "400",
        "Not JSON, not UTF-8, or a field of the wrong type or of an unknown name",
    ),
    ("408", "The body took too long"),
    ("413", "The body has more than 32 KiB"),
    ("415", "The body is not application/json in UTF-8"),
    ("422", "Fields cannot be taken; `faults` names all of them"),
    (
        "429",
        "Too many requests came from this network; Retry-After says when to come again",
    ),
    (
        "503",
        "Messages cannot be kept at the moment; Retry-After says when to come again",
    ),
    ("405", "Another method"),
];

/// The description: an OpenAPI 3.1 document.
pub fn document() -> Value {
    let mut document = Described::openapi();
    for path in document.paths.paths.values_mut() {
        if let Some(operation) = &mut path.post {
            always(operation);
        }
    }
    // Our own types have no map with keys that are not text, which alone could fail.
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    constraints::add(&mut document);
    document
}

fn always(operation: &mut Operation) {
    let problem = || Ref::from_schema_name(Problem::name());
    for (status, description) in ALWAYS {
        let content = ContentBuilder::new().schema(Some(problem())).build();
        let response = ResponseBuilder::new()
            .description(description)
            .content("application/problem+json", content)
            .build();
        let responses = &mut operation.responses.responses;
        responses.insert(status.to_owned(), RefOr::T(response));
    }
}

/// This description.
#[utoipa::path(
    get, path = "/api/openapi.json",
    responses((status = 200, description = "This description", content_type = "application/json", body = Object))
)]
pub(super) async fn served() -> Response {
    problem::json(&document())
}
