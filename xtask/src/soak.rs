//! Long proofs, run by hand: kills during publication and of the endpoint, other people's tools on
//! what is published and on the API, the guide followed to the letter, hostile bytes and text for
//! every reader of what others control. `docs/soak.md` tells what they found.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use crate::portal::{self, DIST, SENIM};
use crate::run::Run;
use crate::setup::{Need, Setup, fuzzer, python, r};

/// How often a publication is killed.
const KILLS: &str = "200";

/// How often the endpoint for messages is killed.
const ENDPOINT_KILLS: &str = "300";

/// In how many cases its API is tried at least.
const CASES: &str = "10000";

/// What is tried for long.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Proof {
    /// 200 kills at random moments of a publication
    Kills,
    /// 300 kills of the endpoint for messages, while eight senders send
    Feedback,
    /// Its API in 10,000 cases, made by schemathesis from its own description
    Api,
    /// Every published file, read by frictionless, pandas, GDAL and OpenSSL
    Tools,
    /// docs/publishing.md, followed to the letter in a fresh folder
    Guide,
    /// Estimates from responses, by R's package survey
    R,
    /// Packs, as the browser opens them
    Pack,
    /// Addresses, as visitors type them
    Address,
    /// House lists, as publishers write them
    Houses,
    /// Outlines of areas in GeoJSON
    Outlines,
    /// Outlines of areas in Shapefiles and their tables
    Shapefile,
    /// Tables, as offices save them
    Table,
    /// Tables of calls, read row by row
    Calls,
}

/// Runs all proofs, or some; readers are fuzzed for so many minutes each.
pub(crate) fn run(only: &[Proof], minutes: u64) -> Result<()> {
    for proof in Proof::value_variants() {
        if !only.is_empty() && !only.contains(proof) {
            continue;
        }
        match proof {
            Proof::Kills => kill("crash", KILLS)?,
            Proof::Feedback => kill("feedback_crash", ENDPOINT_KILLS)?,
            Proof::Api => try_api()?,
            Proof::Tools => read_back()?,
            Proof::Guide => follow_guide()?,
            Proof::R => ask_r()?,
            reader => {
                // Every other proof bears the name of a target in `fuzz/`.
                let value = reader.to_possible_value();
                let name = value.as_ref().map_or("", |value| value.get_name());
                fuzz(name, minutes)?;
            }
        }
    }
    Ok(())
}

fn kill(test: &str, times: &str) -> Result<()> {
    Run::new("cargo", ["test", "--release", "--package", "senim"])
        .args(&["--test", test, "--", "--nocapture"])
        .env("SENIM_KILLS", times)
        .go()
}

fn command() -> Result<()> {
    Run::new(
        "cargo",
        ["build", "--release", "--locked", "--package", "senim"],
    )
    .go()
}

/// Tries the endpoint against its own description.
fn try_api() -> Result<()> {
    let python = python()?;
    command()?;
    Run::new(&python, ["tests/tools/try_api.py", SENIM, CASES]).go()
}

/// Publishes the sample and a nation, signed, and reads them with tools that are not ours.
fn read_back() -> Result<()> {
    let python = python()?;
    command()?;
    let work = "target/senim/tools";
    portal::emptied(work)?;
    std::fs::create_dir_all(work)?;
    let [key, public, nation] =
        ["senim.key", "senim.pub", "nation"].map(|name| format!("{work}/{name}"));
    Run::new(SENIM, ["keygen", "--to", &key]).go()?;
    Run::new(SENIM, ["sample", "--scale", "nation", "--to", &nation]).go()?;
    for source in ["sample", &nation] {
        let data = format!(
            "{work}/data-of-{}",
            source.rsplit('/').next().unwrap_or_default()
        );
        Run::new(SENIM, ["publish", source, "--to", &data, "--key", &key]).go()?;
        Run::new(&python, ["tests/tools/read_back.py", &data, &public]).go()?;
    }
    Ok(())
}

/// Does what the publisher's guide says, with the command and the portal as they are built now.
fn follow_guide() -> Result<()> {
    let python = python()?;
    portal::build_for_tests(Setup::gather(Need::PORTAL).builder()?)?;
    Run::new(&python, ["tests/tools/follow_publishing.py", SENIM, DIST]).go()
}

/// Lets R estimate again what `crates/estimate` is tested against, and tells what differs.
fn ask_r() -> Result<()> {
    const KEPT: &str = "crates/estimate/tests/r";
    let work = "target/senim/r";
    portal::emptied(work)?;
    std::fs::create_dir_all(work)?;
    Run::new(r()?, ["crates/estimate/tests/r/survey.R", work]).go()?;
    Run::new("diff", ["--recursive", "--exclude=survey.R", KEPT, work]).go()?;
    Run::new("cargo", ["test", "--package", "senim-estimate"]).go()
}

/// Fuzzes a reader from what it has learnt before, and keeps the least that teaches as much. What
/// is found stays in `fuzz/artifacts`.
fn fuzz(reader: &str, minutes: u64) -> Result<()> {
    let path = fuzzer()?;
    let cargo_fuzz = |action: &str| {
        // The code is safe Rust, so what can go wrong is a panic, and no sanitizer is needed.
        Run::new("cargo", ["fuzz", action, "--sanitizer", "none", reader])
            .env("PATH", &path)
            .env("RUSTC_BOOTSTRAP", "1")
            .patience(minutes * 60 + 15 * 60)
    };
    let kept = format!("fuzz/kept/{reader}.tar.gz");
    if !Path::new("fuzz/corpus").join(reader).exists() && Path::new(&kept).exists() {
        Run::new("tar", ["--extract", "--file", &kept, "--directory", "fuzz"]).go()?;
    }
    let seconds = format!("-max_total_time={}", minutes * 60);
    cargo_fuzz("run")
        .args(&["--", &seconds, "-timeout=10", "-print_final_stats=1"])
        .go()?;
    cargo_fuzz("cmin").go()?;
    std::fs::create_dir_all("fuzz/kept")?;
    let same_bytes = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0"];
    Run::new("tar", ["--create", "--gzip", "--file", &kept])
        .args(&same_bytes)
        .args(&["--directory", "fuzz", &format!("corpus/{reader}")])
        .go()
}
