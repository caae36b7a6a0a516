//! Where something was published.

use super::cells::Reader;
use crate::source::table::{Row, shorten};

impl Reader<'_> {
    /// The address of a page; empty where there is none.
    pub(super) fn web_address(&self, row: Row<'_>, column: &str) -> String {
        let url = row.get(column);
        let is_address = url.starts_with("https://") || url.starts_with("http://");
        if !url.is_empty() && !is_address {
            let message = format!("“{}” does not begin with https:// or http://", shorten(url));
            self.problems.error(row.place().column(column), message);
        }
        url.to_owned()
    }
}
