//! Commands about what is published: keys, checking, comparing, going back, taking out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use senim_publish::archive::{self, Repack, Rollback, Signed, Verified, Withdrawal};
use senim_publish::release::Change;
use senim_publish::signature::{Key, PublicKey};
use senim_publish::site;

use crate::progress;

/// What can be done with what is published.
#[derive(Subcommand)]
pub(crate) enum Action {
    /// Makes a secret key for signing, and the public key beside it, ending with .pub
    Keygen {
        /// Where the secret key goes; it is never replaced
        #[arg(long)]
        to: PathBuf,
    },
    /// Checks the index, its signature, and every file that is published
    Verify {
        /// The data folder
        data: PathBuf,
        /// The publisher's public key; the index has to be signed with it
        #[arg(long)]
        public_key: Option<PathBuf>,
    },
    /// Prints what changed between two releases
    Diff {
        /// The earlier release: its folder, or its name with --data
        before: String,
        /// The later release
        after: String,
        /// The data folder that the names are looked up in
        #[arg(long)]
        data: Option<PathBuf>,
        /// For people, or for their tools
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Goes back to an earlier release; the index gets a higher number
    Rollback {
        /// The data folder
        data: PathBuf,
        /// record/… or directory/…; without it, the release of the record before the current one
        #[arg(long)]
        to: Option<String>,
        #[command(flatten)]
        index: NewIndex,
    },
    /// Takes a file out of a release and leaves a note that says why
    Withdraw {
        /// The data folder
        data: PathBuf,
        /// record/… or directory/…
        release: String,
        /// The file, like coverage.csv
        file: String,
        /// Why; everybody can read it
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        index: NewIndex,
    },
    /// Makes the portal's packs anew from what is published, after an update of this program
    Repack {
        /// The data folder
        data: PathBuf,
        #[command(flatten)]
        index: NewIndex,
    },
    /// Prints the files of a site in the order in which to upload them, the index last
    UploadOrder {
        /// The site
        site: PathBuf,
    },
}

/// How an index is written.
#[derive(Args)]
pub(crate) struct NewIndex {
    /// As of this time instead of now, like 2026-11-24T12:00:00Z
    #[arg(long)]
    pub(crate) time: Option<DateTime<Utc>>,
    /// The secret key to sign with
    #[arg(long)]
    pub(crate) key: Option<PathBuf>,
}

impl NewIndex {
    /// The time that is meant.
    pub(crate) fn time(&self) -> DateTime<Utc> {
        self.time.unwrap_or_else(Utc::now)
    }

    /// Warns where a new index is not signed and the one before was: readers may insist on it.
    pub(crate) fn warn(&self, data: &Path, sequence: u32) {
        let before = archive::is_signed(data, sequence.saturating_sub(1));
        if before && !archive::is_signed(data, sequence) {
            eprintln!(
                "warning: index {sequence} is not signed, and the one before was; sign it with --key"
            );
        }
    }

    /// The key, if there is to be a signature.
    pub(crate) fn key(&self) -> Result<Option<Key>> {
        Ok(self.key.as_deref().map(Key::read).transpose()?)
    }
}

/// How a comparison is printed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// Lines to read
    Text,
    /// A table
    Csv,
}

