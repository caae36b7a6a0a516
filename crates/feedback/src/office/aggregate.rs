//! What of the messages goes into the record: counts, and what officers wrote for everybody. Never
//! a sender's text, contact or place.

use std::collections::{BTreeMap, BTreeSet};

use senim_message::{Confirmed, Outcome};

use crate::Trouble;
use crate::store::{Entry, Store, Tally};

/// Regions and districts that are published. A sender's program may have named others.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Regions.
    pub regions: BTreeSet<String>,
    /// Districts, with their regions.
    pub districts: BTreeSet<(String, String)>,
}

/// Two tables for the publisher's source folder.
#[derive(Clone, Debug)]
pub struct Counted {
    /// `feedback.csv`: counts by region, district, quarter and theme.
    pub counts: Vec<u8>,
    /// `feedback_answers.csv`: what officers wrote for everybody.
    pub answers: Vec<u8>,
    /// So many messages are in the counts.
    pub messages: u64,
    /// So many name a region that is not published, and are left out.
    pub unknown: u64,
}

/// Counts all messages.
///
/// # Errors
/// The store cannot be read.
pub fn aggregate(store: &mut dyn Store, known: &Known) -> Result<Counted, Trouble> {
    let (tallies, entries) = (store.tallies()?, store.entries()?);
    let is_known = |tally: &&Tally| known.regions.contains(&tally.region);
    let total = |tallies: &[&Tally]| tallies.iter().map(|tally| tally.received).sum();
    let (in_record, unknown): (Vec<&Tally>, Vec<&Tally>) = tallies.iter().partition(is_known);
    let mut merged: BTreeMap<[&str; 4], Tally> = BTreeMap::new();
    for tally in &in_record {
        let district = known.district(&tally.region, &tally.district);
        let key = [&tally.region, district, &tally.quarter, &tally.theme];
        merged.entry(key).or_default().add(tally);
    }
    let rows = merged.into_iter().map(|(key, tally)| row(key, &tally));
    let answers = entries
        .iter()
        .filter(|entry| known.regions.contains(&entry.region))
        .filter_map(|entry| answer(entry, known));
    Ok(Counted {
        counts: table(&columns(), rows),
        answers: table(&ANSWERS.map(str::to_owned), answers),
        messages: total(&in_record),
        unknown: total(&unknown),
    })
}

impl Known {
    /// The district, where it is one of this region; otherwise none.
    fn district<'a>(&self, region: &str, district: &'a str) -> &'a str {
        let known = self
            .districts
            .contains(&(district.to_owned(), region.to_owned()));
        if known { district } else { "" }
    }
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.received += other.received;
        self.answered += other.answered;
        self.reopened += other.reopened;
        let mut days: BTreeMap<u32, u64> = self.days.iter().copied().collect();
        for (after, count) in &other.days {
            *days.entry(*after).or_default() += count;
        }
        self.days = days.into_iter().collect();
        let pairs = self.outcome.iter_mut().zip(other.outcome);
        pairs
            .chain(self.confirmed.iter_mut().zip(other.confirmed))
            .for_each(|(to, from)| *to += from);
    }
}

fn columns() -> Vec<String> {
    let fixed = [
        "region", "district", "quarter", "theme", "received", "answered", "days",
    ];
    let fixed = fixed.map(str::to_owned).into_iter();
    let outcomes = Outcome::ALL.map(|outcome| format!("closed_{}", outcome.code()));
    let confirmed = Confirmed::ALL.map(|said| format!("confirmed_{}", said.code()));
    let all = fixed.chain(outcomes).chain(confirmed);
    all.chain(["reopened".to_owned()]).collect()
}

fn row(key: [&str; 4], tally: &Tally) -> Vec<String> {
    let days: Vec<String> = tally
        .days
        .iter()
        .map(|(days, count)| format!("{days}:{count}"))
        .collect();
    let counts = tally.outcome.into_iter().chain(tally.confirmed);
    let counts = counts
        .chain([tally.reopened])
        .map(|count| count.to_string());
    let cells = key.map(str::to_owned).into_iter();
    let cells = cells.chain([tally.received.to_string(), tally.answered.to_string()]);
    cells.chain([days.join("|")]).chain(counts).collect()
}

const ANSWERS: [&str; 8] = [
    "region",
    "district",
    "quarter",
    "theme",
    "summary",
    "answer",
    "outcome",
    "confirmed",
];

/// A message that an officer wrote a summary of, with its answer.
fn answer(entry: &Entry, known: &Known) -> Option<Vec<String>> {
    let summary = entry.summary.clone()?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let district = entry.district.as_deref().unwrap_or_default();
    let closed = entry.stage == "closed";
    let outcome = entry.outcome.clone().filter(|_| closed);
    Some(vec![
        entry.region.clone(),
        known.district(&entry.region, district).to_owned(),
        crate::store::quarter(&entry.received),
        text(&entry.theme),
        one_line(&summary),
        one_line(&text(&entry.answer)),
        text(&outcome),
        text(&entry.confirmed),
    ])
}

/// As tables of the source folder have it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table(columns: &[String], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    // Rows of one length, written into memory, cannot fail.
    let _ = table.write_record(columns);
    for row in rows {
        let _ = table.write_record(&row);
    }
    table.into_inner().unwrap_or_default()
}
