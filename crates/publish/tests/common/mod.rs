//! Source folders for tests: the sample, with some files put in place of others.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test fails loudly, and needs some of this"
)]

pub(crate) mod calls;
pub(crate) mod data;
pub(crate) mod foreign;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use senim_model::index::Index;
use senim_publish::check::{self, Directory, Request};
use senim_publish::problem::{Problems, Report};
use senim_publish::release;
use tempfile::TempDir;

/// The sample without its calls, for tests that change nothing in it.
pub(crate) fn sample() -> PathBuf {
    static SAMPLE: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME"));
        fs::create_dir_all(&folder).unwrap();
        copy_directory(&folder);
        folder
    });
    SAMPLE.clone()
}

fn copy_directory(to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name == "senim.toml" {
            let text = fs::read_to_string(&path).unwrap();
            let of_calls = ["\"calls\"", "[response", "period = \"2025-08\""];
            let paragraphs = text.split("\n\n");
            let kept = paragraphs.filter(|part| !of_calls.iter().any(|word| part.contains(word)));
            fs::write(to.join(name), kept.collect::<Vec<_>>().join("\n\n")).unwrap();
        } else if path.is_file() && !name.starts_with("calls") {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// A source folder that is gone after the test.
pub(crate) struct Source(TempDir);

impl Source {
    /// A folder of nothing.
    pub(crate) fn empty() -> Source {
        Source(tempfile::tempdir().unwrap())
    }

    /// A copy of the sample, without its calls: they take longer than all the rest.
    pub(crate) fn sample() -> Source {
        let source = Source::empty();
        copy_directory(source.path());
        source
    }

    /// The sample's two regions: Astana's rows stay in the folder, Karaganda's come from a supplier.
    pub(crate) fn split() -> Source {
        let source = Source::sample();
        for table in ["areas", "inspectors", "places", "addresses"] {
            let text = source.text(&format!("{table}.csv"));
            let (header, rows) = text.split_once('\n').unwrap();
            let is_theirs = |row: &&str| match table {
                "addresses" => row.rsplit(',').nth(2).unwrap().starts_with("KRG"),
                _ => row.starts_with("KRG"),
            };
            let (theirs, ours): (Vec<&str>, Vec<&str>) = rows.lines().partition(is_theirs);
            assert!(!theirs.is_empty(), "{table}");
            source.put(
                &format!("{table}.csv"),
                format!("{header}\n{}\n", ours.join("\n")),
            );
            let name = format!("suppliers/karaganda/{table}.csv");
            source.put(&name, format!("{header}\n{}\n", theirs.join("\n")));
        }
        let mut map: serde_json::Value =
            serde_json::from_str(&source.text("areas.geojson")).unwrap();
        let features = map["features"].as_array().unwrap().clone();
        let of = |theirs: bool| -> Vec<_> {
            let is_theirs = |feature: &&serde_json::Value| {
                let id = feature["properties"]["id"].as_str().unwrap();
                id.starts_with("KRG") == theirs
            };
            features.iter().filter(is_theirs).cloned().collect()
        };
        for (name, theirs) in [
            ("areas.geojson", false),
            ("suppliers/karaganda/areas.geojson", true),
        ] {
            map["features"] = of(theirs).into();
            source.put(name, map.to_string());
        }
        source
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub(crate) fn edit(&self, name: &str, edit: impl FnOnce(String) -> String) {
        self.put(name, edit(self.text(name)));
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    pub(crate) fn check(&self) -> (Option<Directory>, Report) {
        self.check_since(None)
    }

    pub(crate) fn check_since(&self, published: Option<&Path>) -> (Option<Directory>, Report) {
        let problems = Problems::default();
        let request = Request {
            published,
            ..Request::new(self.path(), today())
        };
        let directory = check::directory(&request, &problems);
        (directory, problems.into_report())
    }

    /// What is wrong, save for what the sample has on purpose: four names without English.
    pub(crate) fn problems(&self) -> Vec<String> {
        shown(&self.check().1)
    }
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub(crate) fn shown(report: &Report) -> Vec<String> {
    let shown = report.problems.iter().map(ToString::to_string);
    shown
        .filter(|line| !line.ends_with("name_en: is empty; another language stands in"))
        .collect()
}

/// What is found in a source folder at a time.
pub(crate) fn check_at(folder: &Path, time: &str) -> (Option<Directory>, Report) {
    let time: DateTime<Utc> = time.parse().unwrap();
    let problems = Problems::default();
    let directory = check::directory(&Request::new(folder, time.date_naive()), &problems);
    (directory, problems.into_report())
}

/// Publishes a source folder without errors, and gives the folder of the record.
pub(crate) fn publish_at(source: &Path, data: &Path, time: &str) -> PathBuf {
    let (directory, report) = check_at(source, time);
    assert_eq!(report.errors(), 0, "{report}");
    let request = release::Request::new(source, data, time.parse().unwrap());
    release::publish(&directory.unwrap(), &request).unwrap();
    data.join(index(data).record.path)
}

/// The index of a data folder.
pub(crate) fn index(data: &Path) -> Index {
    serde_json::from_slice(&fs::read(data.join("index.json")).unwrap()).unwrap()
}

/// Rows of a table by the names of its columns.
pub(crate) fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}
