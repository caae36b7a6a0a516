//! The standard library for WebAssembly, compiled from Debian's source into a folder of our own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::compiler::{CARGO, Compiler};
use super::say;
use super::wasm::{TARGET, library};
use crate::run::Run;

/// A package of nothing: cargo builds the standard library only for a package.
const EMPTY: &str =
    "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";

/// Where the library for this compiler lies.
pub(super) fn sysroot(cache: &Path, compiler: &Compiler) -> PathBuf {
    cache.join(format!("sysroot-{}", compiler.identity))
}

/// Compiles the library beside its place, then moves it there whole.
pub(super) fn build(compiler: &Compiler, sysroot: &Path) -> Result<()> {
    say("the standard library for WebAssembly (about a minute)");
    let mut work = sysroot.as_os_str().to_owned();
    work.push(".work");
    let work = PathBuf::from(work);
    for left_over in [&work, sysroot] {
        if left_over.exists() {
            std::fs::remove_dir_all(left_over)?;
        }
    }
    std::fs::create_dir_all(work.join("src"))?;
    std::fs::write(work.join("Cargo.toml"), EMPTY)?;
    std::fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    Run::new(CARGO, ["build", "--release", "--target", TARGET])
        .args(&["-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro"])
        .env("RUSTC", &compiler.rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        // Bitcode is what link-time optimisation of the portal works on.
        .env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .dir(&work)
        .patience(900)
        .go()
        .context("the standard library for WebAssembly, without which the portal is not built")?;
    let place = work.join("sysroot");
    std::fs::create_dir_all(library(&place))?;
    let built = work.join("target").join(TARGET).join("release/deps");
    gather(&built, &library(&place))?;
    std::fs::rename(&place, sysroot)?;
    std::fs::remove_dir_all(&work)?;
    Ok(())
}

/// Copies the libraries, all but the empty package's own.
fn gather(from: &Path, to: &Path) -> Result<()> {
    let mut copied = 0;
    for entry in std::fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            std::fs::copy(entry.path(), to.join(&name))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("nothing was built in {}", from.display());
    }
    Ok(())
}
