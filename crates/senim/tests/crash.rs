//! Whatever moment a publication ends at, what was published stays whole.
//!
//! `SENIM_KILLS=200 cargo test -p senim --test crash` tries longer.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{SENIM, project, said, senim};

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                open.push(path);
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A source folder that is published again and again, a month later each time, so that both
/// datasets change.
struct Publisher {
    folder: tempfile::TempDir,
}

impl Publisher {
    fn new() -> Publisher {
        let folder = tempfile::tempdir().unwrap();
        let publisher = Publisher { folder };
        let key = publisher.path("senim.key");
        assert!(senim(&["keygen", "--to", &key]).status.success());
        publisher
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn arguments(&self, month: u32) -> Vec<String> {
        let time = format!("{}-{:02}-24T12:00:00Z", 2027 + month / 12, month % 12 + 1);
        let sample = project("sample").to_str().unwrap().to_owned();
        let (data, key) = (self.path("data"), self.path("senim.key"));
        [
            "publish", &sample, "--to", &data, "--key", &key, "--time", &time,
        ]
        .map(str::to_owned)
        .to_vec()
    }

    fn start(&self, month: u32) -> Child {
        let mut command = Command::new(SENIM);
        command.args(self.arguments(month));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    fn publish(&self, month: u32) {
        let arguments = self.arguments(month);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = senim(&arguments);
        assert!(output.status.success(), "{}", said(&output));
    }

    fn verify(&self, when: &str) {
        let output = senim(&[
            "verify",
            &self.path("data"),
            "--public-key",
            &self.path("senim.pub"),
        ]);
        assert!(output.status.success(), "{when}: {}", said(&output));
    }
}

/// A moment between now and the end.
fn moment(within: Duration) -> Duration {
    let chance = RandomState::new().hash_one(0) % 1_000;
    within * u32::try_from(chance).unwrap() / 1_000
}

/// Waits until a publication says that it writes.
fn until_it_writes(child: &mut Child) {
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let _ = lines
        .map_while(Result::ok)
        .find(|line| line.starts_with("writing"));
}

#[test]
fn a_kill_at_any_moment_leaves_what_was_published_whole() {
    let kills: u32 = std::env::var("SENIM_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(30);
    let publisher = Publisher::new();
    publisher.publish(0);
    let start = Instant::now();
    publisher.publish(1);
    let whole = start.elapsed();
    let (mut early, mut published) = (0, 0);
    let mut month = 2;
    while early < kills {
        assert!(month < kills * 20, "{early} of {month} tries were killed");
        let mut child = publisher.start(month);
        if month % 3 > 0 {
            until_it_writes(&mut child);
        }
        let waited = moment(match month % 3 {
            0 => whole,
            1 => whole / 2,
            _ => whole / 10,
        });
        month += 1;
        sleep(waited);
        child.kill().unwrap();
        match child.wait().unwrap().success() {
            true => published += 1,
            false => early += 1,
        }
        publisher.verify(&format!("killed after {waited:?} of {whole:?}"));
    }
    println!("{early} were killed, {published} were done before");
    publisher.publish(month);
    publisher.verify("after all");
    let data = publisher.path("data");
    let left = files(Path::new(&data));
    let unfinished: Vec<&String> = left
        .keys()
        .filter(|name| name.contains("/.") || name.starts_with('.'))
        .collect();
    assert_eq!(unfinished, [""; 0]);
    let releases = left
        .keys()
        .filter(|name| name.starts_with("record/") && name.ends_with("datapackage.json"));
    let index: serde_json::Value = serde_json::from_slice(&left["index.json"]).unwrap();
    let list = index["releases"]["path"].as_str().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&left[list]).unwrap();
    assert_eq!(releases.count(), list["record"].as_array().unwrap().len());
}

#[test]
fn a_first_publication_that_was_killed_can_be_done_again() {
    for _ in 0..6 {
        let publisher = Publisher::new();
        let mut child = publisher.start(0);
        until_it_writes(&mut child);
        sleep(moment(Duration::from_millis(100)));
        child.kill().unwrap();
        child.wait().unwrap();
        publisher.publish(1);
        publisher.verify("after all");
    }
}

/// A limit on the size of files stands for a full disk: writing fails in the middle of a file.
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let publisher = Publisher::new();
    publisher.publish(0);
    let data = publisher.path("data");
    let before = files(Path::new(&data));
    let mut failed = 0;
    for blocks in [0, 1, 2, 4, 8, 16, 24, 32, 48, 64] {
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!(
                "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
            ))
            .arg(SENIM)
            .args(publisher.arguments(1))
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .output()
            .unwrap();
        if output.status.success() {
            break;
        }
        failed += 1;
        assert!(
            said(&output).contains("nothing was published"),
            "{}",
            said(&output)
        );
        assert!(files(Path::new(&data)) == before, "{blocks} blocks");
    }
    assert!(failed > 3, "{failed}");
    publisher.publish(1);
    publisher.verify("after all");
}

#[test]
fn two_publications_at_once_do_not_mix() {
    let publisher = Publisher::new();
    publisher.publish(0);
    let folder = fs::File::open(publisher.path("data")).unwrap();
    folder.lock().unwrap();
    let arguments = publisher.arguments(1);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = senim(&arguments);
    assert!(!output.status.success());
    assert!(
        said(&output).contains("another command"),
        "{}",
        said(&output)
    );
}
