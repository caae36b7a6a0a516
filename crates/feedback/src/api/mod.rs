//! What browsers talk to. [`router`] is the application, apart from any socket.
//!
//! Whatever is refused is told as RFC 9457 has it ([`Problem`]).

mod body;
mod constraints;
mod metrics;
mod network;
mod openapi;
mod problem;
mod rate;
mod routes;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};

pub use network::{Peer, TrustedProxies, network};
pub use openapi::document;
pub use problem::Problem;

use crate::Secret;
use crate::desk::Desk;
use metrics::Metrics;
use rate::Rates;

/// What all requests share.
#[derive(Debug)]
struct Endpoint {
    desk: Desk,
    secret: Secret,
    proxies: TrustedProxies,
    rates: Rates,
    metrics: Metrics,
}

/// The application: everything under `/api`.
///
/// The address that a request comes from is a [`Peer`] among its extensions.
///
/// # Errors
/// The system gives no random bytes.
pub fn router(desk: Desk, secret: Secret, proxies: TrustedProxies) -> std::io::Result<Router> {
    let endpoint = Arc::new(Endpoint {
        desk,
        secret,
        proxies,
        rates: Rates::new()?,
        metrics: Metrics::default(),
    });
    let asked = Router::new()
        .route("/api/feedback", post(routes::send))
        .route("/api/feedback/status", post(routes::status))
        .route("/api/feedback/confirm", post(routes::confirm))
        .route("/api/health", get(routes::health))
        .route_layer(middleware::from_fn_with_state(
            Arc::clone(&endpoint),
            rate::limit,
        ));
    Ok(asked
        .route("/api/openapi.json", get(openapi::served))
        .route("/api/metrics", get(metrics::served))
        .route("/api/{*other}", axum::routing::any(nothing))
        .route("/api", axum::routing::any(nothing))
        .route("/api/", axum::routing::any(nothing))
        .method_not_allowed_fallback(other_method)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&endpoint),
            metrics::count,
        ))
        .with_state(endpoint))
}

async fn nothing() -> Problem {
    Problem::new(StatusCode::NOT_FOUND).because("nothing is at this address; see /api/openapi.json")
}

async fn other_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED)
}
