//! `problem_events.csv`: what happened, and whether the status of each problem says so.

use std::collections::{BTreeMap, BTreeSet};

use senim_model::id::Id;
use senim_register::{Event, Kind, Problem, Status};

use super::{Found, Known, MOST_TEXT};
use crate::source::table::{Row, Table};

impl Known<'_> {
    /// Puts events to their problems, in the order of time.
    pub(super) fn events(
        &self,
        table: &Table<'_>,
        ids: &BTreeSet<Id>,
        found: &mut BTreeMap<Id, Found<'_>>,
    ) {
        for row in table.rows() {
            let event = self.event(row);
            let (Some(of), Some(event)) = (self.of(row, ids, found), event) else {
                continue;
            };
            let events = &mut of.problem.events;
            let is_same = |known: &Event| (known.date, known.kind) == (event.date, event.kind);
            match events.iter().any(is_same) {
                true => {
                    let message = format!(
                        "{} of {} on {} stands twice; write both in one row",
                        event.kind.code(),
                        of.problem.id,
                        event.date
                    );
                    self.error(row, "kind", message);
                }
                false => events.push(event),
            }
        }
        for Found { problem, .. } in found.values_mut() {
            problem.events.sort_by_key(|event| (event.date, event.kind));
        }
    }

    fn event(&self, row: Row<'_>) -> Option<Event> {
        if row.get("date").is_empty() {
            self.error(row, "date", "is empty");
        }
        let date = self.reader.past(row, "date");
        let kind = self.code(row, "kind", Kind::ALL, Kind::code);
        Some(Event {
            date: date?,
            kind: kind?,
            text: self.reader.long_text(row, "text", MOST_TEXT),
        })
    }

    /// The status of each problem is that of its last event, and what was postponed has a first due day.
    pub(super) fn statuses(&self, found: &BTreeMap<Id, Found<'_>>) {
        for Found { problem, row } in found.values() {
            if let Some(message) = contradicted(problem) {
                self.error(*row, "status", message);
            }
            let mut events = problem.events.iter();
            let moved = events.any(|event| event.kind == Kind::Postponed);
            let cell = row.get("first_due");
            if moved && cell.is_empty() {
                let place = row.place().column("first_due");
                let message =
                    "is empty, though problem_events has postponed of it: what it was due at first";
                self.reader.problems.warning(place, message);
            }
            if !moved && !cell.is_empty() {
                let message = "is there, though problem_events has no event postponed of it";
                self.error(*row, "first_due", message);
            }
        }
    }
}

/// What is wrong with a status by what happened.
fn contradicted(problem: &Problem) -> Option<String> {
    let (is, code) = (problem.status, problem.status.code());
    let last = problem.events.iter().rev();
    let mut last = last.filter_map(|event| Some((event, event.kind.status()?)));
    let Some((event, says)) = last.next() else {
        let message = format!("is {code}, and problem_events has no event that says so");
        return Some(message);
    };
    let happened = |kind: Kind| problem.events.iter().any(|event| event.kind == kind);
    let (kind, date) = (event.kind.code(), event.date);
    match is {
        _ if is == says => None,
        Status::Done if !happened(Kind::Done) => Some(format!(
            "is done, and problem_events has no event done of it; its last one is {kind}, of {date}"
        )),
        _ if is < says => Some(format!(
            "is {code}, earlier than {kind}, its event of {date}"
        )),
        _ => Some(format!(
            "is {code}, and its last event is {kind}, of {date}"
        )),
    }
}
