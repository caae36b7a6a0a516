//! From what came and what is due to one state for each dataset, supplier and period.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use senim_model::text::Text;

use super::{Cell, Delivery, Due, EVERY_SUPPLIER, Period, State};

/// A dataset, a supplier, a period.
type Key<'a> = (&'a str, &'a str, Period);

/// The states as of a day, sorted by dataset, supplier and period.
///
/// What the publisher says of a period counts first; then what came now; then what is known from
/// before, as nothing that was reported is unsaid by silence; then the time that is left.
pub fn matrix(
    due: &[Due],
    deliveries: &[Delivery],
    earlier: &[Cell],
    today: NaiveDate,
) -> Vec<Cell> {
    let suppliers = suppliers(due, deliveries, earlier);
    let earlier: BTreeMap<Key<'_>, &Cell> = earlier
        .iter()
        .map(|cell| {
            (
                (cell.dataset.as_str(), cell.supplier.as_str(), cell.period),
                cell,
            )
        })
        .collect();
    let mut cells: BTreeMap<Key<'_>, Cell> = BTreeMap::new();
    for (dataset, supplier) in suppliers {
        for due in rules(due, dataset, supplier) {
            let mine: Vec<&Delivery> = deliveries
                .iter()
                .filter(|delivery| delivery.dataset == dataset && delivery.supplier == supplier)
                .collect();
            for period in due.periods(today) {
                let key = (dataset, supplier, period);
                let before = earlier.get(&key).map(|cell| cell.state);
                let (state, reason) = state(due, period, &mine, before, today);
                let cell = cell(key, state, Some(due.due_on(period)), &reason);
                cells.entry(key).or_insert(cell);
            }
        }
    }
    // What is no longer due stays as it was, so that dropping a rule hides no gap.
    for (key, before) in earlier {
        let waits = before.state == State::Late;
        let state = if waits { State::Missing } else { before.state };
        let kept = || cell(key, state, before.due_on, &before.reason);
        cells.entry(key).or_insert_with(kept);
    }
    cells.into_values().collect()
}

fn cell(
    (dataset, supplier, period): Key<'_>,
    state: State,
    due_on: Option<NaiveDate>,
    reason: &Text,
) -> Cell {
    Cell {
        dataset: dataset.to_owned(),
        supplier: supplier.to_owned(),
        period,
        state,
        due_on,
        reason: reason.clone(),
    }
}

fn suppliers<'a>(
    due: &'a [Due],
    deliveries: &'a [Delivery],
    earlier: &'a [Cell],
) -> BTreeSet<(&'a str, &'a str)> {
    let named = due
        .iter()
        .filter(|due| due.supplier != EVERY_SUPPLIER)
        .map(|due| (due.dataset.as_str(), due.supplier.as_str()));
    let came = deliveries
        .iter()
        .map(|delivery| (delivery.dataset.as_str(), delivery.supplier.as_str()));
    let before = earlier
        .iter()
        .map(|cell| (cell.dataset.as_str(), cell.supplier.as_str()));
    named.chain(came).chain(before).collect()
}

/// The rules for a supplier: those that name it, else those for every supplier.
fn rules<'a>(due: &'a [Due], dataset: &str, supplier: &str) -> Vec<&'a Due> {
    let of = |name: &str| -> Vec<&'a Due> {
        due.iter()
            .filter(|due| due.dataset == dataset && due.supplier == name)
            .collect()
    };
    let named = of(supplier);
    if named.is_empty() {
        of(EVERY_SUPPLIER)
    } else {
        named
    }
}

fn state(
    due: &Due,
    period: Period,
    deliveries: &[&Delivery],
    before: Option<State>,
    today: NaiveDate,
) -> (State, Text) {
    if let Some(exception) = due.exception(period) {
        return (exception.state, exception.reason.clone());
    }
    let state = came(period, deliveries, today)
        .or(before.filter(|state| state.is_known()))
        .unwrap_or(if today <= due.due_on(period) {
            State::Late
        } else {
            State::Missing
        });
    (state, Text::default())
}

