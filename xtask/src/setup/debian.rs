//! Debian's packages: installed where the rights for it are there, after one question where
//! somebody sits at a terminal. What comes of it is seen by those who look for what they need.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Result;

use super::{on_path, say};
use crate::run::Run;

/// Packages, and what they are for.
pub(super) struct Wanted {
    pub(super) purpose: &'static str,
    pub(super) packages: &'static [&'static str],
}

/// Limits for apt: a mirror that does not answer, and another apt that is at work.
const LIMITS: [&str; 8] = [
    "-o",
    "Acquire::http::Timeout=20",
    "-o",
    "Acquire::https::Timeout=20",
    "-o",
    "Acquire::Retries=2",
    "-o",
    "DPkg::Lock::Timeout=120",
];

/// Installs what is wanted. One purpose that fails does not keep the others from theirs.
pub(super) fn install(wanted: &[Wanted]) {
    if wanted.is_empty() || on_path("apt-get").is_none() {
        return;
    }
    if !is_root() && on_path("sudo").is_none() {
        say("Debian's packages cannot be installed here: neither root nor sudo");
        return;
    }
    if std::io::stdin().is_terminal() && !agreed(&question(wanted)) {
        say("no package is installed, as you wish");
        return;
    }
    say("the lists of Debian's packages");
    if let Err(error) = apt(&["update"]) {
        say(&format!("{error:#}; going on with the lists as they are"));
    }
    for Wanted { purpose, packages } in wanted {
        say(&format!("Debian's packages for {purpose}"));
        // A package that drives out another (Debian's own rustup, say) is for the user to decide.
        let mut args = vec!["install", "-y", "--no-remove", "--no-install-recommends"];
        args.extend(*packages);
        if let Err(error) = apt(&args) {
            say(&format!("{error:#}"));
        }
    }
}

fn question(wanted: &[Wanted]) -> String {
    let lines = wanted.iter().map(|Wanted { purpose, packages }| {
        let packages = packages.join(" ");
        format!("  {packages}   (for {purpose})\n")
    });
    let lines: String = lines.collect();
    format!("Debian's packages are missing:\n{lines}Install them? [Y/n] ")
}

fn agreed(question: &str) -> bool {
    eprint!("{question}");
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && is_yes(&answer)
}

/// Enter alone is a yes; an end of input without it is not.
fn is_yes(answer: &str) -> bool {
    let word = answer.trim().to_lowercase();
    answer.ends_with('\n') && (word.is_empty() || word == "y" || word == "yes")
}

fn is_root() -> bool {
    Run::new("id", ["-u"]).quietly().as_deref() == Some("0")
}

fn apt(args: &[&str]) -> Result<()> {
    // sudo clears the environment, so what apt is to know stands behind it.
    let rights: &[&str] = match (is_root(), std::io::stdin().is_terminal()) {
        (true, _) => &[],
        (false, true) => &["sudo"],
        // Without a terminal to ask for a password at, sudo has to say no rather than wait.
        (false, false) => &["sudo", "-n"],
    };
    let mut words = rights.to_vec();
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
    words.extend(LIMITS);
    words.extend(args);
    let (program, rest) = words.split_first().unwrap_or((&"apt-get", &[]));
    Run::new(*program, []).args(rest).patience(1200).go()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_question_names_all_packages() {
        let one = |purpose, packages| Wanted { purpose, packages };
        let asked = question(&[one("this", &["a", "b"]), one("that", &["c"])]);
        assert!(asked.contains("  a b   (for this)\n  c   (for that)\n"));
    }

    #[test]
    fn enter_is_a_yes_and_silence_is_not() {
        assert!(is_yes("\n") && is_yes("Y\n") && is_yes("yes\r\n"));
        assert!(!is_yes("") && !is_yes("n\n") && !is_yes("what?\n"));
    }
}
