//! What is deleted in time, in SQL. The clock says what is old, so it is not believed at once.

use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::Connection;

use super::office::{moment, write_down};
use crate::store::{Purge, Purged};

/// After so many days without a message and without an entry of the log, a clock may have jumped.
const SILENCE: i64 = 30;

/// So long readers are waited for who keep what was deleted on disk.
const PATIENCE: Duration = Duration::from_secs(5);

/// Deletes what senders wrote, where they were, and the hashes that lead to it.
pub(super) fn purge(
    connection: &Connection,
    who: &str,
    what: Purge,
    now: DateTime<Utc>,
) -> rusqlite::Result<Purged> {
    let today = now.date_naive();
    let later = later(connection, today)?;
    if !later.is_empty() {
        return Ok(Purged::ClockIsBehind { today, later });
    }
    let silence = match what.clock_is_right {
        true => None,
        false => silence(&days(connection, today)?, today),
    };
    if let Some((before, after)) = silence {
        return Ok(Purged::ClockMayBeAhead {
            today,
            before,
            after,
        });
    }
    let Some(before) = today.checked_sub_days(Days::new(what.keep_days.into())) else {
        return Ok(Purged::Messages(0));
    };
    let count = connection.execute(
        "UPDATE message SET key = NULL, code = NULL, body = NULL, subject = NULL, text = NULL,
             area = NULL, address = NULL, lon = NULL, lat = NULL, contact = NULL, purged = ?2
         WHERE received < ?1 AND purged IS NULL",
        (before.to_string(), today.to_string()),
    )?;
    // Also without a message: the next purge knows by this that the clock has not jumped.
    let what = format!("{DONE} {count} of before {before}");
    write_down(connection, &moment(now), who, None, &what)?;
    Ok(Purged::Messages(count))
}

/// How the log tells of a purge.
const DONE: &str = "purged";

/// Messages that are dated after today. A region may be a day ahead of UTC.
fn later(connection: &Connection, today: NaiveDate) -> rusqlite::Result<Vec<(i64, NaiveDate)>> {
    let mut rows = connection
        .prepare("SELECT number, received FROM message WHERE received > ?1 ORDER BY number")?;
    let rows = rows.query_map([tomorrow(today).to_string()], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?))
    })?;
    let rows = rows.map(|row| row.map(|(number, day)| Some((number, day.parse().ok()?))));
    rows.filter_map(Result::transpose).collect()
}

fn tomorrow(today: NaiveDate) -> NaiveDate {
    today.succ_opt().unwrap_or(today)
}

/// Days on which messages came or something was done since the last purge, in order. The log may
/// have later ones, of a clock that was ahead, and is never changed.
fn days(connection: &Connection, today: NaiveDate) -> rusqlite::Result<Vec<NaiveDate>> {
    let mut rows = connection.prepare(
        "WITH logged AS (SELECT substr(at, 1, 10) AS day, what, number FROM log),
             last AS (SELECT coalesce(max(day), '') AS day FROM logged
                 WHERE what LIKE ?1 || ' %' AND number IS NULL AND day <= ?2)
         SELECT day FROM (SELECT received AS day FROM message UNION SELECT day FROM logged)
         WHERE day >= (SELECT day FROM last) AND day <= ?2 ORDER BY day",
    )?;
    let until = tomorrow(today).to_string();
    let rows = rows.query_map([DONE, &until], |row| row.get::<_, String>(0))?;
    rows.map(|row| row.map(|day| day.parse().ok()))
        .filter_map(Result::transpose)
        .collect()
}

/// The first silence that is too long, from its last day before to its first day after.
fn silence(days: &[NaiveDate], today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let ahead = days.iter().skip(1).chain([&today]);
    let mut pairs = days.iter().zip(ahead);
    let found = pairs.find(|(before, after)| (**after - **before).num_days() > SILENCE);
    found.map(|(before, after)| (*before, *after))
}

/// Dates messages that are dated after today with another day, and what was done about them.
pub(super) fn redate(
    connection: &Connection,
    who: &str,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> rusqlite::Result<Vec<i64>> {
    let today = now.date_naive();
    if day > today {
        return Ok(Vec::new());
    }
    let later = later(connection, today)?;
    let (at, day) = (moment(now), day.to_string());
    for (number, before) in &later {
        for column in ["received", "answered", "closed", "reopened"] {
            connection.execute(
                &format!("UPDATE message SET {column} = ?1 WHERE number = ?2 AND {column} > ?3"),
                (&day, number, tomorrow(today).to_string()),
            )?;
        }
        let what = format!("redated from {before} to {day}");
        write_down(connection, &at, who, Some(*number), &what)?;
    }
    Ok(later.into_iter().map(|(number, _)| number).collect())
}

/// Empties the log of writes, where what was deleted stands until then. Gives whether it is empty:
/// somebody who has been reading for long keeps it.
pub(super) fn forget(connection: &Connection) -> rusqlite::Result<bool> {
    let start = Instant::now();
    loop {
        let busy: bool =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
        if !busy || start.elapsed() > PATIENCE {
            return Ok(!busy);
        }
        // Another checkpoint is not waited for by SQLite itself, and takes a moment.
        std::thread::sleep(Duration::from_millis(20));
    }
}
