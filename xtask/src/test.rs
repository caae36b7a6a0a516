//! Every test, part by part, with the time that each took.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::portal;
use crate::run::Run;
use crate::setup::{Need, Tools};

const PARTS: [&str; 6] = ["fmt", "clippy", "native", "wasm", "site", "e2e"];

struct Outcome {
    part: &'static str,
    took: Duration,
    error: Option<String>,
}

/// Runs all parts, or some of them, and prints what came of each.
pub(crate) fn run(only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|part| !PARTS.contains(&part.as_str())) {
        bail!("no part {unknown}; there are {}", PARTS.join(", "));
    }
    let tools = Tools::set_up(Need::Test)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for part in PARTS {
        if !only.is_empty() && !only.iter().any(|wanted| wanted == part) {
            continue;
        }
        let site_failed = outcomes
            .iter()
            .any(|outcome| outcome.part == "site" && outcome.error.is_some());
        eprintln!("\n── {part}");
        let start = Instant::now();
        let result = if part == "e2e" && site_failed {
            Err(anyhow::anyhow!("there is no site to test"))
        } else {
            run_part(part, &tools)
        };
        outcomes.push(Outcome {
            part,
            took: start.elapsed(),
            error: result.err().map(|error| format!("{error:#}")),
        });
    }
    summary(&outcomes)
}

fn run_part(part: &str, tools: &Tools) -> Result<()> {
    match part {
        "fmt" => Run::new("cargo", ["fmt", "--all", "--check"]).go(),
        "clippy" => Run::new(
            "cargo",
            ["clippy", "--workspace", "--all-targets", "--locked"],
        )
        .arg("--")
        .arg("--deny=warnings")
        .go(),
        "native" => Run::new("cargo", ["test", "--workspace", "--locked"]).go(),
        "wasm" => wasm(tools),
        "site" => portal::build(tools),
        _ => e2e(tools),
    }
}

/// The portal's own tests once more, where it really runs.
fn wasm(tools: &Tools) -> Result<()> {
    Run::new("cargo", ["test", "--locked", "--package", "senim-portal"])
        .arg("--target=wasm32-unknown-unknown")
        .envs(&tools.env)
        .env(
            "CARGO_TARGET_DIR",
            std::path::absolute(portal::WASM_TARGET_DIR)?,
        )
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env(
            "CHROMEDRIVER",
            tools.chromedriver.clone().unwrap_or_default(),
        )
        .go()
}

fn e2e(tools: &Tools) -> Result<()> {
    Run::new("npm", ["test", "--silent"])
        .envs(&tools.env)
        .env("SENIM_SITE", std::path::absolute(portal::SITE)?)
        .env("SENIM", std::path::absolute("target/release/senim")?)
        .env("CHROMIUM", tools.chromium.clone().unwrap_or_default())
        .go()
}

fn summary(outcomes: &[Outcome]) -> Result<()> {
    println!();
    for outcome in outcomes {
        let word = if outcome.error.is_some() {
            "failed"
        } else {
            "ok"
        };
        println!(
            "{:<8} {word:<8} {:>6.1} s",
            outcome.part,
            outcome.took.as_secs_f64()
        );
    }
    for outcome in outcomes {
        if let Some(error) = &outcome.error {
            println!("{}: {error}", outcome.part);
        }
    }
    let failed = outcomes
        .iter()
        .filter(|outcome| outcome.error.is_some())
        .count();
    println!("\n{} passed, {failed} failed", outcomes.len() - failed);
    if failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}
