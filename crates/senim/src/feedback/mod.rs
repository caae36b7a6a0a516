//! Commands of the officers who read messages.

mod files;
mod print;
mod settings;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use chrono::Utc;
use clap::{Args, Subcommand};
use senim_feedback::office::{Themes, unfit};
use senim_feedback::store::{Change, Purged, Store as _};
use senim_feedback::{DATABASE, Sqlite};
use senim_message::Outcome;
use senim_model::text::Lang;

use settings::Settings;

/// What can be done with messages.
#[derive(Subcommand)]
pub(crate) enum Action {
    /// Prints messages, a line each
    List {
        /// The feedback folder
        folder: PathBuf,
        /// Only those of this state: received, answered, closed, reopened
        #[arg(long)]
        stage: Option<String>,
        /// Only those of this region
        #[arg(long)]
        region: Option<String>,
    },
    /// Prints a message, and what was done about it
    Show {
        /// The feedback folder
        folder: PathBuf,
        /// Its number
        number: i64,
    },
    /// Answers a message
    Answer {
        #[command(flatten)]
        which: Which,
        /// The answer, for the sender and the public alike
        #[arg(long)]
        text: String,
        #[command(flatten)]
        more: More,
    },
    /// Closes a message; it needs an answer, which says who is responsible or why it is not possible
    Close {
        #[command(flatten)]
        which: Which,
        /// done, partly, elsewhere or impossible
        #[arg(long, value_parser = outcome)]
        outcome: Outcome,
        /// The answer, if there is none yet
        #[arg(long)]
        text: Option<String>,
        #[command(flatten)]
        more: More,
    },
    /// Writes a spreadsheet for officers to fill in
    Export {
        /// The feedback folder
        folder: PathBuf,
        /// The spreadsheet; it is never replaced
        #[arg(long, value_name = "FILE")]
        xlsx: PathBuf,
        /// Who takes the messages out
        #[arg(long, value_name = "NAME")]
        by: String,
        /// The source folder, whose senim.toml lists the themes
        #[arg(long)]
        source: PathBuf,
        /// The language of its headings: kk, ru or en
        #[arg(long, default_value = "kk", value_parser = lang)]
        lang: Lang,
        /// Those that are closed too
        #[arg(long)]
        all: bool,
    },
    /// Does what a spreadsheet says that was filled in; with a fault, nothing is done
    Import {
        /// The feedback folder
        folder: PathBuf,
        /// The spreadsheet
        xlsx: PathBuf,
        /// Who filled it in
        #[arg(long, value_name = "NAME")]
        by: String,
        /// The source folder, whose senim.toml lists the themes
        #[arg(long)]
        source: PathBuf,
    },
    /// Deletes what senders wrote, once it is older than the source folder promises
    Purge {
        /// The feedback folder
        folder: PathBuf,
        /// Who deletes
        #[arg(long, value_name = "NAME")]
        by: String,
        /// The source folder, whose senim.toml says `keep_days`
        #[arg(long)]
        source: PathBuf,
    },
    /// Prints who did what
    Log {
        /// The feedback folder
        folder: PathBuf,
    },
    /// Writes a copy of the database and the secret, while messages come in
    Backup {
        /// The feedback folder
        folder: PathBuf,
        /// A new folder
        #[arg(long)]
        to: PathBuf,
    },
    /// Counts messages for the next release, into the source folder
    Aggregate {
        /// The feedback folder
        folder: PathBuf,
        /// The data folder, whose regions and districts are counted
        #[arg(long)]
        data: PathBuf,
        /// The source folder
        #[arg(long)]
        to: PathBuf,
    },
}

/// Which message, and who is about it.
#[derive(Args)]
pub(crate) struct Which {
    /// The feedback folder
    folder: PathBuf,
    /// Its number
    number: i64,
    /// Who does this
    #[arg(long, value_name = "NAME")]
    by: String,
}

/// What may be said with an answer.
#[derive(Args)]
pub(crate) struct More {
    /// A theme of the list in the source folder's senim.toml
    #[arg(long, requires = "source")]
    theme: Option<String>,
    /// The source folder
    #[arg(long)]
    source: Option<PathBuf>,
    /// What may be published of the message, in the officer's words
    #[arg(long)]
    summary: Option<String>,
}

