//! What senders ask, in SQL.

use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use senim_message::{Confirmed, Limit, Outcome, Stage, Status};

use super::Zones;
use super::office::write_down;
use crate::secret::Hash;
use crate::store::{Reply, Request, Said, Sent, stage};

/// For so many days after it is closed, a sender may open a message again.
const REOPEN_DAYS: u64 = 30;

/// Does what one sender asks.
pub(super) fn answer(
    connection: &Connection,
    zones: &Zones,
    request: &Request,
    now: DateTime<Utc>,
) -> rusqlite::Result<Reply> {
    match request {
        Request::Send(sent) => keep(connection, zones, sent, now),
        Request::Status(code) => {
            let found = find(connection, zones, code, now)?;
            Ok(found.map_or(Reply::Unknown, |found| {
                Reply::Status(Box::new(found.status))
            }))
        }
        Request::Confirm(code, said) => confirm(connection, zones, code, *said, now),
        Request::Check => check(connection),
    }
}

/// Writes as much as the longest message takes, and deletes it again: a full disk is seen before
/// a message comes. Deleted pages are overwritten, so they go to disk with the transaction.
fn check(connection: &Connection) -> rusqlite::Result<Reply> {
    let mut put = connection.prepare_cached("INSERT INTO zone VALUES ('', hex(zeroblob(?1)))")?;
    put.execute([LONGEST / 2])?;
    let mut delete = connection.prepare_cached("DELETE FROM zone WHERE region = ''")?;
    delete.execute(())?;
    Ok(Reply::Well)
}

/// The longest message is shorter than its body, and has hashes, and places in three indexes.
const LONGEST: i64 = Limit::BODY as i64 + 4 * 4096;

fn keep(
    connection: &Connection,
    zones: &Zones,
    sent: &Sent,
    now: DateTime<Utc>,
) -> rusqlite::Result<Reply> {
    let mut known = connection.prepare_cached("SELECT body FROM message WHERE key = ?1")?;
    let known: Option<Hash> = known.query_row([sent.key], |row| row.get(0)).optional()?;
    match known {
        Some(body) if body == sent.body => return Ok(Reply::Again),
        Some(_) => return Ok(Reply::AnotherBody),
        None => {}
    }
    let message = &sent.message;
    let place = message.place.clone().unwrap_or_default();
    let [lon, lat] = [0, 1].map(|at| place.point.and_then(|point| point.get(at).copied()));
    let mut put = connection.prepare_cached(
        "INSERT INTO message (key, code, body, received, lang, kind, region, district, subject,
             text, area, address, lon, lat, answer_by, contact)
         VALUES (:key, :code, :body, :received, :lang, :kind, :region, :district, :subject,
             :text, :area, :address, :lon, :lat, :answer_by, :contact)",
    )?;
    let subject = &message.subject;
    put.execute(named_params! {
        ":key": sent.key,
        ":code": sent.code,
        ":body": sent.body,
        ":received": zones.day(subject.region.as_str(), now).to_string(),
        ":lang": message.lang.code(),
        ":kind": subject.kind.code(),
        ":region": subject.region.as_str(),
        ":district": subject.district.as_ref().map(|id| id.as_str()),
        ":subject": subject.id,
        ":text": message.text,
        ":area": place.area.as_ref().map(|id| id.as_str()),
        ":address": place.address,
        ":lon": lon,
        ":lat": lat,
        ":answer_by": message.answer.code(),
        ":contact": message.contact,
    })?;
    Ok(Reply::New)
}

/// A message that a sender has the code of.
struct Found {
    number: i64,
    /// The day in its region.
    today: NaiveDate,
    status: Status,
}

fn find(
    connection: &Connection,
    zones: &Zones,
    code: &Hash,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<Found>> {
    let mut found = connection.prepare_cached(
        "SELECT number, region, received, theme, answer, answered, outcome, closed, confirmed,
             reopened FROM message WHERE code = ?1",
    )?;
    found
        .query_row([code], |row| read(row, zones, now))
        .optional()
}

fn read(row: &Row<'_>, zones: &Zones, now: DateTime<Utc>) -> rusqlite::Result<Found> {
    let region: String = row.get("region")?;
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let (answered, closed) = (text("answered")?, text("closed")?);
    let (outcome, confirmed) = (text("outcome")?, text("confirmed")?);
    let outcome = Outcome::ALL
        .into_iter()
        .find(|known| Some(known.code()) == outcome.as_deref());
    let confirmed = Confirmed::ALL
        .into_iter()
        .find(|known| Some(known.code()) == confirmed.as_deref());
    let reopened = text("reopened")?.is_some();
    let stage = stage(answered.is_some(), closed.is_some(), reopened);
    let is_closed = stage == Stage::Closed;
    let today = zones.day(&region, now);
    let until = closed
        .filter(|_| is_closed)
        .and_then(|day| day.parse::<NaiveDate>().ok())
        .and_then(|day| day.checked_add_days(Days::new(REOPEN_DAYS)))
        .filter(|last| today <= *last);
    Ok(Found {
        number: row.get("number")?,
        today,
        status: Status {
            received: row.get("received")?,
            stage,
            theme: text("theme")?,
            answer: text("answer")?,
            answered,
            outcome,
            confirmed,
            may_confirm: is_closed && confirmed.is_none(),
            may_reopen_until: until.map(|day| day.to_string()),
        },
    })
}

fn confirm(
    connection: &Connection,
    zones: &Zones,
    code: &Hash,
    said: Said,
    now: DateTime<Utc>,
) -> rusqlite::Result<Reply> {
    let Some(found) = find(connection, zones, code, now)? else {
        return Ok(Reply::Unknown);
    };
    let status = &found.status;
    // What was done already is done: the answer to it was lost on the way.
    let said = Said {
        confirmed: said.confirmed.filter(|now| status.confirmed != Some(*now)),
        reopen: said.reopen && status.stage != Stage::Reopened,
    };
    if said.confirmed.is_some() && !status.may_confirm {
        return Ok(Reply::NotNow(match status.confirmed {
            Some(_) => "it was said before, and is said once",
            None => "the message is not closed",
        }));
    }
    if said.reopen && status.may_reopen_until.is_none() {
        return Ok(Reply::NotNow(match status.stage {
            Stage::Closed => "the days in which it could be opened again are over",
            _ => "the message is not closed",
        }));
    }
    let day = found.today.to_string();
    let mut put = connection.prepare_cached(
        "UPDATE message SET confirmed = coalesce(?2, confirmed), reopened = coalesce(?3, reopened)
         WHERE number = ?1",
    )?;
    let confirmed = said.confirmed.map(Confirmed::code);
    put.execute((found.number, confirmed, said.reopen.then_some(&day)))?;
    let write = |what: &str| write_down(connection, &day, "sender", Some(found.number), what);
    if let Some(confirmed) = confirmed {
        write(&format!("confirmed {confirmed}"))?;
    }
    if said.reopen {
        write("reopened")?;
    }
    let after = find(connection, zones, code, now)?;
    Ok(after.map_or(Reply::Unknown, |found| {
        Reply::Status(Box::new(found.status))
    }))
}
