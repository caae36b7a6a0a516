//! A release full of markup, script, formulas and marks that turn letters round: whatever is written
//! for readers has these as the words that they are. A browser is shown the same in `tests/hostile.test.mjs`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{Source, publish_at};
use senim_publish::site;
use senim_texts::html;

/// The word that all of it has, and nothing else.
const WORD: &str = "hstl";

/// The address of a source, wherever a row has one.
const URL: &str = "https://x.example/?a=hstl%22'onfocus='hstl(8)";

const BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\" /><base href=\"./\" />\
    <title>x</title><script type=\"module\">import a from './a.js';</script></head><body></body></html>";

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile")
}

/// Every hostile text of the source, the longest first.
fn texts() -> Vec<String> {
    fn strings(value: &toml::Value, found: &mut BTreeSet<String>) {
        match value {
            toml::Value::String(text) => found.extend([text.clone()]),
            toml::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
            toml::Value::Table(table) => table.values().for_each(|value| strings(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("toml") => {
                let text = fs::read_to_string(path).unwrap();
                strings(&toml::from_str(&text).unwrap(), &mut found);
            }
            Some("csv") => {
                let mut reader = csv::Reader::from_path(path).unwrap();
                let rows = reader.records().map(Result::unwrap);
                found
                    .extend(rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()));
            }
            _ => {}
        }
    }
    // Marks that turn letters round are left out of tables.
    let turns = |char: char| {
        "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(char)
    };
    let without: Vec<String> = found.iter().map(|text| text.replace(turns, "")).collect();
    found.extend(without);
    let mut found: Vec<String> = found
        .into_iter()
        .filter(|text| text.contains(WORD))
        .collect();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

/// The release and the site of it: everything that is uploaded.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site-of-markup");
    let _ = fs::remove_dir_all(&folder);
    let inside = |name: &str| folder.join(name);
    publish_at(&source(), &inside("data"), "2026-11-24T12:00:00Z");
    fs::create_dir_all(inside("portal")).unwrap();
    for page in ["index", "rooms", "figures", "feedback"] {
        fs::write(inside(&format!("portal/{page}.html")), BUILT).unwrap();
    }
    let options = site::Options {
        portal: inside("portal"),
        data: inside("data"),
        to: inside("site"),
        base: "/".into(),
        public_key: None,
    };
    site::write(&options).unwrap();
    options.to
});

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            files(&path, endings, found);
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            found.push(path);
        }
    }
}

fn written(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&SITE, endings, &mut found);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    found.into_iter().map(read).collect()
}

/// A page without the tables that it hands out as files: what is said in these is percent-encoded.
fn without_files(mut page: String) -> String {
    const FILE: &str = "\"data:text/csv;charset=utf-8,";
    while let Some(from) = page.find(FILE) {
        let inside = from + FILE.len();
        let length = page[inside..].find('"').unwrap();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%,-._~:/".contains(&byte);
        assert!(page[inside..inside + length].bytes().all(is_plain));
        page.replace_range(from..=inside + length, "");
    }
    page
}

#[test]
fn pages_have_it_as_words() {
    let texts: Vec<String> = texts().iter().map(|text| html::text(text)).collect();
    let pages = written(&["html", "svg", "xml"]);
    let mut told = 0;
    for (path, page) in &pages {
        told += usize::from(page.contains(WORD));
        let page = without_files(page.clone());
        let rest = texts.iter().fold(page, |page, text| page.replace(text, ""));
        if let Some(at) = rest.find(WORD) {
            let from = rest.floor_char_boundary(at.saturating_sub(120));
            let to = rest.floor_char_boundary((at + 120).min(rest.len()));
            panic!("{}: …{}…", path.display(), &rest[from..to]);
        }
    }
    assert!(told > 40, "{told} of {} pages tell of it", pages.len());
}

#[test]
fn what_is_to_be_read_as_markdown_has_it_as_words() {
    let pages = written(&["md"]);
    for (path, page) in &pages {
        for (at, sign) in page.match_indices(['<', '[']) {
            assert!(
                page[..at].ends_with('\\'),
                "{}: {sign} at {at}",
                path.display()
            );
        }
    }
    assert!(
        pages
            .iter()
            .any(|(_, page)| page.contains("\\<script>hstl"))
    );
}

