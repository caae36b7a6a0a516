//! Opening a database: what it is, whether it is whole, and of which version.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::checkpoint::Checkpoints;
use super::{Sqlite, Zones};
use crate::Trouble;

/// What the header of our databases says that they are: "Snim".
const APPLICATION: i32 = 0x536e_696d;

/// What made each version from the one before.
const MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/1.sql")];

/// How long another process may hold the database before we say that it is locked.
const PATIENCE: Duration = Duration::from_secs(2);

impl Sqlite {
    /// Opens a database, made where there is none, and brings it up to this version.
    ///
    /// # Errors
    /// It cannot be read or written, is damaged, is none of ours, or of a later version.
    pub fn open(path: &Path) -> Result<Sqlite, Trouble> {
        // Its owner's alone; the files that SQLite puts beside it take after it.
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).mode(0o600);
        options
            .open(path)
            .map_err(|error| Trouble::io(path, error))?;
        let mut connection = opened(path).map_err(|error| Trouble::sqlite(path, &error))?;
        whole(&connection, path)?;
        migrate(&mut connection, path)?;
        let zones = zones(&connection).map_err(|error| Trouble::sqlite(path, &error))?;
        Ok(Sqlite {
            checkpoints: None,
            path: path.to_owned(),
            connection,
            zones,
        })
    }

    /// Moves what is written from the log into the database beside the writer, who would otherwise
    /// have senders wait for it.
    ///
    /// # Errors
    /// The database cannot be opened once more, or the system gives no thread.
    pub fn checkpoint_aside(mut self) -> Result<Sqlite, Trouble> {
        let sqlite = |error| Trouble::sqlite(&self.path, &error);
        let own = opened(&self.path).map_err(sqlite)?;
        self.connection
            .pragma_update(None, "wal_autocheckpoint", LONGEST_LOG)
            .map_err(sqlite)?;
        let started = Checkpoints::start(own);
        self.checkpoints = Some(started.map_err(|error| Trouble::io(&self.path, error))?);
        Ok(self)
    }

    /// Writes a copy of the database as it is now, while others go on using it.
    ///
    /// # Errors
    /// There is a file already, or it cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), Trouble> {
        if to.exists() {
            return Err(Trouble::wrong(
                to,
                "is there already, and is never replaced",
            ));
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let file = options.open(to).map_err(|error| Trouble::io(to, error))?;
        // SQLite writes into a file that is empty.
        let written = self
            .connection
            .execute("VACUUM INTO ?1", [to.to_string_lossy()])
            .map_err(|error| Trouble::sqlite(to, &error));
        let kept = written.and_then(|_| file.sync_all().map_err(|error| Trouble::io(to, error)));
        if kept.is_err() {
            // Half a backup must not be taken for a whole one.
            let _ = std::fs::remove_file(to);
        }
        kept
    }
}

/// Where nobody gets to it aside, the writer does when the log has so many pages: 64 MiB.
const LONGEST_LOG: i32 = 16_384;

fn opened(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What is deleted is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// Ours, whole, and of a version that we know.
fn whole(connection: &Connection, path: &Path) -> Result<(), Trouble> {
    let number = |pragma: &str| -> Result<i32, Trouble> {
        let value = connection.pragma_query_value(None, pragma, |row| row.get(0));
        value.map_err(|error| Trouble::sqlite(path, &error))
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i32 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))
        .map_err(|error| Trouble::sqlite(path, &error))?;
    if application != APPLICATION && (application, tables) != (0, 0) {
        return Err(Trouble::wrong(path, "is a database of another program"));
    }
    let known = MIGRATIONS.len();
    if usize::try_from(version).map_or(true, |version| version > known) {
        let message = format!("has version {version}, and this program knows {known}; update it");
        return Err(Trouble::wrong(path, message));
    }
    let check: String = connection
        .query_row("PRAGMA quick_check(1)", (), |row| row.get(0))
        .map_err(|error| Trouble::sqlite(path, &error))?;
    match check.as_str() {
        "ok" => Ok(()),
        _ => Err(Trouble::Damaged {
            path: path.to_owned(),
            message: check,
        }),
    }
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Trouble> {
    let mut migrated = || -> rusqlite::Result<String> {
        let mode =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        // Two processes may open a new database at once: the second one finds it made.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i32 =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let done = usize::try_from(version).unwrap_or_default();
        for step in MIGRATIONS.iter().skip(done) {
            transaction.execute_batch(step)?;
        }
        if done < MIGRATIONS.len() {
            transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
        }
        transaction.commit()?;
        Ok(mode)
    };
    let mode: String = migrated().map_err(|error| Trouble::sqlite(path, &error))?;
    match mode.as_str() {
        "wal" => Ok(()),
        _ => Err(Trouble::wrong(
            path,
            "lies on a file system that SQLite cannot keep a write-ahead log on; use a local disk",
        )),
    }
}

fn zones(connection: &Connection) -> rusqlite::Result<Zones> {
    let mut rows = connection.prepare("SELECT region, name FROM zone")?;
    let rows = rows.query_map((), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut zones = Zones::default();
    for row in rows {
        let (region, name) = row?;
        // A name that this program does not know any more is as good as none.
        if let Ok(zone) = name.parse() {
            zones.0.insert(region, zone);
        }
    }
    Ok(zones)
}
