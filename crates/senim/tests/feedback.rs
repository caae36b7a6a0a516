//! Commands of officers, on the folder of an endpoint that is running.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;
#[path = "common/http.rs"]
mod http;
#[path = "common/office.rs"]
mod office;

use std::fs;
use std::process::Command;

use common::{SENIM, project, said, senim};
use office::Office;

#[test]
fn an_answer_reaches_the_sender() {
    let office = Office::new();
    let list = office.done("list", &["--stage", "received", "--by", "Officer C"]);
    assert!(
        list.lines().count() == 2 && list.contains("Во дворе темно"),
        "{list}"
    );
    assert!(
        office
            .done("list", &["--region", "karaganda", "--by", "C"])
            .is_empty()
    );
    let source = office.path("source");
    let by = ["--by", "Officer A", "--source", &source];
    let answer = [
        "1",
        "--text",
        "Лампу поставят в пятницу",
        "--theme",
        "lighting",
    ];
    office.done("answer", &[&answer[..], &by].concat());
    assert_eq!(
        office.status(&office.codes[0])["answer"],
        "Лампу поставят в пятницу"
    );
    office.done("close", &["1", "--outcome", "done", "--by", "Officer B"]);
    let status = office.status(&office.codes[0]);
    assert_eq!(
        (&status["stage"], &status["theme"]),
        (&"closed".into(), &"lighting".into())
    );
    let shown = office.done("show", &["1", "--by", "C"]);
    for expected in [
        "Во дворе темно",
        "Officer A: answered",
        "Officer B: closed done",
    ] {
        assert!(shown.contains(expected), "{expected} is not in:\n{shown}");
    }
    assert!(office.codes.iter().all(|code| !shown.contains(code)));
    for (action, args, expected) in [
        (
            "answer",
            vec!["9", "--by", "A", "--text", "x"],
            "no message",
        ),
        (
            "answer",
            vec!["1", "--by", " ", "--text", "x"],
            "--by needs the name",
        ),
        (
            "answer",
            vec!["1", "--by", "sender", "--text", "x"],
            "--by needs the name",
        ),
        (
            "answer",
            vec!["1", "--by", "A", "--text", "=x"],
            "--text begins like a formula",
        ),
        (
            "answer",
            vec!["1", "--by", "A", "--text", "x", "--theme", "y"],
            "--source",
        ),
        (
            "answer",
            vec![
                "1", "--by", "A", "--text", "x", "--theme", "y", "--source", &source,
            ],
            "y is no theme; themes are lighting",
        ),
        (
            "close",
            vec!["2", "--by", "A", "--outcome", "done"],
            "closed without an answer",
        ),
        (
            "close",
            vec!["2", "--by", "A", "--outcome", "well"],
            "outcomes are done, partly",
        ),
        ("show", vec!["9", "--by", "A"], "there is no message 9"),
        (
            "show",
            vec!["1", "--by", "A\n2026-11-26T12:00:00Z          B"],
            "in one line",
        ),
        (
            "list",
            vec!["--by", "A", "--stage", "zzz"],
            "states are received, answered, closed, reopened",
        ),
    ] {
        let told = office.refused(action, &args);
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
}

#[test]
fn a_spreadsheet_goes_out_and_comes_back() {
    let office = Office::new();
    let (source, xlsx) = (office.path("source"), office.path("messages.xlsx"));
    let export = [
        "--xlsx",
        &xlsx,
        "--by",
        "Officer A",
        "--source",
        &source,
        "--lang",
        "ru",
    ];
    assert!(office.done("export", &export).contains("2 messages"));
    assert!(office.refused("export", &export).contains("messages.xlsx"));
    let bytes = fs::read(&xlsx).unwrap();
    assert!(office.codes.iter().all(|code| {
        !bytes
            .windows(code.len())
            .any(|part| part == code.as_bytes())
    }));
    let import = [xlsx.as_str(), "--by", "Officer A", "--source", &source];
    let done = office.done("import", &import);
    assert_eq!(done, "0 messages are changed, 2 are as they were\n");
    let filled = office.path("filled.xlsx");
    fs::write(&filled, "number,theme").unwrap();
    let import = [filled.as_str(), "--by", "Officer A", "--source", &source];
    let told = office.refused("import", &import);
    assert!(
        told.contains("filled.xlsx, is no workbook") && told.contains("nothing was changed"),
        "{told}"
    );
    assert!(office.done("log", &[]).contains("Officer A: exported 2"));
    let told = office.refused(
        "export",
        &["--xlsx", "x", "--by", "A", "--source", &office.path("site")],
    );
    assert!(
        told.contains("site:\nerror: senim.toml: is missing"),
        "{told}"
    );
}

#[test]
fn settings_are_read_as_strictly_as_they_are_published() {
    let office = Office::new();
    let (source, file) = (office.path("source"), office.path("source/senim.toml"));
    let settings = fs::read_to_string(&file).unwrap();
    let purge = ["--by", "cron", "--source", &source];
    // All that is wrong is told at once, and nothing is deleted by half of it.
    let wrong = settings.replace("keep_days = 365", "keep_days = 0");
    let twice = "[[feedback.theme]]\nid = \"lighting\"\nname = { kk = \"жарық\" }";
    fs::write(&file, format!("languages = [\"kk\"]\n{wrong}{twice}")).unwrap();
    let told = office.refused("purge", &purge);
    for expected in [
        "senim.toml, column feedback.keep_days: is 0, expected 1 to 3650 days",
        "column feedback.readers: says nothing in kk",
        "column feedback.theme: names lighting twice",
    ] {
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
    fs::write(&file, settings.replace("keep_days", "keep_day")).unwrap();
    let told = office.refused("purge", &purge);
    assert!(
        told.contains("senim.toml, row 3: unknown field `keep_day`"),
        "{told}"
    );
    // What else is wrong in the file is no reason to keep messages for longer than was promised.
    fs::write(&file, format!("{settings}\n[response]\nmin_cell = \"x\"\n")).unwrap();
    assert!(office.done("purge", &purge).contains("of 0 messages"));
}

#[test]
fn a_backup_is_a_folder_to_start_on() {
    let mut office = Office::new();
    let to = office.path("backup");
    office.done("backup", &["--to", &to, "--by", "A"]);
    assert!(
        office
            .refused("backup", &["--to", &to, "--by", "A"])
            .contains("has to be a new folder")
    );
    // The machine is gone; the backup takes its place, and codes are as they were.
    office.server = None;
    fs::remove_dir_all(office.path("feedback")).unwrap();
    fs::rename(&to, office.path("feedback")).unwrap();
    office.serve("feedback");
    for code in &office.codes {
        assert_eq!(office.status(code)["stage"], "received");
    }
    assert!(
        office
            .done("purge", &["--by", "A", "--source", &office.path("source")])
            .contains("of 0 messages")
    );
}

/// Whoever reads what people wrote, or takes it away, stands in the log; messages stay as they are.
#[test]
fn who_looks_is_written_down() {
    let office = Office::new();
    office.done("list", &["--by", "Officer A"]);
    office.done("show", &["2", "--by", "Officer B"]);
    office.done("backup", &["--to", &office.path("backup"), "--by", "root"]);
    let log = office.done("log", &[]);
    for expected in [
        "Officer A: listed 2",
        "Officer B: looked at message 2",
        "root: backed up all messages and the secret",
    ] {
        assert!(log.contains(expected), "{expected} is not in:\n{log}");
    }
    // The revision in a spreadsheet would be old otherwise.
    let shown = office.done("show", &["2", "--by", "Officer B"]);
    assert!(!shown.contains("looked at"), "{shown}");
}

/// A backup that failed leaves nothing that the next would stumble over.
#[test]
fn a_backup_that_failed_can_be_made_again() {
    let office = Office::new();
    let (to, secret, aside) = (
        office.path("b"),
        office.path("feedback/secret"),
        office.path("s"),
    );
    fs::rename(&secret, &aside).unwrap();
    let told = office.refused("backup", &["--to", &to, "--by", "A"]);
    assert!(told.contains("feedback/secret"), "{told}");
    fs::rename(&aside, &secret).unwrap();
    office.done("backup", &["--to", &to, "--by", "A"]);
}

/// `head` closes the pipe when it has enough.
#[test]
fn a_pipe_that_is_closed_is_no_fault() {
    let office = Office::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut list = Command::new(SENIM);
    list.args(["feedback", "list", &office.path("feedback"), "--by", "A"]);
    let output = list.stdout(writer).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(said(&output), "");
}

/// What the clock says is told to whoever can look at it.
#[test]
fn a_clock_that_may_be_wrong_is_told_with_the_way_on() {
    let office = Office::new();
    let database = rusqlite::Connection::open(office.path("feedback/feedback.db")).unwrap();
    let purge = ["--by", "cron", "--source", &office.path("source")];
    let date = |day: &str| {
        let dated = "UPDATE message SET received = ?1 WHERE number = 1";
        assert_eq!(database.execute(dated, [day]).unwrap(), 1);
    };
    date("2999-01-01");
    let told = office.refused("purge", &purge);
    assert!(
        told.contains("dated later: 1 (2999-01-01)") && told.contains("senim feedback redate"),
        "{told}"
    );
    let tomorrow = office.refused("redate", &["--by", "A", "--day", "2999-01-01"]);
    assert!(tomorrow.contains("is after today"), "{tomorrow}");
    let done = office.done("redate", &["--by", "A", "--day", "2026-01-02"]);
    assert_eq!(done, "dated 2026-01-02: 1\n");
    date("2001-01-01");
    let told = office.refused("purge", &purge);
    assert!(
        told.contains("between 2001-01-01 and ") && told.contains("--clock-is-right"),
        "{told}"
    );
    let sure = [&purge[..], &["--clock-is-right"]].concat();
    assert!(
        office
            .done("purge", &sure)
            .contains("the words of 1 messages")
    );
}

#[test]
fn messages_are_counted_for_the_next_release() {
    let office = Office::new();
    let (data, source) = (office.path("data"), office.path("source"));
    let told = office.refused(
        "aggregate",
        &["--data", &data, "--to", &source, "--by", "A"],
    );
    assert!(told.contains("nothing is published"), "{told}");
    let sample = project("sample");
    let output = senim(&["publish", sample.to_str().unwrap(), "--to", &data]);
    assert!(output.status.success(), "{}", said(&output));
    let server = office.server.as_ref().unwrap();
    let stray = r#"{"lang":"ru","subject":{"kind":"portal","region":"atlantis"},"text":"x"}"#;
    assert_eq!(
        server.send("0123456789abcdefghijkl", stray).unwrap().status,
        201
    );
    let output = office.run(
        "aggregate",
        &["--data", &data, "--to", &source, "--by", "A"],
    );
    assert!(said(&output).contains("1 messages name a region that is not published"));
    let table = fs::read_to_string(office.path("source/feedback.csv")).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert!(
        rows.len() == 2 && rows[1].starts_with("astana,,") && rows[1].contains(",2,0,,0"),
        "{table}"
    );
    assert!(
        fs::read_to_string(office.path("source/feedback_answers.csv"))
            .unwrap()
            .lines()
            .count()
            == 1
    );
}

#[test]
fn a_folder_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = senim(&[
        "feedback",
        "list",
        folder.path().to_str().unwrap(),
        "--by",
        "A",
    ]);
    assert!(!output.status.success());
    assert!(
        said(&output).contains("feedback.db is not there"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
