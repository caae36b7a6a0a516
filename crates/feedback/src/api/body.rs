//! Reading what was sent: of the right kind, not too much, not too slowly.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use senim_message::Limit;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Problem;

/// So long a body may take: 32 KiB at 2G speed, twice.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a JSON body.
pub(crate) async fn read<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
) -> Result<T, Problem> {
    if !is_json(headers) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            .because("the body has to be application/json in UTF-8, without content-encoding"));
    }
    let too_large = || {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE)
            .because(format!("the body may have {} bytes", Limit::BODY))
    };
    let said = headers.get(header::CONTENT_LENGTH);
    let said = said.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > Limit::BODY) {
        return Err(too_large());
    }
    let read = tokio::time::timeout(PATIENCE, Limited::new(body, Limit::BODY).collect()).await;
    let read = read
        .map_err(|_| Problem::new(StatusCode::REQUEST_TIMEOUT).because("the body took too long"))?;
    let bytes = read.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
        Some(_) => too_large(),
        None => Problem::new(StatusCode::BAD_REQUEST).because("the body broke off"),
    })?;
    let bytes = bytes.to_bytes();
    let refused = |detail: String| Problem::new(StatusCode::BAD_REQUEST).because(detail);
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| refused(format!("the body is not UTF-8: {error}")))?;
    let unread = |error| refused(format!("the body cannot be read: {error}"));
    let value: Value = serde_json::from_str(text).map_err(unread)?;
    if !named(&value) {
        return Err(refused(
            "the body has a list where fields with names belong".into(),
        ));
    }
    serde_json::from_str(text).map_err(unread)
}

/// Serde takes a list of values for a structure, in the order of its fields. No client means that,
/// and the description forbids it: lists are coordinates, and nothing else.
fn named(value: &Value) -> bool {
    match value {
        Value::Array(list) => !list.is_empty() && list.iter().all(Value::is_number),
        Value::Object(fields) => fields.values().all(named),
        _ => true,
    }
}

/// JSON in UTF-8, as it is.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else {
        return false;
    };
    let Ok(kind) = kind.to_str() else {
        return false;
    };
    let (kind, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    let parameters = parameters
        .trim()
        .trim_end_matches(';')
        .replace(['"', ' '], "");
    let utf8 = parameters.is_empty() || parameters.eq_ignore_ascii_case("charset=utf-8");
    let plain = headers.get(header::CONTENT_ENCODING);
    let plain = plain.is_none_or(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
    kind.trim().eq_ignore_ascii_case("application/json") && utf8 && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_utf8_is_taken_and_nothing_else() {
        let of = |kind: &str, encoding: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, encoding.parse().unwrap());
            }
            is_json(&headers)
        };
        for good in [
            "application/json",
            "Application/JSON; charset=\"UTF-8\"",
            "application/json;charset=utf-8;",
        ] {
            assert!(of(good, None), "{good}");
        }
        for bad in [
            "text/plain",
            "application/json; charset=windows-1251",
            "",
            "application/jsonp",
        ] {
            assert!(!of(bad, None), "{bad}");
        }
        assert!(of("application/json", Some("identity")));
        assert!(!of("application/json", Some("gzip")));
        assert!(!is_json(&HeaderMap::new()));
    }
}
