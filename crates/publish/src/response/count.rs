//! From rows of calls to numbers.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use foldhash::{HashMap, HashMapExt as _};
use senim_measure::{Every, Period};
use senim_model::index::Term;
use senim_model::response::{Moment, Trait, definition_in};

use super::counts::{Call, Counts, GroupKey, MonthCounts};
use super::excluded::{Key as ExcludedKey, Reason};
use super::found::{self, FileCounts, TERMS};
use super::moment::{self, Cell};
use super::region::Region;
use super::rows::{self, Row, Table};
use super::seen::{Mark, Seen};
use super::text;
use super::zone::Zone;
use crate::check::Directory;
use crate::problem::{Problems, suggestion};
use crate::source::part::Wanted;
use crate::source::shape::CALLS;
use crate::source::table::shorten;
use crate::source::values;

/// What is known of regions, areas and terms. Files are counted each by itself, on as many threads as
/// there are.
pub(super) struct Counter<'a> {
    folder: &'a Path,
    today: NaiveDate,
    pub(super) regions: Vec<Region>,
    by_region: HashMap<String, usize>,
    by_area: HashMap<String, (usize, u16)>,
    terms: [HashMap<String, u8>; 3],
    only_priority: Option<u8>,
}

/// The counting of one file.
struct Counting<'c> {
    counter: &'c Counter<'c>,
    /// Calls of files before it.
    before: &'c Seen,
    seen: Seen,
    /// Of each region.
    zones: Vec<Zone>,
    /// When the day of publication ends there.
    ends: Vec<i64>,
    /// How the file writes moments.
    patterns: [Vec<String>; 4],
    months: HashMap<(usize, Period), MonthCounts>,
    counts: FileCounts,
}

/// The columns of the table, in its order.
#[derive(Clone, Copy)]
enum Column {
    Received,
    Id,
    Region,
    Area,
    Lat,
    Lon,
    Dispatched,
    Arrived,
    Closed,
    Priority,
    Category,
    Channel,
}

/// Where and when a call was received.
struct Received {
    region: usize,
    area: Option<u16>,
    /// Seconds since 1970, UTC.
    at: i64,
    /// As clocks there show it.
    day: NaiveDate,
    hour: u8,
}

