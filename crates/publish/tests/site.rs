//! A site of the sample: what a reader without a script, and paper, get to see.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use senim_publish::problem::Problems;
use senim_publish::{check, release, site};
use tempfile::TempDir;

/// What Trunk would have built, as far as pages are made of it.
const BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\" /><base href=\"./\" />\
    <title>x</title><link rel=\"stylesheet\" href=\"./a.css\"/>\
    <script type=\"module\">import a from './a.js';</script>\
    <link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\">\
    </head><body></body></html>";

fn sample_site() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    let time: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
    let problems = Problems::default();
    let sample = root.join("sample");
    let request = check::Request::new(&sample, time.date_naive());
    let directory = check::directory(&request, &problems).unwrap();
    let data = inside("data");
    release::publish(&directory, &release::Request::new(&sample, &data, time)).unwrap();
    fs::create_dir_all(inside("portal/i18n")).unwrap();
    for lang in ["kk.json", "ru.json", "en.json"] {
        let catalogue = root.join("crates/texts/catalogues").join(lang);
        fs::copy(catalogue, inside("portal/i18n").join(lang)).unwrap();
    }
    fs::write(inside("portal/index.html"), BUILT).unwrap();
    let options = site::Options {
        portal: inside("portal"),
        data: inside("data"),
        to: inside("site"),
        base: "/".into(),
    };
    site::write(&options).unwrap();
    folder
}

/// A page from its body on, an element a line.
fn body(site: &TempDir, path: &str) -> String {
    let html = fs::read_to_string(site.path().join("site").join(path)).unwrap();
    let (_, body) = html.split_once("<body>").unwrap();
    body.replace("><", ">\n<")
}

#[test]
fn plain_pages_are_as_they_were() {
    let site = sample_site();
    for (name, path) in [
        ("area", "ru/karaganda/area/KRG-001/index.html"),
        ("region", "kk/karaganda/index.html"),
        ("find", "en/index.html"),
        ("missing", "404.html"),
    ] {
        insta::assert_snapshot!(name, body(&site, path));
    }
}

#[test]
fn what_is_missing_runs_and_loads_nothing() {
    let site = sample_site();
    let html = fs::read_to_string(site.path().join("site/404.html")).unwrap();
    for word in ["<script", "preload", "script-src", "wasm"] {
        assert!(!html.contains(word), "{word}");
    }
    for lang in ["kk", "ru", "en"] {
        assert!(html.contains(&format!("href=\"{lang}/list/\"")));
    }
}

#[test]
fn every_page_leads_to_the_quiet_pages() {
    let site = sample_site();
    for path in ["", "list/", "astana/", "astana/area/AST-001/", "privacy/"] {
        let html = body(&site, &format!("kk/{path}index.html"));
        for target in ["about/", "privacy/", "accessibility/", "list/"] {
            assert!(html.contains(&format!("href=\"kk/{target}\"")), "{path}");
        }
        assert!(html.contains("rel=\"noreferrer\""), "complaints on {path}");
    }
}
