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
            self.days(problem, *row);
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

impl Known<'_> {
    /// Whether the days of a problem's row are those of its events, and in an order that can be.
    fn days(&self, problem: &Problem, row: Row<'_>) {
        let warning = |column: &str, message: &str| {
            let place = row.place().column(column);
            self.reader.problems.warning(place, message);
        };
        let first = |kind: Kind| {
            let mut events = problem.events.iter();
            let event = events.find(|event| event.kind == kind)?;
            Some(event.date)
        };
        let decides = |event: &&Event| matches!(event.kind, Kind::Decided | Kind::Refused);
        let last = problem.events.iter().rev().find(decides);
        if let (Some(day), Some(last)) = (problem.decided_on, last)
            && day != last.date
        {
            let (kind, date) = (last.kind.code(), last.date);
            let message = format!("{day} is not {date}, the day of its event {kind}");
            self.error(row, "decided_on", message);
        }
        let asked = problem.asked.as_ref().map(|asked| asked.on);
        if let (Some(asked), Some(done)) = (asked, first(Kind::Done))
            && asked < done
        {
            let message = format!("{asked} is before {done}, when it was done");
            self.error(row, "confirmed_on", message);
        }
        let mut events = problem.events.iter();
        let is_that = |event: &Event| event.kind == Kind::Asked && Some(event.date) == asked;
        match (first(Kind::Asked), asked) {
            (Some(_), Some(_)) if !events.any(is_that) => {
                warning("confirmed_on", "is the day of no event asked of it");
            }
            (Some(_), None) if row.get("confirmed_on").is_empty() => {
                let message = "says that nobody was asked, though problem_events has asked of it";
                warning("confirmed", message);
            }
            _ => {}
        }
        if let (Some(recommended), Some(found)) = (first(Kind::Recommended), first(Kind::Found))
            && recommended < found
        {
            let message = format!(
                "problem_events has it recommended on {recommended}, before it was found, on {found}"
            );
            warning("id", &message);
        }
        if problem.status == Status::Refused {
            for column in ["agency", "due"] {
                if !row.get(column).is_empty() {
                    warning(column, "is there, though it was refused");
                }
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
