//! Packages of npm: Leaflet, wasm-opt, and what drives a browser.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};

use super::{on_path, say, version_of};
use crate::run::Run;

/// The least version of Node.js.
const NODE: u32 = 20;

/// Installs them; gives the folder that holds their programs.
pub(super) fn install() -> Result<PathBuf> {
    node()?;
    let bin = std::env::current_dir()?.join("node_modules/.bin");
    if is_current(
        Path::new("package-lock.json"),
        Path::new("node_modules/.package-lock.json"),
    ) {
        return Ok(bin);
    }
    say("packages of npm");
    Run::new("npm", ["ci", "--no-audit", "--no-fund", "--include=dev"])
        .patience(600)
        .go()
        .context("Leaflet and wasm-opt come from npm; the portal cannot be built without them")?;
    Ok(bin)
}

/// wasm-opt runs in node too, so it is needed even where nothing is to be installed.
fn node() -> Result<()> {
    let version = on_path("npm")
        .and_then(|_| on_path("node"))
        .and_then(|node| version_of(&node));
    match version.as_deref().and_then(major) {
        Some(major) if major >= NODE => Ok(()),
        Some(major) => bail!("Node.js is {major}; the portal is built with {NODE} or newer"),
        None => bail!(
            "the portal is built with packages of npm: install Node.js {NODE} or newer with npm"
        ),
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
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

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nothing"), None);
    }
}
