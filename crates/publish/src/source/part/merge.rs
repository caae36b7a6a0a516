//! Rows of one identifier become one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::problem::{Place, Problems};
use crate::source::shape::LISTS;
use crate::source::table::Part;

/// Joins the rows of one identifier. What is no list has to be the same in all of them.
pub(super) fn merge(part: &mut Part, problems: &Problems) {
    let Some(id) = part.columns.iter().position(|column| column == "id") else {
        return;
    };
    let from = Arc::clone(&part.from);
    let mut kept: Vec<(usize, Vec<String>)> = Vec::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for (number, cells) in std::mem::take(&mut part.rows) {
        let key = cells.get(id).cloned().unwrap_or_default();
        let Some((first, into)) = by_id.get(&key).and_then(|at| kept.get_mut(*at)) else {
            by_id.insert(key, kept.len());
            kept.push((number, cells));
            continue;
        };
        for ((column, into), cell) in part.columns.iter().zip(into).zip(cells) {
            if LISTS.contains(&column.as_str()) {
                join(into, &cell);
            } else if *into != cell {
                let place = Place {
                    sheet: from.sheet.as_deref(),
                    header: Some(&from.header),
                    ..Place::row(&from.file, number)
                };
                problems.error(
                    place.column(column),
                    format!("“{cell}” is “{into}” in row {first}, which has the same id {key}"),
                );
            }
        }
    }
    part.rows = kept;
}

/// Adds the entries of a list that another one lacks.
fn join(into: &mut String, list: &str) {
    for entry in list.split('|').filter(|entry| !entry.is_empty()) {
        if !into.split('|').any(|known| known == entry) {
            if !into.is_empty() {
                into.push('|');
            }
            into.push_str(entry);
        }
    }
}
