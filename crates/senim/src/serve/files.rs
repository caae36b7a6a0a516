//! The files of a site: compressed copies where a browser takes them, parts, tags.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_status::SetStatus;

use super::{caching, headers, policy};

/// What is served where nothing is.
const MISSING: &str = "404.html";

/// Serves a folder.
pub(super) fn router(site: &Path) -> Router {
    let missing = ServeFile::new(site.join(MISSING))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(SetStatus::new(missing, StatusCode::NOT_FOUND));
    let site: Arc<Path> = site.into();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(site, serve))
}

async fn serve(State(site): State<Arc<Path>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let found = file(&site, &path).await;
    let tag = found.as_ref().and_then(|(_, tag)| tag.as_deref());
    if let Some(tag) = tag {
        if let Some(same) = caching::known(tag, request.headers()) {
            return finished(not_modified(same), &site, found.as_ref(), &path);
        }
        caching::settle(tag, request.headers_mut());
    }
    let mut response = next.run(request).await;
    let there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    if let Some(tag) = tag.filter(|_| there) {
        let encoding = response.headers().get(header::CONTENT_ENCODING);
        if let Some(entity) = caching::entity(tag, encoding) {
            response.headers_mut().insert(header::ETAG, entity);
        }
    }
    finished(response, &site, found.as_ref(), &path)
}

fn not_modified(tag: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().insert(header::ETAG, tag);
    let vary = HeaderValue::from_static("accept-encoding");
    response.headers_mut().insert(header::VARY, vary);
    response
}

fn finished(
    mut response: Response,
    site: &Path,
    found: Option<&(PathBuf, Option<String>)>,
    path: &str,
) -> Response {
    let status = response.status();
    let shown = match (found, status) {
        (_, StatusCode::NOT_FOUND) => Some(site.join(MISSING)),
        (Some((file, _)), _) => Some(file.clone()),
        (None, _) => None,
    };
    let page = shown.filter(|file| file.extension().is_some_and(|ending| ending == "html"));
    let policy = match page {
        Some(page) => policy::of_page(&page, path),
        None => HeaderValue::from_static(policy::NOTHING),
    };
    headers::put(
        response.headers_mut(),
        policy,
        caching::control(path, status),
    );
    response
}

/// The file that an address means, and its tag; none where there is none inside the site.
async fn file(site: &Path, path: &str) -> Option<(PathBuf, Option<String>)> {
    let asked = percent_decode_str(path.trim_start_matches('/'));
    let asked = asked.decode_utf8().ok()?;
    let asked = Path::new(&*asked);
    let plain = |part| matches!(part, Component::Normal(_));
    if !asked.components().all(plain) {
        return None;
    }
    let mut file = site.join(asked);
    if path.ends_with('/') {
        file.push("index.html");
    }
    let found = tokio::fs::metadata(&file).await.ok()?;
    found.is_file().then(|| {
        let tag = caching::tag(&found);
        (file, tag)
    })
}

#[cfg(test)]
mod tests;
