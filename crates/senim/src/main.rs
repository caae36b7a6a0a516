//! The command `senim`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the terminal is what this program is for"
)]

mod check;
mod serve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand};
use senim_publish::{release, scale, site};

#[derive(Parser)]
#[command(version, about = "Publishes who serves where, and serves the portal")]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Prints everything that is wrong with a source folder
    Check {
        /// The source folder
        source: PathBuf,
        /// The data folder, to compare with what is published
        #[arg(long)]
        data: Option<PathBuf>,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = check::Format::Text)]
        format: check::Format,
    },
    /// Checks a source folder and publishes it; with errors, nothing is touched
    Publish {
        /// The source folder
        source: PathBuf,
        /// The data folder
        #[arg(long)]
        to: PathBuf,
        /// As of this time instead of now, like 2026-11-24T12:00:00Z
        #[arg(long)]
        time: Option<DateTime<Utc>>,
    },
    /// Writes what is uploaded: the portal, the data, and a page for everything
    Site {
        /// The portal as Trunk built it
        #[arg(long)]
        portal: PathBuf,
        /// The data folder
        #[arg(long)]
        data: PathBuf,
        /// Where the site goes
        #[arg(long)]
        to: PathBuf,
        /// The folder of the host that the site will lie in
        #[arg(long, default_value = "/")]
        base: String,
    },
    /// Serves a site on this machine
    Serve {
        /// The site
        site: PathBuf,
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Writes a large source folder of invented data, always the same
    Sample {
        /// How large
        #[arg(long, value_parser = ["region"])]
        scale: String,
        /// The small sample that the large one grows from
        #[arg(long, default_value = "sample")]
        from: PathBuf,
        /// Where it goes
        #[arg(long)]
        to: PathBuf,
    },
}

fn main() -> Result<ExitCode> {
    match Command::parse().action {
        Action::Check {
            source,
            data,
            format,
        } => check::run(&source, data.as_deref(), format),
        Action::Publish { source, to, time } => {
            let time = time.unwrap_or_else(Utc::now);
            let (directory, report) = check::check(&source, Some(&to), time);
            eprintln!("{report}");
            let Some(directory) = directory else {
                eprintln!("nothing was published");
                return Ok(ExitCode::FAILURE);
            };
            let summary = release::publish(&directory, &source, &to, time)?;
            let bytes: usize = summary.files.iter().map(|(_, bytes)| bytes).sum();
            println!(
                "published {}: {} files, {bytes} bytes",
                summary.release,
                summary.files.len()
            );
            Ok(ExitCode::SUCCESS)
        }
        Action::Site {
            portal,
            data,
            to,
            base,
        } => {
            let summary = site::write(&site::Options {
                portal,
                data,
                to,
                base,
            })?;
            println!("wrote {} pages", summary.pages);
            Ok(ExitCode::SUCCESS)
        }
        Action::Serve { site, port } => {
            serve(&site, port)?;
            Ok(ExitCode::SUCCESS)
        }
        Action::Sample { from, to, .. } => {
            scale::region(&from, &to)?;
            println!("wrote {}", to.display());
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[tokio::main]
async fn serve(site: &Path, port: u16) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} cannot be used; choose another with --port"))?;
    println!("Senim is at http://{}", listener.local_addr()?);
    let stop = async {
        // Where the signal cannot be heard, the process is ended from outside.
        let _ = tokio::signal::ctrl_c().await;
    };
    serve::run(listener, site, stop).await
}
