//! A release of the sample: the same input and time give the same bytes, packs open to what the
//! facts say, and what was published before stays where something goes wrong.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use common::{index, sample};
use senim_model::directory::RegionPack;
use senim_model::index::{Index, RecordRelease, Releases};
use senim_model::phone::Phone;
use senim_publish::problem::Problems;
use senim_publish::{check, release};

const TIME: &str = "2026-11-24T12:00:00Z";

fn publish(to: &Path, time: &str) -> release::Summary {
    try_publish(to, time).unwrap()
}

fn try_publish(to: &Path, time: &str) -> Result<release::Summary, senim_publish::Error> {
    publish_from(&sample(), to, time)
}

fn publish_from(
    source: &Path,
    to: &Path,
    time: &str,
) -> Result<release::Summary, senim_publish::Error> {
    let time: DateTime<Utc> = time.parse().unwrap();
    let problems = Problems::default();
    let directory =
        check::directory(&check::Request::new(source, time.date_naive()), &problems).unwrap();
    release::publish(&directory, &release::Request::new(source, to, time))
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                found.insert(name.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    publish(one.path(), TIME);
    publish(two.path(), TIME);
    assert!(files(one.path()) == files(two.path()));
}

#[test]
fn a_release_is_as_it_was() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    let listed: Vec<String> = files(data.path())
        .iter()
        .map(|(name, bytes)| match name.ends_with(".pack") {
            // What a compressor makes of a pack may change with its version.
            true => name.clone(),
            false => format!(
                "{name} {} lines",
                bytes.iter().filter(|b| **b == b'\n').count()
            ),
        })
        .collect();
    insta::assert_snapshot!(listed.join("\n"));
    let facts = |name: &str| {
        let path = index(data.path()).directory.path;
        fs::read_to_string(data.path().join(path).join(name)).unwrap()
    };
    let first_lines = |name: &str| {
        let text = facts(name);
        let lines: Vec<&str> = text.lines().take(3).collect();
        lines.join("\n")
    };
    for name in [
        "areas.csv",
        "inspectors.csv",
        "addresses.csv",
        "places.csv",
        "README.md",
    ] {
        insta::assert_snapshot!(name, first_lines(name));
    }
    let mut package: serde_json::Value = serde_json::from_str(&facts("datapackage.json")).unwrap();
    let resources = package["resources"].as_array_mut().unwrap();
    resources.retain(|resource| resource["name"] == "areas");
    let package = serde_json::to_string_pretty(&package).unwrap();
    insta::assert_snapshot!("datapackage.json", package);
}

/// The portal's own reader of the index is tested on this file, in a browser.
#[test]
fn the_golden_index_is_one_of_today() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/index.json");
    if std::env::var_os("SENIM_BLESS").is_some() {
        let data = tempfile::tempdir().unwrap();
        publish(data.path(), TIME);
        fs::copy(data.path().join("index.json"), &golden).unwrap();
    }
    let text = fs::read_to_string(golden).unwrap();
    let index: Index = serde_json::from_str(&text).unwrap();
    assert_eq!(
        serde_json::to_string_pretty(&index).unwrap(),
        text.trim_end()
    );
}

#[test]
fn packs_open_to_what_the_source_says() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    let index = index(data.path());
    let mut areas = Vec::new();
    for region in &index.directory.regions {
        let path = data
            .path()
            .join(&index.directory.path)
            .join(&region.directory.path);
        let pack: RegionPack = release::open(&fs::read(path).unwrap()).unwrap();
        assert_eq!(pack.region.id, region.id);
        areas.extend(pack.areas.iter().map(|area| area.id.to_string()));
    }
    areas.sort();
    let source = fs::read_to_string(sample().join("areas.csv")).unwrap();
    let mut expected: Vec<&str> = source
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap())
        .collect();
    expected.sort_unstable();
    assert_eq!(areas, expected);
}

#[test]
fn of_the_directory_only_the_current_release_stays() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    publish(data.path(), "2026-11-25T12:00:00Z");
    let releases = fs::read_dir(data.path().join("directory")).unwrap().count();
    assert_eq!(releases, 1);
    assert_eq!(index(data.path()).directory.id, "2026-11-25T12-00-00Z");
}

