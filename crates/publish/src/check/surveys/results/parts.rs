//! Figures of parts beside that of everybody.

use std::collections::BTreeMap;

use senim_model::surveys::{Part, Share, Surveys};

use super::{Group, Groups, trimmed};
use crate::check::cells::Reader;

/// Says where a part has more people than everybody, or all parts lie on one side of everybody.
pub(super) fn beside_whole(reader: &Reader<'_>, data: &Surveys, groups: &Groups<'_>) {
    let mut parts: BTreeMap<(u16, u16, Option<u16>), Vec<&Group<'_>>> = BTreeMap::new();
    for ((wave, question, part), group) in groups {
        let kind = match part {
            Part::All => continue,
            Part::Region(_) => None,
            Part::Group(split, _) => Some(*split),
        };
        parts
            .entry((*wave, *question, kind))
            .or_default()
            .push(group);
    }
    for ((wave, question, _), parts) in parts {
        let Some(whole) = groups.get(&(wave, question, Part::All)) else {
            continue;
        };
        for part in &parts {
            if let (Some(n), Some(all)) = (part.n, whole.n)
                && n > all
            {
                let message = format!("is {n}, more than the {all} of everybody in this wave");
                reader
                    .problems
                    .error(part.first.place().column("n"), message);
            }
        }
        let said = whole.shares.iter().find_map(|share| {
            let (side, shown) = apart(whole, share, &parts)?;
            let question = data.questions.get(usize::from(question))?;
            let answer = data.scale_of(question)?.answers.get(usize::from(share.answer))?;
            Some(format!(
                "{} is {shown} in its parts, all {side} the {} of everybody; one of these is wrong, or a part is missing",
                answer.id,
                percent(share)
            ))
        });
        if let (Some(said), Some(part)) = (said, parts.first()) {
            let place = part.first.place().column("percent");
            reader.problems.warning(place, said);
        }
    }
}

/// On which side of everybody all of several parts are, and what they have.
fn apart(whole: &Group<'_>, share: &Share, parts: &[&Group<'_>]) -> Option<(&'static str, String)> {
    let off = |part: &&Group<'_>| {
        let mut shares = part.shares.iter();
        let found = shares.find(|other| other.answer == share.answer)?;
        let off = f64::from(found.percent) - f64::from(share.percent);
        let rounded = (whole.rounding() + part.rounding()) * 100.0;
        Some((off, off.abs() > rounded + 1e-6, percent(found)))
    };
    let all: Vec<(f64, bool, String)> = parts.iter().map(off).collect::<Option<_>>()?;
    let is_apart = all.len() > 1 && all.iter().all(|(_, apart, _)| *apart);
    let is_above = all.iter().all(|(off, ..)| *off > 0.0);
    let is_below = all.iter().all(|(off, ..)| *off < 0.0);
    let side = match (is_apart, is_above, is_below) {
        (true, true, _) => "above",
        (true, _, true) => "below",
        _ => return None,
    };
    let shown: Vec<String> = all.into_iter().map(|(.., shown)| shown).collect();
    Some((side, shown.join(", ")))
}

fn percent(share: &Share) -> String {
    trimmed(f64::from(share.percent) / 100.0)
}
