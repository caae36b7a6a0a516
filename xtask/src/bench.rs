//! Our own figures: speed, bytes, recall.

use anyhow::Result;
use clap::ValueEnum;

use crate::portal::{self, SENIM, WASM_OPT};
use crate::run::Run;
use crate::setup::{Browser, Builder, python};

/// What is measured, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Measured {
    /// A nation checked and published
    Publish,
    /// Ten million calls, beside DuckDB
    Calls,
    /// A choice on a page of response times; calls are published first
    Figures,
    /// A step of zoom, beside plain Leaflet; a nation is published first
    Map,
    /// Bytes and time to a card, and what a search finds
    Run,
    /// Messages accepted
    Feedback,
}

impl Measured {
    /// What leaves the data that this is measured on.
    fn after(self) -> Option<Measured> {
        match self {
            Measured::Figures => Some(Measured::Calls),
            Measured::Map => Some(Measured::Publish),
            Measured::Publish | Measured::Calls | Measured::Run | Measured::Feedback => None,
        }
    }

    fn script(self) -> &'static str {
        match self {
            Measured::Publish => "bench/publish.mjs",
            Measured::Calls => "bench/calls.mjs",
            Measured::Figures => "bench/figures.mjs",
            Measured::Map => "bench/map.mjs",
            Measured::Run => "bench/run.mjs",
            Measured::Feedback => "bench/feedback.mjs",
        }
    }
}

/// Measures all, or some and what these need.
pub(crate) fn run(only: &[Measured], builder: &Builder, browser: &Browser) -> Result<()> {
    Run::new("cargo", ["build", "--release", "--locked", "--package"])
        .args(&["senim"])
        .go()?;
    region()?;
    let python = python()?;
    alone(builder)?;
    portal::build_for_tests(builder)?;
    let is_needed = |measured: &Measured| {
        let needs = |chosen: &Measured| chosen == measured || chosen.after() == Some(*measured);
        only.is_empty() || only.iter().any(needs)
    };
    for measured in Measured::value_variants()
        .iter()
        .filter(|one| is_needed(one))
    {
        Run::new("node", [measured.script()])
            .envs(&builder.env)
            .env("CHROMIUM", &browser.chromium)
            .env("PYTHON", &python)
            .go()?;
    }
    Ok(())
}

/// Publishes one large region.
fn region() -> Result<()> {
    let (source, data) = ("target/senim/region", "target/senim/region-data");
    portal::emptied(source)?;
    portal::emptied(data)?;
    Run::new(SENIM, ["sample", "--scale", "region", "--from", "sample"])
        .args(&["--to", source])
        .go()?;
    Run::new(SENIM, ["publish", source, "--to", data]).go()
}

/// Compiles search and figures apart from their pages, just as the portal has them.
fn alone(builder: &Builder) -> Result<()> {
    let build = Run::new("cargo", ["build", "--locked", "--package", "senim-bench"]).args(&[
        "--profile",
        "wasm",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    portal::to_wasm(build, builder)?.go()?;
    let bound = "target/senim/bench/senim_bench_bg.wasm";
    Run::new("wasm-bindgen", ["--target", "web", "--out-dir"])
        .args(&["target/senim/bench"])
        .args(&["target/wasm/wasm32-unknown-unknown/wasm/senim_bench.wasm"])
        .envs(&builder.env)
        .go()?;
    Run::new("wasm-opt", ["-Oz", bound, "-o", bound])
        .args(&WASM_OPT)
        .envs(&builder.env)
        .go()
}