#[test]
fn the_record_grows_only_where_something_changed_in_it() {
    let data = tempfile::tempdir().unwrap();
    let first = publish(data.path(), TIME);
    let second = publish(data.path(), "2026-11-25T12:00:00Z");
    let third = publish(data.path(), "2026-12-01T12:00:00Z");
    assert_eq!(
        [first.record, second.record, third.record],
        [
            Some("2026-11-24T12-00-00Z".to_owned()),
            None,
            Some("2026-12-01T12-00-00Z".to_owned())
        ]
    );
    let index = index(data.path());
    assert_eq!(index.sequence, 3);
    let list = fs::read(data.path().join(&index.releases.path)).unwrap();
    let list: Releases = serde_json::from_slice(&list).unwrap();
    assert_eq!(list.record[0], index.record);
    let coverage = |release: &RecordRelease, name: &str| {
        fs::read_to_string(data.path().join(&release.path).join(name)).unwrap()
    };
    assert!(
        coverage(&list.record[1], "coverage.csv")
            .contains("2026-11,reported,2026-12-10,,,,yes\r\n")
    );
    assert!(
        coverage(&list.record[0], "coverage.csv")
            .contains("2026-12,reported,2027-01-10,,,,yes\r\n")
    );
    assert_eq!(
        coverage(&list.record[0], "changes.csv").lines().nth(1),
        Some("record,coverage,directory|all|2026-12,,,,added,,,,yes")
    );
}

#[test]
fn the_same_release_again_changes_nothing_and_an_earlier_one_is_refused() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    let before = files(data.path());
    assert_eq!(publish(data.path(), TIME).sequence, 1);
    assert!(files(data.path()) == before);
    let error = try_publish(data.path(), "2026-11-23T12:00:00Z").unwrap_err();
    assert!(error.to_string().contains("later than"), "{error}");
    assert!(files(data.path()) == before);
}

#[test]
fn a_telephone_that_is_replaced_is_nowhere_to_be_found() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    let time: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    let problems = Problems::default();
    let sample = sample();
    let request = check::Request::new(&sample, time.date_naive());
    let mut directory = check::directory(&request, &problems).unwrap();
    let (id, first) = directory.inspectors.iter().next().unwrap();
    let (id, old) = (id.to_string(), first.contacts[0].1.clone());
    let people = directory.inspectors.values_mut();
    for (_, phone) in people.flat_map(|person| &mut person.contacts) {
        if *phone == old {
            *phone = Phone::parse("+77770000001").unwrap();
        }
    }
    let reason = senim_model::text::Text {
        ru: "новый номер".into(),
        ..Default::default()
    };
    let request = release::Request {
        reason: &reason,
        ..release::Request::new(&sample, data.path(), time)
    };
    release::publish(&directory, &request).unwrap();
    for (name, bytes) in files(data.path()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(old.e164()), "{name}");
    }
    let path = data.path().join(index(data.path()).directory.path);
    let changes = fs::read_to_string(path.join("changes.csv")).unwrap();
    let expected =
        format!("directory,inspectors,{id},phone_mobile,,+77770000001,changed,,новый номер,,yes");
    assert!(changes.lines().any(|line| line == expected), "{changes}");
}

#[test]
fn every_published_column_is_described_in_three_languages() {
    let data = tempfile::tempdir().unwrap();
    // With its calls, so that all tables are there.
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    publish_from(&sample, data.path(), TIME).unwrap();
    let found = files(data.path());
    let packages = found
        .iter()
        .filter(|(name, _)| name.ends_with("datapackage.json"));
    let mut columns = 0;
    for (_, bytes) in packages {
        let package: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        for resource in package["resources"].as_array().unwrap() {
            assert!(resource["title_kk"].is_string(), "{resource}");
            let fields = resource["schema"]["fields"].as_array();
            for field in fields.into_iter().flatten() {
                for key in [
                    "title",
                    "title_kk",
                    "title_ru",
                    "description",
                    "description_kk",
                    "description_ru",
                ] {
                    assert!(field[key].is_string(), "{field} lacks {key}");
                }
                columns += 1;
            }
        }
    }
    assert!(columns > 130, "{columns}");
}

#[test]
fn what_is_published_stays_where_the_next_release_cannot_be_written() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), TIME);
    let before = files(data.path());
    let time: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    let problems = Problems::default();
    let mut directory = check::directory(
        &check::Request::new(&sample(), time.date_naive()),
        &problems,
    )
    .unwrap();
    // A photo that has gone since the check.
    let inspector = directory.inspectors.values_mut().next().unwrap();
    inspector.photo = "gone.jpg".into();
    let error = release::publish(
        &directory,
        &release::Request::new(&sample(), data.path(), time),
    )
    .unwrap_err();
    assert!(error.to_string().contains("gone.jpg"), "{error}");
    assert!(files(data.path()) == before);
}
