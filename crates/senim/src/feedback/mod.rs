//! Commands of the officers who read messages.

mod action;
mod files;
mod print;
mod retention;
mod settings;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use chrono::Utc;
use senim_feedback::office::{Themes, unfit};
use senim_feedback::store::{Change, Store as _};
use senim_feedback::{DATABASE, Sqlite};
use senim_message::Outcome;

pub(crate) use action::Action;
use action::{More, Which};
use settings::Settings;

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
            let written = files::export(&mut open(&folder)?, &xlsx, &by, &source, lang, all)?;
            println!("{}: {written} messages", xlsx.display());
        }
        Action::Import {
            folder,
            xlsx,
            by,
            source,
        } => return files::import(&mut open(&folder)?, &xlsx, &by, &source),
        Action::Purge {
            folder,
            by,
            source,
            clock_is_right,
        } => {
            let done = retention::purge(&mut open(&folder)?, &by, &source, clock_is_right)?;
            println!("{done}");
        }
        Action::Redate { folder, day, by } => {
            println!("{}", retention::redate(&mut open(&folder)?, &by, day)?);
        }
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

/// A log without names says nothing.
fn named(by: &str) -> Result<()> {
    match by.trim() {
        "" | "sender" => bail!("--by needs the name of the officer"),
        _ => Ok(()),
    }
}
