//! Spreadsheets, backups and tables: what officers' commands read and write.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use chrono::Utc;
use senim_feedback::office::{self, Known};
use senim_feedback::store::Store as _;
use senim_feedback::{DATABASE, SECRET, Sqlite};
use senim_model::text::Lang;
use senim_publish::check::current_facts;

use super::settings::{Settings, names};
use crate::facts::columns;

/// A larger workbook is none that officers have filled in.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Writes a spreadsheet, and gives how many messages are in it.
pub(super) fn export(
    store: &mut Sqlite,
    xlsx: &Path,
    by: &str,
    source: &Path,
    lang: Lang,
    all: bool,
) -> Result<usize> {
    super::named(by)?;
    let themes = Settings::read(source)?.themes;
    let mut entries = store.entries()?;
    entries.retain(|entry| !entry.purged && (all || entry.stage != "closed"));
    let bytes = office::workbook(&entries, &themes, &names(source), lang)?;
    write_new(xlsx, &bytes)?;
    let exported = format!("exported {}", entries.len());
    store.note(by, &exported, Utc::now())?;
    Ok(entries.len())
}

/// Does what a spreadsheet says, and prints what came of each row.
pub(super) fn import(store: &mut Sqlite, xlsx: &Path, by: &str, source: &Path) -> Result<ExitCode> {
    super::named(by)?;
    let (themes, names) = (Settings::read(source)?.themes, names(source));
    let name = xlsx.display();
    let size = fs::metadata(xlsx).with_context(|| name.to_string())?.len();
    if size > LARGEST {
        bail!("{name} has {size} bytes; at most {LARGEST} are read");
    }
    let bytes = fs::read(xlsx).with_context(|| name.to_string())?;
    match office::import(bytes, store, (&themes, &names), by, Utc::now())? {
        Ok(done) => {
            for (row, number) in &done.changed {
                println!("row {row}: message {number} is changed");
            }
            for heading in &done.unread {
                println!("column “{heading}” is not read; nothing stands below it");
            }
            let (changed, same) = (done.changed.len(), done.same);
            println!("{changed} messages are changed, {same} are as they were");
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems {
                eprintln!("error: {name}, {problem}");
            }
            eprintln!("nothing was changed");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Writes a folder that the endpoint can be started on.
pub(super) fn back_up(store: &Sqlite, folder: &Path, to: &Path) -> Result<()> {
    let made = fs::DirBuilder::new().mode(0o700).create(to);
    made.with_context(|| format!("{} has to be a new folder", to.display()))?;
    let secret = folder.join(SECRET);
    let bytes = fs::read(&secret).with_context(|| secret.display().to_string())?;
    write_new(&to.join(SECRET), &bytes)?;
    Ok(store.back_up(&to.join(DATABASE))?)
}

/// Writes the two tables that the record is made of.
pub(super) fn aggregate(store: &mut Sqlite, data: &Path, to: &Path) -> Result<()> {
    let facts = current_facts(data);
    let facts = facts.with_context(|| format!("nothing is published in {}", data.display()))?;
    let known = Known {
        regions: there(&facts.join("regions.csv"), ["id"])?
            .map(|[id]| id)
            .collect(),
        districts: there(&facts.join("districts.csv"), ["id", "region"])?
            .map(|[id, region]| (id, region))
            .collect(),
    };
    let counted = office::aggregate(store, &known)?;
    for (name, bytes) in [
        ("feedback.csv", &counted.counts),
        ("feedback_answers.csv", &counted.answers),
    ] {
        let (path, part) = (to.join(name), to.join(format!(".{name}.part")));
        fs::write(&part, bytes).with_context(|| part.display().to_string())?;
        fs::rename(&part, &path).with_context(|| path.display().to_string())?;
    }
    println!(
        "{}: {} messages are counted",
        to.display(),
        counted.messages
    );
    if counted.unknown > 0 {
        eprintln!(
            "warning: {} messages name a region that is not published; they are left out",
            counted.unknown
        );
    }
    Ok(())
}

/// Columns of a table that need not be there: a country may have no districts.
fn there<const N: usize>(
    path: &Path,
    names: [&str; N],
) -> Result<impl Iterator<Item = [String; N]> + use<N>> {
    let rows = match path.exists() {
        true => columns(path, names)?,
        false => Vec::new(),
    };
    Ok(rows.into_iter())
}

/// Writes a file for its owner alone; one that is there stays.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.with_context(|| path.display().to_string())?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would be taken for a whole one.
        let _ = fs::remove_file(path);
    }
    written.with_context(|| path.display().to_string())
}
