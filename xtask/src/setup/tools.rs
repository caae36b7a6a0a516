//! Trunk and wasm-bindgen's command, from source, each version in a folder of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{on_path, say, version_of};
use crate::run::Run;

const TRUNK: &str = "0.21.14";
const CARGO_FUZZ: &str = "0.13.2";

/// The folder that holds Trunk.
pub(super) fn trunk(cache: &Path) -> Result<PathBuf> {
    let args = ["--locked", "--no-default-features", "--features", "rustls"];
    tool(cache, "trunk", "trunk", TRUNK, &args)
}

/// The folder that holds cargo-fuzz.
pub(super) fn cargo_fuzz(cache: &Path) -> Result<PathBuf> {
    tool(cache, "cargo-fuzz", "cargo-fuzz", CARGO_FUZZ, &["--locked"])
}

/// The folder that holds wasm-bindgen's command, of the very version that the portal uses.
pub(super) fn wasm_bindgen(cache: &Path) -> Result<PathBuf> {
    let lock = std::fs::read_to_string("Cargo.lock").context("Cargo.lock")?;
    let version =
        locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    tool(cache, "wasm-bindgen-cli", "wasm-bindgen", &version, &[])
}

fn tool(
    cache: &Path,
    package: &str,
    program: &str,
    version: &str,
    args: &[&str],
) -> Result<PathBuf> {
    let root = cache.join(format!("{program}-{version}"));
    let bin = root.join("bin");
    if bin.join(program).is_file() {
        return Ok(bin);
    }
    if let Some(found) = on_path(program)
        && version_of(&found)
            .is_some_and(|shown| shown.split_whitespace().any(|word| word == version))
        && let Some(dir) = found.parent()
    {
        return Ok(dir.to_owned());
    }
    say(&format!("{package} {version}, from source (some minutes)"));
    // What is compiled stays until the end, so that a second attempt goes on where one stopped.
    let work = cache.join(format!("{program}-{version}.work"));
    Run::new("cargo", ["install", package, "--version", version])
        .args(args)
        .args(&["--root", &root.to_string_lossy()])
        .env("CARGO_TARGET_DIR", &work)
        .patience(2400)
        .go()
        .with_context(|| {
            format!(
                "{package} {version} could not be installed; one of this version on the search path will do too"
            )
        })?;
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    Ok(bin)
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "leptos"), None);
    }
}
