//! `cargo xtask`: sets up what is missing, then serves or tests the portal.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the terminal is what this program is for"
)]

mod portal;
mod run;
mod setup;
mod test;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

use run::Run;
use setup::{Need, Tools};

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
        /// Only these parts: fmt, clippy, native, wasm, site, e2e
        #[arg(long, value_name = "PART")]
        only: Vec<String>,
    },
    /// Builds the site of the sample into target/senim/site
    Build,
    /// Prints our own figures: speed, bytes, recall
    Bench,
    /// Renews every golden file
    Bless,
    /// Sets up everything and stops
    Setup,
}

fn main() -> Result<()> {
    let command = Command::parse();
    std::env::set_current_dir(root()?).context("the project's folder")?;
    match command.action {
        Action::Serve { port } => {
            let tools = Tools::set_up(Need::Serve)?;
            portal::build(&tools)?;
            portal::serve(port)
        }
        Action::Test { only } => test::run(&only),
        Action::Build => portal::build(&Tools::set_up(Need::Serve)?),
        Action::Bench => {
            let tools = Tools::set_up(Need::Test)?;
            portal::build(&tools)?;
            portal::bench(&tools)
        }
        Action::Bless => Run::new("cargo", ["test", "--workspace"])
            .env("INSTA_UPDATE", "always")
            .env("INSTA_FORCE_PASS", "1")
            .go(),
        Action::Setup => Tools::set_up(Need::Test).map(|_| ()),
    }
}

/// The project's folder, wherever the command was typed.
fn root() -> Result<PathBuf> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = own.parent().context("xtask lies in the project's folder")?;
    Ok(root.to_owned())
}