impl<'a> Counter<'a> {
    /// Nothing is counted yet.
    pub(super) fn new(folder: &'a Path, directory: &Directory, today: NaiveDate) -> Counter<'a> {
        let settings = &directory.settings.response;
        let all = directory.regions.iter();
        let regions: Vec<Region> = all
            .map(|(id, region)| Region::of(directory, id, region.zone))
            .collect();
        let mut by_area = HashMap::new();
        for (at, region) in regions.iter().enumerate() {
            for (area, index) in region.territory.areas.iter().zip(0..) {
                by_area.insert(area.id.to_string(), (at, index));
            }
        }
        let by_id = |terms: &[Term]| {
            let ids = terms.iter().map(|term| term.id.to_string());
            ids.zip(0..).collect::<HashMap<String, u8>>()
        };
        Counter {
            folder,
            today,
            by_region: (regions.iter().enumerate())
                .map(|(at, region)| (region.id.to_string(), at))
                .collect(),
            regions,
            by_area,
            terms: [
                by_id(&settings.priority),
                by_id(&settings.category),
                by_id(&settings.channel),
            ],
            only_priority: (settings.priority.len() == 1).then_some(0),
        }
    }

    /// Counts the calls of a file, but for those that were seen before. What keeps them from being
    /// counted right is a problem. With it come the calls that it holds.
    pub(super) fn file(
        &self,
        wanted: &Wanted<'_>,
        before: &Seen,
        problems: &Problems,
    ) -> (FileCounts, Seen) {
        self.rows(wanted, before, problems, |row| {
            rows::each(self.folder, wanted, problems, row);
        })
    }

    /// Counts the calls of a text, likewise.
    pub(super) fn text(
        &self,
        text: &[u8],
        wanted: &Wanted<'_>,
        problems: &Problems,
    ) -> (FileCounts, Seen) {
        self.rows(wanted, &Seen::default(), problems, |row| {
            text::of_bytes(text, text::AT_ONCE, &mut Table::new(wanted, problems, row));
        })
    }

    fn rows(
        &self,
        wanted: &Wanted<'_>,
        before: &Seen,
        problems: &Problems,
        read: impl FnOnce(&mut dyn FnMut(&Row<'_>)),
    ) -> (FileCounts, Seen) {
        let dates = wanted.reading.dates.get(CALLS.table);
        let patterns = |column: &str| {
            let patterns = dates.and_then(|dates| dates.get(column));
            patterns.cloned().unwrap_or_default()
        };
        let regions = self.regions.iter();
        let zones: Vec<Zone> = regions.map(|region| Zone::new(region.zone)).collect();
        let tomorrow = self.today.succ_opt();
        let tomorrow = tomorrow.and_then(|day| day.and_hms_opt(0, 0, 0));
        let end = |zone: &Zone| tomorrow.and_then(|at| zone.utc(at)).unwrap_or(i64::MAX);
        let mut counting = Counting {
            counter: self,
            before,
            seen: Seen::default(),
            ends: zones.iter().map(end).collect(),
            zones,
            patterns: Moment::ALL.map(|moment| patterns(moment.code())),
            months: HashMap::new(),
            counts: FileCounts::default(),
        };
        read(&mut |row| counting.row(row));
        let mut months: BTreeMap<usize, Vec<(Period, MonthCounts)>> = BTreeMap::new();
        for ((region, month), counts) in counting.months {
            months.entry(region).or_default().push((month, counts));
        }
        let regions = months.into_iter();
        let (mut counts, seen) = (counting.counts, counting.seen);
        counts.regions = regions
            .map(|(region, months)| (region, Counts::of(months)))
            .collect();
        counts.report(wanted.file, &self.terms, problems);
        (counts, seen)
    }

    /// What is told of a cell for which a call is left out.
    fn told(&self, row: &Row<'_>, column: Column) -> found::Cell {
        let text = row.get(column as usize);
        let (lat, lon) = (row.get(Column::Lat as usize), row.get(Column::Lon as usize));
        let (column, text) = match column {
            Column::Area if text.is_empty() && !lat.is_empty() => {
                (Column::Lat, format!("{lat}, {lon}").into())
            }
            column => (column, text),
        };
        let may_be_mistyped = matches!(column, Column::Area)
            && !text.is_empty()
            && !self.by_area.contains_key(text.as_ref());
        let areas = self.by_area.keys().map(String::as_str);
        found::Cell {
            row: row.number,
            column: CALLS.columns().nth(column as usize).unwrap_or_default(),
            hint: may_be_mistyped.then(|| suggestion(&text, areas)).flatten(),
            text: shorten(&text),
        }
    }

    /// The area at the call's coordinate.
    fn located(&self, row: &Row<'_>, region: Option<usize>) -> Option<(usize, u16)> {
        let lon = values::number(&row.get(Column::Lon as usize))?;
        let lat = values::number(&row.get(Column::Lat as usize))?;
        let regions = self.regions.iter().enumerate();
        let mut asked = regions.filter(|(at, _)| region.is_none_or(|region| region == *at));
        asked.find_map(|(at, region)| Some((at, region.locate(lon, lat)?)))
    }
}

/// The column that tells why a call is left out.
fn column_of(reason: Reason) -> Column {
    match reason {
        Reason::NoTime | Reason::Future | Reason::Reversed => Column::Received,
        Reason::NoArea | Reason::Few => Column::Area,
        Reason::NoPriority => Column::Priority,
        Reason::Twice => Column::Id,
    }
}

impl<'c> Counting<'c> {
    fn row(&mut self, row: &Row<'_>) {
        self.counts.rows += 1;
        match self.call(row) {
            Ok(call) => {
                let month = (call.region, call.group.month);
                self.months.entry(month).or_default().add(&call);
            }
            Err((key, column)) => {
                let counter = self.counter;
                let cell = || counter.told(row, column);
                self.counts.exclude(key, cell);
            }
        }
    }

    /// A call; or where it is counted as one that is in no figure, and why, with the column that
    /// tells it.
    fn call(&mut self, row: &Row<'_>) -> Result<Call<'c>, (ExcludedKey, Column)> {
        let counter = self.counter;
        let regions = &counter.regions;
        let received = self.received(row).map_err(|(region, reason)| {
            let region = region.and_then(|at| regions.get(at));
            let key = (region.map(|region| region.id.clone()), None, reason);
            (key, column_of(reason))
        })?;
        let day = received.day;
        let month = Period::of(Every::Month, day);
        let wrong_in = |(reason, column)| {
            let region = regions.get(received.region);
            let year = month.within(Every::Year);
            let key = (region.map(|region| region.id.clone()), Some(year), reason);
            (key, column)
        };
        let wrong = |reason| wrong_in((reason, column_of(reason)));
        let priority = self.term(0, Column::Priority, row);
        let category = self.term(1, Column::Category, row);
        let channel = self.term(2, Column::Channel, row);
        if day > counter.today {
            return Err(wrong(Reason::Future));
        }
        let region = regions.get(received.region);
        let region = region.ok_or_else(|| wrong(Reason::NoArea))?;
        let there = received
            .area
            .filter(|area| region.territory.is_there(*area, month));
        let area = there.ok_or_else(|| wrong(Reason::NoArea))?;
        let moments = self.moments(row, &received).map_err(wrong_in)?;
        let priority = priority.or(counter.only_priority);
        let priority = priority.ok_or_else(|| wrong(Reason::NoPriority))?;
        let definition = definition_in(&region.definitions, month);
        let definition = definition.ok_or_else(|| wrong(Reason::NoTime))?;
        let is_fine = moments.iter().flatten().any(|at| at % 60 != 0);
        self.counts.note(received.region, definition, is_fine);
        if !self.is_new(row, &received) {
            return Err(wrong(Reason::Twice));
        }
        let weekday = day.weekday().num_days_from_monday() as u8;
        let hour = Trait::Hour(weekday, received.hour);
        Ok(Call {
            region: received.region,
            group: GroupKey {
                area,
                month,
                priority,
            },
            since: definition.since,
            moments,
            clocks: &definition.clocks,
            traits: [
                category.map(Trait::Category),
                channel.map(Trait::Channel),
                Some(hour),
            ],
        })
    }

    /// Where and when; or why not, with the region where that is known.
    fn received(&self, row: &Row<'_>) -> Result<Received, (Option<usize>, Reason)> {
        let counter = self.counter;
        let named = row.get(Column::Region as usize);
        let named = counter.by_region.get(named.as_ref()).copied();
        let area = row.get(Column::Area as usize);
        let area = counter.by_area.get(area.as_ref()).copied();
        let area = area.filter(|(region, _)| named.is_none_or(|named| named == *region));
        let located = match area {
            Some(_) => area,
            None => counter.located(row, named),
        };
        let region = located.map(|(region, _)| region).or(named);
        let no_time = (region, Reason::NoTime);
        // Where columns are in other places, no time can be read either, which says more.
        let zone = self.zones.get(region.unwrap_or(0)).ok_or(no_time)?;
        let [received, ..] = &self.patterns;
        let text = row.get(Column::Received as usize);
        let Cell::At(at) = moment::read(&text, zone, received) else {
            return Err(no_time);
        };
        let region = region.ok_or((None, Reason::NoArea))?;
        let (day, hour) = zone.local(at).ok_or(no_time)?;
        Ok(Received {
            region,
            area: located.map(|(_, area)| area),
            at,
            day,
            hour,
        })
    }

    /// The position of a term; a word that is not known is noted.
    fn term(&mut self, list: usize, column: Column, row: &Row<'_>) -> Option<u8> {
        let word = row.get(column as usize);
        if word.is_empty() {
            return None;
        }
        let found = self.counter.terms.get(list)?.get(word.as_ref()).copied();
        if found.is_none() {
            let key = (TERMS.get(list).copied()?, shorten(&word));
            let noted = self.counts.unknown.entry(key).or_insert((row.number, 0));
            noted.1 += 1;
        }
        found
    }

    /// The moments of a call, or why they are none: one is before its receipt, or still to come. One
    /// that cannot be read is noted.
    fn moments(
        &mut self,
        row: &Row<'_>,
        received: &Received,
    ) -> Result<[Option<i64>; 4], (Reason, Column)> {
        let zone = self.zones.get(received.region);
        let zone = zone.ok_or((Reason::NoTime, Column::Received))?;
        let end = self.ends.get(received.region).copied();
        let mut moments = [Some(received.at), None, None, None];
        let [_, patterns @ ..] = &self.patterns;
        let [_, after @ ..] = &mut moments;
        let columns = [Column::Dispatched, Column::Arrived, Column::Closed];
        for ((column, patterns), moment) in columns.into_iter().zip(patterns).zip(after) {
            let text = row.get(column as usize);
            match moment::read(&text, zone, patterns) {
                Cell::At(at) if at < received.at => return Err((Reason::Reversed, column)),
                Cell::At(at) if end.is_some_and(|end| at >= end) => {
                    return Err((Reason::Future, column));
                }
                Cell::At(at) => *moment = Some(at),
                Cell::None => {}
                Cell::Unreadable => self.counts.unread(column as usize, row.number, &text),
            }
        }
        Ok(moments)
    }

    /// Whether a call was not counted yet: by its identifier or, without one, by all that it says.
    fn is_new(&mut self, row: &Row<'_>, received: &Received) -> bool {
        let call = match row.get(Column::Id as usize) {
            id if id.is_empty() => row.mark(received.region, received.at),
            id => Mark::identifier(&id),
        };
        !self.before.has(call) && self.seen.insert(call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_order_of_the_table() {
        let names: Vec<&str> = CALLS.columns().collect();
        for (column, name) in [
            (Column::Received, "received"),
            (Column::Id, "id"),
            (Column::Region, "region"),
            (Column::Area, "area"),
            (Column::Lat, "lat"),
            (Column::Lon, "lon"),
            (Column::Dispatched, "dispatched"),
            (Column::Arrived, "arrived"),
            (Column::Closed, "closed"),
            (Column::Priority, "priority"),
            (Column::Category, "category"),
            (Column::Channel, "channel"),
        ] {
            assert_eq!(names[column as usize], name);
        }
        assert_eq!(names.len(), 12);
    }
}
