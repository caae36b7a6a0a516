//! Hours: from `opening_hours` text to spans that a browser only has to compare.

mod regular;

use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours};
use senim_model::hours::{Hours, Span};

use regular::Regular;

/// How many days are compiled.
pub(crate) const DAYS: u64 = 400;

/// What hours are expected to look like.
pub(crate) const EXPECTED: &str = "expected days Mo, Tu, We, Th, Fr, Sa, Su or PH (a public holiday) and times, like Mo-Fr \
     09:00-18:00; Sa 10:00-14:00; PH off";

/// Reads hours.
///
/// # Errors
/// The part of them that is not understood.
pub(crate) fn parse(text: &str) -> Result<OpeningHours, String> {
    text.parse::<OpeningHours>()
        .map_err(|error| part(text, &error.to_string()).to_owned())
}

/// The part between spaces and marks that the library points at. It draws the place over several
/// lines, and names the rules of its grammar, which say nothing to a publisher.
fn part<'a>(text: &'a str, drawn: &str) -> &'a str {
    let letter = drawn.split_once("-->").and_then(|(_, rest)| {
        let (_, column) = rest.lines().next()?.trim().split_once(':')?;
        column.parse::<usize>().ok()
    });
    let Some(letter) = letter else { return text };
    let ends = [' ', ';', ','];
    let before = text.chars().take(letter.saturating_sub(1));
    let pointed: usize = before.map(char::len_utf8).sum();
    let after = text.get(pointed..).unwrap_or_default();
    let at = match after.trim_start_matches(ends) {
        "" => text.trim_end_matches(ends).len(),
        after => text.len() - after.len(),
    };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let from = before.rfind(ends).map_or(0, |end| end + 1);
    let to = at + after.find(ends).unwrap_or(after.len());
    text.get(from..to)
        .filter(|part| !part.is_empty())
        .unwrap_or(text)
}

/// What hours are compiled against: a zone, its holidays, and the first day.
pub(crate) struct Calendar {
    zone: Tz,
    holidays: ContextHolidays,
    first: NaiveDate,
}

impl Calendar {
    /// A calendar that begins on a day, local time.
    pub(crate) fn new(
        zone: Tz,
        holidays: impl Iterator<Item = NaiveDate>,
        first: NaiveDate,
    ) -> Calendar {
        let mut public = CompactCalendar::default();
        for day in holidays {
            public.insert(day);
        }
        Calendar {
            zone,
            holidays: ContextHolidays::new(Arc::new(public), Arc::default()),
            first,
        }
    }

    /// The minute since 1970-01-01 UTC at which the first day begins.
    pub(crate) fn base_minute(&self) -> i64 {
        self.utc_minute(self.first.and_time(NaiveTime::MIN))
    }

    /// The zone's offsets from UTC over the days that are compiled: each valid from a UTC minute
    /// on, in minutes.
    pub(crate) fn offsets(&self) -> Vec<(i64, i16)> {
        let base = self.base_minute();
        let mut offsets: Vec<(i64, i16)> = Vec::new();
        for quarter in 0..=DAYS as i64 * 24 * 4 {
            let minute = base + quarter * 15;
            let offset = self.offset_at(minute);
            if offsets.last().is_none_or(|(_, last)| *last != offset) {
                offsets.push((minute, offset));
            }
        }
        offsets
    }

    fn offset_at(&self, minute: i64) -> i16 {
        let seconds = match Utc.timestamp_opt(minute * 60, 0).single() {
            Some(time) => time
                .with_timezone(&self.zone)
                .offset()
                .fix()
                .local_minus_utc(),
            None => 0,
        };
        i16::try_from(seconds / 60).unwrap_or(0)
    }

    /// The UTC minute of a local time. A time that occurs twice is the earlier one; a time that
    /// a change of the clock skips is what the clock showed before it.
    fn utc_minute(&self, local: NaiveDateTime) -> i64 {
        let utc = match self.zone.from_local_datetime(&local).earliest() {
            Some(time) => time.timestamp(),
            None => {
                let before = local - chrono::TimeDelta::hours(3);
                let offset = self
                    .zone
                    .offset_from_utc_datetime(&before)
                    .fix()
                    .local_minus_utc();
                local.and_utc().timestamp() - i64::from(offset)
            }
        };
        utc.div_euclid(60)
    }

    /// Compiles a rule. A rule that cannot be read has no hours; `check` has said so before.
    pub(crate) fn compile(&self, rule: &str) -> Hours {
        let mut hours = Hours {
            rule: rule.to_owned(),
            ..Hours::default()
        };
        if let Ok(parsed) = parse(rule) {
            let context = Context::default().with_holidays(self.holidays.clone());
            let Regular {
                week,
                parts,
                irregular,
            } = regular::read(&parsed, self.first);
            (hours.week, hours.parts, hours.irregular) = (week, parts, irregular);
            let parsed = parsed.with_context(context);
            let spans = self.spans(&parsed);
            hours.spans = Hours::pack_spans(self.base_minute(), &spans);
        }
        hours
    }

    fn spans(&self, hours: &OpeningHours) -> Vec<Span> {
        let from = self.first.and_time(NaiveTime::MIN);
        let to = from.checked_add_days(Days::new(DAYS)).unwrap_or(from);
        let mut spans: Vec<Span> = Vec::new();
        for (from, to) in open(hours, from, to) {
            let span = Span {
                from: self.utc_minute(from),
                to: self.utc_minute(to),
            };
            match spans.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ if span.from < span.to => spans.push(span),
                _ => {}
            }
        }
        spans
    }
}

/// The open stretches between two local times.
fn open(
    hours: &OpeningHours,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
    hours
        .iter_range(from, to)
        .filter(|range| range.kind == opening_hours_kind_open())
        .map(|range| (range.range.start, range.range.end))
}

fn opening_hours_kind_open() -> opening_hours::RuleKind {
    opening_hours::RuleKind::Open
}

#[cfg(test)]
mod tests;
