//! Asking a server that was started for a test, over a real socket.

#![allow(dead_code, reason = "each file of tests uses what it needs of it")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A server, ended with the test.
pub(crate) struct Server {
    child: Child,
    address: String,
}

/// What it answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The header of this name, in small letters; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        found.next().map_or("", |(_, value)| value.trim())
    }
}

impl Server {
    /// Starts a command that says where it listens.
    pub(crate) fn start(command: &mut Command) -> Result<Server, String> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        if let Some((_, address)) = line.trim().split_once("http://") {
            let address = address.to_owned();
            return Ok(Server { child, address });
        }
        let mut told = String::new();
        let mut errors = child.stderr.take().unwrap();
        errors.read_to_string(&mut told).unwrap();
        child.wait().unwrap();
        Err(told)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "").unwrap()
    }

    /// Sends a message; an error where the connection broke before the answer.
    pub(crate) fn send(&self, key: &str, body: &str) -> std::io::Result<Answer> {
        let head = format!(
            "POST /api/feedback HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\n"
        );
        self.ask(&head, body)
    }

    pub(crate) fn ask(&self, head: &str, body: &str) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        let length = body.len();
        let rest =
            format!("host: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
        stream.write_all(format!("{head}{rest}").as_bytes())?;
        let mut text = Vec::new();
        stream.read_to_end(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Ok(Answer {
            status: status.ok_or_else(broken)?,
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let mut sent = Command::new("sh");
        sent.args(["-c", "kill -s \"$0\" \"$1\"", signal, &id]);
        assert!(sent.status().unwrap().success());
    }

    /// Ends it with a signal, and gives whether it ended well.
    pub(crate) fn end(mut self, signal: &str) -> bool {
        self.signal(signal);
        self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
