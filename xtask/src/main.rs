//! `cargo xtask`: sets up what is missing, then serves or tests the portal.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the terminal is what this program is for"
)]

mod bench;
mod descent;
mod imports;
mod portal;
mod run;
mod setup;
mod soak;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

use run::Run;
use setup::{Need, Setup};
use test::Part;

#[derive(Parser)]
#[command(about = "Sets up what is missing, then does what it says")]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Publishes the sample, builds the portal and serves it
    Serve {
        /// Port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Runs every test
    Test {
        /// Only these parts
        #[arg(long, value_name = "PART")]
        only: Vec<Part>,
    },
    /// Builds the site that tests look at into target/senim/site
    Build,
    /// Prints our own figures: speed, bytes, recall
    Bench {
        /// Only these
        only: Vec<bench::Measured>,
    },
    /// Long proofs: kills, and hostile bytes and text for every reader of them
    Soak {
        /// Only these
        only: Vec<soak::Proof>,
        /// How long each reader is fed
        #[arg(long, default_value_t = 15)]
        minutes: u64,
    },
    /// Renews every golden file
    Bless,
    /// Sets up everything and stops
    Setup,
}

fn main() -> ExitCode {
    match go(Command::parse().action) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What is missing on a machine is no fault of this program: no backtrace.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn go(action: Action) -> Result<()> {
    std::env::set_current_dir(root()?).context("the project's folder")?;
    match action {
        Action::Serve { port } => {
            portal::build_to_serve(Setup::gather(Need::PORTAL).builder()?)?;
            portal::serve(port)
        }
        Action::Test { only } => test::run(&only),
        Action::Build => portal::build_for_tests(Setup::gather(Need::PORTAL).builder()?),
        Action::Bench { only } => bench::run(&only),
        Action::Soak { only, minutes } => soak::run(&only, minutes),
        Action::Bless => bless(),
        Action::Setup => {
            let setup = Setup::gather(Need::EVERYTHING);
            setup.builder()?;
            setup.browser()?;
            setup.python()?;
            eprintln!("everything is there");
            Ok(())
        }
    }
}

/// Renews what tests compare with.
fn bless() -> Result<()> {
    Run::new("cargo", ["test", "--workspace"])
        .env("INSTA_UPDATE", "always")
        .env("INSTA_FORCE_PASS", "1")
        // For files that tests compare with by themselves.
        .env("SENIM_BLESS", "1")
        .go()
}

/// The project's folder, wherever the command was typed.
fn root() -> Result<PathBuf> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = own.parent().context("xtask lies in the project's folder")?;
    Ok(root.to_owned())
}
