//! What is offered of all that matches: the best of each street, best first, and one offer for a
//! name that many localities have.

use senim_model::directory::{LocalityIx, RegionPack};

use crate::finder::{Answer, Match};
use crate::order;

/// As many streets of one name are offered one by one; where there are more, the locality is asked.
pub const SHOWN_EACH: usize = 3;

/// The best match of each street.
#[derive(Default)]
pub(crate) struct Best {
    matches: Vec<Match>,
    /// Per street, one more than its position in `matches`; 0 where it has none.
    at: Vec<u32>,
}

impl Best {
    pub(crate) fn offer(&mut self, found: Match) {
        let street = found.street as usize;
        if self.at.len() <= street {
            self.at.resize(street + 1, 0);
        }
        let Some(at) = self.at.get_mut(street) else {
            return;
        };
        match (*at as usize)
            .checked_sub(1)
            .and_then(|at| self.matches.get_mut(at))
        {
            Some(known) if found.score < known.score => *known = found,
            Some(_) => {}
            None => {
                self.matches.push(found);
                *at = self.matches.len() as u32;
            }
        }
    }

    /// Whether no match is better than a score.
    pub(crate) fn is_above(&self, score: u32) -> bool {
        self.matches.iter().all(|found| found.score > score)
    }

    /// The matches in the order in which they are offered: the score decides, then the locality,
    /// preferred or large, then the order of names.
    pub(crate) fn offers(
        &self,
        pack: &RegionPack,
        ranks: &[u64],
        prefer: &[LocalityIx],
        limit: usize,
    ) -> Vec<Match> {
        let locality = |found: &Match| {
            let street = pack.streets.get(found.street as usize);
            street.map(|street| street.locality)
        };
        let key = |(found, at): (&Match, u64)| {
            let locality = locality(found);
            let preferred = prefer.iter().position(|at| Some(*at) == locality);
            let preferred = preferred.unwrap_or(prefer.len()) as u64;
            let rank = locality.and_then(|at| ranks.get(usize::from(at)).copied());
            (u64::from(found.score).min(0xFF) << 56)
                | (preferred.min(0xFF) << 48)
                | (rank.unwrap_or(u64::MAX).min(0xFFFF) << 32)
                | at.min(0xFFFF_FFFF)
        };
        let keys = order::numbers(self.matches.iter().zip(0..).map(key).collect());
        let best_first = keys
            .into_iter()
            .filter_map(|key| self.matches.get((key & 0xFFFF_FFFF) as usize));
        grouped(pack, best_first, limit)
    }
}

/// Per locality, its place when all are sorted by their number of streets, largest first.
pub(crate) fn ranks(pack: &RegionPack) -> Vec<u64> {
    let mut streets = vec![0u64; pack.localities.len()];
    for street in &pack.streets {
        if let Some(count) = streets.get_mut(usize::from(street.locality)) {
            *count += 1;
        }
    }
    let keys = streets.iter().zip(0u64..);
    let keys = keys.map(|(count, at)| (u64::from(u32::MAX) - count) << 16 | at);
    let mut ranks = vec![0; streets.len()];
    for (rank, key) in (0..).zip(order::numbers(keys.collect())) {
        if let Some(slot) = ranks.get_mut((key & 0xFFFF) as usize) {
            *slot = rank;
        }
    }
    ranks
}

/// Matches of one name that fit equally well become one, where there are many of them, so that
/// they do not crowd out the others.
fn grouped<'a>(
    pack: &RegionPack,
    best_first: impl Iterator<Item = &'a Match>,
    limit: usize,
) -> Vec<Match> {
    let name = |found: &Match| {
        let street = pack.streets.get(found.street as usize);
        street.map(|street| (&street.name.kk, &street.name.ru))
    };
    let mut groups: Vec<Vec<&Match>> = Vec::new();
    for found in best_first {
        let has_room = groups.len() < limit;
        let same = groups.iter_mut().find(|group| {
            let first = group.first();
            first.is_some_and(|first| first.score == found.score && name(first) == name(found))
        });
        match same {
            Some(group) => group.push(found),
            None if has_room => groups.push(vec![found]),
            None => {}
        }
    }
    let mut matches = Vec::new();
    for group in groups {
        match group.as_slice() {
            [first, ..] if group.len() > SHOWN_EACH => matches.push(Match {
                answer: Answer::Localities(group.iter().map(|found| found.street).collect()),
                ..Match::clone(first)
            }),
            few => matches.extend(few.iter().copied().cloned()),
        }
    }
    matches.truncate(limit);
    matches
}
