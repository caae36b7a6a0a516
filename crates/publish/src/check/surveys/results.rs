//! Shares of answers: those of one question, wave and part belong together.

mod parts;

use std::collections::BTreeMap;

use senim_model::surveys::{Outcome, Part, Share, Surveys};

use super::waves::percent;
use super::{Reader, Regions, position};
use crate::source::table::{Row, Table, shorten};

/// Figures by wave, question and part.
type Groups<'a> = BTreeMap<(u16, u16, Part), Group<'a>>;

/// Rows of one figure.
struct Group<'a> {
    first: Row<'a>,
    n: Option<u32>,
    shares: Vec<Share>,
    /// The most decimals that a share has.
    decimals: usize,
    /// No row has a fault.
    sound: bool,
}

impl Group<'_> {
    /// By how many per cent a share was rounded at most.
    fn rounding(&self) -> f64 {
        0.5 * 0.1_f64.powi(self.decimals.min(2) as i32)
    }
}

/// Figures, sorted by wave, question and part.
pub(super) fn results(
    reader: &Reader<'_>,
    table: &Table<'_>,
    regions: Regions<'_>,
    data: &mut Surveys,
) {
    let mut groups = Groups::new();
    for row in table.rows() {
        let waves = data.waves.iter().map(|wave| &wave.id);
        let wave = reader.position_of(row, "wave", "survey_waves", waves);
        let questions = data.questions.iter().map(|question| &question.id);
        let question = reader.position_of(row, "question", "survey_questions", questions);
        let part = part(reader, row, regions, data, wave);
        let share = share(reader, row, data, question);
        let n = people(reader, row);
        let (Some(wave), Some(question), Some(part)) = (wave, question, part) else {
            continue;
        };
        let group = groups.entry((wave, question, part)).or_insert(Group {
            first: row,
            n: None,
            shares: Vec::new(),
            decimals: 0,
            sound: true,
        });
        same_n(reader, row, group, n);
        let text = row.get("percent");
        let decimals = text
            .split_once(['.', ','])
            .map_or(0, |(_, part)| part.len());
        group.decimals = group.decimals.max(decimals);
        match share {
            Some(share)
                if group
                    .shares
                    .iter()
                    .any(|other| other.answer == share.answer) =>
            {
                let message = format!("{} stands twice for this figure", row.get("answer"));
                reader.problems.error(row.place().column("answer"), message);
            }
            Some(share) => group.shares.push(share),
            None => group.sound = false,
        }
    }
    parts::beside_whole(reader, data, &groups);
    for ((wave, question, part), mut group) in groups {
        group.shares.sort_by_key(|share| share.answer);
        whole(reader, data, (wave, question), &group);
        data.outcomes.push(Outcome {
            wave,
            question,
            part,
            n: group.n,
            estimated: false,
            shares: group.shares,
        });
    }
}

/// Of whom a row is.
fn part(
    reader: &Reader<'_>,
    row: Row<'_>,
    regions: Regions<'_>,
    data: &Surveys,
    wave: Option<u16>,
) -> Option<Part> {
    let group = row.get("group");
    let region = row.get("region");
    if !group.is_empty() && !region.is_empty() {
        let message = "is there beside a region; a figure is of one or the other";
        reader.problems.error(row.place().column("group"), message);
        return None;
    }
    if !region.is_empty() {
        let region = reader.may_refer(row, "region", regions)?;
        let at = position(&region, data.regions.iter().map(|term| &term.id))?;
        let of_wave = wave.and_then(|wave| data.waves.get(usize::from(wave))?.region);
        return match of_wave {
            Some(own) if own == at => Some(Part::All),
            Some(_) => {
                let message = format!("{region} is not where the wave asked");
                reader.problems.error(row.place().column("region"), message);
                None
            }
            None => Some(Part::Region(at)),
        };
    }
    if group.is_empty() {
        return Some(Part::All);
    }
    // While the settings cannot be read, any group may be one.
    reader.sources.settings?;
    let all = || data.splits.iter().flat_map(|split| &split.groups);
    let known: Vec<_> = all().map(|term| &term.id).collect();
    let id = reader.known(row, "group", "[[surveys.split]] of senim.toml", &known)?;
    data.splits.iter().zip(0..).find_map(|(split, at)| {
        let group = position(&id, split.groups.iter().map(|term| &term.id))?;
        Some(Part::Group(at, group))
    })
}

