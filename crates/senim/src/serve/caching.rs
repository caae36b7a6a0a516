//! How long a copy of a file is good, and how it is told from another.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

/// How many hexadecimal digits the hash in a name has; Trunk leaves leading zeros out.
const HASH: std::ops::RangeInclusive<usize> = 12..=16;

/// What has its content or its time in its name never changes; all else is asked for anew.
pub(super) fn control(path: &str, status: StatusCode) -> &'static str {
    let stem = path.rsplit('/').next().unwrap_or_default();
    let hashed = stem.split(['-', '.', '_']).any(|part| {
        HASH.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let released = path.contains("/data/directory/");
    let there = status.is_success() || status == StatusCode::NOT_MODIFIED;
    if there && (hashed || released) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// The tag of a file: when it was written, to the nanosecond, and how long it is.
pub(super) fn tag(file: &Metadata) -> Option<String> {
    let written = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{:x}-{:x}", written.as_nanos(), file.len()))
}

/// The header with a tag. Each encoding has bytes, and so a tag, of its own.
pub(super) fn entity(tag: &str, encoding: Option<&HeaderValue>) -> Option<HeaderValue> {
    let encoding = encoding.and_then(|encoding| encoding.to_str().ok());
    let text = match encoding {
        Some(encoding) => format!("\"{tag}-{encoding}\""),
        None => format!("\"{tag}\""),
    };
    HeaderValue::from_str(&text).ok()
}

/// The visitor's own copy is of this file, in whichever encoding: its tag.
pub(super) fn known(tag: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    let asked = headers.get_all(header::IF_NONE_MATCH).iter();
    let asked = asked.filter_map(|line| line.to_str().ok());
    asked
        .flat_map(|line| line.split(','))
        .map(|one| one.trim().trim_start_matches("W/").trim_matches('"'))
        .find(|one| {
            one.strip_prefix(tag)
                .is_some_and(|rest| matches!(rest, "" | "-br" | "-gzip"))
        })
        .and_then(|one| HeaderValue::from_str(&format!("\"{one}\"")).ok())
}

/// Leaves of the request what a file server understands. A part is always one of the file itself,
/// not of a compressed copy, and of the very file that the visitor has the beginning of.
pub(super) fn settle(tag: &str, headers: &mut HeaderMap) {
    if headers.contains_key(header::IF_NONE_MATCH) {
        headers.remove(header::IF_MODIFIED_SINCE);
    }
    if !headers.contains_key(header::RANGE) {
        return;
    }
    headers.remove(header::ACCEPT_ENCODING);
    let same = entity(tag, None);
    if let Some(condition) = headers.remove(header::IF_RANGE)
        && Some(condition) != same
    {
        headers.remove(header::RANGE);
    }
}
