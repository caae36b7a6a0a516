//! What is published can be checked, compared, taken back and taken out, and never half so.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use common::index;
use senim_publish::archive::{self, Rollback, Signed, Withdrawal, verify};
use senim_publish::problem::Problems;
use senim_publish::progress::quiet;
use senim_publish::signature::Key;
use senim_publish::{check, release};

const NOVEMBER: &str = "2026-11-24T12:00:00Z";
const DECEMBER: &str = "2026-12-24T12:00:00Z";

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn publish(to: &Path, at: &str, key: Option<&Key>) {
    let sample = common::sample();
    let problems = Problems::default();
    let request = check::Request::new(&sample, time(at).date_naive());
    let directory = check::directory(&request, &problems).unwrap();
    let request = release::Request {
        key,
        ..release::Request::new(&sample, to, time(at))
    };
    release::publish(&directory, &request).unwrap();
}

/// A data folder with a release of November and one of December.
fn two_releases(key: Option<&Key>) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), NOVEMBER, key);
    publish(data.path(), DECEMBER, key);
    data
}

fn faults(data: &Path) -> Vec<String> {
    verify(data, None, &quiet).unwrap().faults
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

#[test]
fn a_signed_folder_is_found_in_order() {
    let key = Key::generate().unwrap();
    let data = two_releases(Some(&key));
    let found = verify(data.path(), Some(&key.public()), &quiet).unwrap();
    assert_eq!(found.faults, [""; 0]);
    assert_eq!(found.signed, Signed::ByKeyGiven(key.public().id()));
    assert_eq!((found.sequence, found.releases), (2, 3));
    let beside = verify(data.path(), None, &quiet).unwrap();
    assert_eq!(beside.signed, Signed::ByKeyBeside(key.public().id()));
    let other = Key::generate().unwrap().public();
    let found = verify(data.path(), Some(&other), &quiet).unwrap();
    assert!(
        found.faults[0].contains("is signed with the key"),
        "{:?}",
        found.faults
    );
}

#[test]
fn a_signature_can_be_added_and_what_is_unsigned_is_told() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), NOVEMBER, None);
    let key = Key::generate().unwrap();
    let public = key.public();
    let signed = |public| verify(data.path(), public, &quiet).unwrap();
    assert_eq!(signed(None).signed, Signed::Nobody);
    assert!(signed(Some(&public)).faults[0].contains("is not signed"));
    publish(data.path(), NOVEMBER, Some(&key));
    assert_eq!(signed(Some(&public)).faults, [""; 0]);
}

#[test]
fn every_byte_that_is_changed_is_found() {
    let key = Key::generate().unwrap();
    let data = two_releases(Some(&key));
    let mut open: Vec<PathBuf> = vec![data.path().to_owned()];
    let mut checked = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        // Not named by this index: the signature and the list of the one before.
        let name = path
            .strip_prefix(data.path())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if ["signatures/1.sig", "releases/1.json"].contains(&name.as_str())
            || name.ends_with(".pub")
        {
            continue;
        }
        let before = fs::read(&path).unwrap();
        let mut bytes = before.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        let found = verify(data.path(), Some(&key.public()), &quiet);
        assert!(
            found.is_err() || !found.unwrap().faults.is_empty(),
            "{name}"
        );
        fs::write(&path, before).unwrap();
        checked += 1;
    }
    assert!(checked > 25, "{checked}");
    fs::write(
        data.path()
            .join(&index(data.path()).record.path)
            .join("more.csv"),
        "",
    )
    .unwrap();
    assert!(faults(data.path())[0].contains("is named by nothing"));
}

#[test]
fn the_record_goes_back_with_a_higher_number() {
    let data = two_releases(None);
    let request = Rollback {
        data: data.path(),
        to: None,
        time: time("2026-12-25T12:00:00Z"),
        key: None,
    };
    let back = archive::rollback(&request).unwrap();
    assert_eq!((back.sequence, back.record.time.as_str()), (3, NOVEMBER));
    assert_eq!(back.directory.time, DECEMBER);
    assert_eq!(faults(data.path()), [""; 0]);
    let error = archive::rollback(&request).unwrap_err();
    assert!(error.to_string().contains("no earlier release"), "{error}");
    let forward = Rollback {
        to: Some("record/2026-12-24T12-00-00Z"),
        ..request
    };
    assert_eq!(archive::rollback(&forward).unwrap().record.time, DECEMBER);
    assert_eq!(faults(data.path()), [""; 0]);
}

#[test]
fn the_directory_goes_back_where_its_release_is_put_back() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), NOVEMBER, None);
    let first = index(data.path()).directory;
    let kept = tempfile::tempdir().unwrap();
    copy(&data.path().join(&first.path), kept.path());
    publish(data.path(), DECEMBER, None);
    let request = Rollback {
        data: data.path(),
        to: Some(&first.path),
        time: time("2026-12-25T12:00:00Z"),
        key: None,
    };
    assert!(archive::rollback(&request).is_err());
    assert_eq!(index(data.path()).sequence, 2);
    copy(kept.path(), &data.path().join(&first.path));
    let back = archive::rollback(&request).unwrap();
    assert_eq!((back.sequence, &back.directory), (3, &first));
    assert_eq!(faults(data.path()), [""; 0]);
    assert_eq!(
        fs::read_dir(data.path().join("directory")).unwrap().count(),
        1
    );
}

