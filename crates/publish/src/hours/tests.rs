//! From rules to spans, and to what can be said of them in lines.

use proptest::prelude::*;
use senim_model::hours::When;
use senim_model::text::Lang;
use senim_texts::{Texts, reception_lines};

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
fn what_is_not_understood_is_told() {
    for (text, part) in [
        ("Tu 18:00-25:99", "18:00-25:99"),
        ("по вторникам", "по"),
        ("Пн-Пт 09:00-18:00", "Пн-Пт"),
        ("Mo-Fr 09:00-18:00; Сб 10:00-14:00", "Сб"),
        ("Mo-Fr 9-18", "9-18"),
        ("Mo-Fr 09:00 - 18:00 обед", "обед"),
        ("Mo-", "Mo-"),
        ("Mo Tu 10:00", "Tu"),
        (";", ";"),
        (" ", " "),
    ] {
        assert_eq!(parse(text).unwrap_err(), part, "{text}");
    }
    for understood in ["Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off", "24/7"] {
        assert!(parse(understood).is_ok(), "{understood}");
    }
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

/// What a rule comes to in Russian lines, and whether weeks differ.
fn lines(rule: &str) -> String {
    let calendar = calendar(day(2026, 12, 14));
    let hours = calendar.compile(rule);
    let mut lines = reception_lines(&Texts::built_in(Lang::Ru), &hours);
    if hours.irregular {
        lines.push("!".into());
    }
    lines.join("; ")
}

#[test]
fn what_holds_on_some_days_only_is_said_as_such() {
    let table = [
        ("Tu,Fr 18:00-20:00; PH off", "вт, пт 18:00–20:00"),
        (
            "Tu,Fr 18:00-20:00; Sa[1,3] 10:00-12:00",
            "вт, пт 18:00–20:00; 1-я и 3-я суббота месяца 10:00–12:00",
        ),
        (
            "We 17:00-19:00; Su[-1] 10:00-12:00",
            "ср 17:00–19:00; последнее воскресенье месяца 10:00–12:00",
        ),
        (
            "Mo[4,5] 10:00-12:00",
            "4-й и 5-й понедельник месяца 10:00–12:00",
        ),
        (
            "Mo[1,-1] 10:00-12:00",
            "1-й и последний понедельник месяца 10:00–12:00",
        ),
        (
            "Sa 10:00-12:00; Sa[1] 14:00-16:00",
            "1-я суббота месяца 14:00–16:00; 2-я, 3-я, 4-я и 5-я суббота месяца 10:00–12:00",
        ),
        (
            "Tu,Th 18:00-20:00; Jun-Aug Tu,Th 19:00-21:00",
            "сентябрь–май: вт, чт 18:00–20:00; июнь–август: вт, чт 19:00–21:00",
        ),
        (
            "Mo 09:00-12:00; Apr-Oct Sa 10:00-12:00",
            "пн 09:00–12:00; апрель–октябрь: сб 10:00–12:00",
        ),
        // Not every week, not by the month: said to differ.
        ("week 1-53/2 Mo 10:00-12:00", "!"),
        ("Jun-Aug Sa[1] 10:00-12:00", "!"),
        ("Jun 15-Aug 20 Tu 10:00-12:00", "!"),
        ("Th 10:00-12:00; 2026 Dec 24 off", "чт 10:00–12:00; !"),
        ("2026 Dec 19 10:00-12:00", "!"),
        (
            "Sa 20:00-24:00; Su 00:00-22:00",
            "сб 20:00–24:00; вс 00:00–22:00",
        ),
        ("off", ""),
    ];
    for (rule, expected) in table {
        assert_eq!(lines(rule), expected, "{rule}");
    }
}

/// What week and parts say of a day, in minutes after its midnight.
fn said(hours: &Hours, date: NaiveDate) -> Vec<(i64, i64)> {
    use chrono::Datelike as _;
    let month = 1 << date.month0();
    let nth = 1 << (date.day0() / 7);
    let next = date + Days::new(7);
    let last = u8::from(next.month() != date.month()) << When::LAST;
    let parts = hours.parts.iter().filter(|part| match part.when {
        When::Nth(mask) => mask & (nth | last) != 0,
        When::Months(mask) => mask & month != 0,
    });
    let spans = hours.week.iter().chain(parts.flat_map(|part| &part.week));
    spans
        .filter(|span| u32::from(span.weekday) == date.weekday().num_days_from_monday())
        .map(|span| (i64::from(span.from), i64::from(span.to)))
        .collect()
}

/// The quarters of an hour, counted from the first day, that are open: as compiled, and as said.
fn quarters(calendar: &Calendar, hours: &Hours) -> [Vec<bool>; 2] {
    let base = calendar.base_minute();
    let many = DAYS as usize * 96;
    let fill = |spans: Vec<(i64, i64)>| {
        let mut open = vec![false; many];
        for (from, to) in spans {
            for quarter in from / 15..to / 15 {
                if let Some(open) = usize::try_from(quarter)
                    .ok()
                    .and_then(|at| open.get_mut(at))
                {
                    *open = true;
                }
            }
        }
        open
    };
    let spans = hours
        .spans(base)
        .map(|span| (span.from - base, span.to - base));
    let compiled = fill(spans.collect());
    // The night before the first day may reach into it.
    let days = -1..DAYS as i64;
    let said = days.flat_map(|at| {
        let date = calendar.first + chrono::TimeDelta::days(at);
        let spans = said(hours, date).into_iter();
        spans.map(move |(from, to)| (at * 1440 + from, at * 1440 + to))
    });
    [compiled, fill(said.collect())]
}

fn rules() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec![
        "Mo", "Tu,Th", "Mo-Fr", "Sa", "Sa[1]", "Sa[1,3]", "Su[-1]", "Mo[2-4]", "We[5]", "Fr[-2]",
        "Mo-Su", "Fr[1,-1]",
    ]);
    let seasons = prop::sample::select(vec![
        "",
        "",
        "",
        "Jun-Aug ",
        "Oct-Mar ",
        "Jan ",
        "Jun 15-Aug 20 ",
        "week 1-53/2 ",
        "2026 ",
        "2027 Mar 02-2027 Apr 10 ",
    ]);
    let times = prop::sample::select(vec![
        "10:00-12:00",
        "09:00-13:00,14:00-18:00",
        "22:00-02:00",
        "00:00-24:00",
        "18:00-24:00",
        "00:00-06:00",
        "off",
    ]);
    let rule =
        (seasons, days, times).prop_map(|(season, days, times)| format!("{season}{days} {times}"));
    let rules = prop::collection::vec(rule, 1..4).prop_map(|rules| rules.join("; "));
    (rules, any::<bool>()).prop_map(|(rules, off)| if off { rules + "; PH off" } else { rules })
}

proptest! {
    /// Every span of the next 400 days is said by the week and the parts, and nothing else is,
    /// or it is said that weeks differ. Holidays, and the nights around them, are exceptions.
    #[test]
    fn lines_say_what_is_compiled_or_that_weeks_differ(rule in rules(), from in 0u64..400) {
        let first = day(2026, 1, 1) + Days::new(from);
        let holidays = [day(2026, 12, 16), day(2027, 3, 8)];
        let calendar = Calendar::new(Tz::Asia__Almaty, holidays.into_iter(), first);
        let hours = calendar.compile(&rule);
        if !hours.irregular {
            let [compiled, said] = quarters(&calendar, &hours);
            for (at, (compiled, said)) in compiled.into_iter().zip(said).enumerate() {
                let date = first + Days::new(at as u64 / 96);
                let holiday = holidays.iter().any(|day| (date - *day).num_days().abs() <= 1);
                prop_assert!(holiday || compiled == said, "{rule}: {date}, quarter {}", at % 96);
            }
        }
    }
}
