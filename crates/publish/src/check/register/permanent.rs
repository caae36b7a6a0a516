//! A problem that was published stays: its number stands in decisions and letters, and its page is
//! linked to.

use std::collections::BTreeMap;

use crate::check::cells::Reader;
use crate::problem::Place;
use crate::register::PROBLEMS as FILE;
use crate::source::shape::PROBLEMS;
use crate::source::tables::{Found, Tables};

/// Says which problems of the last release are gone, or have another address.
pub(in crate::check) fn permanent(reader: &Reader<'_>, published: &Tables) {
    let Found::Table(before) = published.table(PROBLEMS.table, |_| true) else {
        return;
    };
    let now = match reader.sources.table(PROBLEMS.table, reader.held) {
        Found::Table(table) => table.rows().map(|row| (row.get("id"), row)).collect(),
        Found::Missing => BTreeMap::new(),
        // That it cannot be read is told already.
        Found::Broken => return,
    };
    for row in before.rows() {
        let (id, was) = (row.get("id"), row.get("region"));
        match now.get(id) {
            Some(now) if now.get("region") != was => {
                let message = format!(
                    "{id} was published in the region {was}, expected the same: the address of a \
                     problem is permanent"
                );
                reader.problems.error(now.place().column("region"), message);
            }
            Some(_) => {}
            None => {
                let message = format!(
                    "{id} was published and is gone; the number and the page of a problem are \
                     permanent. Keep its row, or take {FILE} out of the last release first \
                     (senim withdraw)"
                );
                reader
                    .problems
                    .error(Place::file(FILE).column("id"), message);
            }
        }
    }
}
