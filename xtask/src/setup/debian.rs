//! Debian's packages, and a browser for the tests.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{on_path, say};
use crate::run::Run;

const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-core"];

/// Chromium and its driver.
pub(super) fn browser() -> Result<(PathBuf, PathBuf)> {
    let find = || {
        Some((
            CHROMIUM.into_iter().find_map(on_path)?,
            on_path("chromedriver")?,
        ))
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    install("the tests in a browser", &PACKAGES)?;
    find().context("chromium and chromedriver are not on the search path")
}

/// Installs packages: asks once where somebody sits at a terminal, goes on where nobody does.
pub(super) fn install(purpose: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("for {purpose}, install by hand: {names}");
    if on_path("apt-get").is_none() {
        bail!("this is no Debian; {by_hand}");
    }
    let elevate = is_root() || on_path("sudo").is_some();
    if !elevate {
        bail!("neither root nor sudo; {by_hand}");
    }
    if std::io::stdin().is_terminal()
        && !agreed(&format!("Install Debian's packages {names}? [Y/n] "))
    {
        bail!("not installed, as you wish; {by_hand}");
    }
    say(&format!("Debian's packages {names}"));
    apt(&["update", "-qq"]).context("apt-get update")?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    apt(&args).with_context(|| by_hand)
}

fn is_root() -> bool {
    Run::new("id", ["-u"]).quietly().as_deref() == Some("0")
}

fn agreed(question: &str) -> bool {
    eprint!("{question}");
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && !answer.trim().to_lowercase().starts_with('n')
}

fn apt(args: &[&str]) -> Result<()> {
    let mut run = if is_root() {
        Run::new("apt-get", [])
    } else {
        // Without a terminal to ask for a password at, sudo has to say no rather than wait.
        Run::new("sudo", ["-n", "apt-get"])
    };
    for arg in args {
        run = run.arg(arg);
    }
    run.env("DEBIAN_FRONTEND", "noninteractive")
        .patience(1200)
        .go()
}
