//! The standard library for WebAssembly: the default toolchain's where rustup could add it, else
//! one built with Debian's compiler. That one lies in a folder of our own which is named to the
//! compiler as its sysroot, for this target alone, so nothing of the system is changed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{compiler, library as std_library};
use crate::run::Run;

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Whether the target can be built for as things are; asks no server.
pub(super) fn is_ready(cache: &Path) -> bool {
    default_has_target()
        || compiler::find()
            .is_ok_and(|compiler| library(&std_library::sysroot(cache, &compiler)).is_dir())
}

/// Whether the toolchain in use has the target's standard library.
pub(super) fn default_has_target() -> bool {
    let sysroot = Run::new("rustc", ["--print", "sysroot"]).quietly();
    sysroot.is_some_and(|sysroot| library(Path::new(&sysroot)).is_dir())
}

/// Where a sysroot keeps the target's standard library.
pub(super) fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// The environment that building for the target takes.
pub(super) fn target(cache: &Path) -> Result<Vec<(String, OsString)>> {
    if default_has_target() {
        return Ok(Vec::new());
    }
    let compiler = compiler::find()?;
    let sysroot = std_library::sysroot(cache, &compiler);
    if !library(&sysroot).is_dir() {
        std_library::build(&compiler, &sysroot)?;
    }
    let flags = format!("--sysroot={}", sysroot.display());
    if flags.contains(char::is_whitespace) {
        bail!("cargo cannot name {flags:?}: set SENIM_TOOLS to a folder without spaces");
    }
    Ok(vec![
        ("RUSTC".into(), compiler.rustc.into()),
        // For this target alone: build scripts and macros have the compiler's own library.
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".into(),
            flags.into(),
        ),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(),
            compiler.linker.into(),
        ),
    ])
}
