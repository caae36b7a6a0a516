//! An endpoint that runs, and officers' commands on its folder.

use std::fs;
use std::process::{Command, Output};

use crate::common::{SENIM, said, senim};
use crate::http::Server;

const SETTINGS: &str = r#"
[feedback]
keep_days = 365
readers = { ru = "x" }

[[feedback.theme]]
id = "lighting"
name = { kk = "жарық", ru = "освещение", en = "lighting" }
"#;

/// A site, a source folder, and an endpoint that has taken two messages.
pub(crate) struct Office {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) server: Option<Server>,
    pub(crate) codes: Vec<String>,
}

impl Office {
    pub(crate) fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("source/senim.toml", SETTINGS),
            ("site/index.html", "front"),
            ("site/404.html", "nothing"),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut office = Office {
            folder,
            server: None,
            codes: Vec::new(),
        };
        office.serve("feedback");
        for (number, text) in (0..).zip(["Во дворе темно", "=1+1"]) {
            let body = format!(
                r#"{{"lang":"ru","subject":{{"kind":"neighbourhood","region":"astana"}},"text":"{text}","answer":"code"}}"#
            );
            let server = office.server.as_ref().unwrap();
            let answer = server.send(&format!("{number:0>22}"), &body).unwrap();
            assert_eq!(answer.status, 201, "{}", answer.body);
            let code = answer.body.split('"').nth(3).unwrap().to_owned();
            office.codes.push(code);
        }
        office
    }

    pub(crate) fn serve(&mut self, feedback: &str) {
        let mut command = Command::new(SENIM);
        command.args(["serve", &self.path("site"), "--port", "0", "--feedback"]);
        let server = Server::start(command.arg(self.path(feedback)));
        self.server = Some(server.unwrap());
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Runs `senim feedback` on the folder.
    pub(crate) fn run(&self, action: &str, args: &[&str]) -> Output {
        let folder = self.path("feedback");
        senim(&[&["feedback", action, &folder], args].concat())
    }

    #[track_caller]
    pub(crate) fn done(&self, action: &str, args: &[&str]) -> String {
        let output = self.run(action, args);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    pub(crate) fn refused(&self, action: &str, args: &[&str]) -> String {
        let output = self.run(action, args);
        assert!(!output.status.success());
        said(&output)
    }

    pub(crate) fn status(&self, code: &str) -> serde_json::Value {
        let head = "POST /api/feedback/status HTTP/1.1\r\ncontent-type: application/json\r\n";
        let server = self.server.as_ref().unwrap();
        let answer = server
            .ask(head, &format!(r#"{{"code":"{code}"}}"#))
            .unwrap();
        serde_json::from_str(&answer.body).unwrap()
    }
}
