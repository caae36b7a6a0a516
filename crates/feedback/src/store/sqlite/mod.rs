//! The store in SQLite, embedded: one file, a write-ahead log beside it, a sync for each commit.

mod checkpoint;
mod office;
mod open;
mod purge;
mod sender;
mod tally;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, TransactionBehavior};

use super::{Change, Entry, Logged, Purge, Purged, Reply, Request, Store, Tally, Unfit};
use crate::Trouble;

/// A store in one file.
#[derive(Debug)]
pub struct Sqlite {
    /// Ends before the connection does, which then tidies up for the last time.
    checkpoints: Option<checkpoint::Checkpoints>,
    path: PathBuf,
    connection: Connection,
    zones: Zones,
}

/// Which day it is, in which region.
#[derive(Debug, Default)]
struct Zones(BTreeMap<String, Tz>);

impl Zones {
    /// The day in a region; by UTC where nobody has said its time zone.
    fn day(&self, region: &str, now: DateTime<Utc>) -> NaiveDate {
        match self.0.get(region) {
            Some(zone) => now.with_timezone(zone).date_naive(),
            None => now.date_naive(),
        }
    }
}

impl Sqlite {
    /// Does something in one transaction; a failure undoes it.
    fn within<T>(
        &mut self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Connection, &Zones) -> rusqlite::Result<T>,
    ) -> Result<T, Trouble> {
        let (path, zones) = (&self.path, &self.zones);
        let done = || {
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            let result = work(&transaction, zones)?;
            transaction.commit()?;
            Ok(result)
        };
        done().map_err(|error| Trouble::sqlite(path, &error))
    }
}

impl Store for Sqlite {
    fn batch(&mut self, requests: &[Request], now: DateTime<Utc>) -> Result<Vec<Reply>, Trouble> {
        // Who begins as a reader cannot become a writer while another process writes.
        let behavior = match requests.iter().any(Request::writes) {
            true => TransactionBehavior::Immediate,
            false => TransactionBehavior::Deferred,
        };
        self.within(behavior, |connection, zones| {
            requests
                .iter()
                .map(|request| sender::answer(connection, zones, request, now))
                .collect()
        })
    }

    fn learn_zones(&mut self, zones: &[(String, Tz)]) -> Result<(), Trouble> {
        self.within(TransactionBehavior::Immediate, |connection, _| {
            let mut put = connection.prepare("INSERT OR REPLACE INTO zone VALUES (?1, ?2)")?;
            for (region, zone) in zones {
                put.execute((region, zone.name()))?;
            }
            Ok(())
        })?;
        self.zones.0.extend(zones.iter().cloned());
        Ok(())
    }

    fn entries(&mut self) -> Result<Vec<Entry>, Trouble> {
        self.within(TransactionBehavior::Deferred, |connection, _| {
            office::entries(connection)
        })
    }

    fn decide(
        &mut self,
        who: &str,
        changes: &[Change],
        now: DateTime<Utc>,
    ) -> Result<Result<(), Vec<(usize, Unfit)>>, Trouble> {
        self.within(TransactionBehavior::Immediate, |connection, zones| {
            let unfit = office::unfit(connection, changes)?;
            if !unfit.is_empty() {
                return Ok(Err(unfit));
            }
            for change in changes {
                office::apply(connection, zones, who, change, now)?;
            }
            Ok(Ok(()))
        })
    }

    fn purge(&mut self, who: &str, what: Purge, now: DateTime<Utc>) -> Result<Purged, Trouble> {
        let purged = self.within(TransactionBehavior::Immediate, |connection, _| {
            purge::purge(connection, who, what, now)
        })?;
        // The text is overwritten in the database at once; in the log of writes, now.
        let path = &self.path;
        let forgotten = purge::forget(&self.connection);
        match forgotten.map_err(|error| Trouble::sqlite(path, &error))? {
            true => Ok(purged),
            false => Err(Trouble::StillThere { path: path.clone() }),
        }
    }

    fn redate(
        &mut self,
        who: &str,
        day: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Vec<i64>, Trouble> {
        self.within(TransactionBehavior::Immediate, |connection, _| {
            purge::redate(connection, who, day, now)
        })
    }

    fn note(&mut self, who: &str, what: &str, now: DateTime<Utc>) -> Result<(), Trouble> {
        self.within(TransactionBehavior::Immediate, |connection, _| {
            office::write_down(connection, &office::moment(now), who, None, what)
        })
    }

    fn log(&mut self, number: Option<i64>) -> Result<Vec<Logged>, Trouble> {
        self.within(TransactionBehavior::Deferred, |connection, _| {
            office::log(connection, number)
        })
    }

    fn tallies(&mut self) -> Result<Vec<Tally>, Trouble> {
        self.within(TransactionBehavior::Deferred, |connection, _| {
            tally::tallies(connection)
        })
    }
}