pub(crate) fn run(action: Action) -> Result<ExitCode> {
    match action {
        Action::List {
            folder,
            stage,
            region,
        } => {
            let mut entries = open(&folder)?.entries()?;
            entries.retain(|entry| stage.as_ref().is_none_or(|stage| *stage == entry.stage));
            entries.retain(|entry| region.as_ref().is_none_or(|region| *region == entry.region));
            print::list(&entries);
        }
        Action::Show { folder, number } => {
            let mut store = open(&folder)?;
            let entries = store.entries()?;
            let entry = entries.into_iter().find(|entry| entry.number == number);
            let entry = entry.with_context(|| format!("there is no message {number}"))?;
            print::message(&entry);
            print::log(&store.log(Some(number))?);
        }
        Action::Answer { which, text, more } => decide(which, Some(text), None, more)?,
        Action::Close {
            which,
            outcome,
            text,
            more,
        } => decide(which, text, Some(outcome), more)?,
        Action::Export {
            folder,
            xlsx,
            by,
            source,
            lang,
            all,
        } => {
            let settings = Settings::read(&source)?;
            let written = files::export(&mut open(&folder)?, &xlsx, &by, &settings, lang, all)?;
            println!("{}: {written} messages", xlsx.display());
        }
        Action::Import {
            folder,
            xlsx,
            by,
            source,
        } => {
            let settings = Settings::read(&source)?;
            return files::import(&mut open(&folder)?, &xlsx, &by, &settings);
        }
        Action::Purge { folder, by, source } => purge(&folder, &by, &source)?,
        Action::Log { folder } => print::log(&open(&folder)?.log(None)?),
        Action::Backup { folder, to } => {
            files::back_up(&open(&folder)?, &folder, &to)?;
            println!("{}: the database and the secret", to.display());
        }
        Action::Aggregate { folder, data, to } => {
            files::aggregate(&mut open(&folder)?, &data, &to)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The store of a folder that the endpoint has made.
fn open(folder: &Path) -> Result<Sqlite> {
    let path = folder.join(DATABASE);
    if !path.exists() {
        bail!(
            "{} is not there; `senim serve --feedback` makes it",
            path.display()
        );
    }
    Ok(Sqlite::open(&path)?)
}

fn decide(which: Which, text: Option<String>, outcome: Option<Outcome>, more: More) -> Result<()> {
    named(&which.by)?;
    for (option, text) in [("--text", &text), ("--summary", &more.summary)] {
        if let Some(why) = text.as_deref().and_then(unfit) {
            bail!("{option} {why}");
        }
    }
    if let (Some(theme), Some(source)) = (&more.theme, &more.source) {
        let known: Themes = Settings::read(source)?.themes;
        if !known.contains_key(theme) {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            bail!("{theme} is no theme; themes are {}", known.join(", "));
        }
    }
    let change = Change {
        number: which.number,
        theme: more.theme,
        answer: text.map(|text| text.trim().to_owned()),
        summary: more.summary.map(|text| text.trim().to_owned()),
        outcome,
        seen: None,
    };
    let done = open(&which.folder)?.decide(&which.by, &[change], Utc::now())?;
    match done {
        Ok(()) => {
            println!("message {}: done", which.number);
            Ok(())
        }
        Err(unfit) => {
            let why: Vec<String> = unfit.iter().map(|(_, why)| why.to_string()).collect();
            bail!("message {}: {}", which.number, why.join("; "))
        }
    }
}

fn purge(folder: &Path, by: &str, source: &Path) -> Result<()> {
    named(by)?;
    let keep_days = Settings::read(source)?.keep_days;
    match open(folder)?.purge(by, keep_days, Utc::now())? {
        Purged::Messages(count) => {
            println!("deleted the words of {count} messages, older than {keep_days} days");
            Ok(())
        }
        Purged::ClockIsBehind { today, newest } => bail!(
            "this machine says that it is {today}, and a message came on {newest}; set the clock, nothing was deleted"
        ),
    }
}

/// A log without names says nothing.
fn named(by: &str) -> Result<()> {
    match by.trim() {
        "" | "sender" => bail!("--by needs the name of the officer"),
        _ => Ok(()),
    }
}

fn outcome(text: &str) -> Result<Outcome, String> {
    let known = Outcome::ALL
        .into_iter()
        .find(|outcome| outcome.code() == text);
    known.ok_or_else(|| {
        format!(
            "outcomes are {}",
            Outcome::ALL.map(Outcome::code).join(", ")
        )
    })
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| "languages are kk, ru, en".to_owned())
}
