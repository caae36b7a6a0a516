//! Debian's compiler for WebAssembly, `rustc-web`: a newer one than Debian's own `rustc`, with
//! the source of the standard library beside it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::debian::Wanted;
use crate::run::Run;

const RUSTC: &str = "/usr/bin/rustc";
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library";

/// Debian's cargo; that of the default toolchain cannot build another compiler's library.
pub(super) const CARGO: &str = "/usr/bin/cargo";

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// The least version, the one that the whole project asks for.
const LEAST: &str = env!("CARGO_PKG_RUST_VERSION");

/// The compiler, its linker, and what tells its version from all others.
#[derive(Debug)]
pub(super) struct Compiler {
    pub(super) rustc: PathBuf,
    pub(super) linker: PathBuf,
    /// Libraries of one compiler are not read by another, not even of the same number.
    pub(super) identity: String,
}

/// What to install, where something is missing.
pub(super) fn wanted() -> Option<Wanted> {
    find().is_err().then_some(Wanted {
        purpose: "compiling to WebAssembly",
        packages: &PACKAGES,
    })
}

/// The compiler, if all that belongs to it is there.
pub(super) fn find() -> Result<Compiler> {
    complete().with_context(|| {
        format!(
            "the portal cannot be compiled to WebAssembly. Either run `rustup target add {}` where \
             rustup's server can be reached, or install Debian's packages {} ({LEAST} or newer)",
            super::wasm::TARGET,
            PACKAGES.join(" ")
        )
    })
}

fn complete() -> Result<Compiler> {
    for needed in [RUSTC, CARGO, SOURCE] {
        if !Path::new(needed).exists() {
            bail!("there is no {needed}");
        }
    }
    let text = Run::new(RUSTC, ["-vV"]).quietly();
    let text = text.with_context(|| format!("{RUSTC} does not start"))?;
    let version = Version::read(&text).with_context(|| format!("{RUSTC} -vV: {text}"))?;
    if numbers(version.release) < numbers(LEAST) {
        bail!("{RUSTC} is {}, and {LEAST} is needed", version.release);
    }
    let linker = (version.llvm..version.llvm + 10)
        .map(|llvm| PathBuf::from(format!("/usr/bin/wasm-ld-{llvm}")))
        .find(|linker| linker.is_file());
    Ok(Compiler {
        rustc: RUSTC.into(),
        linker: linker.with_context(|| format!("there is no /usr/bin/wasm-ld-{}", version.llvm))?,
        identity: format!("{}-{}", version.release, version.commit),
    })
}

/// What `rustc -vV` tells.
#[derive(Debug, PartialEq, Eq)]
struct Version<'a> {
    release: &'a str,
    commit: &'a str,
    llvm: u32,
}

impl<'a> Version<'a> {
    fn read(text: &'a str) -> Option<Version<'a>> {
        let field = |name: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        };
        let commit = field("commit-hash").unwrap_or("unknown");
        Some(Version {
            release: field("release")?,
            commit: commit.get(..9).unwrap_or(commit),
            llvm: *numbers(field("LLVM version")?).first()?,
        })
    }
}

/// A version as numbers, which compare as versions do; what follows them does not count.
fn numbers(version: &str) -> Vec<u32> {
    let parts = version.split(['.', '-', '+', ' ']);
    parts.map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read() {
        let text = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\n\
                    binary: rustc\ncommit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\n\
                    host: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8";
        let version = Version::read(text).unwrap();
        assert_eq!(
            (version.release, version.commit, version.llvm),
            ("1.96.0", "ac68faa20", 22)
        );
        assert_eq!(Version::read("rustc 1.63.0"), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.85.0") < numbers("1.95"));
        assert!(numbers("1.95.0") >= numbers("1.95"));
        assert!(numbers("1.100.0-beta.1") > numbers("1.95"));
    }
}
