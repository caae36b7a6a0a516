//! Our own figures: speed, bytes, recall.

use anyhow::Result;
use clap::ValueEnum;

use crate::portal::{self, SENIM, WASM_OPT};
use crate::run::Run;
use crate::setup::{Builder, Need, Setup, python};

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

/// What has to be there before something is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Material {
    /// One large region, published
    Region,
    /// Search and figures, compiled apart
    Alone,
    /// The site of the sample
    Site,
    /// Chromium
    Browser,
    /// Python with DuckDB
    Python,
}

impl Material {
    fn need(self) -> Need {
        match self {
            Material::Region | Material::Python => Need::default(),
            Material::Alone | Material::Site => Need::PORTAL,
            Material::Browser => Need::BROWSER,
        }
    }
}

impl Measured {
    fn takes(self) -> &'static [Material] {
        match self {
            Measured::Publish => &[],
            Measured::Calls => &[Material::Python],
            Measured::Figures => &[Material::Alone, Material::Browser],
            Measured::Map => &[Material::Site, Material::Browser],
            Measured::Run => &[Material::Region, Material::Alone, Material::Browser],
            Measured::Feedback => &[Material::Site],
        }
    }

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

/// Measures all, or some and what these need; makes nothing else.
pub(crate) fn run(only: &[Measured]) -> Result<()> {
    let measured = wanted(only);
    let takes = |material| measured.iter().any(|one| one.takes().contains(&material));
    let need = measured.iter().flat_map(|one| one.takes());
    let need = need.fold(Need::default(), |need, material| need.and(material.need()));
    let setup = Setup::gather(need);
    let mut env = Vec::new();
    if takes(Material::Python) {
        env.push(("PYTHON".into(), python()?.into()));
    }
    if takes(Material::Browser) {
        env.push(("CHROMIUM".into(), setup.browser()?.chromium.clone().into()));
    }
    Run::new("cargo", ["build", "--release", "--locked", "--package"])
        .args(&["senim"])
        .go()?;
    if takes(Material::Region) {
        region()?;
    }
    if takes(Material::Alone) {
        alone(setup.builder()?)?;
    }
    if takes(Material::Site) {
        portal::build_for_tests(setup.builder()?)?;
    }
    for one in measured {
        Run::new("node", [one.script()]).envs(&env).go()?;
    }
    Ok(())
}

/// What is measured, in its order: all, or some and what leaves their data.
fn wanted(only: &[Measured]) -> Vec<Measured> {
    let is_wanted = |measured: &Measured| {
        let needs = |chosen: &Measured| chosen == measured || chosen.after() == Some(*measured);
        only.is_empty() || only.iter().any(needs)
    };
    let all = Measured::value_variants().iter().copied();
    all.filter(is_wanted).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_take_no_browser_and_figures_take_calls_first() {
        assert!(wanted(&[Measured::Calls]) == [Measured::Calls]);
        assert!(Measured::Calls.takes() == [Material::Python]);
        assert!(wanted(&[Measured::Figures]) == [Measured::Calls, Measured::Figures]);
        assert_eq!(wanted(&[]).len(), Measured::value_variants().len());
    }
}
