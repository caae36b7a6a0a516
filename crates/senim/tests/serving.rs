//! A site as it is served, with messages beside it: headers on every route, and bad days.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;
#[path = "common/http.rs"]
mod http;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use common::{SENIM, project, said, senim};
use http::Server;
use sha2::{Digest as _, Sha256};

const KEY: &str = "0123456789abcdef_-ABCDEF";

const MESSAGE: &str = r#"{"lang":"ru","subject":{"kind":"portal","region":"astana"},"text":"x"}"#;

/// What Trunk would have built, as far as pages are made of it.
const BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\" /><base href=\"./\" />\
    <title>x</title><link rel=\"stylesheet\" href=\"./a.css\"/>\
    <script type=\"module\">import a from './a.js';</script>\
    <link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\">\
    </head><body></body></html>";

/// The site of the sample, built once for all tests.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("served-site");
    let _ = fs::remove_dir_all(&folder);
    let inside = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::create_dir_all(inside("portal")).unwrap();
    for (page, other) in [
        ("index", "a."),
        ("rooms", "b."),
        ("figures", "c."),
        ("feedback", "d."),
    ] {
        let page = inside(&format!("portal/{page}.html"));
        fs::write(page, BUILT.replace("a.", other)).unwrap();
    }
    let sample = project("sample");
    let (data, portal, site) = (inside("data"), inside("portal"), inside("site"));
    for args in [
        vec!["publish", sample.to_str().unwrap(), "--to", &data],
        vec!["site", "--portal", &portal, "--data", &data, "--to", &site],
    ] {
        let output = senim(&args);
        assert!(output.status.success(), "{}", said(&output));
    }
    site.into()
});

fn serving(feedback: Option<&Path>) -> Command {
    let mut command = Command::new(SENIM);
    command.arg("serve").arg(&*SITE).args(["--port", "0"]);
    if let Some(folder) = feedback {
        command.arg("--feedback").arg(folder);
    }
    command
}

/// Every file below a folder, as an address.
fn addresses(folder: &Path) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                found.push(format!("/{name}").replace("/index.html", "/"));
            }
        }
    }
    found
}

/// What a directive of a policy allows.
fn allowed<'a>(policy: &'a str, directive: &str) -> Vec<&'a str> {
    let mut directives = policy.split(';').map(|one| one.split_whitespace());
    let found = directives.find_map(|mut one| (one.next() == Some(directive)).then_some(one));
    found.map_or(Vec::new(), Iterator::collect)
}

/// The text of every script that stands in a page.
fn inline_scripts(html: &str) -> Vec<&str> {
    let after = html.split("<script").skip(1);
    let scripts = after.filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(text)
    });
    scripts.collect()
}

/// CSP runs a script that stands in a page only where its hash, a nonce or `'unsafe-inline'` is
/// named; so what is named is looked at, on every route there is.
#[test]
fn no_script_runs_on_any_route_but_those_that_the_policy_names() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&mut serving(Some(folder.path()))).unwrap();
    let mut routes = addresses(&SITE);
    let pages = routes.iter().filter(|path| path.ends_with('/')).count();
    assert!(pages > 300, "{pages}");
    for other in [
        "/kk",
        "/nowhere/",
        "/api",
        "/api/health",
        "/api/metrics",
        "/api/feedback",
        "/%00",
        "/kk//astana/",
    ] {
        routes.push(other.to_owned());
    }
    let (mut hashed, mut embeds) = (0, 0);
    for path in &routes {
        let got = server.get(path);
        let policy = got.header("content-security-policy");
        assert_eq!(
            allowed(policy, "default-src"),
            ["'none'"],
            "{path}: {policy}"
        );
        // What is made to be shown inside other pages is, and nothing else.
        let embed = path.ends_with("/response/embed/");
        let framed_by = if embed { "*" } else { "'none'" };
        let frames = allowed(policy, "frame-ancestors");
        assert_eq!(frames, [framed_by], "{path}: {policy}");
        embeds += usize::from(embed);
        let scripts = allowed(policy, "script-src");
        for source in &scripts {
            let hash = source.starts_with("'sha256-");
            assert!(
                hash || ["'self'", "'wasm-unsafe-eval'"].contains(source),
                "{path}: {source}"
            );
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        for name in [
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
        ] {
            assert_ne!(got.header(name), "", "{name} on {path}");
        }
        if path.ends_with(".xml") {
            let kind = got.header("content-type");
            assert!(kind.starts_with("application/atom+xml"), "{path}: {kind}");
        }
        let html = got.header("content-type").starts_with("text/html");
        assert_eq!(
            html,
            scripts.len() > 1 || got.body.starts_with("<!doctype"),
            "{path}"
        );
        for script in inline_scripts(&got.body).iter().filter(|_| html) {
            let hash = BASE64_STANDARD.encode(Sha256::digest(script));
            let named = format!("'sha256-{hash}'");
            assert!(scripts.contains(&named.as_str()), "{path}: {script}");
            hashed += 1;
        }
        // Nothing else in a page is a script: no handler, no address that is one.
        for sign in [" onload=", " onclick=", " onerror=", "javascript:"] {
            assert!(!html || !got.body.contains(sign), "{path}: {sign}");
        }
    }
    assert!(hashed > pages, "{hashed} scripts on {pages} pages");
    assert!(embeds > 0);
}

