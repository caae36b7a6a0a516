//! What can be wrong with the files of a feedback folder.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the folder, its secret or its database cannot be used. Every message names the file.
#[derive(Debug, Error)]
pub enum Trouble {
    /// A file or folder cannot be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{}: {message}", path.display())]
    Wrong {
        /// File.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Another process holds the database.
    #[error("{}: another process has locked the database; try again when it is done", path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// What was deleted is still in the log of writes, as somebody has been reading since before.
    #[error(
        "{}-wal: still holds what was deleted, as another process reads the database; run this \
         again when it is done",
        path.display()
    )]
    StillThere {
        /// The database.
        path: PathBuf,
    },
    /// The disk is full, or fails.
    #[error(
        "{}: cannot be written ({message}): the disk is full or broken; nothing that was acknowledged is lost",
        path.display()
    )]
    Disk {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        message: String,
    },
    /// What is on disk is not what was written.
    #[error("{}: the database is damaged ({message}); put the last backup back", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        message: String,
    },
    /// Whatever else SQLite says.
    #[error("{}: {message}", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        message: String,
    },
}

impl Trouble {
    pub(crate) fn io(path: &Path, error: std::io::Error) -> Trouble {
        Trouble::Io {
            path: path.to_owned(),
            error,
        }
    }

    pub(crate) fn wrong(path: &Path, message: impl Into<String>) -> Trouble {
        Trouble::Wrong {
            path: path.to_owned(),
            message: message.into(),
        }
    }

    pub(crate) fn sqlite(path: &Path, error: &rusqlite::Error) -> Trouble {
        use rusqlite::ErrorCode as Code;
        let (path, message) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Trouble::Locked { path },
            Some(Code::DiskFull | Code::SystemIoFailure) => Trouble::Disk { path, message },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Trouble::Damaged { path, message },
            _ => Trouble::Database { path, message },
        }
    }
}
