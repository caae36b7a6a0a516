//! Running the built command.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The built command.
pub(crate) const SENIM: &str = env!("CARGO_BIN_EXE_senim");

/// A path in the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// Runs the command.
pub(crate) fn senim(args: &[&str]) -> Output {
    Command::new(SENIM).args(args).output().unwrap()
}

/// What it said on the error stream.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
