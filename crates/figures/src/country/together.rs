//! The figure of regions together.

use senim_measure::Histogram;
use senim_model::response::{Clock, Country};
use senim_texts::figure::clock as clock_words;
use senim_texts::html::text;
use senim_texts::{Texts, f};

use super::picked::Picked;
use super::row::Row;
use crate::figure::{Figure, target_of};
use crate::headline::items;
use crate::views::{calls, span};

/// The headline of the country. Durations are added up of regions alone from which all months came
/// and whose clocks are read alike; where no two of them are, of all regions only calls are. Of one
/// region there is no sum.
pub(super) fn together(
    texts: &Texts,
    data: &Country,
    rows: &[Row<'_>],
    picked: &Picked<'_>,
) -> String {
    if rows.len() < 2 || rows.iter().all(|row| row.figure.is_none()) {
        return String::new();
    }
    let clock = shared(rows);
    let (added, without): (Vec<&Row<'_>>, Vec<&Row<'_>>) = rows
        .iter()
        .partition(|row| clock.is_none() || (row.is_whole() && row.clock() == clock));
    let histograms = added.iter().filter_map(|row| row.figure.as_ref());
    let sum = Histogram::sum(histograms.map(|figure| &figure.histogram));
    let target = target_of(&data.targets, picked.priority, picked.clock);
    let figure = match clock {
        Some(_) => Figure::from_histogram(sum, target, 0).read_by(clock),
        None => Figure {
            median: None,
            p90: None,
            within: None,
            ..Figure::from_histogram(sum, None, 0)
        },
    };
    let cut: u64 = added.iter().map(|row| row.cut()).sum();
    let is_whole = cut == 0 && added.iter().all(|row| row.is_whole());
    let more = (cut > 0).then(|| texts.count(f::RESPONSE_COMPARED_CUT, cut));
    let when = picked.months().map(|(from, to)| span(texts, from, to));
    let priority = calls(texts, &data.priorities, picked.priority);
    let mut which = vec![when.unwrap_or_default(), priority];
    which.extend(clock.map(|clock| clock_words(texts, clock)));
    let mut said = vec![match clock {
        Some(_) => texts.with(
            f::RESPONSE_COUNTRY_OF,
            &[("regions", &names(texts, &added, false))],
        ),
        None => texts.t(f::RESPONSE_COUNTRY_NONE),
    }];
    if !without.is_empty() {
        let without = names(texts, &without, true);
        said.push(texts.with(f::RESPONSE_COUNTRY_WITHOUT, &[("regions", &without)]));
    }
    format!(
        "<section class=\"headline\" id=\"together\"><h2>{}</h2><p class=\"quiet\">{}</p>{}\
         <p class=\"quiet\">{}</p></section>",
        text(&texts.t(f::RESPONSE_COUNTRY)),
        text(&which.join(" · ")),
        items(
            texts,
            &figure,
            target,
            (is_whole, more.into_iter().collect())
        ),
        text(&said.join(" ")),
    )
}

/// The clock by which most whole regions are read, where there are two at least.
fn shared(rows: &[Row<'_>]) -> Option<Clock> {
    let whole = || rows.iter().filter(|row| row.is_whole());
    let clocks = whole().filter_map(Row::clock);
    let mut best = (1, None);
    for clock in clocks {
        let count = whole().filter(|row| row.clock() == Some(clock)).count();
        if count > best.0 {
            best = (count, Some(clock));
        }
    }
    best.1
}

/// What regions are called, with why they stand apart.
fn names(texts: &Texts, rows: &[&Row<'_>], why: bool) -> String {
    let names = rows.iter().map(|row| {
        let name = row.region.name.show(texts.lang);
        let notes = row.notes(texts);
        match why && !notes.is_empty() {
            true => format!("{name} ({})", notes.join(", ")),
            false => name.to_owned(),
        }
    });
    let names: Vec<String> = names.collect();
    names.join(", ")
}
