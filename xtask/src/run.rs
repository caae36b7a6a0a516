//! Child processes: shown as they run, and never waited for without end.

use std::ffi::OsString;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::descent::descendants;

/// How often a child is looked after.
const TICK: Duration = Duration::from_millis(50);

/// How long a program may take to answer a question about itself.
const QUESTION: Duration = Duration::from_secs(10);

/// A command to run.
pub(crate) struct Run {
    command: Command,
    shown: String,
    patience: Duration,
}

impl Run {
    /// A program and its arguments.
    pub(crate) fn new<const N: usize>(program: impl Into<OsString>, args: [&str; N]) -> Run {
        let program = program.into();
        let name = std::path::Path::new(&program)
            .file_name()
            .unwrap_or(&program);
        let shown = name.to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        let run = Run {
            command,
            shown,
            patience: Duration::from_secs(40 * 60),
        };
        run.args(&args)
    }

    /// More arguments.
    pub(crate) fn args(mut self, args: &[&str]) -> Run {
        self.command.args(args);
        for arg in args {
            self.shown = format!("{} {arg}", self.shown);
        }
        self
    }

    /// An environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Run {
        self.command.env(name, value.into());
        self
    }

    /// Several environment variables.
    pub(crate) fn envs(mut self, values: &[(String, OsString)]) -> Run {
        for (name, value) in values {
            self.command.env(name, value);
        }
        self
    }

    /// Without an environment variable that a user may have set for other work.
    pub(crate) fn without(mut self, name: &str) -> Run {
        self.command.env_remove(name);
        self
    }

    /// The folder to run in.
    pub(crate) fn dir(mut self, dir: &std::path::Path) -> Run {
        self.command.current_dir(dir);
        self
    }

    /// How long it may take.
    pub(crate) fn patience(mut self, seconds: u64) -> Run {
        self.patience = Duration::from_secs(seconds);
        self
    }

    /// Runs it with its output shown.
    ///
    /// # Errors
    /// It cannot be started, fails, or takes too long; it is then ended.
    pub(crate) fn go(mut self) -> Result<()> {
        eprintln!("  $ {}", self.shown);
        let child = self.command.spawn();
        let child = child.with_context(|| format!("cannot start: {}", self.shown))?;
        wait(child, self.patience, &self.shown)
    }

    /// Becomes the command: whoever ends this process ends the command itself.
    ///
    /// # Errors
    /// It cannot be started.
    pub(crate) fn instead(mut self) -> Result<()> {
        use std::os::unix::process::CommandExt as _;
        eprintln!("  $ {}", self.shown);
        let error = self.command.exec();
        Err(error).with_context(|| format!("cannot start: {}", self.shown))
    }

    /// Runs it unseen and gives what it printed; `None` where it fails or takes too long.
    pub(crate) fn quietly(mut self) -> Option<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = self.command.spawn().ok()?;
        let mut output = child.stdout.take()?;
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut text = Vec::new();
            // Nobody may be listening any more.
            let _ = output
                .read_to_end(&mut text)
                .map(|_| sender.send(String::from_utf8_lossy(&text).trim().to_owned()));
        });
        let text = receiver.recv_timeout(QUESTION.min(self.patience)).ok();
        let ended = wait(child, TICK * 20, &self.shown);
        ended.ok().and(text)
    }
}

fn wait(mut child: Child, patience: Duration, shown: &str) -> Result<()> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("{shown}: {status}");
        }
        if start.elapsed() > patience {
            end(&mut child);
            bail!(
                "{shown}: ended after {} s without a result",
                patience.as_secs()
            );
        }
        std::thread::sleep(TICK);
    }
}

/// Ends a child and all that it started. What another user owns (a child of sudo) stays.
fn end(child: &mut Child) {
    for process in descendants(child.id()) {
        // The shell has `kill` built in; a small system may have no program of that name.
        let _ = Command::new("sh")
            .args(["-c", "kill -9 \"$0\" 2>/dev/null", &process.to_string()])
            .status();
    }
    if child.kill().is_ok() {
        let _ = child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let error = Run::new("sleep", ["60"]).patience(1).go().unwrap_err();
        let error = error.to_string();
        assert_eq!(error, "sleep 60: ended after 1 s without a result");
    }

    #[test]
    fn its_children_end_with_it() {
        let mut child = Command::new("sh")
            .args(["-c", "sleep 60 & wait"])
            .spawn()
            .unwrap();
        let start = Instant::now();
        let grandchild = loop {
            assert!(start.elapsed() < Duration::from_secs(20));
            if let [found] = descendants(child.id())[..] {
                break format!("/proc/{found}/cmdline");
            }
        };
        end(&mut child);
        // One that has ended has no command any more, even before anybody took notice.
        while std::fs::read(&grandchild).is_ok_and(|command| !command.is_empty()) {
            assert!(start.elapsed() < Duration::from_secs(20));
        }
    }

    #[test]
    fn an_answer_is_what_was_printed_by_a_command_that_succeeds() {
        let answer = |script| Run::new("sh", ["-c", script]).patience(2).quietly();
        assert_eq!(answer("echo one").as_deref(), Some("one"));
        assert_eq!(answer("echo one; exit 1"), None);
        assert_eq!(answer("sleep 30"), None);
        assert_eq!(Run::new("/no/such/program", []).quietly(), None);
    }
}
