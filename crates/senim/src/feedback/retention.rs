//! Deleting in time, by a clock that may be wrong.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::{NaiveDate, Utc};
use senim_feedback::Sqlite;
use senim_feedback::store::{Purge, Purged, Store as _};

use super::settings::Settings;

/// So many messages are named; of more, the number.
const NAMED: usize = 10;

/// Deletes what is older than the source folder promises.
pub(super) fn purge(
    store: &mut Sqlite,
    by: &str,
    source: &Path,
    clock_is_right: bool,
) -> Result<String> {
    super::named(by)?;
    let keep_days = Settings::read(source)?.keep_days;
    let what = Purge {
        keep_days,
        clock_is_right,
    };
    match store.purge(by, what, Utc::now())? {
        Purged::Messages(count) => Ok(format!(
            "deleted the words of {count} messages, older than {keep_days} days\n"
        )),
        Purged::ClockIsBehind { today, later } => {
            let which = later
                .iter()
                .map(|(number, day)| format!("{number} ({day})"));
            let which = listed(which.collect());
            bail!(
                "nothing was deleted: this machine says that it is {today}, and messages are dated \
                 later: {which}. If the clock is wrong, set it. If it was ahead when they came, date \
                 them: senim feedback redate … --day {today}"
            )
        }
        Purged::ClockMayBeAhead {
            today,
            before,
            after,
        } => bail!(
            "nothing was deleted: this machine says that it is {today}, and no message came and \
             nothing was done between {before} and {after}, so the clock may be ahead. If it is \
             wrong, set it. If it is right, say so: --clock-is-right"
        ),
    }
}

/// Dates messages that came while the clock was ahead.
pub(super) fn redate(store: &mut Sqlite, by: &str, day: NaiveDate) -> Result<String> {
    super::named(by)?;
    let now = Utc::now();
    if day > now.date_naive() {
        bail!("--day {day} is after today");
    }
    let numbers = store.redate(by, day, now)?;
    Ok(match numbers.is_empty() {
        true => "no message is dated after today\n".to_owned(),
        false => {
            let numbers = listed(numbers.iter().map(ToString::to_string).collect());
            format!("dated {day}: {numbers}\n")
        }
    })
}

fn listed(names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let first = names.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    match more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