/// What came for a period, if anything usable did.
fn came(period: Period, deliveries: &[&Delivery], today: NaiveDate) -> Option<State> {
    let about = |delivery: &Delivery| {
        let of = delivery.period;
        of.unwrap_or_else(|| Period::of(period.every(), today)) == period
    };
    let mut usable = deliveries
        .iter()
        .filter(|delivery| delivery.ok && about(delivery))
        .peekable();
    usable.peek()?;
    if usable.any(|delivery| delivery.rows > 0) {
        Some(State::Reported)
    } else {
        Some(State::Zero)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::{Every, Exception, WHOLE};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(supplier: &str, every: Every, from: &str, grace_days: u16) -> Due {
        Due {
            dataset: "directory".into(),
            supplier: supplier.into(),
            every,
            from: Period::parse(from).unwrap(),
            grace_days,
            exception: Vec::new(),
        }
    }

    fn delivery(supplier: &str, rows: usize, ok: bool) -> Delivery {
        Delivery {
            dataset: "directory".into(),
            supplier: supplier.into(),
            period: None,
            rows,
            ok,
        }
    }

    /// The matrix as lines like `all 2026-10 missing`.
    fn lines(cells: &[Cell]) -> Vec<String> {
        let line = |cell: &Cell| format!("{} {} {}", cell.supplier, cell.period, cell.state.code());
        cells.iter().map(line).collect()
    }

    #[test]
    fn each_state_has_its_cause() {
        let monthly = due(EVERY_SUPPLIER, Every::Month, "2026-10", 10);
        let today = day("2026-11-24");
        let check = |deliveries: &[Delivery], earlier: &[Cell], today, expected: &[&str]| {
            let found = matrix(std::slice::from_ref(&monthly), deliveries, earlier, today);
            assert_eq!(lines(&found), expected);
            found
        };
        let before = check(
            &[delivery(WHOLE, 3, true)],
            &[],
            today,
            &["all 2026-10 missing", "all 2026-11 reported"],
        );
        check(
            &[delivery(WHOLE, 0, true)],
            &[],
            today,
            &["all 2026-10 missing", "all 2026-11 zero"],
        );
        // A supplier with faults is late; in the first days of a month, so is the month before.
        check(
            &[delivery("akmola", 3, false)],
            &[],
            day("2026-11-10"),
            &["akmola 2026-10 late", "akmola 2026-11 late"],
        );
        // What was reported stays so, and silence shows.
        check(
            &[],
            &before,
            day("2027-01-11"),
            &[
                "all 2026-10 missing",
                "all 2026-11 reported",
                "all 2026-12 missing",
                "all 2027-01 late",
            ],
        );
    }

    #[test]
    fn the_publisher_knows_better() {
        let mut quarterly = due("akmola", Every::Quarter, "2026-04", 0);
        for (period, state) in [
            ("2026-Q2", State::NotApplicable),
            ("2026-Q4", State::Suppressed),
        ] {
            quarterly.exception.push(Exception {
                period: Period::parse(period).unwrap(),
                state,
                reason: super::super::same("why"),
            });
        }
        let other = due(EVERY_SUPPLIER, Every::Year, "2026", 0);
        let found = matrix(
            &[quarterly, other],
            &[delivery("akmola", 1, true), delivery("abai", 1, true)],
            &[],
            day("2026-11-24"),
        );
        assert_eq!(
            lines(&found),
            [
                "abai 2026 reported",
                "akmola 2026-Q2 not_applicable",
                "akmola 2026-Q3 missing",
                "akmola 2026-Q4 suppressed",
            ]
        );
        // The rule is dropped; its gaps stay to be seen.
        let dropped = matrix(&[], &[], &found, day("2026-11-25"));
        assert_eq!(lines(&dropped), lines(&found));
    }

    proptest! {
        /// No combination that is due lacks a state, and none has two.
        #[test]
        fn every_combination_has_exactly_one_state(
            rules in proptest::collection::vec((0..3usize, 0..3usize, 2000..2004i32, 1..=12u32, 0..40u16), 0..5),
            came in proptest::collection::vec((0..3usize, 0..3usize, any::<bool>()), 0..6),
            today in 0..1500u64,
        ) {
            let names = ["one", "two", EVERY_SUPPLIER];
            let every = [Every::Month, Every::Quarter, Every::Year];
            let today = day("2000-01-01") + chrono::Days::new(today);
            let rules: Vec<Due> = rules
                .into_iter()
                .map(|(name, often, year, month, grace)| {
                    due(names[name], every[often], &format!("{year}-{month:02}"), grace)
                })
                .collect();
            let came: Vec<Delivery> = came
                .into_iter()
                .map(|(name, rows, ok)| delivery(["one", "two", "three"][name], rows, ok))
                .collect();
            let first = matrix(&rules, &came, &[], today);
            let again = matrix(&rules, &came, &first, today + chrono::Days::new(45));
            for cells in [&first, &again] {
                let keys: BTreeSet<_> = cells
                    .iter()
                    .map(|cell| (&cell.dataset, &cell.supplier, cell.period))
                    .collect();
                prop_assert_eq!(keys.len(), cells.len());
            }
            for delivery in &came {
                for due in super::rules(&rules, "directory", &delivery.supplier) {
                    for period in due.periods(today) {
                        let found = first.iter().filter(|cell| {
                            cell.supplier == delivery.supplier && cell.period == period
                        });
                        prop_assert_eq!(found.count(), 1);
                    }
                }
            }
            for cell in first.iter().filter(|cell| cell.state.is_known()) {
                let later = again.iter().find(|later| {
                    later.supplier == cell.supplier && later.period == cell.period
                });
                prop_assert!(later.is_some_and(|later| later.state.is_known()));
            }
        }
    }
}
