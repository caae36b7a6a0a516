//! The register of problems: agencies, problems, what happened to them, what they are known by.

mod addresses;
mod events;
mod evidence;
mod permanent;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use senim_model::id::Id;
use senim_model::index::Term;
use senim_register::{Problem, Register};

use super::cells::Reader;
use super::{SourceArea, SourceDistrict, SourcePlace, SourceRegion};
use crate::problem::Place;
use crate::register::Recorded;
use crate::source::settings::Settings;
use crate::source::shape::{PROBLEMS, REGISTER};
use crate::source::table::{Row, Table, shorten};
pub(super) use permanent::permanent;

/// The longest text of a problem, a decision, an event, in letters.
const MOST_TEXT: usize = 1_000;

/// What rows refer to.
pub(super) struct Known<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) settings: Option<&'a Settings>,
    pub(super) regions: Option<&'a BTreeMap<Id, SourceRegion>>,
    pub(super) districts: &'a BTreeMap<Id, SourceDistrict>,
    pub(super) areas: Option<&'a BTreeMap<Id, SourceArea>>,
    pub(super) places: &'a BTreeMap<Id, SourcePlace>,
}

/// A problem, where its row stands, and what rows of other tables say of it.
struct Found<'a> {
    problem: Problem,
    row: Row<'a>,
}

/// What the tables of the register say; `None` where there is none of them.
pub(super) fn register(known: &Known<'_>) -> Option<Recorded> {
    let reader = known.reader;
    let found = REGISTER.map(|shape| reader.optional(shape));
    if found.iter().all(Option::is_none) {
        return None;
    }
    let [agencies, problems, events, evidence] = found;
    let mut recorded = Recorded::default();
    let themes = known
        .settings
        .map(|settings| settings.problems.theme.clone());
    recorded.register.themes = themes.unwrap_or_default();
    if let Some(table) = &agencies {
        known.agencies(table, &mut recorded);
    }
    let Some(table) = problems else {
        let file = format!("{}.csv", PROBLEMS.table);
        let message = "is not there, though other tables of the register are";
        reader.problems.warning(Place::file(&file), message);
        return Some(recorded);
    };
    let ids: BTreeSet<Id> = table
        .rows()
        .filter_map(|row| Id::parse(row.get("id")).ok())
        .collect();
    let mut found = known.problems(&table, &recorded.register);
    if let Some(table) = events {
        known.events(&table, &ids, &mut found);
    }
    known.statuses(&found);
    if let Some(table) = evidence {
        known.evidence(&table, &ids, &mut found);
    }
    for (_, Found { problem, row }) in found {
        recorded.problem_suppliers.push(row.origin().supplier);
        recorded.register.problems.push(problem);
    }
    Some(recorded)
}

impl Known<'_> {
    fn error(&self, row: Row<'_>, column: &str, message: impl Into<String>) {
        self.reader
            .problems
            .error(row.place().column(column), message);
    }

    /// Agencies by identifier.
    fn agencies(&self, table: &Table<'_>, recorded: &mut Recorded) {
        let mut agencies = BTreeMap::new();
        for row in table.rows() {
            let (id, name) = (self.reader.id(row), self.reader.name(row));
            if let Some(id) = id {
                let supplier = row.origin().supplier;
                self.reader.keep(&mut agencies, row, id, (name, supplier));
            }
        }
        for (id, (name, supplier)) in agencies {
            recorded.register.agencies.push(Term { id, name });
            recorded.agency_suppliers.push(supplier);
        }
    }

    /// Problems by identifier.
    fn problems<'t>(&self, table: &Table<'t>, register: &Register) -> BTreeMap<Id, Found<'t>> {
        let mut found = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for row in table.rows() {
            // A second row of one identifier is told whatever else is wrong with the first.
            if let Ok(id) = Id::parse(row.get("id"))
                && !seen.insert(id.clone())
            {
                self.error(row, "id", format!("{id} stands twice"));
                continue;
            }
            if let Some(problem) = self.problem(row, register) {
                found.insert(problem.id.clone(), Found { problem, row });
            }
        }
        found
    }

    /// The problem that a row of another table is of, where that table and this one are of one
    /// supplier; a fault of the problem's own row is told there.
    fn of<'f, 't>(
        &self,
        row: Row<'_>,
        ids: &BTreeSet<Id>,
        found: &'f mut BTreeMap<Id, Found<'t>>,
    ) -> Option<&'f mut Found<'t>> {
        let known: Vec<&Id> = ids.iter().collect();
        let id = self.reader.known(row, "problem", PROBLEMS.table, &known)?;
        let found = found.get_mut(&id)?;
        if found.row.origin().supplier != row.origin().supplier {
            let message = format!("{id} is a problem of another folder; rows of one stand in one");
            self.error(row, "problem", message);
            return None;
        }
        Some(found)
    }

    /// One of some codes; an empty cell is a problem.
    fn code<T: Copy>(
        &self,
        row: Row<'_>,
        column: &str,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let cell = row.get(column);
        let found = all.iter().copied().find(|known| code(*known) == cell);
        if found.is_none() {
            let known: Vec<&str> = all.iter().map(|known| code(*known)).collect();
            let message = format!(
                "“{}” is unknown, expected {}",
                shorten(cell),
                known.join(", ")
            );
            self.error(row, column, message);
        }
        found
    }
}
