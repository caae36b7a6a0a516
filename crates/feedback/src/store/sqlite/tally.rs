//! What the record counts, in SQL.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use senim_message::{Confirmed, Outcome};

use crate::store::{Tally, quarter};

/// What is counted of one message.
struct Counted {
    region: String,
    district: String,
    theme: String,
    received: NaiveDate,
    answered: Option<NaiveDate>,
    outcome: Option<String>,
    confirmed: Option<String>,
    reopened: bool,
}

/// By region, district, quarter and theme, in that order.
pub(super) fn tallies(connection: &Connection) -> rusqlite::Result<Vec<Tally>> {
    let mut rows = connection.prepare(
        "SELECT region, coalesce(district, ''), coalesce(theme, ''), received, answered,
             iif(closed IS NOT NULL AND reopened IS NULL, outcome, NULL), confirmed,
             reopened IS NOT NULL FROM message",
    )?;
    let rows = rows.query_map((), |row| {
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Ok(Counted {
            region: row.get(0)?,
            district: row.get(1)?,
            theme: row.get(2)?,
            received: day(row.get(3)?).unwrap_or_default(),
            answered: day(row.get(4)?),
            outcome: row.get(5)?,
            confirmed: row.get(6)?,
            reopened: row.get(7)?,
        })
    })?;
    let mut tallies = BTreeMap::new();
    for row in rows {
        let row = row?;
        let quarter = quarter(&row.received.to_string());
        let key = (
            row.region.clone(),
            row.district.clone(),
            quarter,
            row.theme.clone(),
        );
        let tally = tallies
            .entry(key)
            .or_insert_with_key(|(region, district, quarter, theme)| Tally {
                region: region.clone(),
                district: district.clone(),
                quarter: quarter.clone(),
                theme: theme.clone(),
                ..Tally::default()
            });
        count(tally, &row);
    }
    Ok(tallies.into_values().collect())
}

fn count(tally: &mut Tally, row: &Counted) {
    tally.received += 1;
    if let Some(answered) = row.answered {
        tally.answered += 1;
        // A clock that was set back makes no answer come before its message.
        let days = answered.signed_duration_since(row.received).num_days();
        let days = u32::try_from(days).unwrap_or(0);
        match tally.days.binary_search_by_key(&days, |(days, _)| *days) {
            Ok(at) => {
                if let Some((_, count)) = tally.days.get_mut(at) {
                    *count += 1;
                }
            }
            Err(at) => tally.days.insert(at, (days, 1)),
        }
    }
    let add = |counts: &mut [u64], at: Option<usize>| {
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    };
    let outcome = row.outcome.as_deref();
    let outcome = Outcome::ALL
        .iter()
        .position(|known| Some(known.code()) == outcome);
    add(&mut tally.outcome, outcome);
    let confirmed = row.confirmed.as_deref();
    let confirmed = Confirmed::ALL
        .iter()
        .position(|known| Some(known.code()) == confirmed);
    add(&mut tally.confirmed, confirmed);
    tally.reopened += u64::from(row.reopened);
}
