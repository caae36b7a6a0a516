//! A site of the sample: what a reader without a script, and paper, get to see.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use senim_publish::problem::Problems;
use senim_publish::{check, release, site};

/// What Trunk would have built, as far as pages are made of it.
const BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\" /><base href=\"./\" />\
    <title>x</title><link rel=\"stylesheet\" href=\"./a.css\"/>\
    <script type=\"module\">import a from './a.js';</script>\
    <link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\">\
    </head><body></body></html>";

/// The site, built once for all tests.
static SITE: LazyLock<PathBuf> = LazyLock::new(sample_site);

fn sample_site() -> PathBuf {
    site_of(&common::sample(), "site-of-the-sample")
}

fn site_of(source: &Path, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let inside = |name: &str| folder.join(name);
    let time: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
    let problems = Problems::default();
    let request = check::Request::new(source, time.date_naive());
    let directory = check::directory(&request, &problems).unwrap();
    let data = inside("data");
    release::publish(&directory, &release::Request::new(source, &data, time)).unwrap();
    fs::create_dir_all(inside("portal")).unwrap();
    fs::write(inside("portal/index.html"), BUILT).unwrap();
    fs::write(inside("portal/rooms.html"), BUILT.replace("a.", "b.")).unwrap();
    fs::write(inside("portal/figures.html"), BUILT.replace("a.", "c.")).unwrap();
    fs::write(inside("portal/feedback.html"), BUILT.replace("a.", "d.")).unwrap();
    let options = site::Options {
        portal: inside("portal"),
        data,
        to: inside("site"),
        base: "/".into(),
        public_key: None,
    };
    site::write(&options).unwrap();
    options.to
}

/// A page from its body on, an element a line.
fn body(path: &str) -> String {
    let html = fs::read_to_string(SITE.join(path)).unwrap();
    let (_, body) = html.split_once("<body>").unwrap();
    body.replace("><", ">\n<")
}

#[test]
fn plain_pages_are_as_they_were() {
    for (name, path) in [
        ("area", "ru/karaganda/area/KRG-012/index.html"),
        ("region", "kk/karaganda/index.html"),
        ("find", "en/index.html"),
        ("missing", "404.html"),
        ("feedback", "kk/karaganda/feedback/index.html"),
    ] {
        insta::assert_snapshot!(name, body(path));
    }
}

#[test]
fn where_no_messages_are_taken_nothing_speaks_of_any() {
    let source = common::Source::sample();
    source.edit("senim.toml", |text| {
        let paragraphs = text.split("\n\n");
        let kept =
            paragraphs.filter(|part| !part.contains("[feedback") && !part.contains("[[feedback"));
        kept.collect::<Vec<_>>().join("\n\n")
    });
    let site = site_of(source.path(), "site-without-messages");
    for lang in ["kk", "ru", "en"] {
        assert!(!site.join(lang).join("feedback").exists());
        for page in [
            "",
            "privacy/",
            "accessibility/",
            "astana/area/AST-001/",
            "astana/place/AST-P01/",
            "astana/response/",
        ] {
            let html = fs::read_to_string(site.join(format!("{lang}/{page}index.html"))).unwrap();
            // The catalogue of the program has no other name, and no page of it is there.
            assert!(!html.contains("feedback"), "{lang}/{page}");
        }
    }
    let with = fs::read_to_string(SITE.join("kk/privacy/index.html")).unwrap();
    assert!(with.contains("senim-feedback") && with.contains("href=\"kk/feedback/\""));
}

#[test]
fn what_is_missing_runs_and_loads_nothing() {
    let html = fs::read_to_string(SITE.join("404.html")).unwrap();
    for word in ["<script", "preload", "script-src", "wasm"] {
        assert!(!html.contains(word), "{word}");
    }
    for lang in ["kk", "ru", "en"] {
        for room in ["list", "response", "problems"] {
            assert!(html.contains(&format!("href=\"{lang}/{room}/\"")));
        }
    }
    // The message is the heading, not the name of the portal.
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(html.contains("<section lang=\"kk\"><h1>Мұндай бет жоқ</h1>"));
    assert!(html.contains("<title>Мұндай бет жоқ · Такой страницы нет · There is no such page<"));
}

