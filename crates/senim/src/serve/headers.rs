//! Headers for everything that is served.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;

use super::policy;

const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Puts what holds for everything on an answer.
pub(super) fn put(headers: &mut HeaderMap, policy: HeaderValue, cache: &'static str) {
    for (name, value) in ALWAYS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
}

/// What the endpoint answers is for whoever asked, and is kept nowhere.
pub(super) fn of_api(api: Router) -> Router {
    api.layer(middleware::from_fn(
        async |request: Request, next: Next| -> Response {
            let mut response = next.run(request).await;
            let nothing = HeaderValue::from_static(policy::NOTHING);
            put(response.headers_mut(), nothing, "no-store");
            response
        },
    ))
}
