//! What can be said of a rule in a line or two: what holds every week, what holds on the first
//! Saturday of a month or in summer only.
//!
//! The rule itself is not looked at: `opening_hours` can say one thing in many ways. What it comes
//! to on each of the days that are compiled is, and whatever these lines do not say of one of
//! those days is owned up to.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use opening_hours::OpeningHours;
use senim_model::hours::{PartHours, WeekSpan, When};

use super::{DAYS, open};

/// What can be said of a rule.
#[derive(Debug, Default)]
pub(super) struct Regular {
    pub(super) week: Vec<WeekSpan>,
    pub(super) parts: Vec<PartHours>,
    pub(super) irregular: bool,
}

/// The times of one day, in minutes after its midnight.
type Times = Vec<(u16, u16)>;

/// The days of one weekday, each with its times.
type Dates = Vec<(NaiveDate, Times)>;

/// A weekday that differs in one week of five is still worth its line, beside the notice that
/// weeks differ.
const MOSTLY: (usize, usize) = (4, 5);

/// Reads what a rule comes to from a day on. Holidays are not looked at: they are exceptions.
pub(super) fn read(hours: &OpeningHours, first: NaiveDate) -> Regular {
    let mut regular = Regular::default();
    let mut parts: BTreeMap<When, Vec<WeekSpan>> = BTreeMap::new();
    for (weekday, dates) in (0u8..).zip(by_weekday(hours, first)) {
        let spans = |times: Times| {
            let spans = times.into_iter();
            spans.map(move |(from, to)| WeekSpan { weekday, from, to })
        };
        if let Some(found) = by_place_in_month(&dates).or_else(|| by_month(&dates)) {
            for (when, times) in found {
                match when {
                    None => regular.week.extend(spans(times)),
                    Some(when) => parts.entry(when).or_default().extend(spans(times)),
                }
            }
        } else {
            regular.irregular = true;
            regular.week.extend(spans(mostly(&dates)));
        }
    }
    regular.parts = parts
        .into_iter()
        .map(|(when, week)| PartHours { when, week })
        .collect();
    // What holds for most of the year comes first.
    regular.parts.sort_by_key(|part| match part.when {
        When::Nth(_) => (0, 0),
        When::Months(months) => (1, 12 - months.count_ones()),
    });
    regular
}

/// The days that are compiled, by weekday.
fn by_weekday(hours: &OpeningHours, first: NaiveDate) -> Vec<Dates> {
    let last = first.checked_add_days(Days::new(DAYS)).unwrap_or(first);
    let mut times = times(hours, first, last);
    let mut weekdays: Vec<Dates> = vec![Dates::new(); 7];
    for date in first.iter_days().take_while(|date| *date < last) {
        let weekday = date.weekday().num_days_from_monday();
        if let Some(dates) = weekdays.get_mut(weekday as usize) {
            dates.push((date, times.remove(&date).unwrap_or_default()));
        }
    }
    weekdays
}

/// The times of each day. What goes on past midnight belongs to the day on which it began, unless
/// it lasts longer than a day and a night: that is cut at each midnight.
fn times(hours: &OpeningHours, first: NaiveDate, last: NaiveDate) -> BTreeMap<NaiveDate, Times> {
    // A day more on either side, so that a night which began before or ends after is whole.
    let from = first.and_time(NaiveTime::MIN) - TimeDelta::days(1);
    let to = last.and_time(NaiveTime::MIN) + TimeDelta::days(2);
    let mut stretches: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
    for (from, to) in open(hours, from, to) {
        match stretches.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => stretches.push((from, to)),
        }
    }
    let mut times: BTreeMap<NaiveDate, Times> = BTreeMap::new();
    for (mut from, to) in stretches {
        let endless = to - from > TimeDelta::days(1);
        while from < to {
            let midnight = from.date().and_time(NaiveTime::MIN);
            let next = midnight + TimeDelta::days(1);
            let end = if endless { to.min(next) } else { to };
            let minute =
                |time: NaiveDateTime| u16::try_from((time - midnight).num_minutes()).unwrap_or(0);
            let day = times.entry(from.date()).or_default();
            day.push((minute(from), minute(end)));
            from = end;
        }
    }
    times
}

/// The different times of some days, closed ones left out, each with the days on which they hold.
fn different(dates: &Dates) -> BTreeMap<&Times, Vec<NaiveDate>> {
    let mut different: BTreeMap<&Times, Vec<NaiveDate>> = BTreeMap::new();
    for (date, times) in dates.iter().filter(|(_, times)| !times.is_empty()) {
        different.entry(times).or_default().push(*date);
    }
    different
}

/// Times, and on which days they hold; always, where that is not said.
type Found = Vec<(Option<When>, Times)>;

/// The bits of [`When::Nth`] that a date has.
fn place_in_month(date: NaiveDate) -> u8 {
    let nth = 1 << (date.day0() / 7);
    let next_week = date.checked_add_days(Days::new(7));
    let is_last = next_week.is_some_and(|next| next.month() != date.month());
    nth | (u8::from(is_last) << When::LAST)
}

/// Times that always hold, or hang on which such weekday of its month a day is. `None` where they
/// hang on something else.
fn by_place_in_month(dates: &Dates) -> Option<Found> {
    let all: Vec<NaiveDate> = dates.iter().map(|(date, _)| *date).collect();
    let different = different(dates).into_iter();
    let found = different.map(|(times, on)| {
        if on.len() == all.len() {
            return Some((None, times.clone()));
        }
        let mask = nth_mask(&all, &on)?;
        Some((Some(When::Nth(mask)), times.clone()))
    });
    found.collect()
}

/// The fewest bits that name the days `on`, and no other day of `all`.
fn nth_mask(all: &[NaiveDate], on: &[NaiveDate]) -> Option<u8> {
    let last = 1u8 << When::LAST;
    let holds = |bit: u8| {
        let mut such = all.iter().filter(|date| place_in_month(**date) & bit != 0);
        such.all(|date| on.contains(date))
    };
    let covers = |mask: u8| on.iter().all(|date| place_in_month(*date) & mask != 0);
    let bits = (0..When::LAST).map(|nth| 1u8 << nth);
    let counted: u8 = bits.filter(|bit| holds(*bit)).sum();
    if covers(counted) {
        return Some(counted);
    }
    // A fifth such day of a month is always the last one.
    let with_last = counted & !(1 << (When::LAST - 1)) | last;
    (holds(last) && covers(with_last)).then_some(with_last)
}

/// Times that hang on the month alone. `None` where they hang on something else.
fn by_month(dates: &Dates) -> Option<Found> {
    let mut months: BTreeMap<u32, &Times> = BTreeMap::new();
    for (date, times) in dates {
        if *months.entry(date.month0()).or_insert(times) != times {
            return None;
        }
    }
    let different = different(dates).into_keys();
    let found = different.map(|times| {
        let of = months.iter().filter(|(_, found)| **found == times);
        let mask = of.fold(0u16, |mask, (month, _)| mask | (1 << month));
        (Some(When::Months(mask)), times.clone())
    });
    Some(found.collect())
}

/// The times that hold on most of the days; none where no times do.
fn mostly(dates: &Dates) -> Times {
    let (part, whole) = MOSTLY;
    different(dates)
        .into_iter()
        .find(|(_, on)| on.len() * whole >= dates.len() * part)
        .map(|(times, _)| times.clone())
        .unwrap_or_default()
}
