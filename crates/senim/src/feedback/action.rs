//! What officers may ask for.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use senim_message::{Outcome, Stage};
use senim_model::text::Lang;

/// What can be done with messages.
#[derive(Subcommand)]
pub(crate) enum Action {
    /// Prints messages, a line each
    List {
        /// The feedback folder
        folder: PathBuf,
        /// Only those of this state: received, answered, closed, reopened
        #[arg(long, value_parser = stage)]
        stage: Option<Stage>,
        /// Only those of this region
        #[arg(long)]
        region: Option<String>,
        /// Who looks at them
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// Prints a message, and what was done about it
    Show {
        /// The feedback folder
        folder: PathBuf,
        /// Its number
        number: i64,
        /// Who looks at it
        #[arg(long, value_name = "NAME")]
        by: String,
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
        /// Delete after a long silence too: somebody has looked at this machine's clock
        #[arg(long)]
        clock_is_right: bool,
    },
    /// Gives messages that came while the clock was ahead the day on which they came
    Redate {
        /// The feedback folder
        folder: PathBuf,
        /// That day, like 2026-11-26; all messages that are dated after today get it
        #[arg(long)]
        day: NaiveDate,
        /// Who does this
        #[arg(long, value_name = "NAME")]
        by: String,
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
        /// Who takes the messages out
        #[arg(long, value_name = "NAME")]
        by: String,
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
        /// Who counts
        #[arg(long, value_name = "NAME")]
        by: String,
    },
}

/// Which message, and who is about it.
#[derive(Args)]
pub(crate) struct Which {
    /// The feedback folder
    pub(crate) folder: PathBuf,
    /// Its number
    pub(crate) number: i64,
    /// Who does this
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
}

/// What may be said with an answer.
#[derive(Args)]
pub(crate) struct More {
    /// A theme of the list in the source folder's senim.toml
    #[arg(long, requires = "source")]
    pub(crate) theme: Option<String>,
    /// The source folder
    #[arg(long)]
    pub(crate) source: Option<PathBuf>,
    /// What may be published of the message, in the officer's words
    #[arg(long)]
    pub(crate) summary: Option<String>,
}

fn outcome(text: &str) -> Result<Outcome, String> {
    Outcome::from_code(text).ok_or_else(|| {
        format!(
            "outcomes are {}",
            Outcome::ALL.map(Outcome::code).join(", ")
        )
    })
}

fn stage(text: &str) -> Result<Stage, String> {
    let mut all = Stage::ALL.into_iter();
    all.find(|stage| stage.code() == text)
        .ok_or_else(|| format!("states are {}", Stage::ALL.map(Stage::code).join(", ")))
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| "languages are kk, ru, en".to_owned())
}
