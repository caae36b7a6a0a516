//! The standard library for WebAssembly: by rustup where its server answers, else from Debian's
//! `rustc-web`, whose source is compiled once into a folder of our own. That folder is named to
//! the compiler as its sysroot, for this target alone, so nothing of the system is changed.

use std::ffi::OsString;
use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::{debian, on_path, say};
use crate::run::Run;

const TARGET: &str = "wasm32-unknown-unknown";

/// The server that rustup downloads from, and how long it may take to answer.
const SERVER: (&str, u16) = ("static.rust-lang.org", 443);
const ANSWER: Duration = Duration::from_secs(4);

/// Debian's packages for the other route.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Makes sure that the target can be built for; gives the environment that this takes.
pub(super) fn target(cache: &Path) -> Result<Vec<(String, OsString)>> {
    if default_has_target() {
        return Ok(Vec::new());
    }
    if on_path("rustup").is_some() && server_answers() {
        say("the WebAssembly target, by rustup");
        let added = Run::new("rustup", ["target", "add", TARGET])
            .patience(300)
            .go();
        match added {
            Ok(()) if default_has_target() => return Ok(Vec::new()),
            Ok(()) => say("rustup added the target to another toolchain; taking Debian's route"),
            Err(error) => say(&format!("{error}; taking Debian's route")),
        }
    }
    from_debian(cache)
}

/// Whether the toolchain in use has the target's standard library.
fn default_has_target() -> bool {
    let sysroot = Run::new("rustc", ["--print", "sysroot"]).quietly();
    sysroot.is_some_and(|sysroot| library(Path::new(&sysroot)).is_dir())
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Whether rustup's server takes a connection. Looking its name up can hang too, so all of it
/// happens on a thread that nobody waits for.
fn server_answers() -> bool {
    if std::env::var_os("RUSTUP_DIST_SERVER").is_some() {
        return true;
    }
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let addresses = SERVER.to_socket_addrs().into_iter().flatten();
        let answers = addresses
            .take(2)
            .any(|address| TcpStream::connect_timeout(&address, ANSWER / 2).is_ok());
        // Nobody may be listening any more.
        let _ = sender.send(answers);
    });
    receiver.recv_timeout(ANSWER).unwrap_or(false)
}

fn from_debian(cache: &Path) -> Result<Vec<(String, OsString)>> {
    let rustc = PathBuf::from("/usr/bin/rustc");
    let source = PathBuf::from("/usr/lib/rustlib/src/rust/library");
    if !rustc.is_file() || !source.is_dir() || linker().is_none() {
        debian::install("WebAssembly", &PACKAGES)?;
    }
    let linker = linker().context("no wasm-ld in /usr/bin: install the package lld-22")?;
    let version = Run::new(&rustc, ["--version"]).quietly();
    let version = version.context("/usr/bin/rustc does not start")?;
    let number = version.split_whitespace().nth(1).unwrap_or("unknown");
    let sysroot = cache.join(format!("sysroot-{number}"));
    if !library(&sysroot).is_dir() {
        build_library(&rustc, &sysroot)?;
    }
    let mut flags = OsString::from("--sysroot=");
    flags.push(&sysroot);
    Ok(vec![
        ("RUSTC".into(), rustc.into()),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".into(),
            flags,
        ),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(),
            linker.into(),
        ),
    ])
}

/// The newest of Debian's linkers for WebAssembly.
fn linker() -> Option<PathBuf> {
    (14..40)
        .rev()
        .map(|version| PathBuf::from(format!("/usr/bin/wasm-ld-{version}")))
        .find(|linker| linker.is_file())
}

/// Compiles the standard library beside its place, then moves it there whole.
fn build_library(rustc: &Path, sysroot: &Path) -> Result<()> {
    say("the standard library for WebAssembly (about a minute)");
    let work = sysroot.with_extension("work");
    let source = work.join("src");
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    std::fs::create_dir_all(&source)?;
    std::fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    std::fs::write(source.join("lib.rs"), "#![no_std]\n")?;
    // Bitcode is what link-time optimisation of the portal works on.
    Run::new("/usr/bin/cargo", ["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro")
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .dir(&work)
        .patience(900)
        .go()?;
    let built = work.join("target").join(TARGET).join("release/deps");
    let place = work.join("sysroot");
    std::fs::create_dir_all(library(&place))?;
    let mut copied = 0;
    for entry in std::fs::read_dir(&built)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            std::fs::copy(&path, library(&place).join(&name))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("nothing was built in {}", built.display());
    }
    std::fs::rename(&place, sysroot)?;
    std::fs::remove_dir_all(&work)?;
    Ok(())
}
