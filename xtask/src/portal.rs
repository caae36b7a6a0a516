//! From the sample to a site that is served.

use std::path::Path;

use anyhow::Result;

use crate::run::Run;
use crate::setup::Tools;

/// Where the site of the sample is built.
pub(crate) const SITE: &str = "target/senim/site";
const DATA: &str = "target/senim/data";
const DIST: &str = "target/senim/dist";
const SENIM: &str = "target/release/senim";

/// What is compiled to WebAssembly lies apart: another compiler may have to do it.
pub(crate) const WASM_TARGET_DIR: &str = "target/wasm";

/// Publishes the sample, builds the portal in release, and writes the site.
pub(crate) fn build(tools: &Tools) -> Result<()> {
    Run::new(
        "cargo",
        ["build", "--release", "--locked", "--package", "senim"],
    )
    .go()?;
    Run::new(SENIM, ["publish", "sample", "--to", DATA]).go()?;
    trunk(tools)?;
    Run::new(
        SENIM,
        ["site", "--portal", DIST, "--data", DATA, "--to", SITE],
    )
    .go()
}

fn trunk(tools: &Tools) -> Result<()> {
    Run::new("trunk", ["build", "--release", "--offline", "--locked"])
        .arg("--cargo-profile")
        .arg("wasm")
        .arg("--dist")
        .arg(DIST)
        .envs(&tools.env)
        .env("CARGO_TARGET_DIR", std::path::absolute(WASM_TARGET_DIR)?)
        .env("NO_COLOR", "true")
        .go()
}

/// Serves the site until it is ended.
pub(crate) fn serve(port: u16) -> Result<()> {
    let port = port.to_string();
    Run::new(SENIM, ["serve", SITE, "--port", &port])
        .patience(u64::MAX / 2)
        .go()
}

/// Prints our own figures.
pub(crate) fn bench(tools: &Tools) -> Result<()> {
    let region = Path::new("target/senim/region");
    if region.exists() {
        std::fs::remove_dir_all(region)?;
    }
    Run::new(
        SENIM,
        ["sample", "--scale", "region", "--from", "sample", "--to"],
    )
    .arg(&region.to_string_lossy())
    .go()?;
    Run::new(
        SENIM,
        [
            "publish",
            "target/senim/region",
            "--to",
            "target/senim/region-data",
        ],
    )
    .go()?;
    Run::new("node", ["bench/run.mjs"])
        .envs(&tools.env)
        .env("CHROMIUM", tools.chromium.clone().unwrap_or_default())
        .go()
}
