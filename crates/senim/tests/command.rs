//! The command as a publisher runs it: what it prints, how it ends, what it leaves.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn senim(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_senim"));
    command.args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

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
