//! Counters for Prometheus. There is no address in them, and nothing of any one message.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Endpoint;

/// How often each route answered with each status.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<BTreeMap<(String, u16), u64>>);

pub(super) async fn count(
    State(endpoint): State<Arc<Endpoint>>,
    request: Request,
    next: Next,
) -> Response {
    // What matched, not what was asked: strangers do not choose what is remembered.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("other", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let mut counts = endpoint
        .metrics
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    *counts
        .entry((route, response.status().as_u16()))
        .or_default() += 1;
    response
}

/// Counters, in the text format of Prometheus.
#[utoipa::path(
    get, path = "/api/metrics",
    responses((status = 200, description = "Counters in the text format of Prometheus", content_type = "text/plain", body = String))
)]
pub(super) async fn served(State(endpoint): State<Arc<Endpoint>>) -> impl IntoResponse {
    let mut text = String::new();
    let mut metric = |name: &str, kind: &str, help: &str, values: &[(String, u64)]| {
        let _ = writeln!(text, "# HELP senim_feedback_{name} {help}");
        let _ = writeln!(text, "# TYPE senim_feedback_{name} {kind}");
        for (labels, value) in values {
            let _ = writeln!(text, "senim_feedback_{name}{labels} {value}");
        }
    };
    let counts = endpoint
        .metrics
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let requests: Vec<(String, u64)> = counts
        .into_iter()
        .map(|((route, status), count)| {
            (format!("{{route=\"{route}\",status=\"{status}\"}}"), count)
        })
        .collect();
    metric(
        "requests_total",
        "counter",
        "Requests by route and status.",
        &requests,
    );
    let desk = endpoint.desk.counts();
    for (name, help, value) in [
        ("kept_total", "Messages kept since the start.", &desk.kept),
        ("again_total", "Messages that came again.", &desk.again),
        (
            "transactions_total",
            "Transactions of the store.",
            &desk.batches,
        ),
        (
            "failed_transactions_total",
            "Transactions that failed.",
            &desk.failed,
        ),
    ] {
        let value = value.load(Ordering::Relaxed);
        metric(name, "counter", help, &[(String::new(), value)]);
    }
    let waiting = endpoint.desk.waiting() as u64;
    metric(
        "waiting",
        "gauge",
        "Requests that wait for the store.",
        &[(String::new(), waiting)],
    );
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        text,
    )
}
