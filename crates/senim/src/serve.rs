//! Serving a site: files as they are, compressed copies where a browser takes them, and headers
//! that let nothing else in. No address of a visitor is written anywhere.

use std::future::Future;
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_status::SetStatus;

/// Serves until `stop` is done.
///
/// # Errors
/// The site is none, or the listener fails.
pub(crate) async fn run(
    listener: TcpListener,
    site: &Path,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let index = site.join("index.html");
    std::fs::metadata(&index)
        .with_context(|| format!("{} is no site: it has no index.html", site.display()))?;
    let serving = axum::serve(listener, router(site)).with_graceful_shutdown(stop);
    Ok(serving.await?)
}

/// The application, apart from any socket.
pub(crate) fn router(site: &Path) -> Router {
    let missing = ServeFile::new(site.join("404.html"))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(SetStatus::new(missing, StatusCode::NOT_FOUND));
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn(headers))
}

/// Headers for everything.
const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    // Each page names the rest of its policy itself, with the hash of its own script.
    ("content-security-policy", "frame-ancestors 'none'"),
];

async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let keep = cache_control(&path, response.status());
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if may_be_framed(&path) {
        let anybody = HeaderValue::from_static("frame-ancestors *");
        headers.insert(header::CONTENT_SECURITY_POLICY, anybody);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// One chart is made for pages of somebody else's; nothing in it can be pressed by mistake.
fn may_be_framed(path: &str) -> bool {
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    folder.ends_with("/response/embed/")
}

/// How many hexadecimal digits the hash in a name has; Trunk leaves leading zeros out.
const HASH: std::ops::RangeInclusive<usize> = 12..=16;

/// What has its content or its time in its name never changes; all else is asked for anew.
fn cache_control(path: &str, status: StatusCode) -> &'static str {
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("index.html", "front");
        write("404.html", "nothing here");
        write("kk/index.html", "kazakh");
        write("app-123456789abcdef.js", "script");
        write("app-123456789abcdef.js.br", "small");
        write("data/index.json", "{}");
        folder
    }

    async fn get(path: &str, accept: &str) -> (StatusCode, String, String) {
        let folder = site();
        let request = Request::get(path)
            .header("accept-encoding", accept)
            .body(Body::empty())
            .unwrap();
        let response = router(folder.path()).oneshot(request).await.unwrap();
        let status = response.status();
        let headers = format!("{:?}", response.headers());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, headers, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn files_are_served_with_strict_headers() {
        let (status, headers, body) = get("/kk/", "").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "kazakh"));
        for expected in [
            "nosniff",
            "no-referrer",
            "frame-ancestors 'none'",
            "no-cache",
            "geolocation=(self)",
        ] {
            assert!(headers.contains(expected), "{expected} in {headers}");
        }
    }

    #[tokio::test]
    async fn hashed_names_are_kept_and_sent_small() {
        let (_, headers, body) = get("/app-123456789abcdef.js", "br").await;
        assert_eq!(body, "small");
        assert!(
            headers.contains("immutable") && headers.contains("br"),
            "{headers}"
        );
        let (_, headers, body) = get("/app-123456789abcdef.js", "").await;
        assert_eq!(body, "script");
        assert!(!headers.contains("content-encoding"), "{headers}");
    }

    #[test]
    fn a_chart_alone_may_be_framed() {
        for path in [
            "/kk/response/embed/",
            "/sub/ru/astana/response/embed/",
            "/en/astana/response/embed/index.html",
        ] {
            assert!(may_be_framed(path), "{path}");
        }
        for path in [
            "/",
            "/kk/astana/response/",
            "/kk/response/embed",
            "/kk/response/embed/../",
            "/kk/response/embed/x/",
            "/kk/astana/area/embed/",
        ] {
            assert!(!may_be_framed(path), "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_missing_says_so_and_nothing_outside_is_served() {
        let (status, headers, body) = get("/kk/nowhere/", "").await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::NOT_FOUND, "nothing here")
        );
        assert!(headers.contains("no-cache"));
        for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml"] {
            assert_eq!(get(path, "").await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
