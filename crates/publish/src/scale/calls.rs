//! Invented calls: a rhythm of the day and the week, busy areas and quiet ones, long and short ways,
//! and the faults that real tables have.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, Timelike as _};

use super::Region;
use super::random::Random;
use crate::Error;

/// How a table of calls is written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// So many calls in all, faults included.
    pub calls: usize,
    /// Seconds are recorded too.
    pub with_seconds: bool,
    /// No call is written for these months: year and month.
    pub without: Vec<(i32, u32)>,
    /// Seconds until a patrol has come, in the middle: of urgent calls and of others.
    pub middle: (f64, f64),
    /// What begins the random numbers.
    pub seed: u64,
}

/// How many of a hundred calls are of a category or come by a channel.
const CATEGORIES: [(&str, usize); 7] = [
    ("public-order", 34),
    ("domestic", 18),
    ("theft", 15),
    ("road", 13),
    ("fraud", 8),
    ("missing-person", 1),
    ("other", 11),
];
const CHANNELS: [(&str, usize); 4] = [("phone", 84), ("app", 12), ("sos-button", 1), ("visit", 3)];

/// How many calls an hour has, beside the others.
const HOURS: [usize; 24] = [
    9, 7, 6, 4, 3, 3, 3, 4, 5, 6, 7, 7, 8, 8, 8, 9, 10, 11, 13, 15, 16, 16, 14, 12,
];

/// Writes `calls-<region>.csv` of a region of the nation: two years until the end of October 2026.
pub(super) fn of_region(region: &Region, count: usize, seed: u64, to: &Path) -> Result<(), Error> {
    let path = to.join(format!("calls-{}.csv", region.id));
    let failed = |error| Error::io(&path, error);
    let ids: Vec<&str> = region.areas.iter().map(|area| area.id.as_str()).collect();
    let day = |year| NaiveDate::from_ymd_opt(year, 11, 1).unwrap_or_default();
    let plan = Plan {
        from: day(2024),
        to: day(2026),
        calls: count,
        with_seconds: true,
        without: Vec::new(),
        middle: (400.0 + 20.0 * seed as f64, 900.0),
        seed: 100 + seed,
    };
    let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
    calls(&ids, &plan, &mut file).map_err(failed)?;
    file.flush().map_err(failed)
}

/// Writes calls in the order of their receipt. An area whose district began or ended is only named
/// for the time when it was there: `areas` are their identifiers.
///
/// # Errors
/// Those of `to`.
pub fn calls(areas: &[&str], plan: &Plan, to: &mut impl Write) -> io::Result<()> {
    writeln!(
        to,
        "received,dispatched,arrived,priority,category,channel,area"
    )?;
    let mut random = Random::new(plan.seed);
    let busy: Vec<usize> = areas
        .iter()
        .map(|_| 2 + random.below(9) * random.below(6))
        .collect();
    let seconds = (plan.to - plan.from).num_seconds().max(1) as usize;
    let mut moments: Vec<usize> = (0..plan.calls).map(|_| random.below(seconds)).collect();
    moments.sort_unstable();
    let mut last = String::new();
    for second in moments {
        let start = plan.from.and_time(chrono::NaiveTime::MIN);
        let day = (start + Duration::seconds(second as i64)).date();
        let at = day.and_hms_opt(
            pick(&mut random, &HOURS) as u32,
            random.below(60) as u32,
            random.below(60) as u32,
        );
        let Some(at) = at else { continue };
        if plan.without.contains(&(day.year(), day.month())) {
            continue;
        }
        let area = areas
            .get(pick(&mut random, &busy))
            .copied()
            .unwrap_or_default();
        let row = call(&mut random, plan, at, area);
        // Programs send a call twice now and then.
        if random.below(900) == 0 {
            writeln!(to, "{last}")?;
        }
        writeln!(to, "{row}")?;
        last = row;
    }
    Ok(())
}

fn pick(random: &mut Random, weights: &[usize]) -> usize {
    let mut rest = random.below(weights.iter().sum());
    for (at, weight) in weights.iter().enumerate() {
        if rest < *weight {
            return at;
        }
        rest -= weight;
    }
    0
}

fn word<'a>(random: &mut Random, words: &[(&'a str, usize)]) -> &'a str {
    let weights: Vec<usize> = words.iter().map(|(_, weight)| *weight).collect();
    let at = pick(random, &weights);
    words.get(at).map_or("", |(word, _)| word)
}

fn call(random: &mut Random, plan: &Plan, at: NaiveDateTime, area: &str) -> String {
    let urgent = random.below(10) < 3;
    let middle = if urgent { plan.middle.0 } else { plan.middle.1 };
    // At night the streets are empty; over the years ways become a little shorter.
    let night = if at.hour() < 6 { 0.8 } else { 1.0 };
    let years = (at.date() - plan.from).num_days() as f64 / 365.0;
    let arrived = middle * night * (1.0 - 0.06 * years) * (0.55 * normal(random)).exp();
    let dispatched = arrived * (0.15 + 0.1 * (random.around_zero() + 1.0));
    let moment = |seconds: f64| written(at + Duration::seconds(seconds.max(0.0) as i64), plan);
    let arrived = match random.below(200) {
        0..10 => String::new(),
        // What programs write for "none", and a clock that went wrong.
        10..13 => "1900-01-01 00:00".into(),
        13 => moment_before(at, plan),
        _ => moment(arrived),
    };
    let area = if random.below(600) == 0 {
        "UNKNOWN"
    } else {
        area
    };
    format!(
        "{},{},{arrived},{},{},{},{area}",
        written(at, plan),
        moment(dispatched),
        if urgent { "urgent" } else { "ordinary" },
        word(random, &CATEGORIES),
        word(random, &CHANNELS),
    )
}

fn moment_before(at: NaiveDateTime, plan: &Plan) -> String {
    written(at - Duration::minutes(50), plan)
}

fn written(at: NaiveDateTime, plan: &Plan) -> String {
    let pattern = if plan.with_seconds {
        "%Y-%m-%d %H:%M:%S"
    } else {
        "%Y-%m-%d %H:%M"
    };
    at.format(pattern).to_string()
}

/// A number of the standard normal distribution, near enough: the sum of twelve others.
fn normal(random: &mut Random) -> f64 {
    (0..12).map(|_| random.around_zero() / 2.0).sum()
}
