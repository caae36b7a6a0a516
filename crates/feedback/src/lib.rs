//! Messages to the police, on the side that receives them.
//!
//! 1. [`api`] is what browsers talk to: `POST /api/feedback` and its neighbours.
//! 2. [`desk`] puts requests in a queue, and answers once they are on disk.
//! 3. [`store`] is where messages lie: one small interface, in SQLite.
//! 4. [`secret`] makes codes from keys, and hashes of both, so that neither is stored.
//! 5. [`office`] is what officers do: spreadsheets, answers, the log, what is due to be deleted.
//!
//! No address of a sender, no browser's name and no time of day is stored or written anywhere.

pub mod api;
pub mod desk;
pub mod office;
pub mod secret;
pub mod store;
mod trouble;

use std::path::{Path, PathBuf};

pub use secret::Secret;
pub use store::{Sqlite, Store};
pub use trouble::Trouble;

/// The database in the feedback folder.
pub const DATABASE: &str = "feedback.db";

/// The secret in the feedback folder.
pub const SECRET: &str = "secret";

/// A feedback folder: its secret and its store, made where they are not there yet.
///
/// # Errors
/// A file cannot be read or written, or is not what it should be; the error names it.
pub fn open(folder: &Path) -> Result<(Secret, Sqlite), Trouble> {
    secret::private_folder(folder)?;
    let [secret, database]: [PathBuf; 2] = [SECRET, DATABASE].map(|name| folder.join(name));
    if database.exists() && !secret.exists() {
        return Err(Trouble::wrong(
            &secret,
            "is not there, and the database beside it was made with it; put it back, as without \
             it nobody's code is known",
        ));
    }
    Ok((Secret::open(&secret)?, Sqlite::open(&database)?))
}
