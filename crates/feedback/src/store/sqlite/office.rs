//! What officers do, in SQL.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use senim_message::Outcome;

use super::Zones;
use crate::store::{Change, Entry, Logged, Unfit, stage};

/// All messages, by number.
pub(super) fn entries(connection: &Connection) -> rusqlite::Result<Vec<Entry>> {
    let mut rows = connection.prepare(
        "SELECT message.*, coalesce((SELECT max(entry) FROM log
             WHERE log.number = message.number), 0) AS revision
         FROM message ORDER BY number",
    )?;
    rows.query_map((), entry)?.collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get("lon")?, row.get("lat")?);
    let answered = text("answered")?;
    let (closed, reopened) = (text("closed")?, text("reopened")?);
    let stage = stage(answered.is_some(), closed.is_some(), reopened.is_some());
    Ok(Entry {
        number: row.get("number")?,
        received: row.get("received")?,
        stage: stage.code().to_owned(),
        lang: row.get("lang")?,
        kind: row.get("kind")?,
        region: row.get("region")?,
        district: text("district")?,
        subject: text("subject")?,
        text: text("text")?,
        area: text("area")?,
        address: text("address")?,
        point: lon.zip(lat).map(|(lon, lat)| [lon, lat]),
        answer_by: row.get("answer_by")?,
        contact: text("contact")?,
        theme: text("theme")?,
        answer: text("answer")?,
        answered,
        summary: text("summary")?,
        outcome: text("outcome")?,
        confirmed: text("confirmed")?,
        purged: text("purged")?.is_some(),
        revision: row.get("revision")?,
    })
}

/// What does not fit, by its place among the changes.
pub(super) fn unfit(
    connection: &Connection,
    changes: &[Change],
) -> rusqlite::Result<Vec<(usize, Unfit)>> {
    let mut unfit = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let (closes, answers) = (change.outcome.is_some(), change.answer.is_some());
        let why = match one(connection, change.number)? {
            Some(entry) => entry.unfit(change.seen, closes, answers),
            None => vec![Unfit::NoMessage],
        };
        unfit.extend(why.into_iter().map(|why| (at, why)));
    }
    Ok(unfit)
}

fn one(connection: &Connection, number: i64) -> rusqlite::Result<Option<Entry>> {
    let mut row = connection.prepare_cached(
        "SELECT message.*, coalesce((SELECT max(entry) FROM log
             WHERE log.number = message.number), 0) AS revision
         FROM message WHERE number = ?1",
    )?;
    row.query_row([number], entry).optional()
}

/// Does what was decided, and writes down what is different afterwards.
pub(super) fn apply(
    connection: &Connection,
    zones: &Zones,
    who: &str,
    change: &Change,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let Some(entry) = one(connection, change.number)? else {
        return Ok(());
    };
    let theme = different(&change.theme, &entry.theme);
    let answer = different(&change.answer, &entry.answer);
    let summary = different(&change.summary, &entry.summary);
    // Closed as it is already, unless the sender opened it again.
    let outcome = change.outcome.map(Outcome::code);
    let outcome =
        outcome.filter(|code| entry.stage != "closed" || entry.outcome.as_deref() != Some(code));
    let mut put = connection.prepare_cached(
        "UPDATE message SET
             theme = coalesce(:theme, theme),
             answer = coalesce(:answer, answer),
             answered = iif(:answer IS NULL, answered, coalesce(answered, :day)),
             summary = coalesce(:summary, summary),
             outcome = coalesce(:outcome, outcome),
             closed = iif(:outcome IS NULL, closed, :day),
             reopened = iif(:outcome IS NULL, reopened, NULL)
         WHERE number = :number",
    )?;
    put.execute(named_params! {
        ":theme": theme,
        ":answer": answer,
        ":summary": summary,
        ":outcome": outcome,
        ":day": zones.day(&entry.region, now).to_string(),
        ":number": change.number,
    })?;
    let answered = match entry.answer {
        Some(_) => "answer changed",
        None => "answered",
    };
    let done = [
        theme.map(|theme| format!("theme {theme}")),
        answer.map(|_| answered.to_owned()),
        summary.map(|_| "summary".to_owned()),
        outcome.map(|outcome| format!("closed {outcome}")),
    ];
    let at = moment(now);
    for what in done.into_iter().flatten() {
        write_down(connection, &at, who, Some(change.number), &what)?;
    }
    Ok(())
}

fn different<'a>(new: &'a Option<String>, old: &Option<String>) -> Option<&'a str> {
    new.as_deref().filter(|new| Some(*new) != old.as_deref())
}

/// A moment, as the log has it.
pub(super) fn moment(now: DateTime<Utc>) -> String {
    now.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Adds to the log.
pub(super) fn write_down(
    connection: &Connection,
    at: &str,
    who: &str,
    number: Option<i64>,
    what: &str,
) -> rusqlite::Result<()> {
    let mut put = connection
        .prepare_cached("INSERT INTO log (at, who, number, what) VALUES (?1, ?2, ?3, ?4)")?;
    put.execute((at, who, number, what)).map(|_| ())
}

/// What was done, in order.
pub(super) fn log(connection: &Connection, number: Option<i64>) -> rusqlite::Result<Vec<Logged>> {
    let mut rows = connection.prepare(
        "SELECT at, who, number, what FROM log WHERE ?1 IS NULL OR number = ?1 ORDER BY entry",
    )?;
    let rows = rows.query_map([number], |row| {
        Ok(Logged {
            at: row.get(0)?,
            who: row.get(1)?,
            number: row.get(2)?,
            what: row.get(3)?,
        })
    })?;
    rows.collect()
}
