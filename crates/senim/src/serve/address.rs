//! Addresses with a slash too many. A page there would ask for its styles and scripts a folder too
//! deep, so whoever asks is sent to the address that was meant.

use axum::http::Uri;

/// The same address with single slashes, and its query; none where it has them.
///
/// A backslash is a slash to browsers, so `/\/host` would lead to another host; no file has one in
/// its name, and nobody is sent on.
pub(super) fn with_single_slashes(address: &Uri) -> Option<String> {
    let path = address.path();
    if !path.contains("//") || path.contains('\\') {
        return None;
    }
    let mut single = String::with_capacity(path.len());
    for char in path.chars() {
        if char != '/' || !single.ends_with('/') {
            single.push(char);
        }
    }
    if let Some(query) = address.query() {
        single.push('?');
        single.push_str(query);
    }
    Some(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_single_and_nobody_is_sent_to_another_host() {
        for (address, expected) in [
            ("/ru/karaganda//response/", Some("/ru/karaganda/response/")),
            ("//ru///map/?q=a//b&c", Some("/ru/map/?q=a//b&c")),
            ("//host.example/x", Some("/host.example/x")),
            ("////", Some("/")),
            ("/ru//%2F/", Some("/ru/%2F/")),
            ("/ru/map/?q=a//b", None),
            ("/", None),
            ("/\\//host.example/", None),
        ] {
            let address: Uri = address.parse().unwrap();
            assert_eq!(
                with_single_slashes(&address).as_deref(),
                expected,
                "{address}"
            );
        }
    }
}
