//! Sums for wide places change no letter of a page.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use common::{data, page};
use senim_figures::Choice;
use senim_model::text::Lang;

#[test]
fn what_is_added_up_before_changes_no_letter() {
    for query in [
        "",
        "place=d.d",
        "place=a.A-1",
        "with=d.d&priority=all",
        "from=2025-02&to=2025-02",
        "place=d.d&from=2025-02&to=2025-05",
        "clock=received-dispatched",
    ] {
        let plain = page(Lang::Ru, &data("r", 18, 6), query);
        let added = page(Lang::Ru, &data("r", 18, 6).add_up(), query);
        assert_eq!(plain.html, added.html, "{query}");
        let tables = |written: &senim_figures::Written| {
            let blocks = written.blocks.iter();
            blocks.map(|block| block.table.clone()).collect::<Vec<_>>()
        };
        assert_eq!(tables(&plain), tables(&added), "{query}");
        assert!(Choice::parse(query).query().len() == query.len());
    }
}
