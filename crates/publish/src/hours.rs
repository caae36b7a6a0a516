//! Hours: from `opening_hours` text to spans that a browser only has to compare.

use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours};
use senim_model::hours::{Hours, Span, WeekSpan};

/// How many days are compiled.
pub(crate) const DAYS: u64 = 400;

/// Reads hours.
///
/// # Errors
/// What the library says of them.
pub(crate) fn parse(text: &str) -> Result<OpeningHours, String> {
    text.parse::<OpeningHours>()
        .map_err(|error| one_line(&error.to_string()))
}

/// The library draws the place of a fault over several lines; a report has one.
fn one_line(drawn: &str) -> String {
    let position = drawn.split_once("-->").and_then(|(_, rest)| {
        let (_, column) = rest.lines().next()?.trim().split_once(':')?;
        column.parse::<usize>().ok()
    });
    let expected = drawn
        .lines()
        .find_map(|line| line.trim().strip_prefix("= "));
    match (position, expected) {
        (Some(position), Some(expected)) => format!("at letter {position}, {expected}"),
        _ => drawn.split_whitespace().collect::<Vec<_>>().join(" "),
    }
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
            hours.week = ordinary_week(&parsed);
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

/// An ordinary week: one without holidays, in a quiet part of the year. The week of Monday,
/// 6 February 2023 stands for all; a rule for a season has no ordinary week, and none is claimed
/// for it where that season lies elsewhere.
fn ordinary_week(hours: &OpeningHours) -> Vec<WeekSpan> {
    let Some(monday) = NaiveDate::from_ymd_opt(2023, 2, 6) else {
        return Vec::new();
    };
    let mut week = Vec::new();
    for weekday in 0..7u8 {
        let Some(day) = monday.checked_add_days(Days::new(u64::from(weekday))) else {
            continue;
        };
        let midnight = day.and_time(NaiveTime::MIN);
        let end = midnight + chrono::TimeDelta::days(2);
        let minute =
            |time: NaiveDateTime| u16::try_from((time - midnight).num_minutes()).unwrap_or(0);
        for (from, to) in open(hours, midnight - chrono::TimeDelta::minutes(1), end) {
            if from >= midnight + chrono::TimeDelta::days(1) || to <= midnight {
                continue;
            }
            // What goes on past midnight belongs to the day on which it began, save what never ends.
            let endless = to - from >= chrono::TimeDelta::days(1);
            if from < midnight && !endless {
                continue;
            }
            let (from, to) = if endless {
                (0, 1440)
            } else {
                (minute(from), minute(to))
            };
            week.push(WeekSpan { weekday, from, to });
        }
    }
    week
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn calendar(first: NaiveDate) -> Calendar {
        Calendar::new(Tz::Asia__Almaty, [day(2026, 12, 16)].into_iter(), first)
    }

    fn local(calendar: &Calendar, hours: &Hours) -> Vec<String> {
        hours
            .spans(calendar.base_minute())
            .take(4)
            .map(|span| {
                let time = Utc
                    .timestamp_opt(span.from * 60, 0)
                    .unwrap()
                    .with_timezone(&calendar.zone);
                format!("{} +{}", time.format("%a %d.%m %H:%M"), span.to - span.from)
            })
            .collect()
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line() {
        assert_eq!(
            parse("Tu 18:00-25:99").unwrap_err(),
            "at letter 13, expected minute"
        );
        let error = parse("по вторникам").unwrap_err();
        assert!(
            !error.contains('\n') && error.contains("expected"),
            "{error}"
        );
    }

    #[test]
    fn receptions_skip_a_holiday() {
        let calendar = calendar(day(2026, 12, 14));
        let hours = calendar.compile("Mo,We 18:00-20:00; PH off");
        assert_eq!(
            local(&calendar, &hours),
            [
                "Mon 14.12 18:00 +120",
                "Mon 21.12 18:00 +120",
                "Wed 23.12 18:00 +120",
                "Mon 28.12 18:00 +120"
            ]
        );
        let week: Vec<_> = hours
            .week
            .iter()
            .map(|span| (span.weekday, span.from, span.to))
            .collect();
        assert_eq!(week, [(0, 1080, 1200), (2, 1080, 1200)]);
    }

    #[test]
    fn round_the_clock_is_one_span_and_seven_full_days() {
        let calendar = calendar(day(2026, 12, 14));
        let hours = calendar.compile("24/7");
        assert_eq!(hours.spans.len(), 1);
        assert_eq!(hours.week.len(), 7);
        assert!(
            hours
                .week
                .iter()
                .all(|span| (span.from, span.to) == (0, 1440))
        );
    }

    #[test]
    fn a_change_of_the_clock_is_counted() {
        // Almaty put its clocks back from UTC+6 to UTC+5 on 1 March 2024.
        let calendar = calendar(day(2024, 2, 28));
        let offsets: Vec<i16> = calendar
            .offsets()
            .into_iter()
            .map(|(_, offset)| offset)
            .collect();
        assert_eq!(offsets, [360, 300]);
        let hours = calendar.compile("Mo-Su 10:00-11:00");
        let starts: Vec<i64> = hours
            .spans(calendar.base_minute())
            .map(|span| span.from)
            .take(4)
            .collect();
        let gaps: Vec<i64> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(gaps, [1440, 1500, 1440]);
    }

    #[test]
    fn a_night_belongs_to_the_day_it_begins_on() {
        let calendar = calendar(day(2026, 12, 14));
        let hours = calendar.compile("Fr 22:00-02:00");
        let week: Vec<_> = hours
            .week
            .iter()
            .map(|span| (span.weekday, span.from, span.to))
            .collect();
        assert_eq!(week, [(4, 1320, 1560)]);
    }
}