#[test]
fn messages_are_taken_beside_the_site_and_survive_a_polite_end() {
    let folder = tempfile::tempdir().unwrap();
    let feedback = folder.path().join("new/feedback");
    let server = Server::start(&mut serving(Some(&feedback))).unwrap();
    let first = server.send(KEY, MESSAGE).unwrap();
    assert_eq!(
        (first.status, first.header("cache-control")),
        (201, "no-store")
    );
    assert_eq!(server.get("/api/health").body, r#"{"status":"ok"}"#);
    assert_eq!(server.get("/kk/").status, 200);
    assert!(server.end("TERM"));
    for (name, mode) in [("", 0o700), ("feedback.db", 0o600), ("secret", 0o600)] {
        let found = fs::metadata(feedback.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(found & 0o777, mode, "{name}");
    }
    // A polite end leaves one file, and no log beside it.
    assert!(!feedback.join("feedback.db-wal").exists());
    let server = Server::start(&mut serving(Some(&feedback))).unwrap();
    let again = server.send(KEY, MESSAGE).unwrap();
    assert_eq!((again.status, again.body), (200, first.body));
    assert!(server.end("INT"));
}

/// The day of a message is that of its region, which the site's own table knows.
#[test]
fn the_site_tells_the_time_zones() {
    let folder = tempfile::tempdir().unwrap();
    drop(Server::start(&mut serving(Some(folder.path()))).unwrap());
    let database = rusqlite::Connection::open(folder.path().join("feedback.db")).unwrap();
    let mut zones = database
        .prepare("SELECT name FROM zone WHERE region = 'astana'")
        .unwrap();
    let zone: String = zones.query_row((), |row| row.get(0)).unwrap();
    assert_eq!(zone, "Asia/Almaty");
}

#[test]
fn without_a_folder_no_message_is_taken() {
    let server = Server::start(&mut serving(None)).unwrap();
    assert_eq!(server.get("/api/health").status, 404);
    assert_eq!(server.send(KEY, MESSAGE).unwrap().status, 405);
}

#[test]
fn a_start_that_fails_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("feedback.db"),
        "not a database".repeat(500),
    )
    .unwrap();
    let started = || Server::start(&mut serving(Some(folder.path())));
    let told = started().err().unwrap();
    assert!(told.contains("secret: is not there"), "{told}");
    let secret = folder.path().join("secret");
    fs::write(&secret, [1; 32]).unwrap();
    let told = started().err().unwrap();
    assert!(told.contains("secret: may be read by others"), "{told}");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let told = started().err().unwrap();
    assert!(
        told.contains("feedback.db: the database is damaged"),
        "{told}"
    );
}

/// A limit on the size of files stands for a full disk: nothing that was acknowledged is lost, and
/// messages are kept again once there is room.
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(Server::start(&mut serving(Some(folder.path()))).unwrap());
    let mut limited = Command::new("sh");
    let program = serving(Some(folder.path()));
    limited.args(["-c", "trap '' XFSZ; ulimit -f 4000; exec \"$0\" \"$@\""]);
    limited.arg(program.get_program()).args(program.get_args());
    let server = Server::start(&mut limited).unwrap();
    let text = "x".repeat(3_900);
    let message = MESSAGE.replace(r#""x""#, &format!("{text:?}"));
    let mut kept = Vec::new();
    let refused = (0..400).find_map(|number| {
        let key = format!("{number:0>22}");
        let answer = server.send(&key, &message).unwrap();
        match answer.status {
            201 => {
                kept.push((key, answer.body));
                None
            }
            _ => Some((key, answer)),
        }
    });
    let (key, refused) = refused.unwrap();
    assert_eq!(refused.status, 503, "{refused:?}");
    assert_eq!(refused.header("retry-after"), "5");
    assert!(kept.len() > 10, "{}", kept.len());
    assert_eq!(server.get("/api/health").status, 503);
    assert_eq!(server.get("/kk/").status, 200);
    assert!(server.end("TERM"));
    let server = Server::start(&mut serving(Some(folder.path()))).unwrap();
    for (key, code) in &kept {
        let again = server.send(key, &message).unwrap();
        assert_eq!((again.status, &again.body), (200, code));
    }
    assert_eq!(server.send(&key, &message).unwrap().status, 201);
}
