//! The files of a site: compressed copies where a browser takes them, parts, tags.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_status::SetStatus;

use super::{address, caching, headers, policy};

/// What is served where nothing is.
const MISSING: &str = "404.html";

/// An address that no file has. A name that is too long for any is asked for under it.
const NOWHERE: &str = "/%00";

/// What XML of a site is: feeds, and nothing else. A browser shows one line by line as it stands, and
/// runs nothing in it; of `text/xml` it would make a view whose style the policy forbids.
const ATOM: &str = "application/atom+xml; charset=utf-8";

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
    if let Some(address) = address::with_single_slashes(request.uri()) {
        return finished(moved(&address), &site, None, &path);
    }
    let found = file(&site, &path).await;
    let tag = found.as_ref().and_then(|(_, tag)| tag.as_deref());
    if let Some(tag) = tag {
        if let Some(same) = caching::known(tag, request.headers()) {
            return finished(not_modified(same), &site, found.as_ref(), &path);
        }
        caching::settle(tag, request.headers_mut());
    } else if too_long(&path) {
        *request.uri_mut() = Uri::from_static(NOWHERE);
    }
    let mut response = next.run(request).await;
    if let Some(tag) = tag.filter(|_| there(response.status())) {
        let encoding = response.headers().get(header::CONTENT_ENCODING);
        if let Some(entity) = caching::entity(tag, encoding) {
            response.headers_mut().insert(header::ETAG, entity);
        }
    }
    finished(response, &site, found.as_ref(), &path)
}

/// Whether what was asked for is there.
fn there(status: StatusCode) -> bool {
    status.is_success() || status == StatusCode::NOT_MODIFIED
}

fn moved(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    match HeaderValue::from_str(address) {
        Ok(address) => {
            *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
            response.headers_mut().insert(header::LOCATION, address);
        }
        Err(_) => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

fn not_modified(tag: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().insert(header::ETAG, tag);
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
    // A cache that many share would hand compressed bytes to who cannot read them.
    let vary = HeaderValue::from_static("accept-encoding");
    response.headers_mut().insert(header::VARY, vary);
    let is_feed = |(file, _): &(PathBuf, _)| file.extension().is_some_and(|ending| ending == "xml");
    if there(status) && found.is_some_and(is_feed) {
        let atom = HeaderValue::from_static(ATOM);
        response.headers_mut().insert(header::CONTENT_TYPE, atom);
    }
    headers::put(
        response.headers_mut(),
        policy,
        caching::control(path, status),
    );
    response
}

/// No file system has such a name, and opening it is an error of another kind than a missing file.
fn too_long(path: &str) -> bool {
    let decoded: Vec<u8> = percent_decode_str(path).collect();
    let mut names = decoded.split(|byte| *byte == b'/');
    decoded.len() > LONGEST_PATH || names.any(|name| name.len() > LONGEST_NAME)
}

/// A name may have so many bytes, also that of its compressed copy, `.br` or `.gz`.
const LONGEST_NAME: usize = 255 - 3;

/// So many bytes of an address leave room for the folder of the site, of the 4,096 of a path.
const LONGEST_PATH: usize = 2_048;

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
