//! Reception hours in words.

use senim_model::hours::{Hours, PartHours, WeekSpan, When};

use crate::format::{LocalTime, clock, weekday_and_date};
use crate::{Texts, m};

/// How many dates stand in for a week that differs from the next.
const DATES: usize = 4;

/// What holds regularly, in lines: the week, "1st and 3rd Saturday of the month 10:00–12:00",
/// "June–August: Tue, Thu 19:00–21:00".
pub fn reception_lines(texts: &Texts, hours: &Hours) -> Vec<String> {
    let mut lines = week(texts, &hours.week);
    for part in &hours.parts {
        match part.when {
            When::Nth(mask) => lines.extend(nth_weekdays(texts, part, mask)),
            When::Months(mask) => {
                let months = months_in_words(texts, mask);
                let week = week(texts, &part.week).join("; ");
                let values = [("months", months.as_str()), ("week", &week)];
                lines.push(texts.with(m::HOURS_MONTHS, &values));
            }
        }
    }
    lines
}

/// The dates of the next receptions after a UTC minute, "Saturday 5 December, 10:00–12:00":
/// what is shown where [`Hours::irregular`] says that lines cannot say it all.
pub fn next_dates(
    texts: &Texts,
    hours: &Hours,
    base_minute: i64,
    offsets: &[(i64, i16)],
    after: i64,
) -> Vec<String> {
    let coming = hours.spans(base_minute).filter(|span| span.to > after);
    let dates = coming.take(DATES).filter_map(|span| {
        let from = LocalTime::at(span.from, offsets)?;
        let to = LocalTime::at(span.to, offsets)?;
        let values = [
            ("day", weekday_and_date(texts, from.date)),
            ("from", from.clock()),
            ("to", to.clock()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Some(texts.with(m::CARD_NEXT_AT, &values))
    });
    dates.collect()
}

/// The times of a weekday: "09:00–10:00, 11:00–12:00".
fn times(spans: &[WeekSpan], weekday: u8) -> String {
    let times: Vec<String> = spans
        .iter()
        .filter(|span| span.weekday == weekday)
        .map(|span| {
            let from = u32::from(span.from);
            let to = u32::from(span.to);
            let to = if to > 1440 { to - 1440 } else { to };
            format!("{}–{}", clock(from), clock(to))
        })
        .collect();
    times.join(", ")
}

/// A week in lines: days with the same times stand together, "mon–fri 18:00–20:00".
fn week(texts: &Texts, spans: &[WeekSpan]) -> Vec<String> {
    let mut lines: Vec<(Vec<u8>, String)> = Vec::new();
    for day in 0..7 {
        let times = times(spans, day);
        if times.is_empty() {
            continue;
        }
        match lines.iter_mut().find(|(_, same)| *same == times) {
            Some((days, _)) => days.push(day),
            None => lines.push((vec![day], times)),
        }
    }
    lines
        .into_iter()
        .map(|(days, times)| format!("{} {times}", days_in_words(texts, &days)))
        .collect()
}

/// "mon–fri" for three or more days in a row, "tue, thu" otherwise.
fn days_in_words(texts: &Texts, days: &[u8]) -> String {
    let name = |day: u8| texts.numbered("weekday.short", u32::from(day));
    let in_a_row = days
        .windows(2)
        .all(|pair| matches!(pair, [one, two] if one + 1 == *two));
    match days {
        [first, .., last] if in_a_row && days.len() > 2 => {
            format!("{}–{}", name(*first), name(*last))
        }
        _ => days
            .iter()
            .map(|day| name(*day))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// One line for each weekday of a part: "1st and 3rd Saturday of the month 10:00–12:00".
fn nth_weekdays(texts: &Texts, part: &PartHours, mask: u8) -> Vec<String> {
    let line = |day: u8| {
        let times = times(&part.week, day);
        if times.is_empty() {
            return None;
        }
        // The first to the fifth and the last, as they agree with this weekday.
        let ordinals = texts.numbered("nth", u32::from(day)).split(", ");
        let named = ordinals.enumerate().filter(|(at, _)| mask >> at & 1 == 1);
        let named: Vec<&str> = named.map(|(_, ordinal)| ordinal).collect();
        let which = all_of(texts, &named);
        let weekday = texts.numbered("weekday", u32::from(day));
        let values = [
            ("which", which.as_str()),
            ("weekday", weekday),
            ("times", &times),
        ];
        Some(texts.with(m::HOURS_NTH, &values))
    };
    (0..7).filter_map(line).collect()
}

/// "1st", "1st and 3rd", "1st, 2nd and 3rd".
fn all_of(texts: &Texts, parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => {
            let before = before.join(", ");
            texts.with(m::LIST_AND, &[("before", &before), ("last", last)])
        }
    }
}

/// "June–August", "September–May", "January, June": months in a row stand together, round the
/// turn of the year too.
fn months_in_words(texts: &Texts, mask: u16) -> String {
    let has = |month: u32| mask >> (month % 12) & 1 == 1;
    let name = |month: u32| texts.numbered("month.name", month % 12 + 1);
    let starts = (0..12).filter(|month| has(*month) && !has(month + 11));
    let runs: Vec<String> = starts
        .map(|first| {
            let last = (first..first + 12).take_while(|month| has(*month)).last();
            match last.unwrap_or(first) {
                last if last == first => name(first).to_owned(),
                last if last == first + 1 => format!("{}, {}", name(first), name(last)),
                last => format!("{}–{}", name(first), name(last)),
            }
        })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use senim_model::text::Lang;

    use super::*;

    fn span(weekday: u8, from: u16, to: u16) -> WeekSpan {
        WeekSpan { weekday, from, to }
    }

    fn lines(lang: Lang, week: &[WeekSpan], parts: &[(When, WeekSpan)]) -> Vec<String> {
        let hours = Hours {
            week: week.to_vec(),
            parts: parts
                .iter()
                .map(|(when, span)| PartHours {
                    when: *when,
                    week: vec![*span],
                })
                .collect(),
            ..Hours::default()
        };
        reception_lines(&Texts::built_in(lang), &hours)
    }

    #[test]
    fn a_week_stands_in_as_few_lines_as_it_can() {
        let spans = [
            span(0, 1080, 1200),
            span(1, 1080, 1200),
            span(2, 1080, 1200),
            span(3, 540, 600),
            span(3, 660, 720),
            span(5, 540, 1500),
        ];
        assert_eq!(
            lines(Lang::En, &spans, &[]),
            [
                "Mon–Wed 18:00–20:00",
                "Thu 09:00–10:00, 11:00–12:00",
                "Sat 09:00–01:00"
            ]
        );
    }

    #[test]
    fn some_weekdays_of_a_month_agree_with_their_number() {
        let parts = [
            (When::Nth(0b0_0101), span(5, 600, 720)),
            (When::Nth(0b0_0010), span(6, 600, 720)),
            (When::Nth(0b10_0111), span(0, 600, 720)),
        ];
        let shown = |lang| lines(lang, &[], &parts).join("\n");
        assert_eq!(
            shown(Lang::Ru),
            "1-я и 3-я суббота месяца 10:00–12:00\n2-е воскресенье месяца 10:00–12:00\n\
             1-й, 2-й, 3-й и последний понедельник месяца 10:00–12:00"
        );
        assert_eq!(
            shown(Lang::Kk),
            "ай сайын бірінші және үшінші сенбі 10:00–12:00\nай сайын екінші жексенбі 10:00–12:00\n\
             ай сайын бірінші, екінші, үшінші және соңғы дүйсенбі 10:00–12:00"
        );
        assert_eq!(
            shown(Lang::En),
            "1st and 3rd Saturday of the month 10:00–12:00\n2nd Sunday of the month 10:00–12:00\n\
             1st, 2nd, 3rd and last Monday of the month 10:00–12:00"
        );
    }

    #[test]
    fn every_weekday_has_its_ordinals_in_every_language() {
        for lang in Lang::ALL {
            let texts = Texts::built_in(lang);
            for day in 0..7 {
                assert_eq!(texts.numbered("nth", day).split(", ").count(), 6);
            }
        }
    }

    #[test]
    fn months_in_a_row_stand_together() {
        let months = |of: &[u16]| When::Months(of.iter().map(|month| 1 << (month - 1)).sum());
        let summer = months(&[6, 7, 8]);
        let rest = months(&[9, 10, 11, 12, 1, 2, 3, 4, 5]);
        let odd = months(&[1, 3, 4]);
        let parts = [summer, rest, odd].map(|when| (when, span(1, 1080, 1200)));
        assert_eq!(
            lines(Lang::Ru, &[], &parts),
            [
                "июнь–август: вт 18:00–20:00",
                "сентябрь–май: вт 18:00–20:00",
                "январь, март, апрель: вт 18:00–20:00"
            ]
        );
        assert_eq!(
            lines(Lang::Kk, &[], &parts[..1]),
            ["маусым–тамыз: сс 18:00–20:00"]
        );
    }
}
