//! Where a promise stands, as of a day. It is read off the newest value, the target and its date; how
//! far it has come is never said in per cent, as nobody has published where it began.

use chrono::NaiveDate;

use super::indicator::{Promise, Value};

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The date is over, and the newest value, which is of that date or later, is not enough.
    Missed,
    /// The date is over, and no value is of that date or later.
    Untold,
    /// It was enough once, by the same definition, and no longer is.
    Lost,
    /// The date is still to come.
    Due,
    /// It is not enough, and no date was set.
    Undated,
    /// The newest value is enough.
    Reached {
        /// Whether it was by the date.
        by: By,
    },
    /// There is no number to reach.
    NoTarget,
    /// There is no value.
    NoFigure,
}

/// Whether what is enough was so by its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// It was, or no date was set.
    Date,
    /// Nobody can say: the first value that is enough is of a time that holds days before the date, and
    /// later ones.
    Unsure,
    /// All values that are enough are of after the date.
    Later,
}

impl By {
    /// Read off the first value that is enough.
    fn of(first: &Value, due: Option<NaiveDate>) -> By {
        match due {
            Some(due) if first.when.first_day() > due => By::Later,
            Some(due) if first.when.last_day() > due => By::Unsure,
            _ => By::Date,
        }
    }
}

impl Standing {
    /// All of them, in the order in which a page has them.
    pub const ALL: [Standing; 8] = [
        Standing::Missed,
        Standing::Untold,
        Standing::Lost,
        Standing::Due,
        Standing::Undated,
        Standing::Reached { by: By::Date },
        Standing::NoTarget,
        Standing::NoFigure,
    ];

    /// Where a promise stands on a day, by its values, the oldest first.
    pub fn of(promise: &Promise, values: &[&Value], day: NaiveDate) -> Standing {
        let Some(newest) = values.last() else {
            return Standing::NoFigure;
        };
        let Some(target) = promise.target else {
            return Standing::NoTarget;
        };
        let line = lines(values).pop().unwrap_or_default();
        let enough = |value: &Value| target.is_met_by(value.amount);
        let mut met = line.iter().filter(|value| enough(value));
        let due = promise.due;
        if enough(newest) {
            let first = met.next().unwrap_or(newest);
            return Standing::Reached {
                by: By::of(first, due),
            };
        }
        match due {
            Some(due) if due >= day => Standing::Due,
            _ if met.next().is_some() => Standing::Lost,
            None => Standing::Undated,
            Some(due) if newest.when.last_day() < due => Standing::Untold,
            Some(_) => Standing::Missed,
        }
    }

    /// The group of a page that it belongs to.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Missed => "missed",
            Standing::Untold => "untold",
            Standing::Lost => "lost",
            Standing::Due => "due",
            Standing::Undated => "undated",
            Standing::Reached { .. } => "reached",
            Standing::NoTarget => "no-target",
            Standing::NoFigure => "no-figure",
        }
    }
}

