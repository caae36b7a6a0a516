//! What a visitor has picked on the country's page.

use std::fmt::Write as _;

use senim_measure::{Every, Period};
use senim_model::response::{Clock, Country, Moment, RegionSums};
use senim_texts::figure::{clock, period};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::choice::{Choice, MOST_OTHERS};
use crate::form::{field, option};

/// The clock where none is chosen.
const CLOCK: (Moment, Moment) = (Moment::Received, Moment::Arrived);

/// So many regions are drawn over time.
const MOST: usize = MOST_OTHERS + 1;

/// So many quarters are added up where no time is chosen.
const QUARTERS: usize = 4;

/// What is picked, as it is in the data.
pub(super) struct Picked<'a> {
    /// Regions on the chart, in the order of the data.
    pub(super) regions: Vec<&'a RegionSums>,
    /// The priority; all where it is none.
    pub(super) priority: Option<u8>,
    /// From when to when.
    pub(super) clock: (Moment, Moment),
    /// The quarters that are added up, the oldest first.
    pub(super) quarters: Vec<Period>,
    /// Some of the choice is not in the data, and the usual or the nearest stands in.
    pub(super) unknown: bool,
}

impl Picked<'_> {
    /// What a choice means: where no region is chosen, the first of them all; where no priority is,
    /// the most urgent; where no time is, the last quarters that are over.
    pub(super) fn of<'a>(choice: &Choice, data: &'a Country) -> Picked<'a> {
        let all = data.regions.iter();
        let chosen: Vec<&RegionSums> = all
            .clone()
            .filter(|region| choice.regions.contains(&region.id))
            .collect();
        let mut unknown = choice.nonsense || chosen.len() < choice.regions.len();
        let regions = match chosen.is_empty() {
            true => all.take(MOST).collect(),
            false => chosen,
        };
        let priority = choice.priority.as_ref().map(|priority| {
            let wanted = priority.as_ref()?;
            let found = data.priorities.iter().position(|term| term.id == *wanted);
            unknown |= found.is_none();
            Some(found.unwrap_or(0) as u8)
        });
        let clocks = clocks(data);
        let known = |clock: &(Moment, Moment)| clocks.contains(clock);
        unknown |= choice.clock.is_some_and(|clock| !known(&clock));
        let usual = || clocks.first().copied().unwrap_or(CLOCK);
        let quarters = asked(choice, &over(data));
        let mut picked = Picked {
            regions,
            priority: priority.unwrap_or(Some(0)),
            clock: choice.clock.filter(known).unwrap_or_else(usual),
            quarters,
            unknown,
        };
        let months = picked.months();
        let is_end = |month| months.is_some_and(|(from, to)| month == from || month == to);
        for month in [choice.from, choice.to].into_iter().flatten() {
            picked.unknown |= !is_end(month);
        }
        picked
    }

    /// The first month and the last.
    pub(super) fn months(&self) -> Option<(Period, Period)> {
        let from = self.quarters.first()?.months().next()?;
        Some((from, self.quarters.last()?.months().next_back()?))
    }

    /// The choice that asks for just this.
    pub(super) fn choice(&self, data: &Country, release: Option<String>) -> Choice {
        let priority = self
            .priority
            .and_then(|at| data.priorities.get(usize::from(at)));
        let (from, to) = self.months().unzip();
        Choice {
            from,
            to,
            regions: self
                .regions
                .iter()
                .map(|region| region.id.clone())
                .collect(),
            priority: Some(priority.map(|term| term.id.clone())),
            clock: clocks(data).contains(&self.clock).then_some(self.clock),
            release,
            ..Choice::default()
        }
    }

    /// The fields of what holds for all of the page. What is usual has no value.
    pub(super) fn form(&self, texts: &Texts, data: &Country) -> String {
        let terms = data.priorities.iter().zip(0..);
        let mut priorities: String = terms
            .map(|(term, at)| {
                let value = if at == 0 { "" } else { term.id.as_str() };
                option(value, term.name.show(texts.lang), self.priority == Some(at))
            })
            .collect();
        let all = texts.t(f::RESPONSE_PRIORITY_ALL);
        priorities += &option("all", &all, self.priority.is_none());
        let clocks = clocks(data).into_iter().enumerate();
        let clocks = clocks.map(|(at, (from, to))| {
            let value = match at {
                0 => String::new(),
                _ => format!("{}-{}", from.code(), to.code()),
            };
            let words = clock(texts, plain(from, to));
            option(&value, &words, (from, to) == self.clock)
        });
        let over = over(data);
        let quarters = |is_end: bool| -> String {
            let chosen = if is_end {
                self.quarters.last()
            } else {
                self.quarters.first()
            };
            let options = over.iter().rev().filter_map(|quarter| {
                let mut months = quarter.months();
                let month = if is_end {
                    months.next_back()
                } else {
                    months.next()
                };
                let words = period(texts, *quarter);
                Some(option(&month?.to_string(), &words, Some(quarter) == chosen))
            });
            options.collect()
        };
        format!(
            "<form class=\"choose\" method=\"get\"><fieldset><legend class=\"unseen\">{}</legend>\
             {}{}{}{}</fieldset></form>",
            text(&texts.t(f::RESPONSE_CHOOSE)),
            field(texts, "priority", f::RESPONSE_PRIORITY, &priorities),
            field(
                texts,
                "clock",
                f::RESPONSE_CLOCK,
                &clocks.collect::<String>()
            ),
            field(texts, "from", f::RESPONSE_FROM, &quarters(false)),
            field(texts, "to", f::RESPONSE_TO, &quarters(true)),
        )
    }

    /// The fields of the regions over time. Once so many are chosen, no more can be.
    pub(super) fn boxes(&self, texts: &Texts, data: &Country) -> String {
        let is_full = self.regions.len() >= MOST;
        let mut boxes = String::new();
        for region in &data.regions {
            let chosen = self.regions.iter().any(|picked| picked.id == region.id);
            let state = match (chosen, is_full) {
                (true, _) => " checked",
                (false, true) => " disabled",
                (false, false) => "",
            };
            let id = text(region.id.as_str());
            let _ = write!(
                boxes,
                "<label class=\"check\"><input type=\"checkbox\" name=\"regions\" id=\"choose-{id}\" \
                 value=\"{id}\"{state}><span>{}</span></label>",
                senim_texts::html::name(texts, &region.name)
            );
        }
        format!(
            "<form class=\"choose\" method=\"get\">\
             <fieldset class=\"checks\"><legend>{}</legend>{boxes}</fieldset></form>",
            text(&texts.t(f::RESPONSE_CHOOSE_REGIONS)),
        )
    }
}

