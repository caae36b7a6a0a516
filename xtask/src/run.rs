//! Child processes: shown as they run, and never waited for without end.

use std::ffi::OsString;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// How often a child is looked after.
const TICK: Duration = Duration::from_millis(50);

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
        let shown = format!("{} {}", name.to_string_lossy(), args.join(" "));
        let mut command = Command::new(program);
        command.args(args);
        Run {
            command,
            shown,
            patience: Duration::from_secs(40 * 60),
        }
    }

    /// One more argument.
    pub(crate) fn arg(mut self, arg: &str) -> Run {
        self.command.arg(arg);
        self.shown = format!("{} {arg}", self.shown);
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
        let child = self.command.stdin(Stdio::null()).spawn();
        let child = child.with_context(|| format!("cannot start: {}", self.shown))?;
        wait(child, self.patience, &self.shown)
    }

    /// Runs it unseen and gives what it printed; `None` where it fails or takes too long.
    pub(crate) fn quietly(mut self) -> Option<String> {
        let child = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let output = child.wait_with_output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
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
            child.kill()?;
            child.wait()?;
            bail!(
                "{shown}: ended after {} s without a result",
                patience.as_secs()
            );
        }
        std::thread::sleep(TICK);
    }
}