#[test]
fn no_address_of_a_page_runs_a_script() {
    for (path, page) in written(&["html", "svg", "xml"]) {
        let page = without_files(page);
        for attribute in ["href=\"", "src=\"", "action=\"", "data=\"", "srcdoc=\""] {
            for (at, _) in page.match_indices(attribute) {
                let url = page[at + attribute.len()..].trim_start().to_lowercase();
                let runs = ["javascript:", "data:", "vbscript:"]
                    .iter()
                    .any(|scheme| url.starts_with(scheme));
                assert!(!runs, "{}: {}", path.display(), &url[..url.len().min(60)]);
            }
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let tables = written(&["csv"]);
    let mut told = 0;
    for (path, table) in &tables {
        told += usize::from(table.contains(WORD));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(table.as_bytes());
        for row in reader.records().map(Result::unwrap) {
            for cell in &row {
                let is_number = cell.parse::<f64>().is_ok();
                let is_formula = cell
                    .trim_start()
                    .starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(is_number || !is_formula, "{}: {cell}", path.display());
            }
        }
    }
    assert!(told > 10, "{told} of {} tables tell of it", tables.len());
}

#[test]
fn an_address_that_runs_a_script_is_refused() {
    for (file, from, to) in [
        (
            "senim.toml",
            "https://x.example/hstl'onfocus='hstl(9)",
            "javascript:hstl(9)",
        ),
        (
            "senim.toml",
            "https://x.example/?hstl'onfocus='hstl(10)",
            "javascript:hstl(10)",
        ),
        (
            "senim.toml",
            "mailto:x@x.example?subject=hstl%22'onfocus='hstl(7)",
            "javascript:hstl(7)",
        ),
        ("survey_waves.csv", URL, "javascript:hstl(8)"),
        ("indicators.csv", URL, "javascript:hstl(8)"),
        ("indicator_values.csv", URL, "javascript:hstl(8)"),
        ("problems.csv", URL, "javascript:hstl(8)"),
        ("problem_evidence.csv", URL, "javascript:hstl(8)"),
    ] {
        let source = copied();
        source.edit(file, |text| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        let problems = source.problems();
        assert!(
            problems
                .iter()
                .any(|line| line.starts_with(&format!("error: {file}")) && line.contains(to)),
            "{to}: {problems:?}"
        );
    }
}

#[test]
fn marks_that_turn_letters_round_are_left_out_of_tables() {
    let problems = copied().problems();
    let warned =
        "warning: areas.csv, row 4, column number: holds U+202E, which turns letters round";
    assert!(
        problems.iter().any(|line| line.starts_with(warned)),
        "{problems:?}"
    );
    for (path, table) in written(&["csv", "geojson"]) {
        assert!(!table.contains('\u{202e}'), "{}", path.display());
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_refused() {
    let formula = "=cmd|' /C calc'!A0";
    for (file, before, place) in [
        (
            "districts.csv",
            "711310000,",
            "districts.csv, row 2, column name_kk",
        ),
        (
            "senim.toml",
            "title = { kk = \"",
            "senim.toml, column title.kk",
        ),
    ] {
        let source = copied();
        source.edit(file, |text| {
            text.replacen(before, &format!("{before}{formula}"), 1)
        });
        let problems = source.problems();
        let refused = |line: &String| line.starts_with(&format!("error: {place}: “{formula}"));
        assert!(problems.iter().any(refused), "{problems:?}");
    }
}

#[test]
fn names_of_the_settings_are_as_clean_as_cells() {
    let source = copied();
    source.edit("senim.toml", |text| {
        let text = text.replacen("name = { kk = \"hstl", "name = { kk = \"\u{202e}hstl", 1);
        text.replacen("reason = { kk = \"hstl", "reason = { kk = \"\\u0007hstl", 1)
    });
    let problems = source.problems();
    for expected in [
        "senim.toml, column response.priority.name.kk: holds U+202E",
        "senim.toml, column due.exception.reason.kk: holds the control character U+0007",
    ] {
        assert!(
            problems.iter().any(|line| line.contains(expected)),
            "{expected}: {problems:?}"
        );
    }
}

fn copied() -> Source {
    let copy = Source::empty();
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        copy.put(
            path.file_name().unwrap().to_str().unwrap(),
            fs::read(&path).unwrap(),
        );
    }
    copy
}