#[test]
fn quiet_pages_lead_to_where_they_send_a_reader() {
    for lang in ["kk", "ru", "en"] {
        let accessibility = body(&format!("{lang}/accessibility/index.html"));
        assert!(accessibility.contains(&format!("href=\"{lang}/feedback/#about=portal\"")));
        let about = body(&format!("{lang}/about/index.html"));
        let (_, main) = about.split_once("<main").unwrap();
        for room in ["response", "surveys", "reform", "problems"] {
            assert!(main.contains(&format!("href=\"{lang}/{room}/\"")), "{room}");
        }
    }
}

#[test]
fn every_page_leads_to_the_quiet_pages() {
    for path in ["", "list/", "astana/", "astana/area/AST-001/", "privacy/"] {
        let html = body(&format!("kk/{path}index.html"));
        for target in ["about/", "privacy/", "accessibility/", "list/"] {
            assert!(html.contains(&format!("href=\"kk/{target}\"")), "{path}");
        }
        assert!(html.contains("rel=\"noreferrer\""), "complaints on {path}");
    }
}

/// What each `href` of a text says.
fn hrefs(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("href=\"").skip(1);
    links.filter_map(|after| after.split('"').next())
}

#[test]
fn feeds_of_regions_and_districts_are_named_by_pages_and_lead_to_pages() {
    for (lang, notice, mark) in [
        ("kk", "102-ге қоңырау", "\nҮлгі деректер.</summary>"),
        ("ru", "звоните 102", "\nДемонстрационные данные.</summary>"),
        ("en", "call 102", "\nSample data.</summary>"),
    ] {
        for (folder, feeds) in [
            ("problems", 1),
            ("astana/problems", 7),
            ("karaganda/problems", 5),
        ] {
            let inside = SITE.join(lang).join(folder);
            let page = fs::read_to_string(inside.join("index.html")).unwrap();
            let (head, _) = page.split_once("<body>").unwrap();
            let files = fs::read_dir(&inside).unwrap().map(Result::unwrap);
            let names = files.map(|file| file.file_name().into_string().unwrap());
            let names: Vec<String> = names.filter(|name| name.ends_with(".xml")).collect();
            assert_eq!(names.len(), feeds, "{folder}: {names:?}");
            for name in names {
                let address = format!("{lang}/{folder}/{name}");
                assert!(head.contains(&format!("href=\"{address}\"")), "{address}");
                let feed = fs::read_to_string(inside.join(&name)).unwrap();
                // Of sample data, each entry says that it is; the whole notice stands once.
                assert_eq!(feed.matches(notice).count(), 1, "{address}");
                let said = feed.matches(mark).count();
                assert_eq!(said, feed.matches("<entry>").count(), "{address}");
                for to in hrefs(&feed) {
                    let path = inside.join(to);
                    let path = if to.ends_with('/') {
                        path.join("index.html")
                    } else {
                        path
                    };
                    assert!(path.is_file(), "{address}: {to}");
                }
            }
        }
    }
    let page = fs::read_to_string(SITE.join("kk/astana/problems/AST-2026-01/index.html")).unwrap();
    assert!(page.contains("type=\"application/atom+xml\""));
    // What it is known by is a page of this site.
    let (_, evidence) = page.split_once("class=\"evidence\"").unwrap();
    let (evidence, _) = evidence.split_once("</ul>").unwrap();
    for to in hrefs(evidence) {
        let path = to.split(['?', '#']).next().unwrap();
        assert!(SITE.join(path).join("index.html").is_file(), "{to}");
    }
}

#[test]
fn a_problem_leads_to_a_message_about_it() {
    for (lang, words) in [
        ("kk", "Осы мәселе туралы жазу"),
        ("ru", "Написать об этой проблеме"),
        ("en", "Write about this problem"),
    ] {
        let path = format!("{lang}/karaganda/problems/KRG-2026-01/index.html");
        let page = fs::read_to_string(SITE.join(path)).unwrap();
        let link = format!(
            "<a class=\"button\" href=\"{lang}/karaganda/feedback/#about=problem&amp;id=KRG-2026-01\">{words}</a>"
        );
        assert!(page.contains(&link), "{link}");
    }
}

#[test]
fn who_has_no_script_is_told_what_it_is_needed_for() {
    let page = |path: &str| fs::read_to_string(SITE.join(path)).unwrap();
    let (answer, numbers) = ("Чтобы увидеть ответ", "звоните по номерам ниже");
    let status = page("ru/feedback/status/index.html");
    assert!(status.contains(answer) && !status.contains(numbers));
    let form = page("ru/karaganda/feedback/index.html");
    assert!(form.contains(numbers) && form.contains("href=\"tel:102\""));
}
