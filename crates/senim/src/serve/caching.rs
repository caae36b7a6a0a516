//! How long a copy of a file is good, and how it is told from another.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

/// How many hexadecimal digits the hash in a name has; Trunk leaves leading zeros out.
const HASH: std::ops::RangeInclusive<usize> = 12..=16;

/// What Trunk puts a hash into the name of, all of it beside the front page.
const HASHED: [&str; 3] = ["js", "css", "wasm"];

/// What has its content or its time in its name never changes; all else is asked for anew.
pub(super) fn control(path: &str, status: StatusCode) -> &'static str {
    let released = path.contains("/data/directory/");
    let there = status.is_success() || status == StatusCode::NOT_MODIFIED;
    if there && (is_hashed(path) || released) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// A name of Trunk's: `main-327521c43c515c2.css`, `feedback-de60823e4c965337_bg.wasm`. Digits in
/// names that people give, as of a day and a time, are no hash.
fn is_hashed(path: &str) -> bool {
    let name = path.trim_start_matches('/');
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    !name.contains('/')
        && HASHED.contains(&ending)
        && HASH.contains(&hash.len())
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && hash.bytes().any(|byte| byte.is_ascii_alphabetic())
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

/// The visitor's own copy is of this file, in whichever encoding: its tag. `*` means any copy.
pub(super) fn known(tag: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    let asked = headers.get_all(header::IF_NONE_MATCH).iter();
    let asked = asked.filter_map(|line| line.to_str().ok());
    asked
        .flat_map(|line| line.split(','))
        .map(|one| one.trim().trim_start_matches("W/").trim_matches('"'))
        .map(|one| if one == "*" { tag } else { one })
        .find(|one| {
            one.strip_prefix(tag)
                .is_some_and(|rest| matches!(rest, "" | "-br" | "-gzip"))
        })
        .and_then(|one| HeaderValue::from_str(&format!("\"{one}\"")).ok())
}

/// Leaves of the request what a file server understands. A part is always one of the file itself,
/// not of a compressed copy, and of the very file that the visitor has the beginning of. Several
/// parts, or parts of another kind than bytes, are no parts: the whole is sent.
pub(super) fn settle(tag: &str, headers: &mut HeaderMap) {
    if headers.contains_key(header::IF_NONE_MATCH) {
        headers.remove(header::IF_MODIFIED_SINCE);
    }
    let Some(range) = headers.get(header::RANGE) else {
        return;
    };
    let one = |range: &str| range.starts_with("bytes=") && !range.contains(',');
    if !range.to_str().is_ok_and(one) {
        headers.remove(header::RANGE);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_changes_is_kept_for_a_year() {
        for (path, expected) in [
            ("/main-327521c43c515c2.css", true),
            ("/feedback-de60823e4c965337_bg.wasm", true),
            ("/feedback-de60823e4c965337.js", true),
            ("/data/directory/2026-11-26T12-00-00Z/areas.csv", true),
            ("/photo-20261126120000.jpg", false),
            ("/script-20261126120000.js", false),
            ("/kk/photo-de60823e4c965337.jpg", false),
            ("/kk/main-327521c43c515c2.css", false),
            ("/de60823e4c965337.js", false),
            ("/main.js", false),
            ("/", false),
        ] {
            let found = control(path, StatusCode::OK).contains("immutable");
            assert_eq!(found, expected, "{path}");
        }
    }
}
