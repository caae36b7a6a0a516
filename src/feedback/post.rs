//! Talking to the endpoint: the one place that sends anything.

use gloo_net::http::Request;
use web_sys::{AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit};

use crate::json::Value;

/// A connection that says nothing for so long is lost, in milliseconds.
const PATIENCE: u32 = 30_000;

/// What the endpoint answered.
pub(super) struct Answer {
    /// The status of HTTP.
    pub(super) status: u16,
    /// After how many seconds to ask again, where it says so.
    pub(super) retry_after: Option<u32>,
    /// What it said, where that is JSON.
    pub(super) body: Option<Value>,
}

/// Posts JSON. `None` where no answer came.
pub(super) async fn post(url: &str, body: &str, key: Option<&str>) -> Option<Answer> {
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    if let Some(key) = key {
        headers.set("idempotency-key", key).ok()?;
    }
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_headers(&headers);
    how.set_body(&body.into());
    how.set_credentials(RequestCredentials::Omit);
    how.set_cache(RequestCache::NoStore);
    how.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let request = web_sys::Request::new_with_str_and_init(url, &how).ok()?;
    let response = Request::from(request).send().await.ok()?;
    let retry_after = response.headers().get("retry-after");
    // An answer that breaks off has not come.
    let said = response.text().await.ok()?;
    Some(Answer {
        status: response.status(),
        retry_after: retry_after.and_then(|seconds| seconds.trim().parse().ok()),
        body: Value::parse(&said),
    })
}
