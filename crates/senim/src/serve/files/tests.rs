use axum::http::HeaderMap;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;

const PAGE: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"/\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">\
    </head><body>kazakh</body></html>";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("index.html", "front");
    write("404.html", "nothing here");
    write("kk/index.html", PAGE);
    write("kk/astana/response/embed/index.html", PAGE);
    write("app-123456789abcdef.js", "script");
    write("app-123456789abcdef.js.br", "small");
    write("data/index.json", "{}");
    write("kk/astana/problems/feed.xml", "<feed/>");
    folder
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

async fn get(folder: &tempfile::TempDir, path: &str, headers: &[(&str, &str)]) -> Got {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = router(folder.path()).oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.into_body().collect().await.unwrap().to_bytes();
    Got {
        status,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

#[tokio::test]
async fn files_are_served_with_strict_headers() {
    let site = site();
    let page = get(&site, "/kk/", &[]).await;
    assert_eq!((page.status, page.body.as_str()), (StatusCode::OK, PAGE));
    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-cache"),
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(page.header(name), expected);
    }
    assert!(
        page.header("permissions-policy")
            .contains("geolocation=(self)")
    );
    let embed = get(&site, "/kk/astana/response/embed/", &[]).await;
    assert!(
        embed
            .header("content-security-policy")
            .ends_with("frame-ancestors *")
    );
    // A page without a policy of its own, and what is no page, may do nothing.
    for path in ["/", "/data/index.json", "/kk", "/nothing"] {
        let policy = get(&site, path, &[]).await;
        let policy = policy.header("content-security-policy");
        assert_eq!(
            policy, "default-src 'none'; frame-ancestors 'none'",
            "{path}"
        );
    }
}

#[tokio::test]
async fn hashed_names_are_kept_and_sent_small() {
    let site = site();
    let script = "/app-123456789abcdef.js";
    let small = get(&site, script, &[("accept-encoding", "br")]).await;
    assert_eq!(
        (small.body.as_str(), small.header("content-encoding")),
        ("small", "br")
    );
    assert!(small.header("cache-control").contains("immutable"));
    let whole = get(&site, script, &[]).await;
    assert_eq!(
        (whole.body.as_str(), whole.header("content-encoding")),
        ("script", "")
    );
    assert_ne!(small.header("etag"), whole.header("etag"));
    // A cache that many share keeps the two apart.
    for got in [&small, &whole, &get(&site, "/nowhere", &[]).await] {
        assert_eq!(got.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn a_copy_that_is_still_good_is_not_sent_again() {
    let site = site();
    let script = "/app-123456789abcdef.js";
    for encoding in ["br", "identity"] {
        let first = get(&site, script, &[("accept-encoding", encoding)]).await;
        let tag = first.header("etag");
        for asked in [tag.to_owned(), format!("\"x\", W/{tag}")] {
            let again = [("accept-encoding", encoding), ("if-none-match", &asked)];
            let again = get(&site, script, &again).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED);
            assert_eq!((again.header("etag"), again.body.as_str()), (tag, ""));
            assert_eq!(again.header("x-content-type-options"), "nosniff");
        }
    }
    let any = get(&site, script, &[("if-none-match", "*")]).await;
    assert_eq!(any.status, StatusCode::NOT_MODIFIED);
    assert_eq!(any.header("vary"), "accept-encoding");
    let page = get(&site, "/kk/", &[]).await;
    std::fs::write(site.path().join("kk/index.html"), "new").unwrap();
    // The time in seconds is the same; the tag is not.
    let asked = [
        ("if-none-match", page.header("etag")),
        ("if-modified-since", page.header("last-modified")),
    ];
    let again = get(&site, "/kk/", &asked).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::OK, "new"));
}

#[tokio::test]
async fn a_part_is_of_the_file_that_the_visitor_knows() {
    let site = site();
    let script = "/app-123456789abcdef.js";
    let whole = get(&site, script, &[]).await;
    let part = |condition: &str| {
        let headers = [
            ("accept-encoding", "br".to_owned()),
            ("range", "bytes=1-3".to_owned()),
            ("if-range", condition.to_owned()),
        ];
        let site = &site;
        async move {
            let headers = headers
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let got = get(site, script, &headers).await;
            (got.status.as_u16(), got.body)
        }
    };
    assert_eq!(part(whole.header("etag")).await, (206, "cri".into()));
    assert_eq!(part("\"other\"").await, (200, "script".into()));
    let without = [("accept-encoding", "br"), ("range", "bytes=1-3")];
    assert_eq!(get(&site, script, &without).await.body, "cri");
    for other in ["bytes=0-1,3-4", "lines=1-2"] {
        let headers = [("accept-encoding", "br"), ("range", other)];
        let whole = get(&site, script, &headers).await;
        assert_eq!(
            (whole.status, whole.body.as_str()),
            (StatusCode::OK, "small")
        );
    }
    let beyond = get(&site, script, &[("range", "bytes=99-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
}

#[tokio::test]
async fn what_is_missing_says_so_and_nothing_outside_is_served() {
    let site = site();
    let missing = get(&site, "/kk/nowhere/", &[]).await;
    assert_eq!(
        (missing.status, missing.body.as_str()),
        (StatusCode::NOT_FOUND, "nothing here")
    );
    assert_eq!(missing.header("cache-control"), "no-cache");
    for path in ["/".to_owned() + &"a".repeat(256), "/a".repeat(3_000)] {
        let got = get(&site, &path, &[]).await;
        assert_eq!(
            (got.status, got.body.as_str()),
            (StatusCode::NOT_FOUND, "nothing here")
        );
    }
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/%00",
        "/%ff",
    ] {
        let got = get(&site, path, &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_feed_is_served_as_one_and_may_do_nothing() {
    let site = site();
    let feed = get(&site, "/kk/astana/problems/feed.xml", &[]).await;
    assert_eq!(
        (feed.status, feed.body.as_str()),
        (StatusCode::OK, "<feed/>")
    );
    for (name, expected) in [
        ("content-type", "application/atom+xml; charset=utf-8"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", policy::NOTHING),
    ] {
        assert_eq!(feed.header(name), expected);
    }
    let missing = get(&site, "/kk/astana/problems/feed-x.xml", &[]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_address_that_was_meant() {
    let site = site();
    for (path, to) in [
        (
            "/kk//astana/response/embed/?a=b//c",
            "/kk/astana/response/embed/?a=b//c",
        ),
        ("//kk", "/kk"),
        ("//nowhere.example/", "/nowhere.example/"),
    ] {
        let got = get(&site, path, &[]).await;
        let expected = (StatusCode::PERMANENT_REDIRECT, to);
        assert_eq!((got.status, got.header("location")), expected, "{path}");
        assert_eq!(got.header("cache-control"), "no-cache");
        assert_eq!(got.header("content-security-policy"), policy::NOTHING);
    }
}
