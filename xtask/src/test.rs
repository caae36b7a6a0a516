//! Every test, part by part, with the time that each took.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::portal::{self, SENIM, SITE};
use crate::run::Run;
use crate::setup::{Need, Setup};

/// One part of the tests; they run in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Part {
    /// The code is formatted
    Fmt,
    /// The compiler and clippy find nothing
    Clippy,
    /// Everything that runs natively
    Native,
    /// The portal's own tests in a browser
    Wasm,
    /// The site of the sample is built
    Site,
    /// Visitors' journeys on the built site
    E2e,
}

struct Outcome {
    part: Part,
    took: Duration,
    error: Option<String>,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Fmt => "fmt",
            Part::Clippy => "clippy",
            Part::Native => "native",
            Part::Wasm => "wasm",
            Part::Site => "site",
            Part::E2e => "e2e",
        }
    }

    fn need(self) -> Need {
        match self {
            Part::Fmt | Part::Clippy | Part::Native => Need::default(),
            Part::Site => Need::PORTAL,
            Part::Wasm => Need::BROWSER,
            Part::E2e => Need::EVERYTHING,
        }
    }

    fn run(self, setup: &Setup, before: &[Outcome]) -> Result<()> {
        match self {
            Part::Fmt => Run::new("cargo", ["fmt", "--all", "--check"]).go(),
            Part::Clippy => clippy(),
            Part::Native => Run::new("cargo", ["test", "--workspace", "--locked"])
                .args(&["--no-fail-fast"])
                .go(),
            Part::Wasm => wasm(setup),
            Part::Site => portal::build_for_tests(setup.builder()?),
            Part::E2e => {
                if before.iter().any(Outcome::is_failed_site) || !Path::new(SITE).is_dir() {
                    bail!("there is no site to test; the part `site` builds it");
                }
                e2e(setup)
            }
        }
    }
}

impl Outcome {
    fn is_failed_site(&self) -> bool {
        self.part == Part::Site && self.error.is_some()
    }
}

/// Runs all parts, or some of them, and prints what came of each.
pub(crate) fn run(only: &[Part]) -> Result<()> {
    let parts = Part::value_variants().iter().copied();
    let parts: Vec<Part> = parts
        .filter(|part| only.is_empty() || only.contains(part))
        .collect();
    let start = Instant::now();
    let need = parts.iter().map(|part| part.need());
    let setup = Setup::gather(need.fold(Need::default(), Need::and));
    // Said now as well as in the end: whoever watches may put it right while the rest runs.
    for complaint in setup.complaints() {
        eprintln!("cannot set up: {complaint}");
    }
    eprintln!("set up in {:.1} s", start.elapsed().as_secs_f64());
    let mut outcomes: Vec<Outcome> = Vec::new();
    for part in parts {
        eprintln!("\n── {}", part.name());
        let start = Instant::now();
        let result = part.run(&setup, &outcomes);
        outcomes.push(Outcome {
            part,
            took: start.elapsed(),
            error: result.err().map(|error| format!("{error:#}")),
        });
    }
    summary(&outcomes);
    if outcomes.iter().any(|outcome| outcome.error.is_some()) {
        // The count is the last line; an error returned from here would add another.
        std::process::exit(1);
    }
    Ok(())
}

/// The workspace, and the targets of hostile bytes, which are compiled apart from it.
fn clippy() -> Result<()> {
    Run::new("cargo", ["clippy", "--workspace", "--all-targets"])
        .args(&["--locked", "--", "--deny=warnings"])
        .go()?;
    Run::new("cargo", ["check", "--manifest-path", "fuzz/Cargo.toml"])
        .args(&["--locked", "--target-dir", "target/fuzz"])
        .go()
}

/// The portal's own tests, where it really runs.
fn wasm(setup: &Setup) -> Result<()> {
    let run = Run::new("cargo", ["test", "--locked", "--package", "senim-portal"])
        .args(&[
            "--package",
            "wasm-streams",
            "--target=wasm32-unknown-unknown",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", &setup.browser()?.driver)
        // Without this a test file that does not ask for a browser runs in node.
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // A browser on a busy machine needs more than the usual 20 seconds.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    portal::to_wasm(run, setup.builder()?)?.go()
}

fn e2e(setup: &Setup) -> Result<()> {
    // What a test compiles is for this machine: the compiler for WebAssembly is not named to it.
    let env = setup.builder()?.env.iter();
    let path: Vec<_> = env.filter(|(name, _)| name == "PATH").cloned().collect();
    Run::new("npm", ["test", "--silent"])
        .envs(&path)
        .env("SENIM_SITE", std::path::absolute(SITE)?)
        .env("SENIM", std::path::absolute(SENIM)?)
        .env("CHROMIUM", &setup.browser()?.chromium)
        .env("PYTHON", setup.python()?)
        .go()
}

fn summary(outcomes: &[Outcome]) {
    println!();
    for outcome in outcomes {
        let word = outcome.error.as_ref().map_or("ok", |_| "failed");
        let (name, seconds) = (outcome.part.name(), outcome.took.as_secs_f64());
        println!("{name:<8} {word:<8} {seconds:>6.1} s");
    }
    for outcome in outcomes {
        if let Some(error) = &outcome.error {
            println!("{}: {error}", outcome.part.name());
        }
    }
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some());
    let failed = failed.count();
    println!("\n{} passed, {failed} failed", outcomes.len() - failed);
}