#[test]
fn a_withdrawn_file_leaves_a_note_and_everything_in_order() {
    let data = two_releases(None);
    let withdraw = |release, file| {
        archive::withdraw(&Withdrawal {
            data: data.path(),
            release,
            file,
            reason: "a person could be recognised",
            time: time("2026-12-25T12:00:00Z"),
            key: None,
        })
    };
    // Districts are referred to by localities and areas, an old release is only in the list.
    let (directory, record) = (
        "directory/2026-12-24T12-00-00Z",
        "record/2026-11-24T12-00-00Z",
    );
    for (release, file) in [(directory, "districts.csv"), (record, "coverage.csv")] {
        withdraw(release, file).unwrap();
        assert_eq!(faults(data.path()), [""; 0]);
        let folder = data.path().join(release);
        assert!(!folder.join(file).exists());
        let note = fs::read_to_string(folder.join(format!("{file}.withdrawn.json"))).unwrap();
        assert!(
            note.contains("could be recognised") && note.contains("2026-12-25"),
            "{note}"
        );
        let package = fs::read_to_string(folder.join("datapackage.json")).unwrap();
        assert!(package.contains("\"withdrawn\""));
        assert!(!package.contains("\"resource\": \"districts\""));
    }
    assert_eq!(index(data.path()).sequence, 4);
    // As after a crash between the index and the end.
    fs::write(data.path().join(record).join("coverage.csv"), "still there").unwrap();
    assert!(faults(data.path())[0].contains("withdraw it again"));
    // Twice is as good as once; a second file of one release replaces the first descriptions.
    assert_eq!(withdraw(record, "coverage.csv").unwrap().sequence, 4);
    assert_eq!(faults(data.path()), [""; 0]);
    withdraw(record, "README.md").unwrap();
    assert_eq!(faults(data.path()), [""; 0]);
    for (release, file) in [
        (record, "nothing.csv"),
        (record, "../../index.json"),
        (record, "datapackage.json"),
        ("record/2020-01-01T00-00-00Z", "coverage.csv"),
    ] {
        assert!(withdraw(release, file).is_err(), "{release} {file}");
    }
    // The next release is made as ever.
    publish(data.path(), "2027-01-24T12:00:00Z", None);
    assert_eq!(faults(data.path()), [""; 0]);
}

#[test]
fn releases_are_compared_by_folder_or_name() {
    let data = two_releases(None);
    let folder = |name| archive::release_folder(name, Some(data.path()));
    let before = folder("2026-11-24T12-00-00Z").unwrap();
    let ambiguous = folder("2026-12-24T12-00-00Z").unwrap_err();
    assert!(
        ambiguous.to_string().contains("is two releases"),
        "{ambiguous}"
    );
    let after = folder("record/2026-12-24T12-00-00Z").unwrap();
    let changes = archive::diff(&before, &after).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].key, "directory|all|2026-12");
    assert!(archive::release_folder("nothing", Some(data.path())).is_err());
}

/// Facts give the very packs that the source gave, to the byte.
#[test]
fn packs_made_anew_are_those_of_the_source() {
    let key = Key::generate().unwrap();
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), NOVEMBER, Some(&key));
    let request = archive::Repack {
        data: data.path(),
        time: time(DECEMBER),
        key: Some(&key),
        progress: &quiet,
    };
    let made = archive::repack(&request).unwrap();
    assert_eq!(made.map(|index| index.sequence), None);
    // As if an earlier version had packed: other bytes, named by the index.
    let before = index(data.path());
    let nation = data
        .path()
        .join(&before.directory.path)
        .join(&before.directory.nation.path);
    let old = fs::read(&nation).unwrap();
    let mut other = old.clone();
    other.push(0);
    fs::write(&nation, &other).unwrap();
    let text = fs::read_to_string(data.path().join("index.json")).unwrap();
    let bytes = |length: usize| format!("\"bytes\": {length}");
    let text = text
        .replace(&bytes(old.len()), &bytes(other.len()))
        .replace(
            &before.directory.nation.integrity,
            "sha256-of-an-earlier-version",
        );
    fs::write(data.path().join("index.json"), text).unwrap();
    let made = archive::repack(&request).unwrap().unwrap();
    assert_eq!(made.sequence, 2);
    assert_eq!(made.directory.nation.path, "packs/v3.2/nation.pack");
    assert_eq!(
        made.directory.nation.integrity,
        before.directory.nation.integrity
    );
    let found = verify(data.path(), Some(&key.public()), &quiet).unwrap();
    assert_eq!(found.faults, [""; 0]);
    assert!(!nation.exists());
}

#[test]
fn packs_cannot_be_made_of_what_was_withdrawn() {
    let data = tempfile::tempdir().unwrap();
    publish(data.path(), NOVEMBER, None);
    let release = index(data.path()).directory.path;
    archive::withdraw(&Withdrawal {
        data: data.path(),
        release: &release,
        file: "places.csv",
        reason: "a person could be recognised",
        time: time(DECEMBER),
        key: None,
    })
    .unwrap();
    let request = archive::Repack {
        data: data.path(),
        time: time(DECEMBER),
        key: None,
        progress: &quiet,
    };
    let error = archive::repack(&request).unwrap_err().to_string();
    assert!(error.contains("\"places.csv\" was withdrawn"), "{error}");
}
