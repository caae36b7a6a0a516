//! The command as a publisher runs it: what it prints, how it ends, what it leaves.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod common;

use std::fs;
use std::path::Path;

use common::{project, said, senim};

#[test]
fn faults_are_all_reported_and_nothing_is_touched() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("index.json"), "what was published before").unwrap();
    let broken = project("crates/publish/tests/broken");
    let (from, to) = (broken.to_str().unwrap(), data.path().to_str().unwrap());
    for args in [vec!["check", from], vec!["publish", from, "--to", to]] {
        let output = senim(&args);
        assert!(!output.status.success());
        let said = said(&output);
        for expected in [
            "AST-017",
            "Asia/Almaty?",
            "areas.geojson",
            "holidays.csv, row 3",
        ] {
            assert!(said.contains(expected), "{expected} is not in:\n{said}");
        }
    }
    let left: Vec<_> = fs::read_dir(data.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
    let index = fs::read_to_string(data.path().join("index.json")).unwrap();
    assert_eq!(index, "what was published before");
}

#[test]
fn the_sample_is_published_as_of_a_time() {
    let data = tempfile::tempdir().unwrap();
    let sample = project("sample");
    let output = senim(&[
        "publish",
        sample.to_str().unwrap(),
        "--to",
        data.path().to_str().unwrap(),
        "--time",
        "2026-11-24T12:00:00Z",
    ]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        data.path()
            .join("directory/2026-11-24T12-00-00Z/areas.csv")
            .is_file()
    );
}

#[test]
fn a_site_of_nothing_is_refused() {
    let nothing = tempfile::tempdir().unwrap();
    let nothing = nothing.path().to_str().unwrap();
    let output = senim(&[
        "site", "--portal", nothing, "--data", nothing, "--to", nothing,
    ]);
    assert!(!output.status.success());
    assert!(said(&output).contains("index.json"), "{}", said(&output));
}

#[test]
fn what_is_published_is_verified_and_damage_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, key, public) = (path("data"), path("senim.key"), path("senim.pub"));
    assert!(senim(&["keygen", "--to", &key]).status.success());
    let again = senim(&["keygen", "--to", &key]);
    assert!(said(&again).contains("never replaced"), "{}", said(&again));
    let sample = project("sample");
    let sample = sample.to_str().unwrap();
    let publish = |reason: &str| {
        senim(&[
            "publish", sample, "--to", &data, "--key", &key, "--reason", reason,
        ])
    };
    let formula = publish("=1+1");
    assert!(
        !formula.status.success() && said(&formula).contains("formula"),
        "{}",
        said(&formula)
    );
    // In one language for all, or in each.
    let both = senim(&[
        "publish",
        sample,
        "--to",
        &data,
        "--reason",
        "x",
        "--reason-kk",
        "y",
    ]);
    assert!(
        said(&both).contains("cannot be used with"),
        "{}",
        said(&both)
    );
    let output = publish("first release");
    assert!(output.status.success(), "{}", said(&output));
    let verify = || senim(&["verify", &data, "--public-key", &public]);
    let output = verify();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && told.contains("signed with the key"),
        "{told}"
    );
    let release = fs::read_dir(path("data/directory"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    fs::write(release.path().join("areas.csv"), "damaged").unwrap();
    let output = verify();
    assert!(!output.status.success());
    assert!(
        said(&output).contains("areas.csv: has 7 bytes"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_supplier_with_faults_is_named_and_holds_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (source, data) = (folder.path().join("source"), folder.path().join("data"));
    copy(&project("sample"), &source);
    let supplier = source.join("suppliers/north");
    fs::create_dir_all(&supplier).unwrap();
    fs::write(supplier.join("inspectors.csv"), "id,areas\nN-1,AST-999\n").unwrap();
    let (from, to) = (source.to_str().unwrap(), data.to_str().unwrap());
    assert!(!senim(&["check", from, "--data", to]).status.success());
    let output = senim(&["publish", from, "--to", to]);
    assert!(output.status.success(), "{}", said(&output));
    let told = said(&output) + &String::from_utf8_lossy(&output.stdout);
    for expected in [
        "held: suppliers/north/inspectors.csv, row 2",
        "held back: north",
    ] {
        assert!(told.contains(expected), "{expected} is not in:\n{told}");
    }
}

#[test]
fn a_crossing_is_drawn_and_mended_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (source, pictures) = (folder.path().join("source"), folder.path().join("pictures"));
    copy(&project("sample"), &source);
    let outlines = source.join("areas.geojson");
    let text = fs::read_to_string(&outlines).unwrap();
    // The first two corners of the first ring change places.
    let start = text.find("[[[").unwrap() + 3;
    let corners: Vec<&str> = text[start..].splitn(4, "],[").collect();
    let [first, second, third, rest] = corners.as_slice() else {
        panic!("a ring has four positions");
    };
    let head = &text[..start];
    let changed = format!("{head}{first}],[{third}],[{second}],[{rest}");
    fs::write(&outlines, changed).unwrap();
    let (from, to) = (source.to_str().unwrap(), pictures.to_str().unwrap());
    let output = senim(&["check", from, "--pictures", to]);
    assert!(!output.status.success());
    let told = said(&output);
    assert!(told.contains("crosses itself at "), "{told}");
    let (_, name) = told.split_once("(picture: ").unwrap();
    let (name, _) = name.split_once(')').unwrap();
    let picture = fs::read_to_string(pictures.join(name)).unwrap();
    assert!(picture.starts_with("<svg") && picture.contains("prefers-color-scheme:dark"));
    let told = said(&senim(&["check", from, "--repair"]));
    assert!(
        told.contains("warning: areas.geojson: repaired: feature 1: "),
        "{told}"
    );
    // Nothing is drawn into the source folder.
    let inside = source.join("pictures");
    let told = said(&senim(&[
        "check",
        from,
        "--pictures",
        inside.to_str().unwrap(),
    ]));
    assert!(told.contains("lies in the source folder"), "{told}");
    assert!(!inside.exists());
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn a_report_for_programs_has_a_problem_for_each_line_of_the_one_for_people() {
    let broken = project("crates/publish/tests/broken");
    let from = broken.to_str().unwrap();
    let output = senim(&["check", from, "--format", "json"]);
    assert!(!output.status.success());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let count = |severity: &str| {
        let problems = report["problems"].as_array().unwrap();
        problems
            .iter()
            .filter(|of| of["severity"] == severity)
            .count()
    };
    for (severity, key) in [
        ("error", "errors"),
        ("held", "held"),
        ("warning", "warnings"),
    ] {
        assert_eq!(report["summary"][key], count(severity));
        assert!(count(severity) > 0, "{severity}");
    }
    let lines = said(&senim(&["check", from]));
    let lines = lines.lines().filter(|line| line.starts_with("error: "));
    assert_eq!(lines.count(), count("error"));
}