pub(crate) fn run(action: Action) -> Result<ExitCode> {
    match action {
        Action::Keygen { to } => keygen(&to),
        Action::Verify { data, public_key } => verify(&data, public_key.as_deref()),
        Action::Diff {
            before,
            after,
            data,
            format,
        } => {
            let folder = |name: &str| archive::release_folder(name, data.as_deref());
            let changes = archive::diff(&folder(&before)?, &folder(&after)?)?;
            match format {
                Format::Text => print(&changes),
                Format::Csv => table(&changes)?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Action::Rollback { data, to, index } => {
            let new = archive::rollback(&Rollback {
                data: &data,
                to: to.as_deref(),
                time: index.time(),
                key: index.key()?.as_ref(),
            })?;
            index.warn(&data, new.sequence);
            println!(
                "index {} points to directory {} and record {}",
                new.sequence, new.directory.id, new.record.id
            );
            Ok(ExitCode::SUCCESS)
        }
        Action::Withdraw {
            data,
            release,
            file,
            reason,
            index,
        } => {
            let new = archive::withdraw(&Withdrawal {
                data: &data,
                release: &release,
                file: &file,
                reason: &reason,
                time: index.time(),
                key: index.key()?.as_ref(),
            })?;
            index.warn(&data, new.sequence);
            println!("index {}: {release}/{file} is withdrawn", new.sequence);
            println!(
                "Build and upload the site again, and remove the file from the host and its caches."
            );
            if release.starts_with("directory") {
                println!(
                    "The portal's packs still hold what stood in it: mend the source and publish."
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Action::Repack { data, index } => {
            let made = archive::repack(&Repack {
                data: &data,
                time: index.time(),
                key: index.key()?.as_ref(),
                progress: &*progress::told(),
            })?;
            match made {
                Some(new) => {
                    index.warn(&data, new.sequence);
                    println!("index {} names new packs", new.sequence);
                }
                None => println!("the packs are as this version makes them"),
            }
            Ok(ExitCode::SUCCESS)
        }
        Action::UploadOrder { site } => {
            let mut out = std::io::stdout().lock();
            for path in site::upload_order(&site)? {
                writeln!(out, "{path}")?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn keygen(to: &Path) -> Result<ExitCode> {
    let public = to.with_extension("pub");
    anyhow::ensure!(public != to, "the secret key cannot end with .pub");
    anyhow::ensure!(
        !public.exists(),
        "{} is there already, and keys are never replaced",
        public.display()
    );
    let key = Key::generate()?;
    key.write(to)?;
    key.public().write(&public)?;
    println!(
        "secret key {}: keep it offline, and a copy of it",
        to.display()
    );
    println!(
        "public key {} ({}): hand it out where people know you from",
        public.display(),
        key.public().id()
    );
    Ok(ExitCode::SUCCESS)
}

fn verify(data: &Path, public: Option<&Path>) -> Result<ExitCode> {
    let public = public.map(PublicKey::read).transpose()?;
    let found = archive::verify(data, public.as_ref(), &*progress::told())?;
    let Verified {
        sequence,
        time,
        releases,
        files,
        bytes,
        ..
    } = &found;
    for fault in &found.faults {
        eprintln!("error: {fault}");
    }
    println!("index {sequence} of {time}: {releases} releases, {files} files, {bytes} bytes");
    match &found.signed {
        _ if !found.faults.is_empty() => {
            println!("{} faults", found.faults.len());
            return Ok(ExitCode::FAILURE);
        }
        Signed::Nobody => println!("complete and undamaged; not signed"),
        Signed::ByKeyBeside(id) => println!(
            "complete and undamaged; signed with the key {id} that lies beside it: compare it with \
             the one that the publisher hands out, or give that one with --public-key"
        ),
        Signed::ByKeyGiven(id) => println!("complete and undamaged; signed with the key {id}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn print(changes: &[Change]) {
    for change in changes {
        let Change {
            table,
            key,
            column,
            before,
            after,
            kind,
        } = change;
        let kind = kind.code();
        if column.is_empty() {
            println!("{table} {key}: {kind}");
        } else {
            let shown = |text: &str| match text {
                "" => "(empty or not shown)".to_owned(),
                text => format!("“{text}”"),
            };
            println!(
                "{table} {key}, {column}: {} → {}",
                shown(before),
                shown(after)
            );
        }
    }
    println!("{} changes", changes.len());
}

fn table(changes: &[Change]) -> Result<()> {
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let written = table
        .write_record(["table", "key", "column", "before", "after", "kind"])
        .and_then(|()| {
            changes.iter().try_for_each(|change| {
                let Change {
                    table: name,
                    key,
                    column,
                    before,
                    after,
                    kind,
                } = change;
                table.write_record([name, key, column, before, after, kind.code()])
            })
        });
    written.context("the table cannot be written")?;
    Ok(table.flush()?)
}
