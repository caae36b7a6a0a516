//! From the sample to a site that is served.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::{DateTime, Days, SecondsFormat, Utc};

use crate::imports;
use crate::run::Run;
use crate::setup::Builder;

/// Where the site that tests look at is built.
pub(crate) const SITE: &str = "target/senim/site";
/// Where the site that is served is built; it is as of now, so tests do not look at it.
const SERVED: &str = "target/senim/served";

/// The command that publishes and serves.
pub(crate) const SENIM: &str = "target/release/senim";

/// The day of the site that tests look at: what is late or not over yet stays so in any year.
const DAY_OF_TESTS: &str = "2026-11-27T00:00:00Z";

/// What is published for the two sites.
const DATA: &str = "target/senim/data";
const SERVED_DATA: &str = "target/senim/served-data";
/// Where messages to the sample portal lie; they stay from one start to the next.
const FEEDBACK: &str = "target/senim/feedback";
/// Where the portal is built.
pub(crate) const DIST: &str = "target/senim/dist";
/// The other programs: each is built apart, and its page and files go beside the first.
const OTHERS: [&str; 3] = ["rooms", "figures", "feedback"];

/// Builds the site that tests look at, as of the same day in any year.
pub(crate) fn build_for_tests(builder: &Builder) -> Result<()> {
    let time = DAY_OF_TESTS.parse().context(DAY_OF_TESTS)?;
    build(builder, time, DATA, SITE)
}

/// Builds the site that is served, as of now.
pub(crate) fn build_to_serve(builder: &Builder) -> Result<()> {
    build(builder, Utc::now(), SERVED_DATA, SERVED)
}

/// Publishes the sample as of a time, builds the portal in release, and writes the site.
fn build(builder: &Builder, time: DateTime<Utc>, data: &str, site: &str) -> Result<()> {
    Run::new(
        "cargo",
        ["build", "--release", "--locked", "--package", "senim"],
    )
    .go()?;
    sample(time, data)?;
    trunk(builder)?;
    Run::new(
        SENIM,
        ["site", "--portal", DIST, "--data", data, "--to", site],
    )
    .go()
}

/// What came late to the sample, so that there is something to revise.
const LATE: &str = "calls-astana-late.csv";
const LATE_REASON: [&str; 6] = [
    "--reason-kk",
    "2026 жылғы шілденің кейбір шақырулары кеш келді.",
    "--reason-ru",
    "Часть вызовов за июль 2026 года поступила с опозданием.",
    "--reason-en",
    "Some calls of July 2026 came late.",
];

/// Publishes the sample twice: as it was a week before, when the late calls had not come, and as
/// it is.
fn sample(time: DateTime<Utc>, data: &str) -> Result<()> {
    // The sample's data begin anew: nobody relies on its earlier releases.
    emptied(data)?;
    let early = "target/senim/sample-early";
    emptied(early)?;
    std::fs::create_dir_all(early)?;
    for entry in std::fs::read_dir("sample")? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != LATE {
            std::fs::copy(entry.path(), Path::new(early).join(entry.file_name()))?;
        }
    }
    let written = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (before, now) = (written(time - Days::new(7)), written(time));
    Run::new(SENIM, ["publish", early, "--to", data])
        .args(&["--time", &before])
        .go()?;
    Run::new(SENIM, ["publish", "sample", "--to", data])
        .args(&["--time", &now])
        .args(&LATE_REASON)
        .go()
}