/// A clock, whatever its step.
pub(super) fn plain(from: Moment, to: Moment) -> Clock {
    Clock {
        from,
        to,
        resolution_seconds: 1,
    }
}

/// What is timed in some region: from the call to the arrival first.
fn clocks(data: &Country) -> Vec<(Moment, Moment)> {
    let mut found = Vec::new();
    let sums = data.regions.iter().flat_map(|region| &region.sums);
    for clock in sums.flat_map(|sum| &sum.clocks) {
        let clock = (clock.from, clock.to);
        match found.contains(&clock) {
            true => {}
            false if clock == CLOCK => found.insert(0, clock),
            false => found.push(clock),
        }
    }
    found
}

/// The quarters that are over, from the first of which something is known, the oldest first.
fn over(data: &Country) -> Vec<Period> {
    let (mut first, mut last): (Option<Period>, Option<Period>) = (None, None);
    // The months of a region are in order, without gaps.
    for months in data.regions.iter().map(|region| region.months.as_slice()) {
        if let [one, ..] = months {
            first = Some(first.map_or(one.month, |first| first.min(one.month)));
        }
        last = last.max(months.last().map(|known| known.month));
    }
    let mut found = Vec::new();
    let mut next = first.map(|month| month.within(Every::Quarter));
    while let Some(quarter) = next.filter(|of| of.months().next_back() <= last) {
        found.push(quarter);
        next = Some(quarter.next());
    }
    // In the beginning, there is nothing but the quarter that is not over.
    let mut sums = data.regions.iter().flat_map(|region| &region.sums);
    if !sums.any(|sum| found.contains(&sum.period)) {
        found.extend(next.filter(|of| of.months().next() <= last));
    }
    found
}

/// The quarters from the first that is asked for to the last.
fn asked(choice: &Choice, over: &[Period]) -> Vec<Period> {
    let at = |month: Period| {
        let quarter = month.within(Every::Quarter);
        let before = over.partition_point(|known| *known < quarter);
        before.min(over.len().saturating_sub(1))
    };
    let to = choice.to.map_or(over.len().saturating_sub(1), at);
    let from = choice.from.map_or((to + 1).saturating_sub(QUARTERS), at);
    let quarters = over.get(from.min(to)..=from.max(to));
    quarters.unwrap_or_default().to_vec()
}
