//! Inspectors, and whether every area has one.

use std::collections::BTreeMap;

use senim_model::directory::ContactKind;
use senim_model::id::Id;

use super::cells::Reader;
use super::{SourceArea, SourceInspector, SourcePlace};
use crate::problem::Problems;
use crate::source::settings::{Settings, Terms};
use crate::source::shape::INSPECTORS;
use crate::source::table::Row;

/// Columns of telephones, in the order in which they are tried.
const CONTACTS: [(&str, ContactKind); 5] = [
    ("phone_mobile", ContactKind::Mobile),
    ("phone_office", ContactKind::Office),
    ("messenger", ContactKind::Messenger),
    ("phone_duty", ContactKind::Duty),
    ("phone_superior", ContactKind::Superior),
];

pub(super) fn inspectors(
    reader: &Reader<'_>,
    settings: Option<&Settings>,
    areas: Option<&BTreeMap<Id, SourceArea>>,
    places: &BTreeMap<Id, SourcePlace>,
) -> BTreeMap<Id, SourceInspector> {
    let mut inspectors = BTreeMap::new();
    let Some(table) = reader.optional(INSPECTORS) else {
        return inspectors;
    };
    for row in table.rows() {
        let id = reader.id(row);
        let rank = row.get("rank");
        let rank = match settings {
            Some(settings) if !rank.is_empty() => {
                reader.term(row, "rank", rank, settings.terms(Terms::Ranks))
            }
            _ => None,
        };
        let contacts: Vec<_> = CONTACTS
            .into_iter()
            .filter_map(|(column, kind)| Some((kind, reader.phone(row, column)?)))
            .collect();
        if contacts.is_empty() {
            reader.problems.warning(
                row.place(),
                "has no telephone; residents cannot reach this inspector",
            );
        }
        let inspector = SourceInspector {
            origin: row.origin(),
            areas: reader.all_refer(row, "areas", areas),
            acting_for: reader.all_refer(row, "acting_for", areas),
            name: reader.name(row),
            rank,
            contacts,
            languages: row
                .list("languages")
                .into_iter()
                .map(str::to_owned)
                .collect(),
            place: reader.may_refer(row, "place", Some(places)),
            hours: reader.hours(row),
            assigned_since: reader.past(row, "assigned_since"),
            verified_on: reader.past(row, "verified_on"),
            photo: reader.photo(row),
        };
        all_in_one_region(reader, row, &inspector, areas, places);
        if let Some(id) = id {
            reader.keep(&mut inspectors, row, id, inspector);
        }
    }
    inspectors
}

/// The areas of an inspector and the place of reception lie in the region of the first area.
fn all_in_one_region(
    reader: &Reader<'_>,
    row: Row<'_>,
    inspector: &SourceInspector,
    areas: Option<&BTreeMap<Id, SourceArea>>,
    places: &BTreeMap<Id, SourcePlace>,
) {
    let region = |id| areas.and_then(|areas| Some(&areas.get(id)?.region));
    let first = inspector.areas.iter().chain(&inspector.acting_for).next();
    let Some(own) = first.and_then(region) else {
        return;
    };
    let columns = [
        ("areas", &inspector.areas),
        ("acting_for", &inspector.acting_for),
    ];
    for (column, ids) in columns {
        for id in ids {
            if let Some(its) = region(id) {
                reader.same_region(row, column, (id, its), own);
            }
        }
    }
    if let Some(id) = &inspector.place
        && let Some(place) = places.get(id)
    {
        reader.same_region(row, "place", (id, &place.region), own);
    }
}

/// Every area has one appointed inspector, or one who acts, or is declared vacant: not two of
/// these, and not none.
pub(super) fn every_area_is_served(
    areas: &BTreeMap<Id, SourceArea>,
    inspectors: &BTreeMap<Id, SourceInspector>,
    problems: &Problems,
) {
    for (id, area) in areas {
        let rows = |of: fn(&SourceInspector) -> &Vec<Id>| -> Vec<String> {
            let serving = inspectors
                .values()
                .filter(|inspector| of(inspector).contains(id));
            serving
                .map(|inspector| inspector.origin.to_string())
                .collect()
        };
        let appointed = rows(|inspector| &inspector.areas);
        let acting = rows(|inspector| &inspector.acting_for);
        let place = area.origin.place().column("id");
        let all: Vec<&str> = appointed
            .iter()
            .chain(&acting)
            .map(String::as_str)
            .collect();
        match (all.len(), area.vacant) {
            (0, true) | (1, false) => {}
            (0, false) => problems.error(
                place,
                format!(
                    "{id} has no inspector; name one among the inspectors, or write yes in column \
                     vacant"
                ),
            ),
            (_, true) => problems.error(
                place.column("vacant"),
                format!(
                    "{id} is declared vacant, yet it has an inspector: {}",
                    all.join("; ")
                ),
            ),
            _ => problems.error(
                place,
                format!(
                    "{id} has more than one inspector, appointed or acting: {}",
                    all.join("; ")
                ),
            ),
        }
    }
}
