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
use senim_message::{Outcome, Stage};

pub(crate) use action::Action;
use action::{More, Which};
use settings::Settings;

pub(crate) fn run(action: Action) -> Result<ExitCode> {
    let told = match action {
        Action::List {
            folder,
            stage,
            region,
            by,
        } => list(&mut open(&folder)?, stage, region, &by)?,
        Action::Show { folder, number, by } => show(&mut open(&folder)?, number, &by)?,
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
        } => files::export(&mut open(&folder)?, &xlsx, &by, &source, lang, all)?,
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
        } => retention::purge(&mut open(&folder)?, &by, &source, clock_is_right)?,
        Action::Redate { folder, day, by } => retention::redate(&mut open(&folder)?, &by, day)?,
        Action::Log { folder } => print::log(&open(&folder)?.log(None)?),
        Action::Backup { folder, to, by } => {
            files::back_up(&mut open(&folder)?, &folder, &to, &by)?
        }
        Action::Aggregate {
            folder,
            data,
            to,
            by,
        } => files::aggregate(&mut open(&folder)?, &data, &to, &by)?,
    };
    print::out(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Messages of a state and a region. Who looks at them is written down.
fn list(
    store: &mut Sqlite,
    stage: Option<Stage>,
    region: Option<String>,
    by: &str,
) -> Result<String> {
    named(by)?;
    let mut entries = store.entries()?;
    entries.retain(|entry| stage.is_none_or(|stage| stage.code() == entry.stage));
    entries.retain(|entry| region.as_ref().is_none_or(|region| *region == entry.region));
    store.note(by, &format!("listed {}", entries.len()), Utc::now())?;
    Ok(print::list(&entries))
}

/// A message and what was done about it. That somebody looked is no change of it.
fn show(store: &mut Sqlite, number: i64, by: &str) -> Result<String> {
    named(by)?;
    let entries = store.entries()?;
    let entry = entries.into_iter().find(|entry| entry.number == number);
    let entry = entry.with_context(|| format!("there is no message {number}"))?;
    store.note(by, &format!("looked at message {number}"), Utc::now())?;
    let log = store.log(Some(number))?;
    Ok(print::message(&entry) + &print::log(&log))
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

fn decide(
    which: Which,
    text: Option<String>,
    outcome: Option<Outcome>,
    more: More,
) -> Result<String> {
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
        Ok(()) => Ok(format!("message {}: done\n", which.number)),
        Err(unfit) => {
            let why: Vec<String> = unfit.iter().map(|(_, why)| why.to_string()).collect();
            bail!("message {}: {}", which.number, why.join("; "))
        }
    }
}

/// A log without names says nothing, and neither does one whose lines are not told apart.
fn named(by: &str) -> Result<()> {
    match by.trim() {
        "" | "sender" => bail!("--by needs the name of the officer"),
        _ if by.contains(char::is_control) => {
            bail!("--by needs the name of the officer in one line, without control characters")
        }
        _ => Ok(()),
    }
}
