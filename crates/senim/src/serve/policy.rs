//! What a page may do: its own policy, which is written into it, as a header too. A header holds
//! from the first byte, and alone can say who may show the page inside their own.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use axum::http::HeaderValue;

/// For all that is no page of the portal.
pub(super) const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The policy stands within so many bytes.
const HEAD: u64 = 4 * 1024;

/// What stands before it, as `senim site` writes it.
const BEFORE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The header of a page; a page without a policy may do nothing.
pub(super) fn of_page(file: &Path, path: &str) -> HeaderValue {
    let policy =
        written(file).map(|own| format!("{own}; frame-ancestors {}", frame_ancestors(path)));
    policy
        .and_then(|policy| HeaderValue::from_str(&policy).ok())
        .unwrap_or(HeaderValue::from_static(NOTHING))
}

/// Who may show a page inside their own: everybody what is made for it, nobody anything else.
fn frame_ancestors(path: &str) -> &'static str {
    let mut parts = path.trim_start_matches('/').split('/').skip(2);
    match (parts.next(), parts.next()) {
        (Some("response"), Some("embed")) => "*",
        _ => "'none'",
    }
}

/// The policy that is written into a page.
fn written(file: &Path) -> Option<String> {
    let mut head = Vec::new();
    File::open(file)
        .ok()?
        .take(HEAD)
        .read_to_end(&mut head)
        .ok()?;
    let head = String::from_utf8_lossy(&head);
    let (_, policy) = head.split_once(BEFORE)?;
    let (policy, _) = policy.split_once('"')?;
    Some(policy.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_made_for_it_is_shown_inside_other_pages() {
        for (path, expected) in [
            ("/kk/astana/response/embed/", "*"),
            ("/kk/astana/response/embed/index.html", "*"),
            ("/kk/astana/response/", "'none'"),
            ("/kk/astana/embed/response/", "'none'"),
            ("/response/embed/", "'none'"),
            ("/", "'none'"),
            ("", "'none'"),
        ] {
            assert_eq!(frame_ancestors(path), expected, "{path}");
        }
    }
}
