//! What is refused, as RFC 9457 has it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use senim_message::Fault;
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::Unavailable;

/// After so many seconds, what was not possible may be tried again.
const LATER: u64 = 5;

/// A problem: the body of every answer that is none of success.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong with this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// What is wrong with which field, all at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    faults: Vec<Fault>,
    /// Seconds to wait.
    #[serde(skip)]
    later: Option<u64>,
}

impl Problem {
    /// A problem that its status says all about.
    pub fn new(status: StatusCode) -> Problem {
        Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: None,
            faults: Vec::new(),
            later: None,
        }
    }

    /// What is wrong with this request.
    #[must_use]
    pub fn because(mut self, detail: impl Into<String>) -> Problem {
        self.detail = Some(detail.into());
        self
    }

    /// It may be tried again after so many seconds.
    #[must_use]
    pub(crate) fn later(mut self, seconds: u64) -> Problem {
        self.later = Some(seconds);
        self
    }

    /// Fields that cannot be taken.
    pub(crate) fn faults(faults: Vec<Fault>) -> Problem {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY);
        Problem { faults, ..problem }
    }
}

impl From<Unavailable> for Problem {
    fn from(why: Unavailable) -> Problem {
        let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE);
        problem.because(why.to_string()).later(LATER)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.later {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// A JSON body.
pub(crate) fn json(value: &impl Serialize) -> Response {
    // Our own types have no map with keys that are not text, which alone could fail.
    let body = serde_json::to_vec(value).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