fn share(
    reader: &Reader<'_>,
    row: Row<'_>,
    data: &Surveys,
    question: Option<u16>,
) -> Option<Share> {
    let [value, low, high] = ["percent", "low", "high"].map(|column| percent(reader, row, column));
    if row.get("percent").is_empty() {
        let message = "is empty; leave a row out that has no figure";
        reader
            .problems
            .error(row.place().column("percent"), message);
    }
    let question = data.questions.get(usize::from(question?))?;
    let answers = data.scale_of(question)?.answers.iter();
    let answers = answers.map(|answer| &answer.id);
    let table = "the scale of its question in survey_answers";
    let answer = reader.position_of(row, "answer", table, answers);
    let interval = match (row.get("low").is_empty(), row.get("high").is_empty()) {
        (true, true) => None,
        (false, false) => low.zip(high),
        (is_low, _) => {
            let column = if is_low { "low" } else { "high" };
            let message = "is empty; an interval has two ends, or none";
            reader.problems.error(row.place().column(column), message);
            None
        }
    };
    let share = Share {
        answer: answer?,
        percent: value?,
        about: reader.yes(row, "about"),
        interval,
    };
    if share.about && share.interval.is_some() {
        let message = "is yes beside an interval; what is only about so much has none";
        reader.problems.error(row.place().column("about"), message);
    }
    let (from, to) = (row.get("low"), row.get("high"));
    match share.interval {
        Some((low, high)) if low > high => {
            let message = format!("{from} is above high, {to}");
            reader.problems.error(row.place().column("low"), message);
        }
        Some((low, high)) if !(low..=high).contains(&share.percent) => {
            let message = format!(
                "{} does not lie in its interval, {from} to {to}",
                row.get("percent"),
            );
            reader
                .problems
                .error(row.place().column("percent"), message);
        }
        _ => {}
    }
    Some(share)
}

fn people(reader: &Reader<'_>, row: Row<'_>) -> Option<u32> {
    let text = row.get("n");
    if text.is_empty() {
        return None;
    }
    let n = text
        .replace([' ', '\u{a0}'], "")
        .parse()
        .ok()
        .filter(|n| *n > 0);
    if n.is_none() {
        let message = format!(
            "“{}” is no number of people, expected a whole number over 0 like 494",
            shorten(text)
        );
        reader.problems.error(row.place().column("n"), message);
    }
    n
}

fn same_n(reader: &Reader<'_>, row: Row<'_>, group: &mut Group<'_>, n: Option<u32>) {
    match (group.n, n) {
        (Some(known), Some(n)) if known != n => {
            let message = format!(
                "is {n}, and {known} in row {}; answers to one question are of the same people",
                group.first.origin().row
            );
            reader.problems.error(row.place().column("n"), message);
        }
        (None, Some(n)) => group.n = Some(n),
        _ => {}
    }
}

/// What a figure as a whole has to be.
fn whole(reader: &Reader<'_>, data: &Surveys, (wave, question): (u16, u16), group: &Group<'_>) {
    let place = group.first.place();
    let wave = data.waves.get(usize::from(wave));
    let quoted = wave.is_none_or(|wave| wave.quoted);
    // What stands there and is no number was told with its row.
    let is_empty = group.n.is_none() && group.first.get("n").is_empty();
    if is_empty && group.sound && !quoted {
        let message = "is empty; how many people answered, not weighted";
        reader.problems.error(place.column("n"), message);
    }
    let Some(question) = data.questions.get(usize::from(question)) else {
        return;
    };
    let about = group.shares.iter().any(|share| share.about);
    if question.several || about || !group.sound {
        return;
    }
    let Some(answers) = data.scale_of(question).map(|scale| scale.answers.len()) else {
        return;
    };
    let sum: f64 = group
        .shares
        .iter()
        .map(|share| f64::from(share.percent))
        .sum();
    let sum = sum / 100.0;
    // Each share was rounded by at most half a unit of its last digit.
    let rounded = group.rounding() * group.shares.len() as f64;
    let off = sum - 100.0;
    let is_all = group.shares.len() == answers;
    if off > rounded + 1e-6 || (is_all && off < -rounded - 1e-6) {
        let message = format!(
            "add up to {} for {} of {answers} answers of {}, expected 100 (rounding explains {})",
            trimmed(sum),
            group.shares.len(),
            question.id,
            trimmed(rounded),
        );
        reader.problems.error(place.column("percent"), message);
    } else if !is_all && !quoted {
        let message = format!(
            "has {} of the {answers} answers of {}",
            group.shares.len(),
            question.id
        );
        reader.problems.warning(place.column("answer"), message);
    }
}

/// A number without trailing zeros.
fn trimmed(number: f64) -> String {
    ((number * 100.0).round() / 100.0).to_string()
}
