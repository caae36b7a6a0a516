//! Pythons of our own, each with the packages of one list.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::debian::Wanted;
use super::say;
use crate::run::Run;

const PACKAGES: [&str; 1] = ["python3-venv"];

/// What a Python is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The tests in a browser fill in a spreadsheet, as an officer does.
    Spreadsheet,
    /// Other people's tools read published files back, and try the API.
    Tools,
}

impl Purpose {
    /// The list of packages, and the folder inside the cache.
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Spreadsheet => ("tests/tools/requirements-e2e.txt", "python-e2e"),
            Purpose::Tools => ("tests/tools/requirements.txt", "python"),
        }
    }
}

/// What to install, where a Python with packages cannot be made.
pub(super) fn wanted(cache: &Path) -> Option<Wanted> {
    let makes = || Run::new("python3", ["-c", "import ensurepip, venv"]).quietly();
    let is_there = is_current(cache, Purpose::Spreadsheet) || makes().is_some();
    (!is_there).then_some(Wanted {
        purpose: "the test of a spreadsheet",
        packages: &PACKAGES,
    })
}

/// Whether the packages are those of the list.
fn is_current(cache: &Path, purpose: Purpose) -> bool {
    let (list, folder) = purpose.place();
    let done = std::fs::read(cache.join(folder).join("requirements.txt"));
    done.is_ok_and(|done| std::fs::read(list).is_ok_and(|wanted| done == wanted))
}

/// Finds or makes the Python for a purpose.
pub(super) fn python(cache: &Path, purpose: Purpose) -> Result<PathBuf> {
    let (list, folder) = purpose.place();
    let root = cache.join(folder);
    let python = root.join("bin/python");
    if is_current(cache, purpose) {
        return Ok(python);
    }
    let wanted = std::fs::read(list).context(list)?;
    say(&format!("Python with the packages of {list}"));
    let by_hand = "Python 3.11 or newer with venv and pip is needed; on Debian python3-venv";
    let folder = root.to_string_lossy();
    Run::new("python3", ["-m", "venv", &folder])
        .go()
        .context(by_hand)?;
    Run::new(&python, ["-m", "pip", "install", "--quiet"])
        .args(&["--disable-pip-version-check", "--requirement", list])
        .patience(900)
        .go()
        .with_context(|| format!("the packages of {list} come from PyPI"))?;
    std::fs::write(root.join("requirements.txt"), wanted)?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tests in a browser wait for nothing that only the long proofs need.
    #[test]
    fn a_spreadsheet_takes_one_package() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let lines = |purpose: Purpose| {
            let text = std::fs::read_to_string(root.join(purpose.place().0)).unwrap();
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let alone = lines(Purpose::Spreadsheet);
        assert!(matches!(&alone[..], [only] if only.starts_with("openpyxl==")));
        assert!(lines(Purpose::Tools).contains(&alone[0]), "one version");
    }
}
