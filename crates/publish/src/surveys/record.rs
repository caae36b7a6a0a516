//! What the record publishes of surveys.

use senim_model::index::PublishedFile;
use senim_model::surveys::Surveys;

use super::{Polled, differences, facts, small};
use crate::Error;
use crate::release::{File, published, seal};

/// The folder of the pack in a release.
pub(crate) const PACKS: &str = "packs/v3/surveys";

/// The tables and the pack.
pub(crate) struct Tables {
    /// The facts, and the pack.
    pub(crate) files: Vec<File>,
    /// What the index says of the pack.
    pub(crate) pack: PublishedFile,
}

/// Makes tables and the pack of what was read.
pub(crate) fn tables(polled: &Polled, sample: bool) -> Result<Tables, Error> {
    let surveys = publishable(polled);
    let pack = File {
        path: format!("{PACKS}/all.pack"),
        bytes: seal(&surveys)?,
    };
    let mut files = facts::files(&surveys, sample)?;
    let named = published(&pack);
    files.push(pack);
    Ok(Tables { files, pack: named })
}

/// What of all that was read may be published, with its differences.
fn publishable(polled: &Polled) -> Surveys {
    let mut surveys = polled.surveys.clone();
    small::leave_out(&mut surveys);
    surveys.differences = differences::all(polled, &surveys);
    surveys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_has_the_version_of_its_pack() {
        assert!(PACKS.starts_with(&format!("packs/v{}/", senim_model::pack::VERSION)));
    }
}
