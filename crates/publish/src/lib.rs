//! From source files to releases and to a site.
//!
//! 1. [`check`](mod@check) reads a source folder and reports every problem at once.
//! 2. [`release`] turns a directory without errors into facts and packs, written whole or not at all.
//! 3. [`archive`] checks, compares, goes back, and takes a file out of what is published.
//! 4. [`site`] turns releases and the built portal into what is uploaded.

pub mod archive;
pub mod check;
pub mod coverage;
mod data;
mod hours;
mod in_order;
mod messages;
mod photos;
mod picture;
pub mod problem;
pub mod progress;
mod reform;
mod register;
pub mod release;
mod report;
mod response;
pub mod scale;
pub mod signature;
pub mod site;
pub mod source;
mod suggest;
mod surveys;
mod topology;

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Data cannot be encoded.
    #[error("cannot be encoded: {0}")]
    Encode(String),
    /// More of something than a pack can hold.
    #[error("too many {0}; a region holds at most 65,535")]
    TooMany(&'static str),
    /// A reason that a table cannot hold.
    #[error(
        "the reason “{0}” begins with a formula sign or has a line break; put it in plain words"
    )]
    Reason(String),
    /// A published file is not what it should be.
    #[error("{}: {message}", path.display())]
    Published {
        /// File.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

impl Error {
    pub(crate) fn io(path: &Path, error: std::io::Error) -> Error {
        Error::Io {
            path: path.to_owned(),
            error,
        }
    }
}
