//! What is offered of all that matches: the best of each street, best first, and one offer for a
//! name that many localities have.

use senim_model::directory::{LocalityIx, RegionPack};

use crate::answer::Answer;
use crate::found::{Fits, Match, Name, most_unexplained};
use crate::order;

/// As many streets of one name are offered one by one; where there are more, the locality is asked.
pub const SHOWN_EACH: usize = 3;

/// The best match of each street.
#[derive(Default)]
pub(crate) struct Best {
    matches: Vec<Match>,
    /// Beside each match, what its Kazakh and its Russian name score.
    official: Vec<[u32; 2]>,
    /// Per street, one more than its position in `matches`; 0 where it has none.
    at: Vec<u32>,
}

/// An official name that scores this much worse than the best one still shows what was typed: one
/// of them has a typing error more, or another ending.
const FITS_WITHIN: u32 = 6;

impl Best {
    pub(crate) fn offer(&mut self, found: Match) {
        let street = found.street as usize;
        if self.at.len() <= street {
            self.at.resize(street + 1, 0);
        }
        let Some(at) = self.at.get_mut(street) else {
            return;
        };
        let (via, score) = (found.via, found.score);
        if *at == 0 {
            self.matches.push(found);
            self.official.push([u32::MAX; 2]);
            *at = self.matches.len() as u32;
        } else if let Some(known) = self.matches.get_mut(*at as usize - 1)
            && score < known.score
        {
            *known = found;
        }
        let official = self.official.get_mut(*at as usize - 1);
        match (via, official) {
            (Name::Kk, Some([kk, _])) => *kk = score.min(*kk),
            (Name::Ru, Some([_, ru])) => *ru = score.min(*ru),
            _ => {}
        }
    }

    /// Whether no match is better than a score.
    pub(crate) fn is_above(&self, score: u32) -> bool {
        self.matches.iter().all(|found| found.score > score)
    }

    /// The matches in the order in which they are offered: the score decides, then the locality,
    /// preferred or large, then the order of names.
    pub(crate) fn offers(
        &mut self,
        pack: &RegionPack,
        ranks: &[u64],
        prefer: &[LocalityIx],
        limit: usize,
    ) -> Vec<Match> {
        for (found, official) in self.matches.iter_mut().zip(&self.official) {
            let [kk, ru] = official.map(|score| score <= found.score.saturating_add(FITS_WITHIN));
            found.fits = Fits { kk, ru };
        }
        let most = most_unexplained(self.matches.iter());
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
        let fitting = self.matches.iter().zip(0..);
        let fitting = fitting.filter(|(found, _)| found.unexplained <= most);
        let keys = order::numbers(fitting.map(key).collect());
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
