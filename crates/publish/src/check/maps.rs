//! Map files: those of all whose rows count, and what was published for those held back.

use std::collections::BTreeMap;

use senim_model::id::Id;

use super::suppliers::Held;
use crate::source::geometry::{Found, Outline, Outlines};
use crate::source::tables::Tables;

/// What a folder has of outlines, and whose it is.
pub(super) struct Map {
    /// The supplier; nobody for the source folder itself.
    pub(super) supplier: Option<Id>,
    /// It was published before, and stands in for a supplier who is held back.
    pub(super) stands_in: bool,
    /// What was read.
    pub(super) found: Found,
}

/// The maps that count: of all but those held back, for whom stands in what was published.
pub(super) fn counting<'a>(own: &'a [Map], published: &'a [Map], held: &Held) -> Vec<&'a Map> {
    let is_held = |map: &&Map| map.supplier.as_ref().is_some_and(|id| held.contains(id));
    let own = own.iter().filter(|map| !is_held(map));
    own.chain(published.iter().filter(is_held)).collect()
}

/// What was published of outlines, by the supplier whose row of `areas.csv` belongs to each. What
/// is nobody's stands in for nobody, and is left out.
pub(super) fn by_supplier(published: Outlines, tables: &Tables) -> Vec<Map> {
    let parts = tables.parts.iter().filter(|part| part.table == "areas");
    let rows = parts.flat_map(|part| {
        let supplier = part.supplier.as_ref();
        part.rows().map(move |row| (row.get("id"), supplier))
    });
    let owners: BTreeMap<&str, &Id> = rows
        .filter_map(|(id, supplier)| Some((id, supplier?)))
        .collect();
    let mut maps: BTreeMap<&Id, Outlines> = BTreeMap::new();
    let file = format!("published {}", published.file);
    let mut put = |id: Id, outline: Outline, is_faulty: bool| {
        let Some(owner) = owners.get(id.as_str()) else {
            return;
        };
        let map = maps.entry(owner).or_insert_with(|| Outlines {
            file: file.clone(),
            areas: BTreeMap::new(),
            faulty: BTreeMap::new(),
        });
        let outlines = match is_faulty {
            true => &mut map.faulty,
            false => &mut map.areas,
        };
        outlines.insert(id, outline);
    };
    for (id, outline) in published.areas {
        put(id, outline, false);
    }
    for (id, outline) in published.faulty {
        put(id, outline, true);
    }
    let maps = maps.into_iter().map(|(supplier, outlines)| Map {
        supplier: Some(supplier.clone()),
        stands_in: true,
        found: Found::Outlines(outlines),
    });
    maps.collect()
}
