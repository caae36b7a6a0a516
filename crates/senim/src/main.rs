//! The command `senim`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the terminal is what this program is for"
)]

mod check;
mod facts;
mod feedback;
mod progress;
mod releases;
mod serve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use chrono::Utc;
use clap::{Parser, Subcommand};
use senim_model::text::Text;
use senim_publish::check::{State, Supplier};
use senim_publish::{release, scale, site};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        #[command(flatten)]
        outlines: Outlines,
        /// Draw each overlap, gap and crossing of outlines into this folder, as SVG
        #[arg(long, value_name = "DIR")]
        pictures: Option<PathBuf>,
    },
    /// Checks a source folder and publishes it; with errors, nothing is touched
    Publish {
        /// The source folder
        source: PathBuf,
        /// The data folder
        #[arg(long)]
        to: PathBuf,
        #[command(flatten)]
        reason: Reason,
        #[command(flatten)]
        index: releases::NewIndex,
        #[command(flatten)]
        outlines: Outlines,
    },
    #[command(flatten)]
    Releases(releases::Action),
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
        /// The publisher's public key: the data room checks the signature with it
        #[arg(long)]
        public_key: Option<PathBuf>,
    },
    /// Serves a site, and takes messages beside it
    Serve(serve::Options),
    /// Reads and answers messages
    #[command(subcommand)]
    Feedback(feedback::Action),
    /// Writes a large source folder of invented data, always the same
    Sample {
        /// How large
        #[arg(long)]
        scale: Scale,
        /// The small sample that the large one grows from
        #[arg(long, default_value = "sample")]
        from: PathBuf,
        /// Where it goes
        #[arg(long)]
        to: PathBuf,
        /// So many calls in all, for a nation
        #[arg(long, default_value_t = 0)]
        calls: usize,
    },
}

/// The size of a sample.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Scale {
    /// One region of 325 areas and 6,000 streets
    Region,
    /// Twenty regions: 6,500 areas, 20,000 places, 120,000 rows of addresses
    Nation,
}

/// Why there is a release: in one text for all languages, or in one for each.
#[derive(clap::Args)]
struct Reason {
    /// Why this release; stands beside each change
    #[arg(long, default_value = "", conflicts_with_all = ["reason_kk", "reason_ru", "reason_en"])]
    reason: String,
    /// The same in Kazakh
    #[arg(long)]
    reason_kk: Option<String>,
    /// The same in Russian
    #[arg(long)]
    reason_ru: Option<String>,
    /// The same in English
    #[arg(long)]
    reason_en: Option<String>,
}

impl Reason {
    fn text(self) -> Text {
        let or_all = |own: Option<String>| own.unwrap_or_else(|| self.reason.clone());
        Text {
            kk: or_all(self.reason_kk),
            ru: or_all(self.reason_ru),
            en: or_all(self.reason_en),
        }
    }
}

/// What is done to outlines before they are believed.
#[derive(clap::Args)]
struct Outlines {
    /// Mend outlines where that needs no guess; each repair is a warning
    #[arg(long)]
    repair: bool,
}

fn main() -> ExitCode {
    run(Command::parse().action).unwrap_or_else(|error| {
        // What a publisher can put right is no fault of this program: no backtrace.
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(action: Action) -> Result<ExitCode> {
    match action {
        Action::Check {
            source,
            data,
            format,
            outlines,
            pictures,
        } => {
            let what = check::What {
                source: &source,
                data: data.as_deref(),
                time: Utc::now(),
                repair: outlines.repair,
                pictures: pictures.as_deref(),
            };
            check::run(&what, format)
        }
        Action::Publish {
            source,
            to,
            reason,
            index,
            outlines,
        } => {
            let what = check::What {
                source: &source,
                data: Some(&to),
                time: index.time(),
                repair: outlines.repair,
                pictures: None,
            };
            publish(&what, &to, &reason.text(), &index)
        }
        Action::Releases(action) => releases::run(action),
        Action::Site {
            portal,
            data,
            to,
            base,
            public_key,
        } => {
            let summary = site::write(&site::Options {
                portal,
                data,
                to,
                base,
                public_key,
            })?;
            println!("wrote {} pages", summary.pages);
            Ok(ExitCode::SUCCESS)
        }
        Action::Serve(options) => {
            serve::run(options)?;
            Ok(ExitCode::SUCCESS)
        }
        Action::Feedback(action) => feedback::run(action),
        Action::Sample {
            scale,
            from,
            to,
            calls,
        } => {
            match scale {
                Scale::Region => scale::region(&from, &to)?,
                Scale::Nation => scale::nation(&from, &to, calls)?,
            }
            println!("wrote {}", to.display());
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn publish(
    what: &check::What<'_>,
    to: &Path,
    reason: &Text,
    index: &releases::NewIndex,
) -> Result<ExitCode> {
    let key = index.key()?;
    let (directory, report) = check::check(what);
    eprintln!("{report}");
    let Some(directory) = directory else {
        eprintln!("nothing was published");
        return Ok(ExitCode::FAILURE);
    };
    let request = release::Request {
        reason,
        key: key.as_ref(),
        progress: &*progress::told(),
        ..release::Request::new(what.source, to, what.time)
    };
    let summary = release::publish(&directory, &request).context("nothing was published")?;
    index.warn(to, summary.sequence);
    let bytes: usize = summary.files.iter().map(|(_, bytes)| bytes).sum();
    println!(
        "published {} as index {}: {} files, {bytes} bytes",
        summary.release,
        summary.sequence,
        summary.files.len()
    );
    match summary.record {
        Some(record) => println!("new release of the record: {record}"),
        None => println!("nothing of the record changed"),
    }
    for Supplier { id, state } in &directory.suppliers {
        match state {
            State::Fresh => {}
            State::Late => println!("held back: {id}; what it published last stays"),
            State::Missing => println!("held back: {id}; it has not published anything so far"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Says something to whoever started this.
fn say(text: &str) {
    println!("{text}");
}

/// Says what an operator has to know.
fn warn(text: &str) {
    eprintln!("{text}");
}
