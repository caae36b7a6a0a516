//! Packages of npm: Leaflet, wasm-opt, and what drives a browser.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};

use super::{on_path, say};
use crate::run::Run;

/// Installs them; gives the folder that holds their programs.
pub(super) fn install() -> Result<PathBuf> {
    let bin = std::env::current_dir()?.join("node_modules/.bin");
    if is_current(
        Path::new("package-lock.json"),
        Path::new("node_modules/.package-lock.json"),
    ) {
        return Ok(bin);
    }
    if on_path("npm").is_none() {
        bail!("npm is missing: install Node.js 20 or newer, then run this again");
    }
    say("packages of npm");
    Run::new("npm", ["ci", "--no-audit", "--no-fund"])
        .patience(600)
        .go()
        .context("Leaflet and wasm-opt come from npm; the portal cannot be built without them")?;
    Ok(bin)
}

/// Whether what is installed is newer than what is wanted.
fn is_current(wanted: &Path, installed: &Path) -> bool {
    let time = |path: &Path| -> Option<SystemTime> { path.metadata().ok()?.modified().ok() };
    match (time(wanted), time(installed)) {
        (Some(wanted), Some(installed)) => installed >= wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_installation_is_not_current() {
        assert!(!is_current(
            Path::new("Cargo.toml"),
            Path::new("no such file")
        ));
        assert!(is_current(Path::new("Cargo.toml"), Path::new("Cargo.toml")));
    }
}