/// Values in lines that can be compared: of times of one length, and by one definition.
pub(crate) fn lines<'a>(values: &[&'a Value]) -> Vec<Vec<&'a Value>> {
    let mut lines: Vec<Vec<&Value>> = Vec::new();
    for value in values {
        let last = lines.last_mut().filter(|line| {
            let joins = |other: &&Value| other.when.length() == value.when.length();
            !value.new_definition && line.last().is_some_and(joins)
        });
        match last {
            Some(line) => line.push(value),
            None => lines.push(vec![value]),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Amount, Bound, Source, Target, When};
    use super::*;

    fn value((when, amount): &(&str, u64)) -> Value {
        let (when, new_definition) = match when.strip_prefix('|') {
            Some(when) => (when, true),
            None => (*when, false),
        };
        Value {
            region: None,
            when: When::parse(when).unwrap(),
            amount: Amount::of(*amount),
            about: false,
            new_definition,
            note: Default::default(),
            source: Source::default(),
            quoted: false,
        }
    }

    /// At least 10; a value that begins with a bar has another definition.
    fn stands(due: &str, day: &str, values: &[(&str, u64)]) -> Standing {
        let promise = Promise {
            target: Some(Target {
                amount: Amount::of(10),
                bound: Bound::AtLeast,
            }),
            due: due.parse().ok(),
            ..Promise::default()
        };
        let values: Vec<Value> = values.iter().map(value).collect();
        let values: Vec<&Value> = values.iter().collect();
        Standing::of(&promise, &values, day.parse().unwrap())
    }

    #[test]
    fn a_promise_stands_where_its_newest_value_and_its_date_say() {
        let now = "2026-11-26";
        let past = "2025-12-31";
        for (due, values, expected) in [
            (past, &[][..], Standing::NoFigure),
            (past, &[("2025", 10)], Standing::Reached { by: By::Date }),
            (past, &[("2025", 9)], Standing::Missed),
            (past, &[("2026-06", 9)], Standing::Missed),
            // The newest value is of before the date: nobody knows.
            (past, &[("2025-11", 9)], Standing::Untold),
            (
                past,
                &[("2025", 9), ("2026-06-30", 11)],
                Standing::Reached { by: By::Later },
            ),
            (
                past,
                &[("2025-Q4", 10), ("2026-Q1", 12)],
                Standing::Reached { by: By::Date },
            ),
            (past, &[("2025-Q4", 10), ("2026-Q1", 9)], Standing::Lost),
            // What was enough by another definition says nothing of this one.
            (past, &[("2025-Q4", 10), ("|2026-Q1", 9)], Standing::Missed),
            (
                past,
                &[("2025-Q4", 10), ("|2026-Q1", 11)],
                Standing::Reached { by: By::Later },
            ),
            (now, &[("2026-10", 9)], Standing::Due),
            (
                "2026-11-27",
                &[("2026-09", 10), ("2026-10", 9)],
                Standing::Due,
            ),
            ("2026-11-25", &[("2026-10", 9)], Standing::Untold),
            ("", &[("2026-10", 9)], Standing::Undated),
            ("", &[("2026-09", 10), ("2026-10", 9)], Standing::Lost),
            ("", &[("2026-10", 10)], Standing::Reached { by: By::Date }),
            // Of a quarter that ends after the date nobody knows whether it was in time.
            (
                "2026-07-05",
                &[("2026-Q2", 8), ("2026-Q3", 12)],
                Standing::Reached { by: By::Unsure },
            ),
            (
                "2026-09-30",
                &[("2026-Q3", 12)],
                Standing::Reached { by: By::Date },
            ),
            (
                "2026-07-05",
                &[("2026-Q2", 10), ("2026-Q3", 12)],
                Standing::Reached { by: By::Date },
            ),
        ] {
            assert_eq!(stands(due, now, values), expected, "{due} {values:?}");
        }
    }

    #[test]
    fn without_a_number_nothing_is_reached_or_missed() {
        let promise = Promise {
            due: "2020-01-01".parse().ok(),
            ..Promise::default()
        };
        let known = value(&("2026", 1));
        let day = "2026-11-26".parse().unwrap();
        assert_eq!(Standing::of(&promise, &[&known], day), Standing::NoTarget);
    }

    proptest! {
        // A promise that is kept is kept on every day, and a missed one never becomes one that is due.
        #[test]
        fn days_that_pass_keep_no_promise(amounts in prop::collection::vec(0..20_u64, 1..6), first in 0..400_u64, more in 0..400_u64) {
            let days: Vec<String> = (0..amounts.len()).map(|at| format!("2025-{:02}", at + 1)).collect();
            let values: Vec<(&str, u64)> = days.iter().map(String::as_str).zip(amounts).collect();
            let start: NaiveDate = "2025-07-01".parse().unwrap();
            let later = |days| (start + chrono::Days::new(days)).to_string();
            let before = stands("2025-12-31", &later(first), &values);
            let after = stands("2025-12-31", &later(first + more), &values);
            match before {
                Standing::Due => prop_assert_ne!(after, Standing::Reached { by: By::Date }),
                before => prop_assert_eq!(before, after),
            }
        }
    }
}