/// A folder that is not there, whatever was there before.
pub(crate) fn emptied(folder: &str) -> Result<()> {
    if Path::new(folder).exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Builds the portal into [`DIST`]. Trunk leaves sheets apart and scripts as they are; one small
/// file of each kind is what a weak connection wants.
fn trunk(builder: &Builder) -> Result<()> {
    let esbuild = |args: &[&str]| Run::new("esbuild", []).args(args).envs(&builder.env).go();
    for sheet in ["main.css", "rooms.css", "figures.css", "feedback.css"] {
        let (from, to) = (
            format!("style/{sheet}"),
            format!("--outfile=target/senim/{sheet}"),
        );
        esbuild(&[&from, "--bundle", "--minify", &to])?;
    }
    let world = "node_modules/world-atlas/countries-50m.json";
    std::fs::copy(world, "target/senim/world.json").context(world)?;
    program(builder, "index.html", DIST)?;
    for other in OTHERS {
        let (page, dist) = (
            format!("{other}.html"),
            format!("target/senim/dist-of-{other}"),
        );
        program(builder, &page, &dist)?;
        for entry in std::fs::read_dir(&dist)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = match name == "index.html" {
                true => page.clone().into(),
                false => name,
            };
            std::fs::copy(entry.path(), Path::new(DIST).join(name))?;
        }
    }
    for entry in std::fs::read_dir(DIST)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "js") {
            let script = path.to_string_lossy().into_owned();
            let same = format!("--outfile={script}");
            esbuild(&[
                &script,
                "--minify",
                "--format=esm",
                "--allow-overwrite",
                &same,
            ])?;
        }
    }
    imports::number(Path::new(DIST))?;
    Ok(())
}

/// Builds one of the portal's programs from its page.
fn program(builder: &Builder, page: &str, dist: &str) -> Result<()> {
    emptied(dist)?;
    let run = Run::new("trunk", ["build", page, "--release", "--offline"])
        .args(&["--locked", "--cargo-profile", "wasm", "--dist", dist])
        // Trunk reads this as an option of its own and refuses the usual value 1.
        .env("NO_COLOR", "true");
    to_wasm(run, builder)?.go()
}

/// Flags of the compiler for WebAssembly alone.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What wasm-opt has to let through, as `index.html` tells Trunk.
pub(crate) const WASM_OPT: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Leptos keeps the type of every view apart unless told not to: 30 KB of what a visitor downloads.
const ERASED: &str = " --cfg erase_components";

/// The surroundings of a command that compiles to WebAssembly. What is compiled lies apart, as
/// another compiler may have to do it; flags that a user set for this machine do not fit.
pub(crate) fn to_wasm(run: Run, builder: &Builder) -> Result<Run> {
    let known = builder.env.iter().find(|(name, _)| name == WASM_FLAGS);
    let mut flags = known.map(|(_, flags)| flags.clone()).unwrap_or_default();
    flags.push(ERASED);
    if let Some(sources) = sources_of_crates() {
        flags.push(format!(" --remap-path-prefix={sources}="));
    }
    Ok(run
        .envs(&builder.env)
        .env(WASM_FLAGS, flags)
        .env("CARGO_TARGET_DIR", std::path::absolute("target/wasm")?)
        .without("RUSTFLAGS")
        .without("CARGO_ENCODED_RUSTFLAGS"))
}

/// Where cargo keeps the sources of crates; messages of a panic would name this folder, and so
/// the user who built the portal, to everybody. `None` where cargo cannot name it to the compiler.
fn sources_of_crates() -> Option<String> {
    let home = std::env::var("CARGO_HOME").ok().map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    let sources = home.join("registry/src/").into_os_string().into_string();
    sources
        .ok()
        .filter(|sources| !sources.contains(char::is_whitespace))
}

/// Serves the site, and takes messages beside it, until it is ended.
pub(crate) fn serve(port: u16) -> Result<()> {
    let port = port.to_string();
    Run::new(SENIM, ["serve", SERVED, "--port", &port])
        .args(&["--feedback", FEEDBACK])
        .instead()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trunk takes the flags from each page, so they are written four times.
    #[test]
    fn all_programs_are_optimised_alike() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let flags = |page: &str| {
            let html = std::fs::read_to_string(root.join(page)).unwrap();
            let (_, after) = html.split_once("data-wasm-opt-params=\"").unwrap();
            after.split_once('"').unwrap().0.to_owned()
        };
        let first = flags("index.html");
        for flag in WASM_OPT {
            assert!(first.split(' ').any(|known| known == flag), "{flag}");
        }
        for other in OTHERS {
            assert_eq!(flags(&format!("{other}.html")), first);
        }
    }
}
