//! Hours, compiled by the publisher so that the browser only compares numbers.

use serde::{Deserialize, Serialize};

/// When something is open or somebody receives people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// The rule as the publisher wrote it, in `opening_hours` syntax.
    pub rule: String,
    /// What holds in every week, in local time, sorted; exceptions and holidays are not in it.
    pub week: Vec<WeekSpan>,
    /// What holds on some weekdays of a month or in some months only; the same weekday is then not
    /// in `week`.
    pub parts: Vec<PartHours>,
    /// Whether `week` and `parts` cannot say it all, as with "every other Monday". A page then
    /// shows the next dates too.
    pub irregular: bool,
    /// What is open in the days after publication, holidays and exceptions counted in, sorted
    /// and apart. Each span begins `gap` minutes after the end of the one before; the first one
    /// counts from the pack's `base_minute`.
    pub spans: Vec<GapSpan>,
}

/// One span of an ordinary week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WeekSpan {
    /// 0 is Monday.
    pub weekday: u8,
    /// Minutes after midnight.
    pub from: u16,
    /// Minutes after midnight of the same day; over 1440 where it ends on the next.
    pub to: u16,
}

/// What holds on some days only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartHours {
    /// On which.
    pub when: When,
    /// The times on these days, sorted.
    pub week: Vec<WeekSpan>,
}

/// The days of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum When {
    /// The first (bit 0) to the fifth (bit 4) such weekday of a month, and the last (bit 5).
    Nth(u8),
    /// The months, January being bit 0.
    Months(u16),
}

impl When {
    /// The bit of [`When::Nth`] that stands for the last such weekday of a month.
    pub const LAST: u8 = 5;
}

/// A span as the distance from the one before, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GapSpan {
    /// Minutes from the end of the span before.
    pub gap: u32,
    /// Minutes that it lasts.
    pub lasts: u32,
}

/// A span of time in minutes since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First minute.
    pub from: i64,
    /// The minute after the last one.
    pub to: i64,
}

impl Hours {
    /// The spans in UTC minutes.
    pub fn spans(&self, base_minute: i64) -> impl Iterator<Item = Span> + '_ {
        let mut end = base_minute;
        self.spans.iter().map(move |span| {
            let from = end.saturating_add(i64::from(span.gap));
            end = from.saturating_add(i64::from(span.lasts));
            Span { from, to: end }
        })
    }

    /// Whether it is open always.
    pub fn around_clock(&self) -> bool {
        let whole_day = |span: &WeekSpan| span.to.saturating_sub(span.from) >= 1440;
        !self.irregular && self.week.len() == 7 && self.week.iter().all(whole_day)
    }

    /// The span that holds `now_minute`, or the first after it. `None` where nothing is known of
    /// the time after: nothing open, or published too long ago.
    pub fn next(&self, base_minute: i64, now_minute: i64) -> Option<Span> {
        self.spans(base_minute).find(|span| span.to > now_minute)
    }

    /// Packs sorted spans that do not touch.
    pub fn pack_spans(base_minute: i64, spans: &[Span]) -> Vec<GapSpan> {
        let mut end = base_minute;
        spans
            .iter()
            .filter(|span| span.from >= base_minute)
            .filter_map(|span| {
                let gap = u32::try_from(span.from - end).ok()?;
                let lasts = u32::try_from(span.to - span.from).ok()?;
                end = span.to;
                Some(GapSpan { gap, lasts })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(spans: &[(i64, i64)]) -> Hours {
        let spans: Vec<Span> = spans.iter().map(|&(from, to)| Span { from, to }).collect();
        Hours {
            spans: Hours::pack_spans(1000, &spans),
            ..Hours::default()
        }
    }

    #[test]
    fn the_next_span_is_the_one_running_or_the_first_after() {
        let hours = hours(&[(1000, 1060), (2000, 2120)]);
        let at = |now| hours.next(1000, now).map(|span| span.from);
        assert_eq!(at(0), Some(1000));
        assert_eq!(at(1059), Some(1000));
        assert_eq!(at(1060), Some(2000));
        assert_eq!(at(2120), None);
    }
}
