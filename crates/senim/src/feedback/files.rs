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

use super::print;
use super::settings::{Settings, names};
use crate::facts::columns;

/// A larger workbook is none that officers have filled in.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Writes a spreadsheet, and tells how many messages are in it.
pub(super) fn export(
    store: &mut Sqlite,
    xlsx: &Path,
    by: &str,
    source: &Path,
    lang: Lang,
    all: bool,
) -> Result<String> {
    super::named(by)?;
    let themes = Settings::read(source)?.themes;
    let mut entries = store.entries()?;
    entries.retain(|entry| !entry.purged && (all || entry.stage != "closed"));
    let bytes = office::workbook(&entries, &themes, &names(source), lang)?;
    write_new(xlsx, &bytes)?;
    let exported = format!("exported {}", entries.len());
    store.note(by, &exported, Utc::now())?;
    Ok(format!("{}: {} messages\n", xlsx.display(), entries.len()))
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
            let rows = done
                .changed
                .iter()
                .map(|(row, number)| format!("row {row}: message {number} is changed\n"));
            let unread = done.unread.iter().map(|heading| {
                format!("column “{heading}” is not read; nothing stands below it\n")
            });
            let told: String = rows.chain(unread).collect();
            let (changed, same) = (done.changed.len(), done.same);
            let sum = format!("{changed} messages are changed, {same} are as they were\n");
            print::out(&(told + &sum))?;
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
pub(super) fn back_up(store: &mut Sqlite, folder: &Path, to: &Path, by: &str) -> Result<String> {
    super::named(by)?;
    let made = fs::DirBuilder::new().mode(0o700).create(to);
    made.with_context(|| format!("{} has to be a new folder", to.display()))?;
    if let Err(error) = fill(store, folder, to) {
        // Half a backup would be taken for a whole one, and stand in the way of the next.
        let _ = fs::remove_dir_all(to);
        return Err(error);
    }
    // Afterwards: a full disk keeps nobody from saving what is on it.
    let noted = store.note(by, "backed up all messages and the secret", Utc::now());
    noted.context("the backup is made, and cannot be written into the log")?;
    Ok(format!("{}: the database and the secret\n", to.display()))
}

fn fill(store: &Sqlite, folder: &Path, to: &Path) -> Result<()> {
    let secret = folder.join(SECRET);
    let bytes = fs::read(&secret).with_context(|| secret.display().to_string())?;
    write_new(&to.join(SECRET), &bytes)?;
    Ok(store.back_up(&to.join(DATABASE))?)
}

/// Writes the two tables that the record is made of.
pub(super) fn aggregate(store: &mut Sqlite, data: &Path, to: &Path, by: &str) -> Result<String> {
    super::named(by)?;
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
    store.note(by, &format!("counted {}", counted.messages), Utc::now())?;
    if counted.unknown > 0 {
        eprintln!(
            "warning: {} messages name a region that is not published; they are left out",
            counted.unknown
        );
    }
    let (to, messages) = (to.display(), counted.messages);
    Ok(format!("{to}: {messages} messages are counted\n"))
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
