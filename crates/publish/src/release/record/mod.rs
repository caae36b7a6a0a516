//! A release of the record: what adds up over time. A table is a file here and a line in
//! [`TABLES`]; its columns are described in `package/schema.toml`.

mod coverage;

use std::path::Path;

use chrono::NaiveDate;

use super::File;
use crate::Error;
use crate::check::Directory;

/// What tables are made of.
pub(super) struct Material<'a> {
    /// What was checked.
    pub(super) directory: &'a Directory,
    /// The folder of the release before.
    pub(super) before: Option<&'a Path>,
    /// The day of publication.
    pub(super) today: NaiveDate,
}

/// Makes a table.
type Table = fn(&Material<'_>) -> Result<File, Error>;

/// All tables.
const TABLES: [Table; 1] = [coverage::table];

/// The tables of a release.
pub(super) fn files(material: &Material<'_>) -> Result<Vec<File>, Error> {
    TABLES.iter().map(|table| table(material)).collect()
}
